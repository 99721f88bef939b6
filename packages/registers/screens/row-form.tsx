import type { ReceivedProblem } from '@gloact/http/client'
import {
  useClient,
  Button,
  failuresIn,
  Form,
  FormRenderer,
  type KeptAnswers,
  problemWords,
  Refusal,
  Row,
  SavedState,
  Stack,
  useMessages,
} from '@gloact/ui'
import { useState } from 'react'
import type { RowTitles } from '../contract/index.ts'
import { useCurrency, useFiles, useLists, useReferences, type RegisterParts } from './use-register.ts'

export interface RowFormProps {
  readonly parts: RegisterParts
  readonly id: string
  /** The version that is edited; null adds the row. */
  readonly version: number | null
  /** What is typed, kept until it is saved or given up. */
  readonly kept: Pick<KeptAnswers<never>, 'answers' | 'renderer' | 'typed'>
  readonly titles: RowTitles
  readonly onSaved: () => void
  readonly onCancel: () => void
  /** Somebody else was faster: the page shows both and asks. */
  readonly onMovedOn: () => void
}

/** A row by its form: what is wrong stands beside its field, and nothing is sent twice under two ids. */
export function RowForm({ parts, id, version, kept, titles, onSaved, onCancel, onMovedOn }: RowFormProps) {
  const messages = useMessages()
  const { t } = messages
  const { of, routes } = parts
  const client = useClient()
  const { typed, answers, renderer } = kept
  const [problem, setProblem] = useState<ReceivedProblem | null>(null)
  const [busy, setBusy] = useState(false)
  const lists = useLists(parts)
  const references = useReferences(parts, titles)
  const files = useFiles(parts, id)
  const currency = useCurrency(parts, answers)
  const save = async () => {
    setBusy(true)
    const saved = await client.call(
      routes.save,
      { params: { id }, body: { answers: { ...answers } } },
      version === null ? {} : { ifMatch: `"${version}"` },
    )
    setBusy(false)
    if (saved.ok) {
      await typed.forget()
      return onSaved()
    }
    setProblem(saved.error)
    if (saved.error.code === 'registers.changed_meanwhile') onMovedOn()
  }
  return (
    <Form unsent="kept" onSubmit={() => void save()}>
      <Stack gap="lg">
        <FormRenderer
          form={of.form}
          codeLists={lists}
          {...renderer}
          references={references}
          files={files}
          currency={currency}
          failures={failuresIn(problem)}
          onChange={(edit) => {
            renderer.onChange(edit)
            setProblem(null)
          }}
        />
        <Refusal>{problem && problemWords(messages, problem)}</Refusal>
        <Row>
          <Button kind="primary" type="submit" busy={busy}>
            {t('registers.row.save')}
          </Button>
          <Button kind="quiet" onPress={() => void typed.giveUp().then((given) => given && onCancel())}>
            {t('registers.row.cancel')}
          </Button>
          {typed.sealed && <SavedState state={typed.state} />}
        </Row>
      </Stack>
    </Form>
  )
}
