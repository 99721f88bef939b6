import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asInstant } from '@gloact/kernel'
import { isTooOld, tasksWithoutSignal, type TasksAt } from './without-signal.ts'
import type { Placed, Urgency } from './urgency.ts'

const of = (kind: string, dueAt: string | null) => ({
  kind,
  dueAt,
  since: '2026-11-01T00:00:00.000Z',
  about: { kind: 'protection.case_file', id: 'one' },
})
const told = (module: string, kind: string, dueAt: string | null, urgency: Urgency): Placed => ({
  ...of(kind, dueAt),
  module,
  urgency,
})
const at = (tasks: readonly Placed[], now: string, more: Readonly<Record<string, TasksAt<Placed>>> = {}) =>
  tasksWithoutSignal<Placed>(
    { tasks, foresight: { protection: { clocks: 2 } } },
    asInstant(now),
    'UTC',
    (module) => more[module],
  )
const shown = (tasks: readonly Placed[]) => tasks.map(({ module, kind, urgency }) => `${module}.${kind} ${urgency}`)

const TASKS = [
  told('referral', 'answer', '2026-11-25T12:00:00.000Z', 'this_week'),
  told('protection', 'deadline', '2026-11-30T12:00:00.000Z', 'this_week'),
  told('protection', 'conflict', null, 'this_week'),
  told('protection', 'retention_ended', null, 'later'),
]

test('what was due this week is due today on its day, and overdue after it, without anybody being asked', () => {
  assert.deepEqual(shown(at(TASKS, '2026-11-25T09:00:00Z')), [
    'referral.answer today',
    'protection.conflict this_week',
    'protection.deadline this_week',
    'protection.retention_ended later',
  ])
  assert.equal(shown(at(TASKS, '2026-11-26T09:00:00Z'))[0], 'referral.answer overdue')
})

test('a module works its tasks out of what it was told: those that come by themselves join, in their place', () => {
  const asked: unknown[] = []
  const protection: TasksAt<Placed> = (known, foresight, now) => {
    asked.push(foresight, now)
    return [...known, of('deadline', '2026-11-26T20:00:00.000Z')]
  }
  const tasks = shown(at(TASKS, '2026-11-26T09:00:00Z', { protection }))
  assert.deepEqual(tasks.slice(0, 2), ['referral.answer overdue', 'protection.deadline today'])
  assert.equal(tasks.length, 5)
  assert.deepEqual(asked, [{ clocks: 2 }, '2026-11-26T09:00:00.000Z'])
})

test('a module of which no task was told is asked too, where it said what will follow', () => {
  const protection: TasksAt<Placed> = () => [of('deadline', '2026-11-26T20:00:00.000Z')]
  assert.deepEqual(shown(at([], '2026-11-26T09:00:00Z', { protection })), ['protection.deadline today'])
})

test('a device that heard nothing for more than a week shows no tasks of then', () => {
  const then = Date.parse('2026-11-01T00:00:00Z')
  assert.equal(isTooOld(then, asInstant('2026-11-08T00:00:00Z')), false)
  assert.equal(isTooOld(then, asInstant('2026-11-08T00:00:01Z')), true)
})
