import { addDays, asInstant, dateIn, type Instant } from '@gloact/kernel'

/** How pressing a task is, most pressing first. */
export const URGENCIES = ['overdue', 'today', 'this_week', 'later'] as const
export type Urgency = (typeof URGENCIES)[number]

/**
 * What is at stake in a task: danger to a life or to a child; a child whom nobody acts for; a time limit of the law. Each kind of task declares
 * it, and nothing else is weighed.
 */
export const STAKES = ['life', 'guardian', 'law'] as const
export type Stakes = (typeof STAKES)[number]

/** A task as far as its urgency depends on it. */
export interface Pressing {
  readonly dueAt: string | null
  readonly presses?: Exclude<Urgency, 'overdue'> | undefined
  readonly stakes?: Stakes | undefined
}

/** How pressing a task is, by the days of the country. A danger is of today, whenever something about it is due. */
export function urgencyOf({ dueAt, presses = 'this_week', stakes }: Pressing, now: Instant, timeZone: string): Urgency {
  if (dueAt !== null && dueAt < now) return 'overdue'
  if (stakes === 'life') return 'today'
  if (dueAt === null) return presses
  const today = dateIn(now, timeZone)
  const dueOn = dateIn(asInstant(dueAt), timeZone)
  if (dueOn <= today) return 'today'
  return dueOn <= addDays(today, 7) ? 'this_week' : 'later'
}

/** A task as far as its place depends on it. */
export interface Placed {
  readonly urgency: Urgency
  readonly stakes?: Stakes | undefined
  readonly dueAt: string | null
  readonly since: string
  readonly module: string
  readonly kind: string
  readonly about: { readonly kind: string; readonly id: string }
  readonly details?: Readonly<Record<string, unknown>>
}

/**
 * Danger to a life or a child first, then a child whom nobody acts for and whose guardian is due, then what the law's time has passed of; of the
 * rest the most pressing first, and what is due first before what is due later; what has no date stands before what has one. Of those that are alike
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

/** Before how pressing it is by its date. */
function rankOf({ urgency, stakes }: Placed): number {
  if (stakes === 'life') return 0
  const due = urgency === 'overdue' || urgency === 'today'
  if (stakes === 'guardian' && due) return 1
  return stakes === 'law' && urgency === 'overdue' ? 2 : 3
}

const placeOf = (task: Placed): readonly (string | number)[] => [rankOf(task), ...placeByDate(task)]

const placeByDate = ({ urgency, dueAt, since, module, kind, about, details }: Placed): readonly (string | number)[] => [
  URGENCIES.indexOf(urgency),
  dueAt ?? '',
  since,
  module,
  kind,
  about.kind,
  about.id,
  String(details?.['about'] ?? ''),
]
