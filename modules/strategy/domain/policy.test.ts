import assert from 'node:assert/strict'
import { test } from 'node:test'
import { STRATEGY_ACTIONS, strategyPolicy, type StrategyAction } from './policy.ts'

const may = (role: string, action: StrategyAction, agencyId = 'mine') =>
  strategyPolicy.decide({ agencyId: 'mine', roles: [role] }, action, { agencyId }).allowed

test('who coordinates edits and verifies their own plans, owners claim their own actions, and neither another’s', () => {
  assert.deepEqual(
    STRATEGY_ACTIONS.map((action) => may('strategy_officer', action)),
    [true, true, true, true, true],
  )
  assert.deepEqual(
    STRATEGY_ACTIONS.map((action) => may('focal_point', action)),
    [true, false, true, false, true],
  )
  for (const role of ['strategy_officer', 'focal_point', 'national_coordinator'])
    for (const action of STRATEGY_ACTIONS) assert.equal(may(role, action, 'theirs'), action === 'strategy.read')
  assert.ok(STRATEGY_ACTIONS.every((action) => !may('caseworker', action) && !may('administrator', action)))
})
