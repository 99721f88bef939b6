import { type ModuleTask, type ModuleWork, ModuleTaskRow } from '@gloact/ui'
import { kindNameOf, optionIn } from '../domain/kinds.ts'
import { useChildrenWords } from './children-words.ts'
import { isTracingTask, TracingTask } from './tracing/tracing-task.tsx'

/** What this module shows on the page on which everybody lands. */
export const childrenWork: ModuleWork = {
  Task: ({ task }) => (isTracingTask(task) ? <TracingTask task={task} /> : <ChildrenTask task={task} />),
}

/** Tasks that say something else than how a record stands. */
const SAID: readonly string[] = ['missing', 'missing_late', 'elsewhere', 'elsewhere_any']

const clockIn = (details: ModuleTask['details']): string | null =>
  typeof details['clock'] === 'string' ? details['clock'] : null

function ChildrenTask({ task }: { task: ModuleTask }) {
  const { t, due, clock, number } = useChildrenWords()
  const name = kindNameOf(task.about.kind) ?? 'guardianship'
  const visit = ['visit', 'missing', 'elsewhere'].includes(task.kind)
  const carer = task.kind === 'carer' ? String(task.details['carer']) : undefined
  return (
    <ModuleTaskRow
      to={
        task.kind === 'missing_late' || task.kind === 'elsewhere_any'
          ? '/children/figures'
          : visit
            ? '/children/mine'
            : `/children/records/${name}/${task.about.id}`
      }
      task={task}
      number={number(task.details['number'])}
      title={
        carer !== undefined
          ? t(`children.task.carer_${carer}`)
          : SAID.includes(task.kind)
            ? t(`children.task.${task.kind}`)
            : visit
              ? clock('guardianship', String(task.details['clock']))
              : due(name, optionIn(task.details), String(task.details['state']), clockIn(task.details))
      }
      action={t('children.open')}
    />
  )
}
