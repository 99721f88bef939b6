import { useQueryClient } from '@tanstack/react-query'
import { checkComplete } from '@gloact/forms'
import type { FieldFailure } from '@gloact/kernel'
import {
  Button,
  Callout,
  failuresIn,
  Form,
  FormRenderer,
  PageHeader,
  Refusal,
  Row,
  Stack,
  useClient,
  useKeptAnswers,
} from '@gloact/ui'
import { useState } from 'react'
import { registerRequest } from '../../contract/tracing/tracing.ts'
import { tracingRequestForm } from '../../domain/tracing/request-form.ts'
import { TRACING_LISTS } from '../../domain/tracing/lists.ts'
import { TRACING_KEYS, useTracing } from './use-tracing.ts'

/**
 * A relative's request, written down as they say it. Nothing is looked up while it is typed, and what is answered is the same for everybody:
 * the sentence that the inquirer is told.
 */
export function RegisterPage() {
  const { t, problem, formatDate } = useTracing()
  const client = useClient()
  const queries = useQueryClient()
  const { answers, ids, renderer, typed } = useKeptAnswers('request')
  const [id, stepId] = ids
  const [failures, setFailures] = useState<readonly FieldFailure[]>([])
  const [refused, setRefused] = useState<string | null>(null)
  const [letter, setLetter] = useState<{ sentence: string; writesOn: string } | null>(null)
  const [busy, setBusy] = useState(false)

  const send = async () => {
    const missing = checkComplete(tracingRequestForm, answers)
    setFailures(missing)
    if (missing.length > 0) return
    setBusy(true)
    const sent = await client.call(registerRequest, {
      body: { id, stepId, happenedAt: new Date().toISOString(), answers: { ...answers } },
    })
    setBusy(false)
    if (sent.ok) {
      await typed.forget()
      setLetter(sent.value)
      void queries.invalidateQueries({ queryKey: TRACING_KEYS.all })
      return
    }
    setRefused(problem(sent.error))
    setFailures(failuresIn(sent.error))
  }

  if (!typed.ready) return null
  return (
    <>
      <PageHeader
        title={t('children.tracing.new')}
        about={t('children.tracing.new_about')}
        back={{ to: '/children/tracing', label: t('children.tracing.title') }}
      />
      {letter ? (
        <Stack>
          <Callout tone="success" urgent title={t('children.tracing.registered_now')}>
            {t(letter.sentence, { when: formatDate(letter.writesOn as never) })}
          </Callout>
          <Row>
            <Button to="/children/tracing">{t('children.tracing.title')}</Button>
            <Button
              kind="secondary"
              onPress={() => {
                setLetter(null)
                setFailures([])
              }}
            >
              {t('children.tracing.another')}
            </Button>
          </Row>
        </Stack>
      ) : (
        <Form unsent="kept" onSubmit={() => void send()}>
          <FormRenderer form={tracingRequestForm} codeLists={TRACING_LISTS} {...renderer} failures={failures} />
          <Refusal>{refused}</Refusal>
          <Row>
            <Button kind="primary" type="submit" busy={busy}>
              {t('children.tracing.register')}
            </Button>
          </Row>
        </Form>
      )}
    </>
  )
}
