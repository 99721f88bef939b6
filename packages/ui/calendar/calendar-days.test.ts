import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, type PlainDate } from '@gloact/kernel'
import fc from 'fast-check'
import {
  CALENDAR_VIEWS,
  dayByKey,
  daysShown,
  eventsByDay,
  stepDay,
  weekdayOf,
  weekOf,
  weeksOfMonth,
  weekStartOf,
  type CalendarEvent,
} from './calendar-days.ts'

const day = (text: string) => text as PlainDate
const anyDay = fc.integer({ min: -40_000, max: 60_000 }).map((days) => addDays(day('2000-01-01'), days))
const anyStart = fc.integer({ min: 1, max: 7 })

test('weeks begin on the day on which they begin where the language is spoken', () => {
  assert.equal(weekStartOf('en'), 1)
  assert.equal(weekStartOf('fr'), 1)
  assert.equal(weekStartOf('ar'), 6)
  assert.equal(weekStartOf('pt'), 7)
})

test('24 November 2026 is a Tuesday', () => {
  assert.equal(weekdayOf(day('2026-11-24')), 2)
  assert.deepEqual(weekOf(day('2026-11-24'), 1).slice(0, 2), ['2026-11-23', '2026-11-24'])
  assert.equal(weekOf(day('2026-11-24'), 6)[0], '2026-11-21')
})

test('a week has seven days, begins on its first day and holds the day that was asked for', () => {
  fc.assert(
    fc.property(anyDay, anyStart, (of, start) => {
      const week = weekOf(of, start)
      assert.equal(week.length, 7)
      assert.equal(weekdayOf(week[0]!), start)
      assert.ok(week.includes(of))
      assert.equal(weekdayOf(of), ((new Date(`${of}T00:00:00Z`).getUTCDay() + 6) % 7) + 1)
    }),
  )
})

test('the weeks of a month hold every day of it once, and no week without one', () => {
  fc.assert(
    fc.property(anyDay, anyStart, (of, start) => {
      const weeks = weeksOfMonth(of, start)
      const days = weeks.flat().filter((each) => each.slice(0, 7) === of.slice(0, 7))
      assert.equal(new Set(days).size, days.length)
      assert.equal(days.length, new Date(Date.UTC(Number(of.slice(0, 4)), Number(of.slice(5, 7)), 0)).getUTCDate())
      assert.ok(weeks.every((week) => week.some((each) => each.slice(0, 7) === of.slice(0, 7))))
    }),
  )
})

test('every view shows the day that is looked at, and one step on and back comes back to it', () => {
  fc.assert(
    fc.property(anyDay, anyStart, fc.constantFrom(...CALENDAR_VIEWS), (of, start, view) => {
      const { from, until } = daysShown(view, of, start)
      assert.ok(from <= of && of <= until)
      const back = stepDay(view, stepDay(view, of, 1), -1)
      // The 31st has no counterpart in a shorter month.
      if (view === 'month') assert.equal(back.slice(0, 7), of.slice(0, 7))
      else assert.equal(back, of)
    }),
  )
})

test('the arrows go where they point, in either direction of writing', () => {
  const of = day('2026-11-24')
  const keys = (direction: 'ltr' | 'rtl') =>
    ['ArrowRight', 'ArrowLeft', 'ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End', 'Enter'].map((key) =>
      dayByKey(key, of, { weekStart: 1, direction }),
    )
  assert.deepEqual(keys('ltr'), [
    '2026-11-25',
    '2026-11-23',
    '2026-12-01',
    '2026-11-17',
    '2026-12-24',
    '2026-10-24',
    '2026-11-23',
    '2026-11-29',
    undefined,
  ])
  assert.deepEqual(keys('rtl').slice(0, 2), ['2026-11-23', '2026-11-25'])
})

test('a day has its whole-day events first, then the others by time; one over midnight is on both days', () => {
  const event = (id: string, on: string, order: string | null, until?: string): CalendarEvent => ({
    id,
    to: `/${id}`,
    on: day(on),
    ...(until && { until: day(until) }),
    time: order,
    order: order ?? '',
    title: id,
  })
  const days = eventsByDay([
    event('late', '2026-11-24', '22:00', '2026-11-25'),
    event('early', '2026-11-24', '08:00'),
    event('whole', '2026-11-24', null),
  ])
  assert.deepEqual(
    days.get(day('2026-11-24'))?.map(({ id }) => id),
    ['whole', 'early', 'late'],
  )
  assert.deepEqual(
    days.get(day('2026-11-25'))?.map(({ id }) => id),
    ['late'],
  )
})
