import type { FormAnswers } from '@gloact/forms'
import type { ReceivedProblem } from '@gloact/http/client'
import {
  useClient,
  Button,
  Callout,
  Form,
  FormRenderer,
  problemWords,
  Refusal,
  Row,
  Stack,
  useMessages,
} from '@gloact/ui'
import { useState } from 'react'
import type { RowTitles } from '../contract/index.ts'
import { useFiles, useLists, useReferences, type RegisterParts } from './use-register.ts'

export interface RowFormProps {
  readonly parts: RegisterParts
  readonly id: string
  /** The version that is edited; null adds the row. */
  readonly version: number | null
  readonly initial: FormAnswers
  readonly titles: RowTitles
  readonly onSaved: () => void
  readonly onCancel: () => void
  /** Somebody else was faster: the page shows both and asks. */
  readonly onMovedOn: (mine: FormAnswers) => void
}

/** A row by its form: what is wrong stands beside its field, and nothing is sent twice under two ids. */
export function RowForm({ parts, id, version, initial, titles, onSaved, onCancel, onMovedOn }: RowFormProps) {
  const messages = useMessages()
  const { t } = messages
  const { of, routes } = parts
  const client = useClient()
  const [answers, setAnswers] = useState(initial)
  const [problem, setProblem] = useState<ReceivedProblem | null>(null)
  const [busy, setBusy] = useState(false)
  const [unreadable, setUnreadable] = useState(false)
  const lists = useLists(parts)
  const references = useReferences(parts, titles)
  const files = useFiles(parts, id)
  const save = async () => {
    setBusy(true)
    const saved = await client.call(
      routes.save,
      { params: { id }, body: { answers: { ...answers } } },
      version === null ? {} : { ifMatch: `"${version}"` },
    )
    setBusy(false)
    if (saved.ok) return onSaved()
    setProblem(saved.error)
    if (saved.error.code === 'registers.changed_meanwhile') onMovedOn(answers)
  }
  const failures = (problem?.fields ?? []).map((each) => ({
    ...each,
    pointer: each.pointer.replace(/^\/answers/, ''),
  }))
  return (
    <Form onSubmit={() => void save()}>
      <Stack gap="lg">
        <FormRenderer
          form={of.form}
          codeLists={lists}
          answers={answers}
          references={references}
          files={files}
          failures={failures}
          onPending={(pending) => setUnreadable(Object.keys(pending).length > 0)}
          onChange={(edit) => {
            setAnswers((before) => ({ ...before, ...edit }))
            setProblem(null)
          }}
        />
        {unreadable && <Callout tone="notice">{t('ui.form.unreadable')}</Callout>}
        <Refusal>{problem && problemWords(messages, problem)}</Refusal>
        <Row>
          <Button kind="primary" type="submit" busy={busy} disabled={unreadable}>
            {t('registers.row.save')}
          </Button>
          <Button kind="quiet" onPress={onCancel}>
            {t('registers.row.cancel')}
          </Button>
        </Row>
      </Stack>
    </Form>
  )
}
