import { asInstant } from '@gloact/kernel'
import {
  Card,
  Link,
  type ModuleCards,
  type ModuleTask,
  type ModuleWork,
  Stack,
  TaskRow,
  Text,
  useMessages,
} from '@gloact/ui'
import { READS } from '../domain/policy.ts'

/** What this module shows on the page on which everybody lands. */
export const strategyWork: ModuleWork = {
  Task: StrategyTask,
  Beside: PlanFigures,
  empty: { roles: READS, about: 'strategy.work.empty', to: '/strategy', label: 'strategy.overview.title' },
}

function StrategyTask({ task }: { task: ModuleTask }) {
  const { t, formatInstant } = useMessages()
  const isLate = task.kind === 'late_action'
  return (
    <TaskRow
      to={isLate ? `/strategy/actions/${task.about.id}` : `/strategy/claims/${task.about.id}`}
      shape="normal"
      title={isLate ? t('strategy.task.late', { code: String(task.details['code'] ?? '') }) : t('strategy.task.claim')}
      when={
        <Text as="span" tone="quiet" size="sm">
          {t('strategy.since', { when: formatInstant(asInstant(task.since), 'date') })}
        </Text>
      }
      action={t(isLate ? 'strategy.task.report' : 'strategy.task.review')}
    />
  )
}

function PlanFigures({ cards }: { cards: ModuleCards }) {
  const { t } = useMessages()
  const [late, claimed] = [cards['late_actions'] ?? 0, cards['claimed_actions'] ?? 0]
  if (late === 0 && claimed === 0) return null
  return (
    <Card title={t('strategy.group')}>
      <Stack gap="xs">
        <Link to="/strategy">{t('strategy.work.late', { count: late })}</Link>
        <Link to="/strategy/actions?state=claimed">{t('strategy.work.claimed', { count: claimed })}</Link>
      </Stack>
    </Card>
  )
}
