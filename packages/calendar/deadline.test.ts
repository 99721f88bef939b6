import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, asInstant, asPlainDate, daysBetween, isPlainDate, type PlainDate } from '@gloact/kernel'
import fc from 'fast-check'
import {
  DEADLINE_UNITS,
  deadlineState,
  dueAt,
  isWorkingDay,
  runDeadline,
  startDeadline,
  type Deadline,
  type DeadlineRule,
  type WorkingCalendar,
} from './index.ts'

const day = asPlainDate
const at = asInstant

const BISHKEK: WorkingCalendar = {
  timeZone: 'Asia/Bishkek',
  weekend: [6, 7],
  holidays: [
    { on: day('2026-11-30'), name: 'Holiday' },
    { on: day('2027-01-01'), name: 'New Year' },
  ],
}
const KYIV: WorkingCalendar = { timeZone: 'Europe/Kyiv', weekend: [6, 7], holidays: [] }
const CAIRO: WorkingCalendar = { timeZone: 'Africa/Cairo', weekend: [5, 6], holidays: [] }

const rule = (unit: DeadlineRule['unit'], amount: number, more: Partial<DeadlineRule> = {}): DeadlineRule => ({
  kind: 'protection.example',
  unit,
  amount,
  startsOn: 'started',
  stoppedBy: ['stopped'],
  onNonWorkingDay: 'keep',
  ...more,
})

test('hours run from the moment on, over nights and weekends', () => {
  assert.equal(dueAt(rule('hours', 24), at('2026-11-27T20:30:00Z'), BISHKEK), '2026-11-28T20:30:00.000Z')
  assert.equal(dueAt(rule('minutes', 30), at('2026-11-27T23:45:00Z'), BISHKEK), '2026-11-28T00:15:00.000Z')
})

test('hours of which only the day is known run from its beginning in the country', () => {
  assert.equal(dueAt(rule('hours', 24), day('2026-11-24'), BISHKEK), '2026-11-24T18:00:00.000Z')
})

test('hours that a country does not want to end on a day off end at the same time of the next working day', () => {
  // Saturday 28 November, 16:00 in Bishkek; Monday the 30th is a holiday.
  const due = dueAt(rule('hours', 24, { onNonWorkingDay: 'next' }), at('2026-11-27T10:00:00Z'), BISHKEK)
  assert.equal(due, '2026-12-01T10:00:00.000Z')
  // Saturday 24 October, 10:00 in Kyiv; the clocks go back on Sunday: Monday's ten o'clock is an hour later in UTC.
  const inKyiv = dueAt(rule('hours', 24, { onNonWorkingDay: 'next' }), at('2026-10-23T07:00:00Z'), KYIV)
  assert.equal(inKyiv, '2026-10-26T08:00:00.000Z')
})

test("a decision's day is the day it was in the country, and is not counted", () => {
  // 23:30 UTC on the 1st is the morning of the 2nd in Bishkek: thirty full days end with 1 December.
  assert.equal(dueAt(rule('days', 30), at('2026-11-01T23:30:00Z'), BISHKEK), '2026-12-02')
  assert.equal(dueAt(rule('days', 30), day('2026-11-01'), BISHKEK), '2026-12-01')
})

test('a reflection period of thirty days is never shorter than thirty times twenty-four hours', () => {
  fc.assert(
    fc.property(fc.integer({ min: Date.UTC(2024, 0), max: Date.UTC(2030, 0) }), (moment) => {
      const deadline = startDeadline(rule('days', 30), at(moment), CAIRO)
      const { state } = deadlineState(deadline, at(moment + 30 * 86_400_000 - 3_600_000), CAIRO)
      assert.equal(state, 'running')
    }),
  )
})

test('five working days pass over weekends and holidays', () => {
  assert.equal(dueAt(rule('working_days', 5), day('2026-11-24'), BISHKEK), '2026-12-02')
  assert.equal(dueAt(rule('working_days', 5), day('2026-11-24'), CAIRO), '2026-12-01')
})

test('months end on the day of the same number or on the last of the month, leap years included', () => {
  assert.equal(dueAt(rule('months', 1), day('2027-01-31'), BISHKEK), '2027-02-28')
  assert.equal(dueAt(rule('months', 1), day('2028-01-31'), BISHKEK), '2028-02-29')
  assert.equal(dueAt(rule('months', 12), day('2028-02-29'), BISHKEK), '2029-02-28')
  assert.equal(dueAt(rule('months', 3), day('2026-11-30'), BISHKEK), '2027-02-28')
})

test('an end on a day off stays or moves, as the rule says', () => {
  assert.equal(dueAt(rule('days', 38), day('2026-11-24'), BISHKEK), '2027-01-01')
  assert.equal(dueAt(rule('days', 38, { onNonWorkingDay: 'next' }), day('2026-11-24'), BISHKEK), '2027-01-04')
  assert.equal(dueAt(rule('working_days', 0, { onNonWorkingDay: 'next' }), day('2026-11-28'), BISHKEK), '2026-12-01')
})

const someRule = fc
  .record({
    unit: fc.constantFrom(...DEADLINE_UNITS),
    amount: fc.nat({ max: 60 }),
    warnBefore: fc.option(
      fc.record({ unit: fc.constantFrom('hours', 'days', 'working_days'), amount: fc.nat({ max: 10 }) }),
    ),
    onNonWorkingDay: fc.constantFrom('keep', 'next'),
  })
  .map(({ unit, amount, warnBefore, onNonWorkingDay }) =>
    rule(unit, amount, { onNonWorkingDay, ...(warnBefore && { warnBefore }) }),
  )
const someDay = fc.nat({ max: 1500 }).map((days) => addDays(day('2024-01-01'), days))
const someStart = fc.oneof(
  someDay,
  fc.integer({ min: Date.UTC(2024, 0), max: Date.UTC(2028, 0) }).map((moment) => at(moment)),
)
const someCalendar = fc.constantFrom(BISHKEK, CAIRO)

test('moved ends are the first working day from where they would have been', () => {
  fc.assert(
    fc.property(someRule, someDay, someCalendar, (given, start, calendar) => {
      fc.pre(given.unit !== 'minutes' && given.unit !== 'hours')
      const kept = dueAt({ ...given, onNonWorkingDay: 'keep' }, start, calendar) as PlainDate
      const moved = dueAt({ ...given, onNonWorkingDay: 'next' }, start, calendar) as PlainDate
      assert.ok(isPlainDate(kept) && isWorkingDay(moved, calendar))
      for (let passed = kept; passed < moved; passed = addDays(passed, 1)) assert.ok(!isWorkingDay(passed, calendar))
      assert.ok(daysBetween(kept, moved) >= 0)
    }),
  )
})

test('a clock goes from running to due soon to overdue and never back, and its time left only shrinks', () => {
  const order = ['running', 'due_soon', 'overdue']
  fc.assert(
    fc.property(
      someRule,
      someStart,
      someCalendar,
      fc.array(fc.nat({ max: 100 * 24 * 60 })),
      (given, start, calendar, minutes) => {
        const deadline = startDeadline(given, start, calendar)
        const from = Date.parse(start)
        let before = deadlineState(deadline, at(from), calendar)
        for (const minute of minutes.toSorted((a, b) => a - b)) {
          const now = deadlineState(deadline, at(from + minute * 60_000), calendar)
          assert.ok(order.indexOf(now.state) >= order.indexOf(before.state))
          assert.ok(now.daysLeft <= before.daysLeft && now.hoursLeft <= before.hoursLeft)
          assert.equal(now.late, now.state === 'overdue')
          if (now.daysLeft < 0) assert.equal(now.state, 'overdue')
          if (now.daysLeft > 0) assert.notEqual(now.state, 'overdue')
          before = now
        }
      },
    ),
  )
})

const stateOf = (deadline: Deadline, now: string, calendar = BISHKEK) => deadlineState(deadline, at(now), calendar)

test('a last day is kept until it ends in the country', () => {
  const deadline = startDeadline(
    rule('days', 10, { warnBefore: { unit: 'days', amount: 2 } }),
    day('2026-11-14'),
    BISHKEK,
  )
  assert.equal(deadline.dueAt, '2026-11-24')
  assert.deepEqual(stateOf(deadline, '2026-11-21T17:59:59Z'), {
    state: 'running',
    daysLeft: 3,
    hoursLeft: 72,
    late: false,
  })
  assert.deepEqual(stateOf(deadline, '2026-11-21T18:00:00Z'), {
    state: 'due_soon',
    daysLeft: 2,
    hoursLeft: 72,
    late: false,
  })
  assert.deepEqual(stateOf(deadline, '2026-11-24T17:30:00Z'), {
    state: 'due_soon',
    daysLeft: 0,
    hoursLeft: 0,
    late: false,
  })
  assert.deepEqual(stateOf(deadline, '2026-11-24T18:00:00Z'), {
    state: 'overdue',
    daysLeft: -1,
    hoursLeft: 0,
    late: true,
  })
  assert.deepEqual(stateOf(deadline, '2026-11-25T19:00:00Z'), {
    state: 'overdue',
    daysLeft: -2,
    hoursLeft: -25,
    late: true,
  })
})

test('a warning is given so many working days, days or hours ahead, or not at all', () => {
  const due = (warnBefore?: DeadlineRule['warnBefore']): Deadline => ({
    kind: 'example',
    startedAt: day('2026-11-20'),
    dueAt: day('2026-12-02'),
    ...(warnBefore && { warnBefore }),
  })
  // Wednesday 2 December; Monday the 30th is a holiday: two working days before it is Friday the 27th.
  const working = due({ unit: 'working_days', amount: 2 })
  assert.equal(stateOf(working, '2026-11-26T17:59:59Z').state, 'running')
  assert.equal(stateOf(working, '2026-11-26T18:00:00Z').state, 'due_soon')
  const hours = due({ unit: 'hours', amount: 6 })
  assert.equal(stateOf(hours, '2026-12-02T11:59:00Z').state, 'running')
  assert.equal(stateOf(hours, '2026-12-02T12:00:00Z').state, 'due_soon')
  assert.equal(stateOf(due(), '2026-12-02T17:59:59Z').state, 'running')
})

test('a clock that was stopped stands still, and says whether it was in time', () => {
  const running = startDeadline(rule('hours', 24), at('2026-11-24T06:00:00Z'), BISHKEK)
  const inTime: Deadline = { ...running, stoppedAt: at('2026-11-25T03:00:00Z') }
  const expected = { state: 'stopped', daysLeft: 0, hoursLeft: 3, late: false }
  assert.deepEqual(stateOf(inTime, '2026-11-25T03:00:00Z'), expected)
  assert.deepEqual(stateOf(inTime, '2030-01-01T00:00:00Z'), expected)
  const late = stateOf({ ...running, stoppedAt: at('2026-11-25T06:30:00Z') }, '2026-11-25T06:30:00Z')
  assert.deepEqual(late, { state: 'stopped', daysLeft: 0, hoursLeft: 0, late: true })
})

test('what was stopped on the day that it was due, to the day known, was in time', () => {
  const running = startDeadline(rule('hours', 24), at('2026-11-24T06:00:00Z'), BISHKEK)
  assert.equal(stateOf({ ...running, stoppedAt: day('2026-11-25') }, '2026-12-01T00:00:00Z').late, false)
})

const guardian = rule('hours', 24, { startsOn: 'child_identified', stoppedBy: ['guardian_appointed', 'file_closed'] })
const review = rule('days', 14, { startsOn: 'reviewed', stoppedBy: ['reviewed', 'file_closed'] })

test('a clock starts at the event that a rule names and stops at the first that stops it', () => {
  assert.equal(runDeadline(guardian, [{ code: 'contact', at: day('2026-11-24') }], BISHKEK), null)
  const started = { code: 'child_identified', at: at('2026-11-24T06:00:00Z') }
  assert.equal(runDeadline(guardian, [started], BISHKEK)?.stoppedAt, undefined)
  const events = [
    { code: 'file_closed', at: day('2026-12-24') },
    { code: 'guardian_appointed', at: at('2026-11-24T09:00:00Z') },
    started,
  ]
  const clock = runDeadline(guardian, events, BISHKEK)
  assert.deepEqual(clock, {
    kind: guardian.kind,
    startedAt: '2026-11-24T06:00:00.000Z',
    dueAt: '2026-11-25T06:00:00.000Z',
    stoppedAt: '2026-11-24T09:00:00.000Z',
  })
})

test('an event entered twice does not put a deadline off', () => {
  const events = [
    { code: 'child_identified', at: day('2026-11-24') },
    { code: 'child_identified', at: day('2026-11-29') },
  ]
  assert.equal(runDeadline(guardian, events, BISHKEK)?.startedAt, '2026-11-24')
})

test('what happened before the start does not stop a clock; what is only known to the day of the start does', () => {
  const started = { code: 'child_identified', at: at('2026-11-24T06:00:00Z') }
  const stoppedBy = (time: string) =>
    runDeadline(guardian, [started, { code: 'guardian_appointed', at: isPlainDate(time) ? time : at(time) }], BISHKEK)
      ?.stoppedAt
  assert.equal(stoppedBy('2026-11-23'), undefined)
  assert.equal(stoppedBy('2026-11-24T05:59:00Z'), undefined)
  assert.equal(stoppedBy('2026-11-24T06:00:00Z'), '2026-11-24T06:00:00.000Z')
  assert.equal(stoppedBy('2026-11-24'), '2026-11-24')
})

test('a review ends one clock and begins the next, and closing ends the last', () => {
  const reviews = ['2026-11-01', '2026-11-10', '2026-11-20'].map((date) => ({ code: 'reviewed', at: day(date) }))
  const running = runDeadline(review, reviews, BISHKEK)
  assert.equal(running?.startedAt, '2026-11-20')
  assert.equal(running?.dueAt, '2026-12-04')
  assert.equal(running?.stoppedAt, undefined)
  const closed = runDeadline(review, [...reviews, { code: 'file_closed', at: day('2026-11-22') }], BISHKEK)
  assert.equal(closed?.startedAt, '2026-11-20')
  assert.equal(closed?.stoppedAt, '2026-11-22')
})

test('the order in which events were recorded makes no difference to the clock, where they differ in time', () => {
  const event = fc.record({
    code: fc.constantFrom('child_identified', 'guardian_appointed', 'file_closed', 'reviewed'),
    at: fc.integer({ min: Date.UTC(2026, 0), max: Date.UTC(2026, 5) }).map((moment) => at(moment)),
  })
  const events = fc.uniqueArray(event, { selector: (one) => one.at, maxLength: 12 })
  fc.assert(
    fc.property(
      events.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
      ([all, shuffled]) => {
        for (const given of [guardian, review]) {
          const clock = runDeadline(given, all, BISHKEK)
          assert.deepEqual(runDeadline(given, shuffled, BISHKEK), clock)
          assert.equal(clock === null, !all.some(({ code }) => code === given.startsOn))
          if (clock?.stoppedAt) assert.ok(clock.stoppedAt >= clock.startedAt)
        }
      },
    ),
  )
})

test('an amount that cannot be meant, and a time that is none, are bugs', () => {
  assert.throws(() => dueAt(rule('days', -1), day('2026-11-24'), BISHKEK), TypeError)
  assert.throws(() => dueAt(rule('days', 1.5), day('2026-11-24'), BISHKEK), TypeError)
  assert.throws(() => dueAt(rule('hours', 1), 'tomorrow' as never, BISHKEK), TypeError)
})
