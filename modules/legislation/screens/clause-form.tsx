import { Button, Callout, ChoiceField, Form, LongText, Row, Stack, TextField, useClient, useMessages } from '@gloact/ui'
import { useState } from 'react'
import { type ClauseView, type DraftView, saveClause } from '../contract/drafts.ts'
import { INSTRUCTION_ACTIONS } from '../domain/law-words.ts'
import { useRefusal } from './asked.tsx'
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
  const [action, setAction] = useState<string | null>(clause?.instruction.action ?? 'insert')
  const [at, setAt] = useState<string | null>(clause?.instruction.at ?? null)
  const [words, setWords] = useState(clause?.instruction.words ?? '')
  const [old, setOld] = useState(clause?.instruction.old ?? '')
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const save = async () => {
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
        <ChoiceField
          label={t('legislation.action')}
          as="select"
          options={INSTRUCTION_ACTIONS.map((value) => ({ value, label: t(`legislation.action.${value}`) }))}
          value={action}
          onChange={setAction}
        />
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
        {(action === 'words' || action === 'all_words') && (
          <TextField label={t('legislation.old_words')} value={old} maxLength={10_000} onChange={setOld} />
        )}
        {action !== 'delete' && (
          <LongText
            label={t('legislation.new_words')}
            help={t('legislation.new_words_help')}
            rows={6}
            value={words}
            maxLength={100_000}
            onChange={setWords}
          />
        )}
        {problem && (
          <Callout tone="notice" urgent>
            {problem}
          </Callout>
        )}
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
