import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { uniformBelow } from '../noise/random-words.ts'
import { repeatableWords } from '../noise/testing.ts'
import { withheldCells } from './parsimonious.ts'
import type { ColumnDomain } from './records.ts'

const columns: readonly ColumnDomain[] = [
  { name: 'a', codes: ['', 'x', 'y', 'z'], notRecorded: 0 },
  { name: 'b', codes: ['1', '2', '3'] },
  { name: 'c', codes: ['', 'p', 'q', 'r', 's'], notRecorded: 0 },
]

/** Every combination of one or two recorded codes that is left, with how many records hold it. */
function combinations(values: readonly Uint16Array[], cells: readonly Uint8Array[]): Map<string, number> {
  const counts = new Map<string, number>()
  const add = (key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1)
  for (let row = 0; row < values[0]!.length; row++) {
    const held = columns.flatMap(({ codes }, column) => {
      const code = codes[values[column]![row]!]!
      return code === '' || cells[column]![row] === 1 ? [] : [`${column}=${code}`]
    })
    for (const [at, one] of held.entries()) {
      add(one)
      for (const other of held.slice(at + 1)) add(`${one} ${other}`)
    }
  }
  return counts
}

test('no code and no pair of codes that is left is in fewer records than the floor', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(10_000), fc.integer({ min: 2, max: 12 }), async (seed, floor) => {
      const words = repeatableWords(seed)
      const skewed = (size: number) => Math.min(uniformBelow(words, size), uniformBelow(words, size))
      const values = columns.map(({ codes }) => Uint16Array.from({ length: 120 }, () => skewed(codes.length)))
      const { cells, count } = await withheldCells({ count: 120, values }, columns, { floor })
      for (const held of combinations(values, cells).values()) assert.ok(held >= floor)
      assert.equal(
        cells.reduce((sum, marks) => sum + marks.reduce((all, mark) => all + mark, 0), 0),
        count,
      )
      for (const [column, { notRecorded }] of columns.entries()) {
        cells[column]!.forEach((mark, row) => assert.ok(mark === 0 || values[column]![row] !== notRecorded))
      }
    }),
    { numRuns: 60 },
  )
})

test('where every pair is common nothing is withheld, and a lone record loses what makes it alone, no more', async () => {
  const row = (at: number): number[] => (at < 40 ? [1, at % 2, 1] : [2, 0, 1])
  const of = (count: number) => ({
    count,
    values: columns.map((_, column) => Uint16Array.from({ length: count }, (__, at) => row(at)[column]!)),
  })
  assert.equal((await withheldCells(of(40), columns, { floor: 10 })).count, 0)
  const { cells, count } = await withheldCells(of(41), columns, { floor: 10 })
  assert.equal(count, 1)
  assert.equal(cells[0]![40], 1)
})
