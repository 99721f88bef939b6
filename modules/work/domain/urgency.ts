import { addDays, asInstant, dateIn, type Instant } from '@gloact/kernel'

/** How pressing a task is, most pressing first. */
export const URGENCIES = ['overdue', 'today', 'this_week', 'later'] as const
export type Urgency = (typeof URGENCIES)[number]

/** A task as far as its urgency depends on it. */
export interface Pressing {
  readonly dueAt: string | null
  readonly presses?: Exclude<Urgency, 'overdue'> | undefined
}

/** How pressing a task is, by the days of the country. */
export function urgencyOf({ dueAt, presses = 'this_week' }: Pressing, now: Instant, timeZone: string): Urgency {
  if (dueAt === null) return presses
  if (dueAt < now) return 'overdue'
  const today = dateIn(now, timeZone)
  const dueOn = dateIn(asInstant(dueAt), timeZone)
  if (dueOn <= today) return 'today'
  return dueOn <= addDays(today, 7) ? 'this_week' : 'later'
}

/** Most pressing first, and what is due first before what is due later; what has no date stands before what has one. */
export const inOrder = <Task extends { readonly urgency: Urgency; readonly dueAt: string | null }>(
  tasks: readonly Task[],
): readonly Task[] =>
  tasks.toSorted(
    (a, b) =>
      URGENCIES.indexOf(a.urgency) - URGENCIES.indexOf(b.urgency) || (a.dueAt ?? '').localeCompare(b.dueAt ?? ''),
  )
