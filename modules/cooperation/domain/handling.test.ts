import assert from 'node:assert/strict'
import { test } from 'node:test'
import { HANDLING_CODES, isAsTight, tightened, TLP, type Handling } from '@gloact/exchange'
import fc from 'fast-check'
import { handlingIn } from './handling-in.ts'
import { HANDLED_ACTIONS, permits, USUAL_HANDLING, type HandledAction } from './handling.ts'

const handling: fc.Arbitrary<Handling> = fc.record({
  tlp: fc.constantFrom(...TLP),
  h: fc.subarray([...HANDLING_CODES]),
  evaluation: fc.constant(null),
  text: fc.option(fc.constantFrom('Only for the court.', 'Not to the press.', 'Ask first.')),
})
const theirs = { originator: false } as const
const allowed = (one: Handling) => HANDLED_ACTIONS.filter((action) => permits(one, action, theirs))

test('along a chain handling only tightens: what one link forbids, no later link allows', () => {
  fc.assert(
    fc.property(fc.array(handling, { minLength: 1, maxLength: 8 }), (chain) => {
      let held = chain[0]!
      for (const next of chain.slice(1)) {
        const before = held
        held = tightened(held, next)
        assert.ok(isAsTight(held, before) && isAsTight(held, next))
        for (const action of allowed(held)) assert.ok(permits(before, action, theirs), action)
      }
      for (const link of chain) assert.ok(isAsTight(held, link))
    }),
    { seed: 1 },
  )
})

test('putting handlings together knows no order and no number of times', () => {
  fc.assert(
    fc.property(handling, handling, (one, other) => {
      const [there, back] = [tightened(one, other), tightened(other, one)]
      assert.ok(isAsTight(there, back) && isAsTight(back, there))
      assert.deepEqual(tightened(there, there), there)
    }),
    { seed: 1 },
  )
})

test('H1 keeps it out of court, H2 and H3 keep it from being passed on and exported, RED leaves only reading', () => {
  const of = (tlp: Handling['tlp'], ...h: Handling['h'][number][]): readonly HandledAction[] =>
    allowed({ tlp, h: ['h0', ...h], evaluation: null, text: null })
  assert.deepEqual(of('green'), ['view', 'print', 'export', 'forward', 'use_in_court'])
  assert.deepEqual(of('green', 'h1'), ['view', 'print', 'export', 'forward'])
  assert.deepEqual(of('green', 'h2'), ['view', 'print', 'use_in_court'])
  assert.deepEqual(of('green', 'h3'), ['view', 'print'])
  assert.deepEqual(of('amber'), ['view', 'print', 'export', 'use_in_court'])
  assert.deepEqual(of('amber_strict'), ['view', 'print', 'use_in_court'])
  assert.deepEqual(of('red'), ['view', 'use_in_court'])
})

test('the originator may do all with their own, and may allow another one thing without the rest', () => {
  const strict: Handling = { tlp: 'red', h: ['h0', 'h1', 'h2', 'h3'], evaluation: null, text: 'Ask first.' }
  assert.ok(HANDLED_ACTIONS.every((action) => permits(strict, action, { originator: true })))
  assert.deepEqual(
    HANDLED_ACTIONS.filter((action) => permits(strict, action, { originator: false, permitted: ['print'] })),
    ['view', 'print'],
  )
})

test('where nobody says how something is handled, it is not passed on', () => {
  assert.deepEqual(handlingIn({}), USUAL_HANDLING)
  assert.equal(permits(USUAL_HANDLING, 'forward', theirs), false)
  assert.deepEqual(handlingIn({ tlp: { value: 'green' }, codes: { value: ['h1'] } }), {
    tlp: 'green',
    h: ['h0', 'h1'],
    evaluation: null,
    text: null,
  })
})
