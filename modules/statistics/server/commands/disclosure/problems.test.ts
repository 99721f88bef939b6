import assert from 'node:assert/strict'
import { test } from 'node:test'
import { failure } from '@gloact/kernel'
import { protectionProblem, releaseProblem } from './release-problems.ts'
import { ledgerProblem } from './synthesis-problems.ts'

test('beside sums nobody is told to wait until the data have grown, and what is out may be a sum', () => {
  const small = failure('disclosure.small_difference', { params: { release: 'r' } })
  const growing = /when enough have been added/
  assert.match(releaseProblem(small, undefined, { hasAmounts: false }).message, growing)
  assert.doesNotMatch(releaseProblem(small, undefined, { hasAmounts: true }).message, growing)
  assert.doesNotMatch(releaseProblem(small, { amount: 'cost' }, { hasAmounts: false }).message, growing)
  const out = (hasAmounts: boolean) =>
    protectionProblem(failure('disclosure.already_out'), undefined, { isFirst: false, hasAmounts }).message
  assert.match(out(true), /whose count or sum an earlier release shows/)
  assert.doesNotMatch(out(false), /sum/)
})

test('whatever a ledger refuses is said in words', () => {
  for (const code of [
    'disclosure.ledger_not_open',
    'disclosure.ledger_damaged',
    'disclosure.ledger_other_universe',
    'disclosure.ledger_other_cap',
    'disclosure.budget_exceeded',
    'disclosure.release_differs',
  ]) {
    const { message } = ledgerProblem(failure(code))
    assert.match(message, /^(?:The privacy ledger|The privacy budget) .*\.$/, code)
  }
})
