import { Button, ChoiceField, Form, Row, Stack, useClient, useMessages } from '@gloact/ui'
import { useState } from 'react'
import { type ClauseView, type DraftView, saveClause } from '../contract/drafts.ts'
import { INSTRUCTION_ACTIONS } from '../domain/law-words.ts'
import { useRefusal } from './asked.tsx'
import { InstructionFields } from './instruction-fields.tsx'
import { useLawText, useRenew } from './queries.ts'

interface ClauseFormProps {
  readonly draft: DraftView
  readonly clauseId: string
  readonly clause: ClauseView | null
  readonly onDone: () => void
}

/** Writes a clause: what is done, at which provision, and the words. */
export function ClauseForm({ draft, clauseId, clause, onDone }: ClauseFormProps) {
  const { t } = useMessages()
  const client = useClient()
  const renew = useRenew()
  const refusal = useRefusal()
  const text = useLawText(draft.beforeId)
  const [at, setAt] = useState<string | null>(clause?.instruction.at ?? null)
  const [said, setSaid] = useState<{ action: string | null; old: string; words: string }>(
    clause?.instruction ?? { action: 'insert', old: '', words: '' },
  )
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const save = async () => {
    const { action, old, words } = said
    const chosen = INSTRUCTION_ACTIONS.find((one) => one === action)
    if (chosen === undefined || at === null) return setProblem(t('legislation.clause_missing'))
    setBusy(true)
    const saved = await client.call(
      saveClause,
      {
        params: { draftId: draft.id, clauseId },
        body: { instruction: { action: chosen, at, words, old }, withdrawn: false },
      },
      clause ? { ifMatch: `"${clause.version}"` } : {},
    )
    setBusy(false)
    if (!saved.ok) return setProblem(refusal(saved.error))
    await renew()
    onDone()
  }
  const places = text.data?.provisions ?? []
  return (
    <Form onSubmit={() => void save()}>
      <Stack>
        <InstructionFields
          value={said}
          onChange={(change) => setSaid((before) => ({ ...before, ...change }))}
          problem={problem}
          place={
            <ChoiceField
              label={t('legislation.provision')}
              as="select"
              options={places.map(({ eId, num, heading, text: own, depth }) => ({
                value: eId,
                label: `${'  '.repeat(depth)}${[num, heading].filter(Boolean).join(' ') || (own[0] ?? eId).slice(0, 60)}`,
              }))}
              value={at}
              onChange={setAt}
            />
          }
        />
        <Row>
          <Button kind="primary" type="submit" busy={busy}>
            {t('legislation.save_clause')}
          </Button>
          <Button kind="quiet" onPress={onDone}>
            {t('legislation.cancel')}
          </Button>
        </Row>
      </Stack>
    </Form>
  )
}
