import { type ModuleTask, type ModuleWork, ModuleTaskRow, useMessages } from '@gloact/ui'

/** What this module shows on the page on which everybody lands. */
export const trainingWork: ModuleWork = { Task: TrainingTask }

const KINDS = ['nominations', 'free_seat', 'follow_up'] as const

function TrainingTask({ task }: { task: ModuleTask }) {
  const { t } = useMessages()
  const kind = KINDS.find((one) => one === task.kind)
  if (kind === undefined) return null
  return (
    <ModuleTaskRow
      to={`/training/events/${task.about.id}#${kind === 'follow_up' ? 'attendance' : 'nominations'}`}
      task={task}
      title={t(`training.task.${kind}`, { count: Number(task.details['count'] ?? 0) })}
      action={t('training.task.open')}
    />
  )
}
