import { useQueryClient } from '@tanstack/react-query'
import { checkComplete, type FormAnswers } from '@gloact/forms'
import { newId, type FieldFailure } from '@gloact/kernel'
import { Button, Callout, Form, FormRenderer, PageHeader, Refusal, Row, Stack, useClient } from '@gloact/ui'
import { useState } from 'react'
import { registerRequest } from '../../contract/tracing/tracing.ts'
import { tracingRequestForm } from '../../domain/tracing/request-form.ts'
import { TRACING_LISTS } from '../../domain/tracing/lists.ts'
import { TRACING_KEYS, useTracing } from './use-tracing.ts'

const made = () => ({ id: newId<string>(), stepId: newId<string>() })

/**
 * A relative's request, written down as they say it. Nothing is looked up while it is typed, and what is answered is the same for everybody:
 * the sentence that the inquirer is told.
 */
export function RegisterPage() {
  const { t, problem, formatDate } = useTracing()
  const client = useClient()
  const queries = useQueryClient()
  // Made once for what stands here: sent again after a lost answer, it is registered once.
  const [ids, setIds] = useState(made)
  const [answers, setAnswers] = useState<FormAnswers>({})
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
      body: { ...ids, happenedAt: new Date().toISOString(), answers: { ...answers } },
    })
    setBusy(false)
    if (sent.ok) {
      setLetter(sent.value)
      void queries.invalidateQueries({ queryKey: TRACING_KEYS.all })
      return
    }
    setRefused(problem(sent.error))
    setFailures(
      (sent.error.fields ?? []).map((field) => ({ ...field, pointer: field.pointer.replace(/^\/answers/, '') })),
    )
  }

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
                setIds(made())
                setAnswers({})
                setLetter(null)
              }}
            >
              {t('children.tracing.another')}
            </Button>
          </Row>
        </Stack>
      ) : (
        <Form onSubmit={() => void send()}>
          <FormRenderer
            form={tracingRequestForm}
            codeLists={TRACING_LISTS}
            answers={answers}
            failures={failures}
            onChange={(edit) => {
              setAnswers((before) => ({ ...before, ...edit }))
              // Other words are another request: what was sent before may have arrived.
              setIds(made())
            }}
          />
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
