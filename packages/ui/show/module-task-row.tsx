import { clockState, dayItEndsWith } from '@gloact/calendar'
import { asInstant, type Instant } from '@gloact/kernel'
import { useState } from 'react'
import { Text } from '../layout/text.tsx'
import type { ModuleTask } from '../module-screens.ts'
import { useMessages } from '../providers/messages.tsx'
import { DeadlineBadge } from './deadline-badge.tsx'
import { TaskRow, type TaskRowProps } from './task-list.tsx'

const SHAPES = { overdue: 'late', today: 'today', this_week: 'normal', later: 'normal' } as const satisfies Record<
  ModuleTask['urgency'],
  TaskRowProps['shape']
>

export interface ModuleTaskRowProps extends Omit<TaskRowProps, 'shape' | 'when'> {
  readonly task: ModuleTask
}

/** A task of a module on the page on which everybody lands: how pressing it is, and since or until when, said alike by all modules. */
export function ModuleTaskRow({ task, ...row }: ModuleTaskRowProps) {
  return (
    <TaskRow
      {...row}
      shape={task.stakes === 'life' ? 'danger' : SHAPES[task.urgency]}
      when={<TaskWhen task={task} />}
    />
  )
}

function TaskWhen({ task: { dueAt, since, stakes } }: { readonly task: ModuleTask }) {
  const { t, formatInstant } = useMessages()
  if (dueAt !== null) return <TaskDue dueAt={asInstant(dueAt)} danger={stakes === 'life' || stakes === 'guardian'} />
  return (
    <Text as="span" tone="quiet" size="sm">
      {t('ui.task.since', { when: formatInstant(asInstant(since), 'date') })}
    </Text>
  )
}

function TaskDue({ dueAt, danger }: { readonly dueAt: Instant; readonly danger: boolean }) {
  const { timeZone } = useMessages()
  const [now] = useState(() => asInstant(Date.now()))
  const stands = clockState({ dueAt, warnAt: null, stoppedAt: null }, now, timeZone)
  const state = stands.state === 'running' && stands.daysLeft <= 0 ? 'due_soon' : stands.state
  return <DeadlineBadge {...stands} danger={danger} state={state} dueAt={dayItEndsWith(dueAt, timeZone) ?? dueAt} />
}
