import { clockState, dayItEndsWith, type DeadlineState } from '@gloact/calendar'
import { asInstant, type Instant, type PlainDate } from '@gloact/kernel'
import type { DeadlineView } from '../contract/reading/files.ts'
import type { DeadlineKind } from '../domain/file/file-rules.ts'
import type { FileStage } from '../domain/file/words.ts'

/** A clock as a badge shows it. */
export interface Clock extends Pick<DeadlineState, 'state' | 'daysLeft' | 'hoursLeft'> {
  readonly kind: DeadlineKind
  /** A day where the clock ends with one, else a moment. */
  readonly dueAt: PlainDate | Instant
  /** Whether being late puts a person in danger. */
  readonly danger: boolean
}

/** A child without a guardian has nobody who looks after their interests alone: only this lateness is danger. */
const DANGEROUS: readonly DeadlineKind[] = ['guardian']

/** How a clock stands. The server has settled its moments in the country's working calendar. */
export function clockOf(deadline: DeadlineView, now: Instant, timeZone: string): Clock {
  const dueAt = asInstant(deadline.dueAt)
  const { state, daysLeft, hoursLeft } = clockState(
    {
      dueAt,
      warnAt: deadline.warnAt === null ? null : asInstant(deadline.warnAt),
      stoppedAt: deadline.stoppedAt === null ? null : asInstant(deadline.stoppedAt),
    },
    now,
    timeZone,
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

/** How pressing a clock is, as a shape tells it: the same in a file and among the tasks. */
export const shapeOfClock = ({ state, daysLeft }: Pick<Clock, 'state' | 'daysLeft'>): 'late' | 'today' | 'normal' => {
  if (state === 'overdue') return 'late'
  return state === 'due_soon' || (state === 'running' && daysLeft <= 0) ? 'today' : 'normal'
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
