import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { uniformBelow } from '../noise/random-words.ts'
import { repeatableWords } from '../noise/testing.ts'
import type { MarginalTarget } from './edit-layout.ts'
import { editRecords } from './edit-records.ts'
import { type CodedRecords, countMarginal } from './records.ts'
import { combinationsUpTo } from './workload.ts'

// Two codes, three, more than three, and more than are looked at together.
const sizes = [2, 3, 5, 13]
const COUNT = 40

function squares(records: CodedRecords, targets: readonly MarginalTarget[]): number {
  let sum = 0
  for (const { columns, counts } of targets) {
    for (const [cell, count] of countMarginal(records, columns, sizes).entries()) sum += (count - counts[cell]!) ** 2
  }
  return sum
}

function drawn(seed: number, lengths: readonly number[]) {
  const words = repeatableWords(seed)
  const values = sizes.map((size) => Uint16Array.from({ length: COUNT }, () => uniformBelow(words, size)))
  const targets = combinationsUpTo(sizes.length, 3)
    .filter(({ length }) => lengths.includes(length))
    .map((columns) => ({
      columns,
      counts: Float64Array.from(
        { length: columns.reduce((cells, column) => cells * sizes[column]!, 1) },
        () => uniformBelow(words, 50) / 10,
      ),
    }))
  return { words, records: { count: COUNT, values }, targets }
}

const cases = fc.tuple(fc.nat(1000), fc.constantFrom([1], [2], [1, 2], [3], [1, 2, 3]))

test('records come nearer to the targets, until no other answer of a short list would be nearer', async () => {
  await fc.assert(
    fc.asyncProperty(cases, async ([seed, lengths]) => {
      const { words, records, targets } = drawn(seed, lengths)
      const before = squares(records, targets)
      await editRecords(words, records, targets, { sizes, passes: 300 })
      const after = squares(records, targets)
      assert.ok(after <= before)
      for (const [column, codes] of records.values.entries()) {
        if (sizes[column]! > 9) continue
        for (let row = 0; row < COUNT; row++) {
          const code = codes[row]!
          for (let other = 0; other < sizes[column]!; other++) {
            codes[row] = other
            assert.ok(squares(records, targets) >= after - 1e-6)
          }
          codes[row] = code
        }
      }
    }),
    { numRuns: 12 },
  )
})

test('of a long list every code is come to, wherever those looked at together begin', async () => {
  const words = repeatableWords(7)
  const records = { count: 260, values: sizes.map(() => new Uint16Array(260)) }
  const targets = [{ columns: [3], counts: new Float64Array(13).fill(20) }]
  await editRecords(words, records, targets, { sizes, passes: 40 })
  assert.deepEqual(
    [...countMarginal(records, [3], sizes)],
    Array.from({ length: 13 }, () => 20),
  )
})

test('what is not allowed is not done', async () => {
  const { words, records, targets } = drawn(3, [1, 2])
  const first = records.values.map((codes) => codes.slice())
  const allows = (row: number, column: number, code: number) => column !== 1 && (row + code) % 2 === 0
  await editRecords(words, records, targets, { sizes, passes: 20, allows })
  let changed = 0
  for (const [column, codes] of records.values.entries()) {
    for (let row = 0; row < COUNT; row++) {
      if (codes[row] === first[column]![row]) continue
      changed++
      assert.ok(allows(row, column, codes[row]!))
    }
  }
  assert.ok(changed > 10)
})
