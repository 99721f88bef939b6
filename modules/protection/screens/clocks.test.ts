import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayItEndsWith, DEADLINE_UNITS, deadlineState, runDeadline, type WorkingCalendar } from '@gloact/calendar'
import { addDays, asInstant, asPlainDate, dateIn, type Instant } from '@gloact/kernel'
import fc from 'fast-check'
import type { DeadlineView } from '../contract/reading/files.ts'
import { deadlinesOf } from '../domain/file/derive-row.ts'
import type { FileDeadlineRule, FileRules } from '../domain/file/file-rules.ts'
import { UNOPENED, type FileState } from '../domain/file/file-state.ts'
import { clockOf, runningClocks, shapeOfClock } from './clocks.ts'
import { nextSteps } from './file/next-steps.ts'
import { clockOfTask, shapeOf, type PressingTask } from './work/task-words.ts'

const ZONE = 'Asia/Bishkek' // UTC+6
const clock = (over: Partial<DeadlineView> = {}): DeadlineView => ({
  kind: 'reflection',
  startedAt: '2026-11-23T18:00:00.000Z',
  dueAt: '2026-12-24T17:59:59.999Z',
  warnAt: '2026-12-17T17:59:59.999Z',
  stoppedAt: null,
  ...over,
})

test('a clock that ends with a day is shown by that day, in the country', () => {
  assert.equal(dayItEndsWith(asInstant('2026-12-24T17:59:59.999Z'), ZONE), '2026-12-24')
  assert.equal(clockOf(clock(), asInstant('2026-12-01T00:00:00Z'), ZONE).dueAt, '2026-12-24')
})

test('a clock that ends within a day is shown by its moment', () => {
  assert.equal(dayItEndsWith(asInstant('2026-12-24T12:00:00.000Z'), ZONE), undefined)
  const shown = clockOf(clock({ dueAt: '2026-12-24T12:00:00.000Z' }), asInstant('2026-12-24T09:00:00Z'), ZONE)
  assert.equal(shown.dueAt, '2026-12-24T12:00:00.000Z')
  assert.equal(shown.hoursLeft, 3)
})

test('a clock is due soon from the moment the country warns at, overdue after its end, and stopped once it was met', () => {
  const at = (now: string, over?: Partial<DeadlineView>) => clockOf(clock(over), asInstant(now), ZONE).state
  assert.equal(at('2026-12-17T17:00:00Z'), 'running')
  assert.equal(at('2026-12-17T18:00:00Z'), 'due_soon')
  assert.equal(at('2026-12-24T18:00:00Z'), 'overdue')
  assert.equal(at('2026-12-24T18:00:00Z', { stoppedAt: '2026-12-20T10:00:00Z' }), 'stopped')
  assert.equal(at('2026-12-24T17:00:00Z', { warnAt: null }), 'running')
})

test('only a child without a guardian is danger; a late form is not', () => {
  const now = asInstant('2026-12-30T00:00:00Z')
  assert.equal(clockOf(clock({ kind: 'guardian' }), now, ZONE).danger, true)
  assert.equal(clockOf(clock({ kind: 'plan' }), now, ZONE).danger, false)
})

test('running clocks come in the order in which they end, without those that were met', () => {
  const kinds = runningClocks(
    [
      clock({ kind: 'plan', dueAt: '2026-12-30T00:00:00.000Z' }),
      clock({ kind: 'guardian', dueAt: '2026-12-02T00:00:00.000Z' }),
      clock({ kind: 'assessment', stoppedAt: '2026-12-01T00:00:00.000Z' }),
    ],
    asInstant('2026-12-01T00:00:00Z'),
    ZONE,
  ).map(({ kind }) => kind)
  assert.deepEqual(kinds, ['guardian', 'plan'])
})

const someCalendar: fc.Arbitrary<WorkingCalendar> = fc.record({
  timeZone: fc.constantFrom('UTC', 'Asia/Bishkek', 'Europe/Kyiv', 'Africa/Cairo', 'America/Santiago', 'Asia/Kathmandu'),
  weekend: fc.constantFrom([6, 7], [5, 6], [5], []),
  holidays: fc.array(
    fc.nat({ max: 1200 }).map((days) => ({ on: addDays(asPlainDate('2025-01-01'), days), name: 'Holiday' })),
    { maxLength: 30 },
  ),
})
const someRule = fc
  .record({
    unit: fc.constantFrom(...DEADLINE_UNITS),
    amount: fc.nat({ max: 45 }),
    onNonWorkingDay: fc.constantFrom('keep' as const, 'next' as const),
    warnBefore: fc.option(
      fc.record({
        unit: fc.constantFrom('hours' as const, 'days' as const, 'working_days' as const),
        amount: fc.nat({ max: 15 }),
      }),
    ),
  })
  .map(({ warnBefore, ...rule }): FileDeadlineRule => ({
    kind: 'reasonable_grounds',
    startsOn: 'identification_requested',
    stoppedBy: ['reasonable_grounds_decided'],
    ...rule,
    ...(warnBefore && { warnBefore }),
  }))

/** A file in which identification was asked for, and what its row holds of the clock. */
function rowOf(rule: FileDeadlineRule, calendar: WorkingCalendar, asked: Instant, toTheDay: boolean) {
  const on = dateIn(asked, calendar.timeZone)
  const state: FileState = {
    ...UNOPENED,
    events: [{ code: 'identification_requested', at: on, ...(toTheDay ? {} : { moment: asked }) }],
  }
  const [row] = deadlinesOf(state, { calendar, deadlines: [rule] } as Partial<FileRules> as FileRules)
  const clock = runDeadline(rule, [{ code: 'identification_requested', at: toTheDay ? on : asked }], calendar)
  return { row: row!, clock: clock! }
}

test('row, file, task and badge say of a clock what the calendar says, in every zone and for every duration', () => {
  fc.assert(
    fc.property(
      someRule,
      someCalendar,
      fc.integer({ min: Date.UTC(2025, 0), max: Date.UTC(2028, 0) }).map((moment) => asInstant(moment)),
      fc.boolean(),
      fc.integer({ min: -500, max: 500 }),
      (rule, calendar, asked, toTheDay, hours) => {
        const { row, clock } = rowOf(rule, calendar, asked, toTheDay)
        const sent: DeadlineView = JSON.parse(JSON.stringify(row)) as DeadlineView
        const { timeZone } = calendar
        for (const edge of [row.warnAt ?? row.dueAt, row.dueAt])
          for (const off of [-1, 0, 1, hours * 3_600_000]) {
            const now = asInstant(Date.parse(edge) + off)
            const expected = deadlineState(clock, now, calendar)
            const badge = clockOf(sent, now, timeZone)
            assert.deepEqual(
              { state: badge.state, daysLeft: badge.daysLeft, hoursLeft: badge.hoursLeft },
              { state: expected.state, daysLeft: expected.daysLeft, hoursLeft: expected.hoursLeft },
            )
            const task: PressingTask = {
              kind: 'deadline',
              about: sent.kind,
              file: { id: '0', number: 'DL-0', path: 'child', stage: 'reasonable_grounds', assignedTo: null },
              dueAt: sent.dueAt,
              warnAt: sent.warnAt,
              // How the server groups it takes nothing from the clock.
              urgency: 'this_week',
              since: sent.startedAt,
            }
            const ofTask = clockOfTask(task, now, timeZone)
            assert.deepEqual(ofTask, badge)
            const [step] = nextSteps(
              {
                status: 'open',
                deadlines: [sent],
                steps: [],
                awaited: null,
                assignedTo: 'somebody',
                may: ['action.identification_requested'],
              },
              now,
              timeZone,
            )
            assert.deepEqual(step?.clock, badge)
            assert.equal(step?.shape, shapeOf(task, ofTask))
            assert.equal(step?.shape, shapeOfClock(badge))
          }
      },
    ),
    { seed: 20_261_206, numRuns: 150 },
  )
})
