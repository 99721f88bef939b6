import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, asPlainDate, daysBetween, type PlainDate } from '@gloact/kernel'
import fc from 'fast-check'
import {
  addWorkingDays,
  isWorkingDay,
  weekdayOf,
  workingDayFrom,
  workingDaysBetween,
  type WorkingCalendar,
} from './index.ts'

const day = asPlainDate

/** Friday and Saturday off, and the long holiday in March 2026. */
const CAIRO: WorkingCalendar = {
  timeZone: 'Africa/Cairo',
  weekend: [5, 6],
  holidays: ['2026-03-20', '2026-03-21', '2026-03-22'].map((on) => ({ on: day(on), name: { en: 'Feast', ar: 'عيد' } })),
}

const BISHKEK: WorkingCalendar = {
  timeZone: 'Asia/Bishkek',
  weekend: [6, 7],
  holidays: [
    { on: day('2026-12-31'), name: 'New Year' },
    { on: day('2027-01-01'), name: 'New Year' },
    { on: day('2024-02-29'), name: 'A day that is not every year' },
  ],
}

const someDay = fc.integer({ min: 0, max: 3000 }).map((days) => addDays(day('2023-01-01'), days))
const someCalendar: fc.Arbitrary<WorkingCalendar> = fc
  .record({
    weekend: fc.subarray([1, 2, 3, 4, 5, 6, 7], { maxLength: 6 }),
    holidays: fc.array(fc.tuple(someDay, fc.integer({ min: 1, max: 30 })), { maxLength: 4 }),
  })
  .map(({ weekend, holidays }) => ({
    timeZone: 'UTC',
    weekend,
    holidays: holidays.flatMap(([from, length]) =>
      Array.from({ length }, (_, index) => ({ on: addDays(from, index), name: 'Holiday' })),
    ),
  }))

test('weekdays are numbered as ISO 8601 numbers them', () => {
  assert.deepEqual(
    ['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27', '2026-11-28', '2026-11-29'].map((date) =>
      weekdayOf(day(date)),
    ),
    [1, 2, 3, 4, 5, 6, 7],
  )
})

test('where Friday and Saturday are off, Sunday is a working day', () => {
  assert.ok(!isWorkingDay(day('2026-11-27'), CAIRO))
  assert.ok(!isWorkingDay(day('2026-11-28'), CAIRO))
  assert.ok(isWorkingDay(day('2026-11-29'), CAIRO))
  assert.equal(addWorkingDays(day('2026-11-26'), 1, CAIRO), '2026-11-29')
})

test('a holiday next to a weekend is passed over with it', () => {
  assert.equal(addWorkingDays(day('2026-03-19'), 1, CAIRO), '2026-03-23')
  assert.equal(addWorkingDays(day('2026-03-23'), -1, CAIRO), '2026-03-19')
  assert.equal(workingDaysBetween(day('2026-03-19'), day('2026-03-26'), CAIRO), 4)
})

test("working days run over the year's end and over a leap day", () => {
  assert.equal(addWorkingDays(day('2026-12-30'), 1, BISHKEK), '2027-01-04')
  assert.equal(addWorkingDays(day('2024-02-28'), 1, BISHKEK), '2024-03-01')
  assert.equal(addWorkingDays(day('2028-02-28'), 1, BISHKEK), '2028-02-29')
  assert.equal(addWorkingDays(day('2027-02-26'), 1, BISHKEK), '2027-03-01')
})

test('the day itself is not counted, whether it is a working day or not', () => {
  assert.equal(addWorkingDays(day('2026-11-24'), 5, BISHKEK), '2026-12-01')
  assert.equal(addWorkingDays(day('2026-11-28'), 1, BISHKEK), '2026-11-30')
  assert.equal(addWorkingDays(day('2026-11-28'), 0, BISHKEK), '2026-11-28')
})

test('adding working days ends on a working day, so many working days away', () => {
  fc.assert(
    fc.property(someDay, fc.integer({ min: -40, max: 40 }), someCalendar, (date, days, calendar) => {
      const end = addWorkingDays(date, days, calendar)
      assert.equal(workingDaysBetween(date, end, calendar), days)
      if (days !== 0) assert.ok(isWorkingDay(end, calendar))
      assert.equal(Math.sign(daysBetween(date, end)), Math.sign(days))
    }),
  )
})

test('so many working days and so many more are as many as all of them', () => {
  fc.assert(
    fc.property(someDay, fc.nat({ max: 20 }), fc.nat({ max: 20 }), someCalendar, (date, some, more, calendar) => {
      assert.equal(
        addWorkingDays(addWorkingDays(date, some, calendar), more, calendar),
        addWorkingDays(date, some + more, calendar),
      )
    }),
  )
})

test('the working days between two dates are those that a calendar on the wall shows', () => {
  fc.assert(
    fc.property(someDay, fc.integer({ min: 0, max: 60 }), someCalendar, (from, length, calendar) => {
      const days = Array.from({ length }, (_, index) => addDays(from, index + 1))
      const off = new Set<PlainDate>(calendar.holidays.map(({ on }) => on))
      const count = days.filter((date) => !off.has(date) && !calendar.weekend.includes(weekdayOf(date))).length
      assert.equal(workingDaysBetween(from, addDays(from, length), calendar), count)
    }),
  )
})

test('the next working day is the day itself where somebody works on it, and else the first after it', () => {
  fc.assert(
    fc.property(someDay, someCalendar, (date, calendar) => {
      const next = workingDayFrom(date, calendar)
      assert.equal(next, isWorkingDay(date, calendar) ? date : addWorkingDays(date, 1, calendar))
    }),
  )
})

test('a week without a working day is a mistake in the calendar, not an endless wait', () => {
  const never = { ...CAIRO, weekend: [1, 2, 3, 4, 5, 6, 7] }
  assert.throws(() => addWorkingDays(day('2026-11-24'), 1, never), TypeError)
  assert.throws(() => workingDayFrom(day('2026-11-24'), never), TypeError)
})
