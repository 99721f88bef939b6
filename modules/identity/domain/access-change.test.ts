import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { notIndependentOf, refuseSecond, roleWaits, waitsForSecond, type Hold } from './access-change.ts'
import { opensFiles, OWN_ROLES, ROLES } from './roles.ts'

const NOW = '2026-11-28T09:00:00.000Z'
const daysAgo = (days: number) => new Date(Date.parse(NOW) - days * 86_400_000).toISOString()
const at = { now: NOW, days: 7 }

test('who had another’s account in their hands is not their second person, in either direction, for as long as the country says', () => {
  const holds: Hold[] = [{ staffId: 'puppet', byId: 'maker', at: daysAgo(3) }]
  assert.deepEqual([...notIndependentOf('maker', holds, at)], [['puppet', daysAgo(-4)]])
  assert.deepEqual([...notIndependentOf('puppet', holds, at)], [['maker', daysAgo(-4)]])
  assert.equal(notIndependentOf('somebody', holds, at).size, 0)
  assert.equal(notIndependentOf('maker', holds, { now: NOW, days: 2 }).size, 0)
  assert.equal(notIndependentOf('maker', [{ ...holds[0]!, at: daysAgo(7) }], at).size, 0, 'then they are two again')
})

test('the last time counts', () => {
  const holds = [6, 1, 4].map((days) => ({ staffId: 'a', byId: 'b', at: daysAgo(days) }))
  assert.equal(notIndependentOf('a', holds, at).get('b'), daysAgo(-6))
})

test('nobody is the second person of themselves, for themselves, or of whom they hold', () => {
  const free = { userId: 'second', notIndependentOf: new Map<string, string>() }
  assert.equal(refuseSecond({ askedBy: 'first', staffId: 's' }, free), undefined)
  assert.equal(refuseSecond({ askedBy: null, staffId: 's' }, free), undefined, 'the console depends on nobody')
  assert.equal(refuseSecond({ askedBy: 'second', staffId: 's' }, free), 'identity.second_administrator_needed')
  assert.equal(refuseSecond({ askedBy: 'first', staffId: 'second' }, free), 'identity.own_account')
  const held = { userId: 'second', notIndependentOf: new Map([['first', daysAgo(-1)]]) }
  assert.equal(refuseSecond({ askedBy: 'first', staffId: 's' }, held), 'identity.second_not_independent')
  assert.equal(refuseSecond({ askedBy: 'third', staffId: 's' }, held), undefined)
})

test('every role waits once there has been a second administrator, and one that opens files always', () => {
  for (const role of ROLES) {
    assert.equal(roleWaits(role, true, OWN_ROLES), true, role)
    assert.equal(roleWaits(role, false, OWN_ROLES), opensFiles(role), role)
  }
  assert.equal(waitsForSecond(true), true)
})

test('whatever happened between accounts, being two people is mutual', () => {
  const name = fc.constantFrom('a', 'b', 'c', 'd')
  const hold = fc.record({ staffId: name, byId: name, at: fc.integer({ min: 0, max: 20 }).map(daysAgo) })
  fc.assert(
    fc.property(fc.array(hold), name, name, fc.integer({ min: 1, max: 15 }), (holds, one, other, days) => {
      const limits = { now: NOW, days }
      assert.equal(notIndependentOf(one, holds, limits).get(other), notIndependentOf(other, holds, limits).get(one))
      assert.equal(notIndependentOf(one, holds, limits).has(one), false)
    }),
  )
})
