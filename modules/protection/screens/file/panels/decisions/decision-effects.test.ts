import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { WorkingCalendar } from '@gloact/calendar'
import { asPlainDate, type Instant } from '@gloact/kernel'
import type { DeadlineView } from '../../../../contract/reading/files.ts'
import type { DeadlineKind, FileDeadlineRule } from '../../../../domain/file/file-rules.ts'
import { effectsOfDecision, reflectionUntil, type DecisionToBe } from './decision-effects.ts'

const calendar: WorkingCalendar = {
  timeZone: 'Asia/Riyadh',
  weekend: [5, 6],
  holidays: [{ on: asPlainDate('2026-12-27'), name: 'A day off' }],
}

const rule = (kind: DeadlineKind, changed: Partial<FileDeadlineRule>): FileDeadlineRule => ({
  kind,
  unit: 'days',
  amount: 30,
  startsOn: 'first_contact',
  stoppedBy: [],
  onNonWorkingDay: 'next',
  ...changed,
})

const deadlines: readonly FileDeadlineRule[] = [
  rule('reasonable_grounds', { startsOn: 'identification_requested', stoppedBy: ['reasonable_grounds_decided'] }),
  rule('reflection', {
    startsOn: 'reasonable_grounds_positive',
    stoppedBy: ['conclusive_grounds_decided', 'reasonable_grounds_negative'],
  }),
  rule('guardian', { path: 'child', startsOn: 'reasonable_grounds_decided', unit: 'hours', amount: 24 }),
]

const running = (kind: DeadlineKind): DeadlineView => ({
  kind,
  startedAt: '2026-11-20T21:00:00.000Z',
  dueAt: '2026-12-20T20:59:59.999Z',
  warnAt: null,
  stoppedAt: null,
})

const positive: DecisionToBe = {
  kind: 'reasonable_grounds',
  outcome: 'positive',
  decidedOn: asPlainDate('2026-11-25'),
}

const effects = (
  decision: DecisionToBe,
  now: readonly DeadlineView[] = [running('reasonable_grounds')],
  path: 'adult' | 'child' = 'adult',
) => effectsOfDecision(decision, { path, deadlines: now }, { deadlines, calendar })

test('reasonable grounds start the reflection period and stop the clock of the decision', () => {
  const found = effects(positive)
  // Thirty days from 25 November are 25 December, a day off, as are the two after it.
  assert.deepEqual(found.starts, [{ kind: 'reflection', until: '2026-12-28' }])
  assert.deepEqual(found.stops, ['reasonable_grounds'])
  assert.equal(reflectionUntil(found, 'Asia/Riyadh'), '2026-12-28')
})

test('where reasonable grounds are not found no reflection period starts, and one that runs ends', () => {
  const negative = { ...positive, outcome: 'negative' } as const
  assert.deepEqual(effects(negative).starts, [])
  assert.equal(reflectionUntil(effects(negative), 'Asia/Riyadh'), null)
  assert.deepEqual(effects(negative, [running('reflection')]).stops, ['reflection'])
})

test('a conclusive decision ends the reflection period whatever its outcome', () => {
  for (const outcome of ['positive', 'negative'] as const) {
    const found = effects({ ...positive, kind: 'conclusive_grounds', outcome }, [running('reflection')])
    assert.deepEqual(found, { starts: [], stops: ['reflection'] })
  }
})

test('a clock that runs is not started again by a second decision', () => {
  assert.deepEqual(effects(positive, [running('reflection')]), { starts: [], stops: [] })
})

test('a clock that was stopped is neither running nor stopped again', () => {
  const stopped = { ...running('reasonable_grounds'), stoppedAt: '2026-11-22T00:00:00.000Z' }
  assert.deepEqual(effects(positive, [stopped]).stops, [])
})

test('a reflection period that ends within a day is told by that day in the country', () => {
  const until = '2026-12-24T22:00:00.000Z' as Instant
  assert.equal(reflectionUntil({ starts: [{ kind: 'reflection', until }], stops: [] }, 'Asia/Riyadh'), '2026-12-25')
})

test('a clock for the child path starts on the child path alone, and runs in hours to a moment', () => {
  assert.equal(
    effects(positive).starts.some(({ kind }) => kind === 'guardian'),
    false,
  )
  const ofChild = effects(positive, [], 'child').starts.find(({ kind }) => kind === 'guardian')
  assert.equal(ofChild?.until, '2026-11-25T21:00:00.000Z')
})
