import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sliceOf } from '@gloact/kernel/testing'
import { hasReferenceSets, loadInventedDraw, loadReferenceSet, qualityOf } from '../bench/reference-sets.ts'
import { linkRecords } from './index.ts'

/** F1 at default settings, by how much the number of expected pairs may be off, and the cells of histories, where there are lists. */
const FLOORS = [
  ['febrl1', 0.999, 0.02, undefined],
  ['fake_1000', 0.93, 0.15, undefined],
  ['people', 0.8, 0.15, 0.08],
] as const

async function holds(
  { records, persons, mode }: ReturnType<typeof loadReferenceSet>,
  [least, off, cells]: readonly [number, number, number | undefined],
) {
  const linked = await linkRecords(records, { mode })
  assert.ok(linked.ok)
  const { f1, expected, there, drawnCellError } = qualityOf(records, persons, linked.value, mode)
  assert.ok(f1 >= least, `F1 ${f1}`)
  assert.ok(Math.abs(expected / there - 1) <= off, `${expected} expected, ${there} there`)
  if (cells !== undefined) assert.ok(drawnCellError <= cells, `cells wrong by ${drawnCellError}`)
}

for (const [set, ...floors] of sliceOf(FLOORS, 1)) {
  const skip = hasReferenceSets() ? false : 'the open sets are not on this machine'
  test(`${set} is linked without labels as well as it was`, { skip }, async () => {
    await holds(loadReferenceSet(set), floors)
  })
}

test('so is another draw of invented people, with other names', async () => {
  await holds(loadInventedDraw(101), [0.8, 0.15, 0.08])
})
