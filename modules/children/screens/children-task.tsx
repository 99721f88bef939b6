import { asInstant } from '@gloact/kernel'
import { type ModuleTask, type ModuleWork, TaskRow, Text } from '@gloact/ui'
import { kindNameOf } from '../domain/kinds.ts'
import { useChildrenWords } from './children-words.ts'
import { isTracingTask, TracingTask } from './tracing/tracing-task.tsx'

/** What this module shows on the page on which everybody lands. */
export const childrenWork: ModuleWork = {
  Task: ({ task }) => (isTracingTask(task) ? <TracingTask task={task} /> : <ChildrenTask task={task} />),
}

function ChildrenTask({ task }: { task: ModuleTask }) {
  const { t, kind, state, clock, number, formatInstant } = useChildrenWords()
  const name = kindNameOf(task.about.kind) ?? 'guardianship'
  const visit = task.kind === 'visit'
  return (
    <TaskRow
      to={visit ? '/children/mine' : `/children/records/${name}/${task.about.id}`}
      shape={task.urgency === 'overdue' ? 'late' : task.urgency === 'today' ? 'today' : 'normal'}
      number={number(task.details['number'])}
      title={
        visit
          ? clock('guardianship', String(task.details['clock']))
          : `${kind(name)}: ${state(name, String(task.details['state']))}`
      }
      when={
        <Text as="span" tone="quiet" size="sm">
          {task.dueAt === null
            ? t('children.since', { when: formatInstant(asInstant(task.since), 'date') })
            : t('children.due', { when: formatInstant(asInstant(task.dueAt)) })}
        </Text>
      }
      action={t('children.open')}
    />
  )
}
