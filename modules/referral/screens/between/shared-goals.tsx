import { labelOf } from '@gloact/codes'
import type { RequestShown } from '@gloact/records/contract'
import type { PlainDate } from '@gloact/kernel'
import { Card, KeyValueList, Row, Section, Stack, Tag, Text } from '@gloact/ui'
import { BETWEEN_LISTS } from '../../domain/between/forms.ts'
import { partsOf, sharedGoals } from '../../domain/between/goals.ts'
import { useReferralWords } from '../referral-words.ts'

/** Who does what, and the goals that both agencies see. */
export function SharedGoals({ request }: { request: RequestShown }) {
  const { t, need, language, formatDate } = useReferralWords()
  const goals = sharedGoals(request.steps)
  const parts = partsOf(request.steps)
  return (
    <>
      <Section title={t('referral.between.parts')}>
        <KeyValueList
          items={(['lead', 'partner'] as const).map((party) => ({
            label: t(`referral.joint_work.party.${party}`),
            value: parts[party].map(need).join(', '),
          }))}
        />
      </Section>
      <Section title={t('referral.between.goals')}>
        {goals.length === 0 && <Text tone="quiet">{t('referral.between.no_goals')}</Text>}
        <Stack>
          {goals.map(({ number, goal, by, state }) => (
            <Card key={number}>
              <Row justify="between">
                <Text>{t('referral.between.goal_by', { number, goal, day: formatDate(by as PlainDate) })}</Text>
                {state !== null && <Tag>{labelOf(BETWEEN_LISTS['goal_state']!, state, language)}</Tag>}
              </Row>
            </Card>
          ))}
        </Stack>
      </Section>
    </>
  )
}
