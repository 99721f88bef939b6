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

/** Where a task leads, and in which words. */
const TASKS: Readonly<Record<string, readonly [path: string, title: string, action: string]>> = {
  late_action: ['/strategy/actions', 'strategy.task.late', 'strategy.task.report'],
  due_action: ['/strategy/actions', 'strategy.task.due', 'strategy.task.report'],
  decision: ['/strategy/decisions', 'strategy.task.decision', 'strategy.task.open'],
  'strategy.claim': ['/strategy/claims', 'strategy.task.claim', 'strategy.task.review'],
  'strategy.assessment': ['/strategy/assessments', 'strategy.task.assessment', 'strategy.task.open'],
}

function StrategyTask({ task }: { task: ModuleTask }) {
  const { t, formatInstant } = useMessages()
  const [path, title, action] = TASKS[task.kind] ?? TASKS[task.about.kind] ?? TASKS['strategy.claim']!
  return (
    <TaskRow
      to={`${path}/${task.about.id}`}
      shape="normal"
      title={t(title, { code: String(task.details['code'] ?? '') })}
      when={
        <Text as="span" tone="quiet" size="sm">
          {t('strategy.since', { when: formatInstant(asInstant(task.since), 'date') })}
        </Text>
      }
      action={t(action)}
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
