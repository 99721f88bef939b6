import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clockOfTask, taskSentence, type RequestClocks, type RequestKind } from '@gloact/records'
import { KINDS } from './kinds.ts'
import { tracingMatch } from './tracing/match-kind.ts'
import { tracingRequest } from './tracing/request-kind.ts'
import { tracingSubject } from './tracing/subject-kind.ts'

const EVERY: readonly RequestKind[] = [...Object.values(KINDS), tracingMatch, tracingRequest, tracingSubject]

test('no sentence of a turn is said of a clock that is not its own, in any kind', () => {
  for (const kind of EVERY)
    for (const [state, { turn }] of Object.entries(kind.states)) {
      const own = Object.keys(kind.clocks).filter((clock) => kind.clocks[clock]?.of === turn)
      for (const clock of own) {
        if (taskSentence(kind, state, clock) !== taskSentence(kind, state, null)) continue
        const stops = Object.values(kind.steps).filter(
          ({ from, to, stops: stopped = [] }) =>
            from !== 'new' && from.includes(state) && to !== 'same' && to !== state && stopped.includes(clock),
        )
        assert.ok(own.length === 1 || stops.length > 0, `${kind.kind}: ${state} speaks for ${clock}`)
      }
    }
})

test('where a child is missing nothing else is said: not that they are to be visited', () => {
  const { care } = KINDS
  for (const state of ['in_place', 'to_review', 'for_now'])
    for (const clock of ['missing_told', 'missing_day', 'missing_week', 'missing_month'])
      assert.equal(taskSentence(care, state, clock), `children.care.due.${clock}`)
  assert.equal(taskSentence(care, 'in_place', 'urgent'), 'children.care.clock.urgent')
  assert.equal(taskSentence(care, 'in_place', 'visit'), 'children.care.clock.visit')
  assert.equal(taskSentence(care, 'to_review', 'first_visit'), 'children.care.clock.first_visit')
  assert.equal(taskSentence(care, 'to_review', 'review'), 'children.care.turn.to_review')
})

test('the search for a missing child comes before a visit that was due long before', () => {
  const runs = (dueAt: string) => ({ startedAt: dueAt, dueAt, warnAt: null, pausedAt: null, stoppedAt: null })
  const clocks = {
    visit: runs('2026-10-01T00:00:00.000Z'),
    missing_day: runs('2026-12-04T00:00:00.000Z'),
    missing_told: runs('2026-12-03T01:00:00.000Z'),
  } as unknown as RequestClocks
  assert.deepEqual(clockOfTask(KINDS.care, clocks, 'officer'), {
    clock: 'missing_told',
    dueAt: '2026-12-03T01:00:00.000Z',
  })
})
