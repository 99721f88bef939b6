import { type ModuleTask, type ModuleWork, ModuleTaskRow } from '@gloact/ui'
import { kindNameOf, optionIn } from '../domain/kinds.ts'
import { useChildrenWords } from './children-words.ts'
import { isTracingTask, TracingTask } from './tracing/tracing-task.tsx'

/** What this module shows on the page on which everybody lands. */
export const childrenWork: ModuleWork = {
  Task: ({ task }) => (isTracingTask(task) ? <TracingTask task={task} /> : <ChildrenTask task={task} />),
}

function ChildrenTask({ task }: { task: ModuleTask }) {
  const { t, title, turn, clock, number } = useChildrenWords()
  const name = kindNameOf(task.about.kind) ?? 'guardianship'
  const visit = task.kind === 'visit'
  const carer = task.kind === 'carer' ? String(task.details['carer']) : undefined
  return (
    <ModuleTaskRow
      to={visit ? '/children/mine' : `/children/records/${name}/${task.about.id}`}
      task={task}
      number={number(task.details['number'])}
      title={
        carer !== undefined
          ? t(`children.task.carer_${carer}`)
          : visit
            ? clock('guardianship', String(task.details['clock']))
            : `${title(name, optionIn(task.details))}: ${turn(name, String(task.details['state']))}`
      }
      action={t('children.open')}
    />
  )
}
