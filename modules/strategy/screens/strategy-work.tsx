import { asInstant, dateIn } from '@gloact/kernel'
import { addressOf } from '@gloact/registers/screens/address'
import { Link, type ModuleCards, type ModuleTask, ModuleTaskRow, type ModuleWork, useMessages } from '@gloact/ui'
import { useState } from 'react'
import { actionFilters } from '../domain/figures.ts'
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
  const { t } = useMessages()
  const [path, title, action] = TASKS[task.kind] ?? TASKS[task.about.kind] ?? TASKS['strategy.claim']!
  return (
    <ModuleTaskRow
      to={`${path}/${task.about.id}`}
      task={task}
      title={t(title, { code: String(task.details['code'] ?? 'none') })}
      action={t(action)}
    />
  )
}

function PlanFigures({ cards }: { cards: ModuleCards }) {
  const { t, timeZone } = useMessages()
  // Of all plans, as the server counts them.
  const [filters] = useState(() => actionFilters(null, dateIn(asInstant(Date.now()), timeZone)))
  const [late, claimed] = [cards['late_actions'] ?? 0, cards['claimed_actions'] ?? 0]
  return (
    <>
      {late > 0 && (
        <Link to={addressOf('/strategy/actions', { filters: filters.late })}>
          {t('strategy.work.late', { count: late })}
        </Link>
      )}
      {claimed > 0 && (
        <Link to={addressOf('/strategy/actions', { filters: filters.claimed })}>
          {t('strategy.work.claimed', { count: claimed })}
        </Link>
      )}
    </>
  )
}
