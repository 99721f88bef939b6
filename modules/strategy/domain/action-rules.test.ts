import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { FormAnswers } from '@gloact/forms'
import { isBefore, checkAction, isCircular, type ActionSurroundings } from './action-rules.ts'
import { ACTION_STATES } from './words.ts'

const around: ActionSurroundings = {
  plan: { startsOn: '2024-01-01', endsOn: '2028-12-31' },
  goalPlanId: 'plan',
  dependsOn: new Map(),
}
const answers = (more: Readonly<Record<string, unknown>> = {}): FormAnswers =>
  Object.fromEntries(
    Object.entries({ plan: 'plan', goal: 'goal', state: 'planned', ...more }).map(([path, value]) => [path, { value }]),
  ) as FormAnswers
const codes = (after: FormAnswers, before: FormAnswers | null = null, with_: ActionSurroundings = around) =>
  checkAction('self', after, before, with_).map(({ pointer, code }) => `${pointer.slice(9)} ${code}`)

test('no hand sets or takes away claimed, verified or carried; every other change of state is anybody’s who edits', () => {
  for (const from of [null, ...ACTION_STATES])
    for (const to of ACTION_STATES) {
      const byClaim =
        from !== to && [from, to].some((state) => ['claimed', 'verified', 'carried'].includes(state ?? ''))
      const found = codes(answers({ state: to }), from && answers({ state: from }))
      assert.deepEqual(found, byClaim ? ['state strategy.state_by_claim'] : [], `${from} → ${to}`)
    }
})

test('dates lie within the plan, the goal is of the same plan, and nothing secured is left blank', () => {
  assert.deepEqual(codes(answers({ starts_on: '2023-12-31', due_on: '2029-01-01' })), [
    'starts_on strategy.outside_plan',
    'due_on strategy.outside_plan',
  ])
  assert.deepEqual(codes(answers({ plan: 'another' })), ['goal strategy.goal_of_other_plan'])
  assert.deepEqual(codes(answers({ secured: { amount: 0, currency: 'EUR' } })), ['secured strategy.nothing_secured'])
  assert.deepEqual(codes(answers({ depends_on: ['self'], implements: 'self' })), [
    'depends_on strategy.circular',
    'implements strategy.circular',
  ])
})

test('an action waits for itself exactly where a way of dependencies leads back to it', () => {
  const graph = fc.array(fc.tuple(fc.nat({ max: 6 }), fc.nat({ max: 6 })), { maxLength: 14 })
  fc.assert(
    fc.property(graph, (edges) => {
      const dependsOn = new Map<string, string[]>()
      for (const [from, to] of edges) dependsOn.set(`${from}`, [...(dependsOn.get(`${from}`) ?? []), `${to}`])
      // The closure by powers, as a reference.
      let reached = new Set(dependsOn.get('0') ?? [])
      for (let step = 0; step < 8; step++)
        reached = new Set([...reached, ...[...reached].flatMap((each) => dependsOn.get(each) ?? [])])
      assert.equal(isCircular('0', dependsOn.get('0') ?? [], dependsOn), reached.has('0'))
    }),
    { seed: 20_261_128 },
  )
})

test('a day lies before another also where that is known to the month or the year alone', () => {
  assert.equal(isBefore('2026-12-01', '2027-01-15'), true)
  assert.equal(isBefore('2027-01-15', '2027-01-15'), false)
  assert.equal(isBefore('2027-01-02', '2027-01'), false)
  assert.equal(isBefore('2026-12-31', '2027'), true)
  assert.equal(isBefore('2026-12-31', undefined), false)
})
