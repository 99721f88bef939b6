import type { Instant } from '@gloact/kernel'
import type { ModuleTask } from '@gloact/ui'
import type { FileTask } from '../../contract/work/tasks.ts'
import { clockOf, shapeOfClock, type Clock } from '../clocks.ts'
import { fileAddress, sectionOfTask } from '../file-address.ts'
import type { DeadlineKind } from '../../domain/file/file-rules.ts'

/** A task with how pressing it is. */
export type PressingTask = FileTask & { readonly urgency: ModuleTask['urgency'] }

const SHAPES = { overdue: 'late', today: 'today', this_week: 'normal', later: 'normal' } as const

/** How pressing a task is, as a shape tells it: by its clock where it has one. */
export const shapeOf = ({ urgency }: Pick<PressingTask, 'urgency'>, clock?: Clock): 'late' | 'today' | 'normal' =>
  clock ? shapeOfClock(clock) : SHAPES[urgency]

/** The messages of a task: what there is to do, and the one thing to press. */
export function messagesOf({ kind, about, urgency }: Pick<PressingTask, 'kind' | 'about' | 'urgency'>): {
  readonly title: string
  readonly action: string
} {
  // A reflection period is not late when it has ended: it is over.
  const id =
    kind === 'deadline' && about === 'reflection' && urgency === 'overdue'
      ? 'deadline.reflection_ended'
      : kind === 'deadline' || kind === 'decide' || (kind === 'unassigned' && about !== null)
        ? `${kind}.${about ?? ''}`
        : kind
  return {
    title: `protection.work.task.${id}`,
    action: kind === 'unassigned' ? 'protection.work.do.unassigned' : `protection.work.do.${id}`,
  }
}

/** Where a task is done: mostly in its file; what a reviewer or the second of two does has a page of its own. */
export function addressOfTask(task: Pick<FileTask, 'kind' | 'about' | 'file'>): string {
  if (task.kind === 'review_opening') return '/openings'
  if (task.kind === 'confirm_erasure') return '/erasures'
  if (task.kind === 'retention_ended') return `/erasures?file=${task.file.id}&basis=retention_ended`
  return fileAddress(task.file.id, sectionOfTask(task))
}

/** Whether a task is about an appointment: it has a time, not a deadline. */
export const isAppointment = ({ kind }: Pick<FileTask, 'kind'>): boolean =>
  kind === 'appointment' || kind === 'appointment_outcome'

/** The clock of a task that has one: the same as its file shows. */
export function clockOfTask(task: PressingTask, now: Instant, timeZone: string): Clock | undefined {
  if (task.dueAt === null || isAppointment(task)) return undefined
  return clockOf(
    {
      kind: task.about as DeadlineKind,
      startedAt: task.since,
      dueAt: task.dueAt,
      warnAt: task.warnAt,
      stoppedAt: null,
    },
    now,
    timeZone,
  )
}
