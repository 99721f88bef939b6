import { useQuery, useQueryClient } from '@tanstack/react-query'
import { titleIn } from '@gloact/registers/screens'
import {
  Button,
  Callout,
  ChoiceField,
  problemWords,
  Row,
  Section,
  Stack,
  useClient,
  useMessages,
  useToast,
} from '@gloact/ui'
import { useState } from 'react'
import { readOverview } from '../contract/overview.ts'
import { carryActions } from '../contract/planned.ts'

/** Carries the open actions of a plan to another. */
export function CarryOver({ planId }: { readonly planId: string }) {
  const messages = useMessages()
  const { t, language } = messages
  const client = useClient()
  const queries = useQueryClient()
  const { say } = useToast()
  const [toPlanId, setToPlanId] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const plans = useQuery({
    queryKey: ['strategy', 'overview', planId],
    queryFn: () => client.callOrThrow(readOverview, { query: { planId } }),
  })
  const others = (plans.data?.plans ?? []).filter(({ id }) => id !== planId)
  if (others.length === 0) return null
  const carry = async () => {
    if (toPlanId === null) return
    const done = await client.call(carryActions, { params: { id: planId }, body: { toPlanId } })
    setProblem(done.ok ? null : problemWords(messages, done.error))
    if (!done.ok) return
    say(t('strategy.carry.done', { count: done.value.carried }))
    await queries.invalidateQueries({ queryKey: ['strategy'] })
    await queries.invalidateQueries({ queryKey: ['register'] })
  }
  return (
    <Section title={t('strategy.carry.title')} about={t('strategy.carry.about')}>
      <Stack>
        <ChoiceField
          label={t('strategy.carry.to')}
          as="select"
          options={others.map(({ id, title }) => ({ value: id, label: titleIn(title, language) }))}
          value={toPlanId}
          onChange={setToPlanId}
        />
        {problem !== null && <Callout tone="notice">{problem}</Callout>}
        <Row>
          <Button disabled={toPlanId === null} onPress={() => void carry()}>
            {t('strategy.carry.go')}
          </Button>
        </Row>
      </Stack>
    </Section>
  )
}
