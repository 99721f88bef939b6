import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { randomSource } from '@gloact/kernel'
import { loadKernel } from '../node/load-kernel.ts'
import type { BitRows } from './bit-rows.ts'
import { findCandidates } from './candidates.ts'
import { joinDice } from './dice-join.ts'
import { countBits, sharedBits } from './testing.ts'

const WIDTH = 8

function listsFor(seed: number, sizes: readonly number[]): BitRows[] {
  const choose = randomSource(seed).below
  return sizes.map((total) => ({
    bytes: Uint8Array.from({ length: total * WIDTH }, () => choose(256)),
    width: WIDTH,
    total,
  }))
}

/** Every pair of records of all lists, each once. */
function everyPair(lists: readonly BitRows[]) {
  const rows = lists.flatMap(({ bytes, total }, list) =>
    Array.from({ length: total }, (_, row) => ({ list, filter: bytes.subarray(row * WIDTH, (row + 1) * WIDTH) })),
  )
  return rows.flatMap((one, first) =>
    rows.slice(first + 1).map((two, at) => {
      const similarity = (2 * sharedBits(one.filter, two.filter)) / (countBits(one.filter) + countBits(two.filter))
      return { first, second: first + 1 + at, similarity, isWithin: one.list === two.list ? 1 : 0 }
    }),
  )
}

test('of all lists together no more pairs are held than the limit, and every pair more alike than the floor is among them', async () => {
  const join = (...[a, b, options]: [BitRows, BitRows, Parameters<typeof joinDice>[3]]) =>
    Promise.resolve(joinDice(loadKernel(), a, b, options))
  const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 2, maxLength: 4 })
  await fc.assert(
    fc.asyncProperty(fc.integer(), sizes, fc.constantFrom(60, 200, 10_000), async (seed, totals, limit) => {
      const lists = listsFor(seed, totals)
      const found = await findCandidates(lists, { join, floor: 0.45, limit })
      assert.ok(found.first.length <= limit)
      const kept = Array.from(found.first, (first, at) => ({
        first,
        second: found.second[at]!,
        similarity: found.similarity[at]!,
        isWithin: found.isWithin[at]!,
      }))
      const above = everyPair(lists).filter(({ similarity }) => similarity > found.floor)
      assert.deepEqual(
        kept.filter(({ similarity }) => similarity > found.floor),
        above,
      )
      assert.ok(kept.every(({ similarity }) => similarity >= found.floor))
      if (limit === 10_000) assert.equal(found.floor, 0.45)
    }),
    { numRuns: 40 },
  )
})
