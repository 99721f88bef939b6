import { asInstant, newId } from '@gloact/kernel'
import { Button, Callout, Disclosure, Form, LongText, Row, Stack, Tag, Text, useClient, useMessages } from '@gloact/ui'
import { useState } from 'react'
import { addRemark, type ClauseView, decideRemark, type DraftView, type RemarkView } from '../contract/drafts.ts'
import { useRefusal } from './asked.tsx'
import { WordDiff } from './diff.tsx'
import { useRenew } from './queries.ts'

/** What was said about a clause, and saying more. */
export function Remarks({ draft, clause }: { draft: DraftView; clause: ClauseView }) {
  const { t } = useMessages()
  const remarks = draft.remarks.filter(({ clauseId }) => clauseId === clause.id)
  return (
    <Stack>
      {remarks.map((remark) => (
        <Remark key={remark.id} draft={draft} clause={clause} remark={remark} />
      ))}
      {draft.mayRemark && (
        <Disclosure summary={t('legislation.comment')}>
          <NewRemark draft={draft} clause={clause} />
        </Disclosure>
      )}
    </Stack>
  )
}

function Remark({ draft, clause, remark }: { draft: DraftView; clause: ClauseView; remark: RemarkView }) {
  const { t, formatInstant } = useMessages()
  const client = useClient()
  const renew = useRenew()
  const refusal = useRefusal()
  const [why, setWhy] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const decide = async (decision: 'accepted' | 'rejected') => {
    if (why.trim() === '') return setProblem(t('legislation.why_missing'))
    const decided = await client.call(decideRemark, {
      params: { draftId: draft.id, remarkId: remark.id },
      body: { decision, why: why.trim() },
    })
    setProblem(decided.ok ? null : refusal(decided.error))
    await renew()
  }
  return (
    <Callout title={[remark.by, remark.agency].filter(Boolean).join(', ')}>
      <Stack gap="sm">
        <Text tone="quiet" size="sm">
          {formatInstant(asInstant(remark.at), 'date')}
        </Text>
        <Text>
          <bdi>{remark.words}</bdi>
        </Text>
        {remark.suggestion !== null && <WordDiff before={clause.instruction.words} after={remark.suggestion} />}
        {remark.decision !== null ? (
          <Row>
            <Tag>{t(`legislation.decision.${remark.decision}`)}</Tag>
            <Text as="span">
              <bdi>{[remark.why, remark.decidedBy].filter(Boolean).join(' – ')}</bdi>
            </Text>
          </Row>
        ) : (
          draft.mayEdit && (
            <>
              <LongText label={t('legislation.why')} rows={2} maxLength={2000} value={why} onChange={setWhy} />
              {problem && <Callout tone="notice">{problem}</Callout>}
              <Row>
                <Button onPress={() => void decide('accepted')}>{t('legislation.accept')}</Button>
                <Button kind="quiet" onPress={() => void decide('rejected')}>
                  {t('legislation.reject')}
                </Button>
              </Row>
            </>
          )
        )}
      </Stack>
    </Callout>
  )
}

function NewRemark({ draft, clause }: { draft: DraftView; clause: ClauseView }) {
  const { t } = useMessages()
  const client = useClient()
  const renew = useRenew()
  const refusal = useRefusal()
  const [id, setId] = useState(() => newId())
  const [words, setWords] = useState('')
  const [suggestion, setSuggestion] = useState(clause.instruction.words)
  const [problem, setProblem] = useState<string | null>(null)
  const send = async () => {
    if (words.trim() === '') return setProblem(t('legislation.comment_missing'))
    const sent = await client.call(addRemark, {
      params: { draftId: draft.id },
      body: {
        id,
        clauseId: clause.id,
        words: words.trim(),
        suggestion: suggestion === clause.instruction.words ? null : suggestion,
      },
    })
    if (!sent.ok) return setProblem(refusal(sent.error))
    setId(newId())
    setWords('')
    setProblem(null)
    await renew()
  }
  return (
    <Form onSubmit={() => void send()}>
      <Stack>
        <LongText label={t('legislation.comment')} rows={2} maxLength={4000} value={words} onChange={setWords} />
        {clause.instruction.action !== 'delete' && (
          <LongText
            label={t('legislation.suggested')}
            help={t('legislation.suggested_help')}
            rows={4}
            maxLength={100_000}
            value={suggestion}
            onChange={setSuggestion}
          />
        )}
        {problem && <Callout tone="notice">{problem}</Callout>}
        <Row>
          <Button type="submit">{t('legislation.send_comment')}</Button>
        </Row>
      </Stack>
    </Form>
  )
}
