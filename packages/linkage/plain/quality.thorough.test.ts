import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hasReferenceSets, loadReferenceSet, qualityOf } from '../bench/reference-sets.ts'
import { linkRecords } from './index.ts'

/** Measured, less a little: F1 at default settings, and by how much the number of expected pairs may be off. */
const FLOORS = [
  ['febrl1', 0.999, 0.02],
  ['fake_1000', 0.93, 0.15],
  ['people', 0.8, 0.15],
] as const

for (const [set, least, off] of FLOORS) {
  const skip = hasReferenceSets() ? false : 'the open sets are not on this machine'
  test(`${set} is linked without labels as well as it was`, { skip }, async (context) => {
    const { records, persons, mode } = loadReferenceSet(set)
    const linked = await linkRecords(records, { mode })
    assert.ok(linked.ok)
    const { f1, expected, there } = qualityOf(records, persons, linked.value, mode)
    context.diagnostic(`${set}: F1 ${f1.toFixed(4)}, ${Math.round(expected)} pairs expected, ${there} there`)
    assert.ok(f1 >= least, `F1 ${f1}`)
    assert.ok(Math.abs(expected / there - 1) <= off, `${expected} expected, ${there} there`)
  })
}
