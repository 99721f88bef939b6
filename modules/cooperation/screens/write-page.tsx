import { useParams } from '@tanstack/react-router'
import { problemOf } from '@gloact/http/client'
import type { FormAnswers } from '@gloact/forms'
import { asInstant, newId, type FieldFailure } from '@gloact/kernel'
import type { RequestShown } from '@gloact/records/contract'
import {
  Button,
  Callout,
  Columns,
  ErrorState,
  FileNumber,
  Form,
  FormRenderer,
  LoadingState,
  PageHeader,
  Row,
  useClient,
  useNavigation,
} from '@gloact/ui'
import { useState } from 'react'
import { submitRequest, takeRequestStep, type RequestContent } from '../contract/requests.ts'
import { requestForm } from '../domain/request-form.ts'
import { ContentCheck } from './content-check.tsx'
import { useCooperationWords } from './cooperation-words.ts'
import { useRenew, useRequest } from './queries.ts'

/** Writing a request: section by section, with what is still missing next to it. */
export function WritePage() {
  const { requestId = '' }: { readonly requestId?: string } = useParams({ strict: false })
  const { t } = useCooperationWords()
  const { request, content } = useRequest(requestId)
  if (request.isPending || content.isPending) return <LoadingState what={t('cooperation.loading')} />
  if (request.isError) return <ErrorState problem={problemOf(request.error)} onRetry={() => void request.refetch()} />
  if (content.isError) return <ErrorState problem={problemOf(content.error)} onRetry={() => void content.refetch()} />
  return <Write key={requestId} request={request.data} content={content.data} />
}

function Write({ request, content }: { request: RequestShown; content: RequestContent }) {
  const { t, number, country, lists, language, problem } = useCooperationWords()
  const client = useClient()
  const renew = useRenew()
  const { go } = useNavigation()
  const [answers, setAnswers] = useState<FormAnswers>(content.answers)
  // Made once for what stands in the form: sent again after a lost answer, it is recorded once.
  const [stepId, setStepId] = useState(() => newId())
  const [submitId] = useState(() => newId())
  const [failures, setFailures] = useState<readonly FieldFailure[]>([])
  const [refused, setRefused] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [changed, setChanged] = useState(false)
  const back = `/cooperation/requests/${request.id}`
  const name = content.authority.name[language] ?? content.authority.name['en'] ?? content.authority.desk

  const save = async (): Promise<boolean> => {
    if (!changed) return true
    const happenedAt = asInstant(Date.now())
    const saved = await client.call(takeRequestStep, {
      params: { requestId: request.id },
      body: { id: stepId, step: 'amend', happenedAt, answers },
    })
    if (!saved.ok) {
      setRefused(problem(saved.error))
      setFailures(
        (saved.error.fields ?? []).map((field) => ({ ...field, pointer: field.pointer.replace(/^\/answers/, '') })),
      )
      return false
    }
    setRefused(null)
    setFailures([])
    setChanged(false)
    setStepId(newId())
    await renew()
    return true
  }
  const run = async (then: () => Promise<void> | void) => {
    setBusy(true)
    if (await save()) await then()
    setBusy(false)
  }
  const submit = async () => {
    const sent = await client.call(submitRequest, {
      params: { requestId: request.id },
      body: { stepId: submitId, happenedAt: asInstant(Date.now()) },
    })
    await renew()
    if (sent.ok) go(back)
    else setRefused(problem(sent.error))
  }
  if (request.state !== 'draft') {
    return (
      <>
        <PageHeader title={t('cooperation.write.title')} back={{ to: back, label: number(request.facts['number']) }} />
        <Callout>{t('cooperation.write.not_draft')}</Callout>
      </>
    )
  }
  return (
    <>
      <PageHeader
        title={
          <>
            {t('cooperation.write.title')} <FileNumber>{number(request.facts['number'])}</FileNumber>
          </>
        }
        about={t('cooperation.write.about', { authority: name, country: country(content.authority.country) })}
        back={{ to: back, label: t('cooperation.write.back') }}
      />
      <Columns min="22rem">
        <Form onSubmit={() => void run(() => undefined)}>
          <FormRenderer
            form={requestForm}
            codeLists={lists}
            answers={answers}
            failures={failures}
            onChange={(edit) => {
              setAnswers((before) => ({ ...before, ...edit }))
              setChanged(true)
              // Other words are another step: what was sent under the id before may have arrived.
              setStepId(newId())
            }}
          />
          {refused && (
            <Callout tone="notice" urgent>
              {refused}
            </Callout>
          )}
          <Row>
            <Button type="submit" busy={busy} disabled={!changed}>
              {t('cooperation.write.save')}
            </Button>
            <Button kind="primary" busy={busy} onPress={() => void run(submit)}>
              {t('cooperation.write.submit')}
            </Button>
          </Row>
        </Form>
        <ContentCheck missing={content.missing} stale={content.staleSheet} unsaved={changed} />
      </Columns>
    </>
  )
}
