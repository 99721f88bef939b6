import { clockRow, startDeadline, type ClockRow, type DeadlineRule, type WorkingCalendar } from '@gloact/calendar'
import { asInstant, type Instant, type PlainDate } from '@gloact/kernel'
import type { Clocks } from './clock-state.ts'

/** How long a clock of a request runs: a country's setting, which may follow from what the request is (its urgency). */
export type ClockRule = Pick<DeadlineRule, 'unit' | 'amount' | 'onNonWorkingDay' | 'warnBefore'> & {
  /** A day that was agreed: the clock ends with it, however long it would run. */
  readonly on?: PlainDate
}

/** A clock as it is stored and sent. `dueAt` is null while it stands still, and where the country sets no time. */
export interface RequestClock extends Omit<ClockRow, 'kind' | 'dueAt'> {
  readonly dueAt: Instant | null
  readonly pausedAt: Instant | null
}

export type RequestClocks = Readonly<Record<string, RequestClock>>

const later = (moment: Instant, by: number): Instant => asInstant(Date.parse(moment) + by)

/** When each clock ends, in the country's calendar: later by as long as it stood still. */
export function clocksDue(
  clocks: Clocks,
  ruleOf: (clock: string) => ClockRule | null,
  calendar: WorkingCalendar,
): RequestClocks {
  return Object.fromEntries(
    Object.entries(clocks).map(([name, { startedAt, pausedAt, pausedFor, stoppedAt }]) => {
      const rule = ruleOf(name)
      if (!rule) return [name, { startedAt, dueAt: null, warnAt: null, pausedAt, stoppedAt }]
      const { on, ...runs } = rule
      const started = startDeadline({ ...runs, kind: name, startsOn: name, stoppedBy: [] }, startedAt, calendar)
      const row = clockRow(on === undefined ? started : { ...started, dueAt: on }, calendar)
      return [
        name,
        {
          startedAt,
          dueAt: pausedAt === null || stoppedAt !== null ? later(row.dueAt, pausedFor) : null,
          warnAt: row.warnAt === null ? null : later(row.warnAt, pausedFor),
          pausedAt,
          stoppedAt,
        },
      ]
    }),
  )
}

/** When the clock ends that runs and ends first, of all or of one party's; null where none runs. */
export function nextDue(clocks: RequestClocks, among: (clock: string) => boolean = () => true): Instant | null {
  return (
    Object.entries(clocks)
      .flatMap(([name, { stoppedAt, dueAt }]) => (stoppedAt === null && dueAt !== null && among(name) ? [dueAt] : []))
      .toSorted()
      .at(0) ?? null
  )
}
