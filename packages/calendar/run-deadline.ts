import { dueAt, firstMomentOf, lastMomentOf, type Deadline, type DeadlineRule, type EventTime } from './deadline.ts'
import type { WorkingCalendar } from './working-calendar.ts'

/** Something that happened in a file, at the time entered for it. */
export interface FileEvent<Code extends string = string> {
  readonly code: Code
  readonly at: EventTime
}

/** The clock of a rule that was started and is not yet due or stopped. */
export function startDeadline<Kind extends string>(
  rule: DeadlineRule<Kind>,
  start: EventTime,
  calendar: WorkingCalendar,
): Deadline<Kind> {
  return {
    kind: rule.kind,
    startedAt: start,
    dueAt: dueAt(rule, start, calendar),
    ...(rule.warnBefore && { warnBefore: rule.warnBefore }),
  }
}

/**
 * The clock that a rule gives a file, from the events recorded in it (in any order): the one that runs, else the last
 * that was stopped, else null. A second start leaves a running clock as it is, so that recording an event twice never
 * puts a deadline off. An event that both stops and starts (a review) ends one clock and begins the next.
 */
export function runDeadline<Kind extends string>(
  rule: DeadlineRule<Kind>,
  events: readonly FileEvent[],
  calendar: WorkingCalendar,
): Deadline<Kind> | null {
  const inOrder = events
    .filter((event) => event.code === rule.startsOn || rule.stoppedBy.includes(event.code))
    .map((event) => ({ event, moment: firstMomentOf(event.at, calendar) }))
    .toSorted((a, b) => a.moment - b.moment)
  let clock: Deadline<Kind> | null = null
  let from = 0
  let lastStop = -1
  for (;;) {
    const start = inOrder.findIndex(({ event }, index) => index >= from && event.code === rule.startsOn)
    if (start < 0) return clock
    const startedAt = inOrder[start]!
    const stop = inOrder.findIndex(
      ({ event }, index) =>
        rule.stoppedBy.includes(event.code) &&
        index > lastStop &&
        // Entered to the day only, it stands at that day's beginning though it may have come after the start.
        (index > start || (event.code !== rule.startsOn && lastMomentOf(event.at, calendar) >= startedAt.moment)),
    )
    clock = startDeadline(rule, startedAt.event.at, calendar)
    if (stop < 0) return clock
    clock = { ...clock, stoppedAt: inOrder[stop]!.event.at }
    lastStop = stop
    // What started this clock does not start it again; what stopped it may start the next.
    from = Math.max(start + 1, stop)
  }
}
