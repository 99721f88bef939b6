import { type ModuleTask, type ModuleWork, ModuleTaskRow, useMessages } from '@gloact/ui'
import { RUNS } from '../domain/policy.ts'

/** What this module shows on the page on which everybody lands. */
export const trainingWork: ModuleWork = {
  Task: TrainingTask,
  empty: { roles: RUNS, about: 'training.work.empty', to: '/training', label: 'training.events.title' },
}

/** What there is to do, and where of an event it is done. */
const PLACES = {
  attendance: 'attendance',
  nominations: 'nominations',
  free_seat: 'nominations',
  follow_up: 'attendance',
} as const

const isKnown = (kind: string): kind is keyof typeof PLACES => Object.hasOwn(PLACES, kind)

function TrainingTask({ task }: { task: ModuleTask }) {
  const { t } = useMessages()
  const { kind } = task
  if (!isKnown(kind)) return null
  return (
    <ModuleTaskRow
      to={`/training/events/${task.about.id}#${PLACES[kind]}`}
      task={task}
      title={t(`training.task.${kind}`, { count: Number(task.details['count'] ?? 0) })}
      action={t(kind === 'attendance' ? 'training.task.record' : 'training.task.open')}
    />
  )
}
