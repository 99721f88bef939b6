import { deadlineState, type DeadlineState } from '@gloact/calendar'
import { asInstant, dateIn, type Instant, type PlainDate } from '@gloact/kernel'
import type { DeadlineView } from '../contract/files.ts'
import type { DeadlineKind } from '../domain/file-rules.ts'
import type { FileStage } from '../domain/words.ts'

/** A clock as a badge shows it. */
export interface Clock extends Pick<DeadlineState, 'state' | 'daysLeft' | 'hoursLeft'> {
  readonly kind: DeadlineKind
  /** A day where the clock ends with one, else a moment. */
  readonly dueAt: PlainDate | Instant
  /** Whether being late puts a person in danger. */
  readonly danger: boolean
}

const AN_HOUR = 3_600_000

/** A child without a guardian has nobody who looks after their interests alone: only this lateness is danger. */
const DANGEROUS: readonly DeadlineKind[] = ['guardian']

/**
 * How a clock stands. The server has settled when it ends in the country's working calendar, so that only the time zone
 * is needed here.
 */
export function clockOf(deadline: DeadlineView, now: Instant, timeZone: string): Clock {
  const dueAt = asInstant(deadline.dueAt)
  const warnHours = deadline.warnAt === null ? undefined : (Date.parse(dueAt) - Date.parse(deadline.warnAt)) / AN_HOUR
  const { state, daysLeft, hoursLeft } = deadlineState(
    {
      kind: deadline.kind,
      startedAt: asInstant(deadline.startedAt),
      dueAt,
      ...(warnHours === undefined ? {} : { warnBefore: { unit: 'hours' as const, amount: warnHours } }),
      ...(deadline.stoppedAt === null ? {} : { stoppedAt: asInstant(deadline.stoppedAt) }),
    },
    now,
    { timeZone, weekend: [], holidays: [] },
  )
  return {
    kind: deadline.kind,
    state,
    daysLeft,
    hoursLeft,
    dueAt: dayItEndsWith(dueAt, timeZone) ?? dueAt,
    danger: DANGEROUS.includes(deadline.kind),
  }
}

/** The day with whose last moment a clock ends; undefined where it ends within a day. */
export function dayItEndsWith(dueAt: Instant, timeZone: string): PlainDate | undefined {
  const day = dateIn(dueAt, timeZone)
  return dateIn(asInstant(Date.parse(dueAt) + 1), timeZone) === day ? undefined : day
}

/** The step of the procedure at which a clock stands; null where it belongs to none of them. */
export const STAGE_OF_CLOCK: Readonly<Record<DeadlineKind, FileStage | null>> = {
  guardian: null,
  reasonable_grounds: 'reasonable_grounds',
  reflection: 'conclusive_grounds',
  conclusive_grounds: 'conclusive_grounds',
  assessment: 'plan',
  plan: 'plan',
  plan_review: 'plan',
  risk_review: null,
  file_review: null,
}

/** The clocks that run, the first to end first. */
export const runningClocks = (deadlines: readonly DeadlineView[], now: Instant, timeZone: string): readonly Clock[] =>
  deadlines
    .filter(({ stoppedAt }) => stoppedAt === null)
    .toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : 1))
    .map((deadline) => clockOf(deadline, now, timeZone))
