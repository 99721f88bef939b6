import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { asInstant, asPlainDate } from '@gloact/kernel'
import { addWorkingDays, deadlineState, runDeadline, type DeadlineRule, type WorkingCalendar } from './index.ts'

// example
const calendar: WorkingCalendar = {
  timeZone: 'Asia/Bishkek',
  weekend: [6, 7],
  holidays: [{ on: asPlainDate('2026-11-30'), name: { en: 'Holiday', ar: 'عطلة' } }],
}

const afterTheHoliday = addWorkingDays(asPlainDate('2026-11-27'), 1, calendar) // 2026-12-01

// A country's rule: at least thirty days to recover and reflect (CoE Convention, art. 13).
const reflection: DeadlineRule = {
  kind: 'protection.reflection_period',
  unit: 'days',
  amount: 30,
  startsOn: 'reasonable_grounds_positive',
  stoppedBy: ['conclusive_decision'],
  onNonWorkingDay: 'next',
  warnBefore: { unit: 'days', amount: 7 },
}

const events = [{ code: 'reasonable_grounds_positive', at: asPlainDate('2026-11-24') }]
const deadline = runDeadline(reflection, events, calendar) // dueAt: 2026-12-24
const state = deadline && deadlineState(deadline, asInstant('2026-12-18T09:00:00Z'), calendar)
// { state: 'due_soon', daysLeft: 6, hoursLeft: 153, late: false }
// end

test('the example of the README is the one above, and it holds', () => {
  const example = readFileSync(import.meta.filename, 'utf8')
    .split('// example\n')[1]
    ?.split('// end\n')[0]
  assert.ok(example && readFileSync(join(import.meta.dirname, 'README.md'), 'utf8').includes(example))
  assert.equal(afterTheHoliday, '2026-12-01')
  assert.equal(deadline?.dueAt, '2026-12-24')
  assert.deepEqual(state, { state: 'due_soon', daysLeft: 6, hoursLeft: 153, late: false })
})
