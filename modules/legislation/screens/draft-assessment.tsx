import { newId } from '@gloact/kernel'
import { Button, Callout, KeyValueList, Link, Row, Section, Stack, Text, useClient, useMessages } from '@gloact/ui'
import { useState } from 'react'
import { assessDraft, type DraftView } from '../contract/drafts.ts'
import { useRefusal } from './asked.tsx'
import { useRenew } from './queries.ts'

/** The draft held against the treaties: which gaps of the law in force it closes, and which it opens. */
export function DraftAssessment({ draft }: { draft: DraftView }) {
  const { t } = useMessages()
  const client = useClient()
  const renew = useRenew()
  const refusal = useRefusal()
  const [problem, setProblem] = useState<string | null>(null)
  const { assessed } = draft
  const assess = async () => {
    const made = await client.call(assessDraft, {
      params: { draftId: draft.id },
      body: { lawId: newId(), expressionId: newId(), assessmentId: newId() },
    })
    setProblem(made.ok ? null : refusal(made.error))
    await renew()
  }
  const list = (gaps: readonly string[], assessmentId: string | null) =>
    gaps.length === 0 ? (
      t('legislation.none_among', { answered: assessed?.answered ?? 0 })
    ) : (
      <Row>
        {gaps.map((gap) => (
          <Link key={gap} to={`/legislation/assessments/${assessmentId ?? ''}/${gap}`}>
            {gap}
          </Link>
        ))}
      </Row>
    )
  return (
    <Section title={t('legislation.draft_assessment')}>
      <Stack>
        {assessed === null ? (
          <Text tone="quiet">{t('legislation.not_assessed')}</Text>
        ) : (
          <>
            {assessed.outdated && <Callout tone="notice">{t('legislation.assessment_outdated')}</Callout>}
            <KeyValueList
              items={[
                { label: t('legislation.closes'), value: list(assessed.closes, assessed.assessmentId) },
                { label: t('legislation.opens'), value: list(assessed.opens, assessed.assessmentId) },
              ]}
            />
            {assessed.unanswered > 0 && (
              <Callout tone="notice">{t('legislation.change_unknown', { count: assessed.unanswered })}</Callout>
            )}
            <Row>
              <Button to={`/legislation/assessments/${assessed.assessmentId}`}>
                {t('legislation.to_draft_assessment')}
              </Button>
            </Row>
          </>
        )}
        {problem && <Callout tone="notice">{problem}</Callout>}
        {draft.mayEdit && draft.clauses.length > 0 && (assessed === null || assessed.outdated) && (
          <Row>
            <Button onPress={() => void assess()}>{t('legislation.assess_draft')}</Button>
          </Row>
        )}
      </Stack>
    </Section>
  )
}
