import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asPlainDate } from '@gloact/kernel'
import { childToldState } from './child-told-state.ts'

const TODAY = asPlainDate('2026-12-03')
const [KEEPER, AUTHORITY] = ['keeper', 'authority']
const rules = { childProtection: [{ id: AUTHORITY, name: 'Authority' }] }
const told = (received: { actor: string; at: string } | null) => ({
  agencyId: AUTHORITY,
  toldAt: '2026-12-03T09:00:00Z',
  received,
})
const stateOf = (over: Partial<Parameters<typeof childToldState>[0]>, by = rules) =>
  childToldState(
    {
      path: 'child',
      status: 'open',
      agencyId: KEEPER,
      openedOn: TODAY,
      childTold: [],
      consentStillAsked: false,
      ...over,
    },
    by,
    TODAY,
  )

test('what a child’s file says of the authority is what happened, and what has not is not said to have', () => {
  assert.equal(stateOf({ childTold: [told({ actor: 'a', at: '2026-12-03T10:00:00Z' })] }), 'received')
  assert.equal(stateOf({ childTold: [told(null)] }), 'told')
  assert.equal(stateOf({}), 'being_told')
  assert.equal(stateOf({ openedOn: '2026-11-01' }), 'not_told')
  assert.equal(stateOf({ consentStillAsked: true }), 'waits')
  assert.equal(stateOf({}, { childProtection: [] }), 'none')
})

test('an adult’s file, a closed one and the authority’s own say nothing of it', () => {
  assert.equal(stateOf({ path: 'adult' }), null)
  assert.equal(stateOf({ status: 'closed', childTold: [told(null)] }), null)
  assert.equal(stateOf({ agencyId: AUTHORITY }), null)
})
