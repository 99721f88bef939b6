import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { grow } from './patterns.ts'

const SIZE = 8

/** By definition: every column is counted at every step. */
function grown(columns: readonly Uint32Array[], seed: number) {
  let records = columns[seed]!
  const members = [seed]
  while (members.length < SIZE) {
    const shared = columns.map((column, at) =>
      members.includes(at) ? 0 : bits(column.map((word, place) => word & records[place]!)),
    )
    const most = Math.max(...shared)
    if (most === 0) break
    const best = shared.indexOf(most)
    members.push(best)
    records = records.map((word, at) => word & columns[best]![at]!)
  }
  return { records, members }
}

const bits = (set: Uint32Array): number =>
  [...set].reduce((count, word) => count + word.toString(2).replaceAll('0', '').length, 0)

test('a pattern grows by the column that shares most, the first of equals, although few columns are counted again', () => {
  // Few records and many equal columns, so that ties are frequent.
  const word = fc.oneof(fc.constantFrom(0, 0b1111, 0b10110, 2 ** 32 - 1), fc.nat(2 ** 32 - 1))
  const column = fc.array(word, { minLength: 2, maxLength: 2 }).map((words) => Uint32Array.from(words))
  fc.assert(
    fc.property(fc.array(column, { minLength: 1, maxLength: 24 }), fc.nat(), (columns, drawn) => {
      const seed = drawn % columns.length
      assert.deepEqual(grow(columns, columns.map(bits), seed, SIZE), grown(columns, seed))
    }),
    { numRuns: 500 },
  )
})
