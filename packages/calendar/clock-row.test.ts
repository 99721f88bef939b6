import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, asInstant, asPlainDate } from '@gloact/kernel'
import fc from 'fast-check'
import {
  clockRow,
  clockState,
  DEADLINE_UNITS,
  deadlineState,
  dueSoonFrom,
  isWorkingDay,
  localTimeOf,
  startDeadline,
  type DeadlineRule,
  type WorkingCalendar,
} from './index.ts'

const day = asPlainDate
const at = asInstant

// As Demoland has it: nobody works on Friday and Saturday.
const DEMOLAND: WorkingCalendar = { timeZone: 'Asia/Riyadh', weekend: [5, 6], holidays: [] }

const grounds: DeadlineRule = {
  kind: 'reasonable_grounds',
  unit: 'working_days',
  amount: 5,
  startsOn: 'identification_requested',
  stoppedBy: [],
  onNonWorkingDay: 'next',
  warnBefore: { unit: 'working_days', amount: 1 },
}

test('asked on a Sunday and due by the end of the next, a clock warns on the working day before, over the weekend', () => {
  const clock = startDeadline(grounds, day('2026-12-06'), DEMOLAND)
  assert.equal(clock.dueAt, '2026-12-13')
  // Friday and Saturday between are no working days: Thursday the 10th, from its beginning in the country (UTC+3).
  const row = clockRow(clock, DEMOLAND)
  assert.deepEqual(row, {
    kind: 'reasonable_grounds',
    startedAt: '2026-12-05T21:00:00.000Z',
    dueAt: '2026-12-13T20:59:59.999Z',
    warnAt: '2026-12-09T21:00:00.000Z',
    stoppedAt: null,
  })
  for (const [now, state] of [
    ['2026-12-09T20:59:59.999Z', 'running'],
    ['2026-12-09T21:00:00.000Z', 'due_soon'],
    ['2026-12-13T20:59:59.999Z', 'due_soon'],
    ['2026-12-13T21:00:00.000Z', 'overdue'],
  ] as const) {
    assert.equal(clockState(row, at(now), DEMOLAND.timeZone).state, state)
    assert.equal(deadlineState(clock, at(now), DEMOLAND).state, state)
  }
})

// Changes of the clocks by day, at midnight (Santiago, Cairo, Beirut), by half an hour, and a date that was skipped (Apia 2011).
const ZONES = [
  'UTC',
  'Asia/Bishkek',
  'Europe/Kyiv',
  'Africa/Cairo',
  'America/Santiago',
  'Asia/Beirut',
  'Australia/Lord_Howe',
  'America/St_Johns',
  'Pacific/Apia',
  'Asia/Kathmandu',
]
const someDay = fc.nat({ max: 6000 }).map((days) => addDays(day('2011-01-01'), days))
const someCalendar: fc.Arbitrary<WorkingCalendar> = fc.record({
  timeZone: fc.constantFrom(...ZONES),
  weekend: fc.constantFrom([6, 7], [5, 6], [5], [], [1, 3, 5]),
  holidays: fc.array(
    someDay.map((on) => ({ on, name: 'Holiday' })),
    { maxLength: 40 },
  ),
})
const someStart = fc.oneof(
  someDay,
  fc.integer({ min: Date.UTC(2011, 0), max: Date.UTC(2027, 0) }).map((moment) => at(moment)),
)
const someRule: fc.Arbitrary<DeadlineRule> = fc
  .record({
    unit: fc.constantFrom(...DEADLINE_UNITS),
    amount: fc.nat({ max: 60 }),
    onNonWorkingDay: fc.constantFrom('keep' as const, 'next' as const),
    warnBefore: fc.record({
      unit: fc.constantFrom('hours' as const, 'days' as const, 'working_days' as const),
      amount: fc.nat({ max: 20 }),
    }),
  })
  .map((given) => ({ ...grounds, ...given }))

test('a warning by days begins with a day, and so many days, or working days, lie from there to the day of the end', () => {
  fc.assert(
    fc.property(someRule, someStart, someCalendar, (rule, start, calendar) => {
      const clock = startDeadline(rule, start, calendar)
      const { dueAt, warnAt } = clockRow(clock, calendar)
      assert.equal(dueSoonFrom(clock, calendar), warnAt)
      const { unit, amount } = rule.warnBefore!
      if (unit === 'hours') return assert.equal(Date.parse(dueAt) - Date.parse(warnAt!), amount * 3_600_000)
      const dateOf = (moment: number) => localTimeOf(moment, calendar.timeZone).date
      const first = dateOf(Date.parse(warnAt!))
      // The moment before is another day: the warning begins with a day, however the clocks go that night.
      assert.ok(dateOf(Date.parse(warnAt!) - 1) < first)
      let counted = 0
      for (let date = first; date < dateOf(Date.parse(dueAt)); date = addDays(date, 1)) {
        if (unit === 'days' || isWorkingDay(date, calendar)) counted++
      }
      // Apia had no 30 December 2011: what would have begun with it begins with the 31st.
      const skipped = calendar.timeZone === 'Pacific/Apia' && first === '2011-12-31' ? 1 : 0
      assert.ok(counted === amount || counted === amount - skipped, `${counted} of ${amount} from ${first}`)
      if (unit === 'working_days' && amount > 0 && skipped === 0) assert.ok(isWorkingDay(first, calendar))
    }),
    { seed: 20_261_206, numRuns: 800 },
  )
})

test('a clock stands the same by its rule and calendar as by the moments that are stored of it', () => {
  fc.assert(
    fc.property(
      someRule,
      someStart,
      someCalendar,
      fc.integer({ min: -90, max: 90 }),
      (rule, start, calendar, hours) => {
        const clock = startDeadline(rule, start, calendar)
        const row = JSON.parse(JSON.stringify(clockRow(clock, calendar))) as ReturnType<typeof clockRow>
        for (const edge of [row.warnAt!, row.dueAt])
          for (const off of [-1, 0, 1, hours * 3_600_000]) {
            const now = at(Date.parse(edge) + off)
            const stored = clockState(row, now, calendar.timeZone)
            assert.deepEqual(stored, deadlineState(clock, now, calendar))
            const expected = now > row.dueAt ? 'overdue' : now >= row.warnAt! ? 'due_soon' : 'running'
            assert.equal(stored.state, expected)
          }
      },
    ),
    { seed: 20_261_207, numRuns: 250 },
  )
})
