import { useQuery, useQueryClient } from '@tanstack/react-query'
import { asInstant, newId } from '@gloact/kernel'
import type { RegisterRow } from '@gloact/registers/contract'
import {
  Button,
  Callout,
  Card,
  ChoiceField,
  Link,
  problemWords,
  QueryState,
  Row,
  Section,
  Stack,
  Tag,
  Text,
  useClient,
  useMessages,
  useNavigation,
} from '@gloact/ui'
import { useState } from 'react'
import { beginAssessment, listAssessments } from '../contract/assessments.ts'
import { itemsOf } from '../domain/assessment.ts'
import { useAgencies } from './use-agencies.ts'

/** Of a standard: the self-assessments that one's own agency has part in, and beginning one. */
export function FrameworkAssessments({ row }: { readonly row: RegisterRow }) {
  const messages = useMessages()
  const { t, formatInstant } = messages
  const client = useClient()
  const queries = useQueryClient()
  const { go } = useNavigation()
  const agencies = useAgencies()['agencies']?.codes ?? []
  const [ids] = useState(() => ({ assessmentId: newId<string>(), stepId: newId<string>() }))
  const [reviewerId, setReviewerId] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const found = useQuery({
    queryKey: ['strategy', 'assessments'],
    queryFn: () => client.callOrThrow(listAssessments, { query: { list: 'all' } }),
  })
  const title = t('strategy.assessment.many')
  if (itemsOf(row.answers).length === 0) return null
  if (!found.isSuccess) return <QueryState query={found} loading={title} />
  const own = found.data.items.filter(({ facts }) => facts['frameworkId'] === row.id)
  const begin = async () => {
    if (reviewerId === null) return
    const begun = await client.call(beginAssessment, {
      params: { id: row.id },
      body: { ...ids, reviewerId, happenedAt: new Date().toISOString() },
    })
    setProblem(begun.ok ? null : problemWords(messages, begun.error))
    if (!begun.ok) return
    await queries.invalidateQueries({ queryKey: ['strategy'] })
    go(`/strategy/assessments/${ids.assessmentId}`)
  }
  return (
    <Section title={title} about={t('strategy.assessment.about')}>
      <Stack>
        {own.length === 0 && <Text tone="quiet">{t('strategy.assessment.none')}</Text>}
        {own.map(({ id, state, parties, openedAt }) => (
          <Card key={id}>
            <Row justify="between">
              <Link to={`/strategy/assessments/${id}`}>
                {`${agencies.find(({ code }) => code === parties['service'])?.label.en ?? ''}, ${formatInstant(asInstant(openedAt), 'date')}`}
              </Link>
              <Tag>{t(`strategy.assessment.state.${state}`)}</Tag>
            </Row>
          </Card>
        ))}
        <ChoiceField
          label={t('strategy.assessment.reviewer')}
          as="select"
          options={agencies.map(({ code, label }) => ({ value: code, label: label.en ?? code }))}
          value={reviewerId}
          onChange={setReviewerId}
        />
        {problem !== null && <Callout tone="notice">{problem}</Callout>}
        <Row>
          <Button disabled={reviewerId === null} onPress={() => void begin()}>
            {t('strategy.assessment.step.begin')}
          </Button>
        </Row>
      </Stack>
    </Section>
  )
}
