import type { FormAnswers } from '@gloact/forms'
import { asInstant, newId, type FieldFailure } from '@gloact/kernel'
import type { RequestShown } from '@gloact/records/contract'
import { Button, Callout, Disclosure, Form, FormRenderer, Row, useClient } from '@gloact/ui'
import { useState } from 'react'
import { takeVictimStep, type VictimPreview } from '../../contract/victims.ts'
import { preparationForm } from '../../domain/victims/forms.ts'
import { useVictimWords } from './victim-words.ts'

/** What is asked before anything goes, and what each of the three steps will send. Kept as far as it is written. */
export function Prepare({
  request,
  preview,
  onSaved,
}: {
  readonly request: RequestShown
  readonly preview: VictimPreview
  readonly onSaved: () => Promise<void>
}) {
  const { t, lists, problem } = useVictimWords()
  const client = useClient()
  const [answers, setAnswers] = useState<FormAnswers>(preview.prepared)
  const [stepId, setStepId] = useState(() => newId())
  const [failures, setFailures] = useState<readonly FieldFailure[]>([])
  const [refused, setRefused] = useState<string | null>(null)
  const [changed, setChanged] = useState(false)
  const [busy, setBusy] = useState(false)
  const save = async () => {
    setBusy(true)
    const saved = await client.call(takeVictimStep, {
      params: { requestId: request.id },
      body: { id: stepId, step: 'amend', happenedAt: asInstant(Date.now()), answers },
    })
    setBusy(false)
    setRefused(saved.ok ? null : problem(saved.error))
    setFailures(
      saved.ok
        ? []
        : (saved.error.fields ?? []).map((field) => ({ ...field, pointer: field.pointer.replace(/^\/answers/, '') })),
    )
    if (!saved.ok) return
    setChanged(false)
    setStepId(newId())
    await onSaved()
  }
  return (
    <Disclosure
      summary={t('cooperation.victims.prepare')}
      open={request.state === 'draft' || preview.missing.length > 0}
    >
      <Form onSubmit={() => void save()}>
        <FormRenderer
          form={preparationForm}
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
        </Row>
      </Form>
    </Disclosure>
  )
}
