import { asInstant } from '@gloact/kernel'
import { type ModuleTask, type ModuleWork, TaskRow, Text, useMessages } from '@gloact/ui'

/** What this module shows on the page on which everybody lands. */
export const trainingWork: ModuleWork = { Task: TrainingTask }

const KINDS = ['nominations', 'follow_up'] as const

function TrainingTask({ task }: { task: ModuleTask }) {
  const { t, formatInstant } = useMessages()
  const kind = KINDS.find((one) => one === task.kind)
  if (kind === undefined) return null
  return (
    <TaskRow
      to={`/training/events/${task.about.id}#${kind === 'nominations' ? 'nominations' : 'attendance'}`}
      shape={task.urgency === 'overdue' ? 'late' : task.urgency === 'today' ? 'today' : 'normal'}
      title={t(`training.task.${kind}`, { count: Number(task.details['count'] ?? 0) })}
      when={
        <Text as="span" tone="quiet" size="sm">
          {t('training.task.until', { day: formatInstant(asInstant(task.dueAt ?? task.since), 'date') })}
        </Text>
      }
      action={t('training.task.open')}
    />
  )
}
