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

/** A task as far as its place depends on it. */
export interface Placed {
  readonly urgency: Urgency
  readonly dueAt: string | null
  readonly since: string
  readonly module: string
  readonly kind: string
  readonly about: { readonly kind: string; readonly id: string }
  readonly details?: Readonly<Record<string, unknown>>
}

/**
 * Most pressing first, and what is due first before what is due later; what has no date stands before what has one. Of those that are alike
 * in that, what has waited longest stands first. No two places are left to the order in which they came: a device without signal, which works
 * some of them out by itself, shows the same at the top as the server.
 */
export const inOrder = <Task extends Placed>(tasks: readonly Task[]): readonly Task[] =>
  tasks
    .map((task) => ({ task, place: placeOf(task) }))
    .toSorted((a, b) => {
      const at = a.place.findIndex((part, index) => part !== b.place[index])
      return at === -1 ? 0 : a.place[at]! < b.place[at]! ? -1 : 1
    })
    .map(({ task }) => task)

const placeOf = ({ urgency, dueAt, since, module, kind, about, details }: Placed): readonly (string | number)[] => [
  URGENCIES.indexOf(urgency),
  dueAt ?? '',
  since,
  module,
  kind,
  about.kind,
  about.id,
  String(details?.['about'] ?? ''),
]
