import type { RegisterRow } from '@gloact/registers/contract'
import { addressOf } from '@gloact/registers/screens'
import { Button, Row, Section, useMessages } from '@gloact/ui'

/** From a plan to what follows it: its costs, its quality, its versions, what was said about it. */
export function PlanLinks({ row }: { readonly row: RegisterRow }) {
  const { t } = useMessages()
  const own = { filters: { plan: { any: [row.id] } } }
  const plan = `/strategy/plans/${row.id}`
  const links = [
    ['strategy.action.many', addressOf('/strategy/actions', own)],
    ['strategy.costing.title', `${plan}/costing`],
    ['strategy.quality.title', `${plan}/quality`],
    ['strategy.versions.title', `${plan}/versions`],
    ['strategy.need.many', '/strategy/needs'],
    ['strategy.comment.many', addressOf('/strategy/consultation', own)],
    ['strategy.meeting.many', addressOf('/strategy/meetings', own)],
    ['strategy.evaluation.many', addressOf('/strategy/evaluations', own)],
  ] as const
  return (
    <Section title={t('strategy.follow.title')}>
      <Row>
        {links.map(([label, to]) => (
          <Button key={label} to={to}>
            {t(label)}
          </Button>
        ))}
      </Row>
    </Section>
  )
}
