import { newId } from '@gloact/kernel'
import { Button, Callout, Row, Section, Stack, Tag, Text, useClient, useMessages } from '@gloact/ui'
import { useState } from 'react'
import { type ClauseView, type DraftView, saveClause } from '../contract/drafts.ts'
import { useRefusal } from './asked.tsx'
import { ClauseForm } from './clause-form.tsx'
import { WordDiff } from './diff.tsx'
import { useRenew } from './queries.ts'
import { Remarks } from './draft-remarks.tsx'

/** The clauses of a bill: each with the words before and after, and what was said about it. */
export function DraftClauses({ draft }: { draft: DraftView }) {
  const { t } = useMessages()
  const [adding, setAdding] = useState<string | null>(null)
  return (
    <Section
      title={t('legislation.clauses')}
      actions={
        draft.mayEdit &&
        adding === null && (
          <Button icon="plus" onPress={() => setAdding(newId())}>
            {t('legislation.add_clause')}
          </Button>
        )
      }
    >
      <Stack gap="lg">
        {draft.clauses.length === 0 && adding === null && <Text tone="quiet">{t('legislation.no_clauses')}</Text>}
        {draft.clauses.map((clause, index) => (
          <Clause key={clause.id} draft={draft} clause={clause} number={index + 1} />
        ))}
        {adding !== null && <ClauseForm draft={draft} clauseId={adding} clause={null} onDone={() => setAdding(null)} />}
      </Stack>
    </Section>
  )
}

function Clause({ draft, clause, number }: { draft: DraftView; clause: ClauseView; number: number }) {
  const { t } = useMessages()
  const client = useClient()
  const renew = useRenew()
  const refusal = useRefusal()
  const [editing, setEditing] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const { outcome, instruction } = clause
  const withdraw = async () => {
    const saved = await client.call(
      saveClause,
      { params: { draftId: draft.id, clauseId: clause.id }, body: { instruction, withdrawn: true } },
      { ifMatch: `"${clause.version}"` },
    )
    setProblem(saved.ok ? null : refusal(saved.error))
    await renew()
  }
  const title = t('legislation.clause_of', {
    number,
    action: t(`legislation.action.${instruction.action}`),
    at: instruction.at === '' ? t('legislation.whole_law') : clause.place || instruction.at,
  })
  if (editing) {
    return <ClauseForm draft={draft} clauseId={clause.id} clause={clause} onDone={() => setEditing(false)} />
  }
  return (
    <Section title={title}>
      <Stack>
        {outcome.problem === null ? (
          <WordDiff before={outcome.before} after={outcome.after} />
        ) : (
          <Callout tone="notice">
            <Tag icon="warning">{t('legislation.not_applied')}</Tag> {t(`legislation.problem.${outcome.problem}`)}
          </Callout>
        )}
        {problem && <Callout tone="notice">{problem}</Callout>}
        {draft.mayEdit && (
          <Row>
            <Button label={`${t('legislation.edit')}: ${title}`} onPress={() => setEditing(true)}>
              {t('legislation.edit')}
            </Button>
            <Button kind="quiet" label={`${t('legislation.withdraw')}: ${title}`} onPress={() => void withdraw()}>
              {t('legislation.withdraw')}
            </Button>
          </Row>
        )}
        <Remarks draft={draft} clause={clause} />
      </Stack>
    </Section>
  )
}
