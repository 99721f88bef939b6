import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { sha256 } from '../node/ledger-file.ts'
import { type LedgerLine, type LedgerStore, charge, conclude, lookIntoLedger, stateOf } from './privacy-ledger.ts'
import { openLedger } from './testing.ts'
import { deltaFor, deltaOf, epsilonOf, rhoOf, rhoOfPure, rhoOfSelection } from './zero-concentrated.ts'

// The tight conversion of Canonne, Kamath and Steinke at delta = 1 / (n ln n).
const GOLDEN = [
  [2000, [1, 0.0384], [4, 0.445], [12, 2.74]],
  [10_000, [1, 0.0308], [4, 0.376], [12, 2.42]],
  [100_000, [1, 0.0241], [4, 0.308], [12, 2.07]],
] as const

test('rho for an epsilon is that of the tight conversion', () => {
  for (const [people, ...rows] of GOLDEN) {
    for (const [epsilon, rho] of rows) {
      // Golden figures have three digits, rounded up or down.
      assert.ok(Math.abs(rhoOf(epsilon, deltaFor(people)) / rho - 1) < 0.0025, `${people}, ${epsilon}`)
    }
  }
})

test('ten releases of epsilon 1 are epsilon 3.6 together, not 10', () => {
  const one = rhoOf(1, 1e-5)
  assert.equal(one.toFixed(4), '0.0306')
  assert.equal(epsilonOf(10 * one, 1e-5).toFixed(1), '3.6')
})

test('epsilon, delta and rho lead back to one another', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.01, max: 30, noNaN: true }),
      fc.double({ min: 1e-12, max: 0.01, noNaN: true }),
      (epsilon, delta) => {
        const rho = rhoOf(epsilon, delta)
        assert.ok(deltaOf(rho, epsilon) <= delta * (1 + 1e-6))
        assert.ok(deltaOf(rho * 1.001, epsilon) > delta)
        assert.ok(Math.abs(epsilonOf(rho, delta) - epsilon) < 1e-6 * (1 + epsilon))
        // Never looser than the classic bound of Bun and Steinke.
        assert.ok(epsilonOf(rho, delta) <= rho + 2 * Math.sqrt(rho * Math.log(1 / delta)) + 1e-9)
      },
    ),
  )
})

test('selecting costs a quarter of what pure privacy of the same epsilon costs', () => {
  assert.equal(rhoOfSelection(1), 0.125)
  assert.equal(rhoOfPure(1), 0.5)
})

test('delta is smaller than one in the number of people, and does not grow where a noisy count is small or negative', () => {
  assert.ok(deltaFor(10_000) < 1 / 10_000)
  assert.equal(deltaFor(-30), deltaFor(1000))
  assert.ok(deltaFor(20) <= 1 / (1000 * Math.log(1000)))
})

function memory(): { lines: LedgerLine[]; store: LedgerStore } {
  const lines: LedgerLine[] = []
  let last = Promise.resolve<unknown>(undefined)
  const store: LedgerStore = {
    read: () => Promise.resolve(structuredClone(lines)),
    append: (...added) => Promise.resolve(void lines.push(...added)),
    exclusively(work) {
      const next = last.then(work, work)
      last = next
      return next
    },
  }
  return { lines, store }
}

const contextOf = (store: LedgerStore) => ({ store, digest: sha256, now: () => new Date('2026-01-02T03:04:05Z') })
const release = (id: string, rho: number) => ({
  release: id,
  mechanism: 'aim',
  rho,
  epsilon: 1,
  delta: 1e-5,
  approvedBy: 'statistics office',
})

test('the ledger adds up all releases and refuses the one that would pass the cap', async () => {
  const { lines, store } = memory()
  const context = contextOf(store)
  await openLedger(context, { capEpsilon: 2, delta: 1e-5 })
  const one = rhoOf(1, 1e-5)
  for (const id of ['a', 'b', 'c']) assert.ok((await charge(context, release(id, one))).ok)
  const refused = await charge(context, release('d', one))
  assert.deepEqual(!refused.ok && refused.error.code, 'disclosure.budget_exceeded')
  assert.equal(lines.length, 4)
  const state = stateOf(lines)!
  assert.equal(state.releases, 3)
  assert.equal(state.spentEpsilon.toFixed(2), epsilonOf(3 * one, 1e-5).toFixed(2))
})

test('what failed or was withdrawn stays charged', async () => {
  const { lines, store } = memory()
  const context = contextOf(store)
  await openLedger(context, { capEpsilon: 1.2, delta: 1e-5 })
  const rho = rhoOf(1, 1e-5)
  assert.ok((await charge(context, release('a', rho))).ok)
  assert.ok((await conclude(context, { kind: 'abandoned', release: 'a', reason: 'failed' })).ok)
  assert.equal((await charge(context, release('b', rho))).ok, false)
  assert.equal(stateOf(lines)!.spentRho, rho)
  assert.equal((await conclude(context, { kind: 'completed', release: 'x', manifestHash: '' })).ok, false)
})

test('a release charged twice is charged once; under the same id nothing else is', async () => {
  const { lines, store } = memory()
  const context = contextOf(store)
  await openLedger(context, { capEpsilon: 4, delta: 1e-5 })
  await charge(context, release('a', 0.1))
  assert.ok((await charge(context, release('a', 0.1))).ok)
  assert.equal(lines.length, 2)
  const other = await charge(context, release('a', 0.2))
  assert.deepEqual(!other.ok && other.error.code, 'disclosure.release_differs')
})

test('two releases at the same moment do not both get the last of the budget', async () => {
  const { lines, store } = memory()
  const context = contextOf(store)
  await openLedger(context, { capEpsilon: 1.2, delta: 1e-5 })
  const rho = rhoOf(1, 1e-5)
  const both = await Promise.all([charge(context, release('a', rho)), charge(context, release('b', rho))])
  assert.equal(both.filter(({ ok }) => ok).length, 1)
  assert.equal(lines.length, 2)
})

test('a line that was changed or taken away shows, and nothing more is let out', async () => {
  for (const damage of [
    (lines: LedgerLine[]) => void lines.splice(1, 1),
    (lines: LedgerLine[]) => void (lines[1] = { ...lines[1]!, rho: 0 } as LedgerLine),
    (lines: LedgerLine[]) => void lines.splice(0, 1),
  ]) {
    const { lines, store } = memory()
    const context = contextOf(store)
    await openLedger(context, { capEpsilon: 4, delta: 1e-5 })
    await charge(context, release('a', 0.1))
    await charge(context, release('b', 0.1))
    damage(lines)
    const answer = await charge(context, release('c', 0.1))
    assert.deepEqual(!answer.ok && answer.error.code, 'disclosure.ledger_damaged')
  }
})

test('a ledger opened with a cap keeps it, and another universe’s ledger is not this one’s', async () => {
  const { lines, store } = memory()
  const context = contextOf(store)
  const first = await openLedger(context, { capEpsilon: 2, delta: 1e-5 })
  const again = await lookIntoLedger(context, { universe: 'persons', delta: 1e-5 })
  assert.deepEqual(again.ok && again.value, { ...first, isNew: false })
  assert.ok((await lookIntoLedger(context, { universe: 'persons', capEpsilon: 2, delta: 1e-5 })).ok)
  const other = await lookIntoLedger(context, { universe: 'persons', capEpsilon: 9, delta: 1e-5 })
  assert.deepEqual(!other.ok && [other.error.code, other.error.params], [
    'disclosure.ledger_other_cap',
    { capEpsilon: 2 },
  ])
  assert.equal((await lookIntoLedger(context, { universe: 'others', capEpsilon: 2, delta: 1e-5 })).ok, false)
  assert.equal(lines.length, 1)
  const { store: empty } = memory()
  assert.equal((await charge(contextOf(empty), release('a', 0.1))).ok, false)
})

test('a ledger is opened with the first charge, both at once; a charge that is refused and a look leave none behind', async () => {
  const { lines, store } = memory()
  let writes = 0
  const context = contextOf({
    ...store,
    append: (...added) => {
      writes++
      return store.append(...added)
    },
  })
  const opening = { universe: 'persons', capEpsilon: 1.2, delta: 1e-5 }
  const looked = await lookIntoLedger(context, opening)
  assert.deepEqual(looked.ok && [looked.value.isNew, looked.value.capEpsilon, looked.value.spentRho], [true, 1.2, 0])
  const refused = await charge(context, release('a', rhoOf(3, 1e-5)), undefined, opening)
  assert.equal(!refused.ok && refused.error.code, 'disclosure.budget_exceeded')
  assert.equal(lines.length, 0)
  // So another cap can still be set.
  const other = { ...opening, capEpsilon: 4 }
  assert.ok((await charge(context, release('a', rhoOf(3, 1e-5)), undefined, other)).ok)
  assert.deepEqual([lines.map(({ kind }) => kind), writes], [['opened', 'charged'], 1])
  const late = await charge(context, release('b', 0.001), undefined, opening)
  assert.equal(!late.ok && late.error.code, 'disclosure.ledger_other_cap')
  const state = await lookIntoLedger(context, other)
  assert.deepEqual(state.ok && [state.value.isNew, state.value.releases], [false, 1])
})

test('where the whole of a release does not fit, no part of it is charged, and what is left can be used to the last', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.double({ min: 0.5, max: 8, noNaN: true }),
      fc.double({ min: 0.05, max: 1.2, noNaN: true }),
      fc.integer({ min: 1000, max: 100_000 }),
      async (capEpsilon, spent, people) => {
        const { lines, store } = memory()
        const context = contextOf(store)
        const opened = await openLedger(context, { capEpsilon, delta: 1e-6 })
        await charge(context, release('a', Math.min(1, spent) * opened.capRho))
        const delta = deltaFor(people)
        const whole = (epsilon: number) => ({ rho: rhoOf(epsilon, delta), delta })
        const refused = await charge(context, release('b', 1e-9), whole(capEpsilon * 3))
        assert.equal(lines.length, 2)
        assert.ok(!refused.ok && refused.error.code === 'disclosure.budget_exceeded')
        const left = Number(refused.error.params?.['leftEpsilon'])
        if (left > 0) assert.ok((await charge(context, release('c', 1e-9), whole(left))).ok)
        assert.equal((await charge(context, release('d', 1e-9), whole(left + 0.002))).ok, false)
      },
    ),
    { numRuns: 60 },
  )
})
