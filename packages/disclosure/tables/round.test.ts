import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { unwrap } from '@gloact/kernel'
import { repeatableWords } from '../noise/testing.ts'
import { flatDimension, treeDimension, type Dimension } from './dimension.ts'
import { roundTable } from './round.ts'
import { countTable, isInner, type Table } from './table.ts'
import { sumsOf } from './testing/attack.ts'

const flat = (...sizes: readonly number[]) =>
  sizes.map((size, at) =>
    flatDimension(
      `d${at}`,
      Array.from({ length: size }, (_, code) => `${at}.${code}`),
    ),
  )

const regions = treeDimension('district', ['Total', 'North', 'N1', 'N2', 'South', 'S1', 'S2'], [-1, 0, 1, 1, 0, 4, 4])

function randomTable(dimensions: readonly Dimension[], seed: number, largest: number): Table {
  const words = repeatableWords(seed)
  const entries = 60
  const leaves = dimensions.map(({ leaves: all }) =>
    Array.from({ length: entries }, () => all[words.next() % all.length]!),
  )
  return unwrap(
    countTable(dimensions, { leaves, counts: Array.from({ length: entries }, () => words.next() % (largest + 1)) }),
  )
}

const nothing = { fixed: new Map<number, number>(), kept: new Map<number, number>(), bound: new Set<number>() }

const addsUp = (table: Table, values: Float64Array): void => {
  for (const [total, ...parts] of sumsOf(table)) {
    assert.equal(
      values[total!],
      parts.reduce((sum, part) => sum + values[part]!, 0),
    )
  }
}

test('every cell becomes one of the two multiples beside it, and they add up', () => {
  const shapes = [flat(4), flat(3, 5), [regions], [regions, ...flat(3)], [...flat(3), regions]]
  fc.assert(
    fc.property(
      fc.constantFrom(...shapes),
      fc.nat(),
      fc.constantFrom(5, 7, 10),
      fc.integer({ min: 1, max: 30 }),
      (dimensions, seed, base, largest) => {
        const table = randomTable(dimensions, seed, largest)
        const { values, furthest } = unwrap(roundTable(table, base, repeatableWords(seed + 1)))
        addsUp(table, values)
        for (const [cell, value] of values.entries()) {
          assert.equal(value % base, 0)
          assert.ok(value >= 0 && Math.abs(value - table.values[cell]!) < base)
          if (table.values[cell]! % base === 0) assert.equal(value, table.values[cell])
        }
        assert.ok(furthest < base)
      },
    ),
    { numRuns: 200 },
  )
})

test('with three dimensions, or two hierarchies, inner cells stay within the base, totals add up and their distance is told', () => {
  fc.assert(
    fc.property(fc.constantFrom(flat(3, 4, 2), [regions, regions]), fc.nat(), (dimensions, seed) => {
      const table = randomTable(dimensions, seed, 8)
      const { values, furthest } = unwrap(roundTable(table, 5, repeatableWords(seed + 1)))
      addsUp(table, values)
      let worst = 0
      for (const [cell, value] of values.entries()) {
        const distance = Math.abs(value - table.values[cell]!)
        worst = Math.max(worst, distance)
        if (isInner(table, cell)) assert.ok(value >= 0 && value % 5 === 0 && distance < 5)
      }
      assert.equal(furthest, worst)
    }),
    { numRuns: 100 },
  )
})

test('over many roundings each cell is its count on average', () => {
  const table = randomTable(flat(3, 3), 7, 9)
  const words = repeatableWords(11)
  const rounds = 4000
  const sums = new Float64Array(table.values.length)
  for (let round = 0; round < rounds; round++) {
    const { values } = unwrap(roundTable(table, 5, words))
    for (const [cell, value] of values.entries()) sums[cell]! += value
  }
  // The spread of one rounding to 5 is 2.5 at most; five times that of the mean is passed once in a million.
  for (const [cell, sum] of sums.entries()) {
    assert.ok(Math.abs(sum / rounds - table.values[cell]!) < (5 * 2.5) / Math.sqrt(rounds))
  }
})

test('any value of a cell between its neighbours agrees with the rounded figures, so rounding gives nothing away', () => {
  // The rounded table is itself possible, and so is the one in which a cell and its totals are other by less than the base.
  fc.assert(
    fc.property(fc.nat(), fc.nat(), (seed, chosen) => {
      const table = randomTable(flat(3, 3), seed, 9)
      const { values } = unwrap(roundTable(table, 5, repeatableWords(seed + 1)))
      const row = 1 + (chosen % 3)
      const column = 1 + (Math.floor(chosen / 3) % 3)
      for (let change = -4; change <= 4; change++) {
        const other = values.slice()
        for (const cell of [0, column, row * 4, row * 4 + column]) other[cell]! += change
        if (other[row * 4 + column]! < 0) continue
        addsUp(table, other)
        for (const [cell, value] of other.entries()) assert.ok(value >= 0 && Math.abs(value - values[cell]!) < 5)
      }
    }),
  )
})

test('figures that are out already stay what they are, and the rest is rounded around them', () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const table = randomTable(flat(3, 4), seed, 9)
      const before = unwrap(roundTable(table, 5, repeatableWords(seed + 1))).values
      // The totals of the rows, as another table would have shown them.
      const fixed = new Map([0, 5, 10, 15].map((cell) => [cell, before[cell]!]))
      const { values, furthest } = unwrap(roundTable(table, 5, repeatableWords(seed + 2), { ...nothing, fixed }))
      for (const [cell, value] of fixed) assert.equal(values[cell], value)
      addsUp(table, values)
      assert.ok(furthest < 5)
    }),
  )
  const table = randomTable(flat(3, 4), 1, 9)
  const fixed = new Map([[5, table.values[5]! + 20]])
  const wrong = roundTable(table, 5, repeatableWords(1), { ...nothing, fixed })
  assert.equal(!wrong.ok && wrong.error.code, 'disclosure.rounding_does_not_fit')
})

test('figures of an earlier release stay where the sums let them, and those shown both ways stay or nothing goes out', () => {
  const folded = flat(3, 4, 2)
  fc.assert(
    fc.property(fc.constantFrom(flat(6), flat(3, 4), folded), fc.nat(), (dimensions, seed) => {
      const table = randomTable(dimensions, seed, 9)
      const first = unwrap(roundTable(table, 5, repeatableWords(seed + 1))).values
      const kept = new Map([...first.entries()].filter(([cell, figure]) => Math.abs(figure - table.values[cell]!) < 5))
      // On the same counts all can stay, and do.
      const again = unwrap(roundTable(table, 5, repeatableWords(seed + 2), { ...nothing, kept })).values
      for (const [cell, figure] of kept) if (isInner(table, cell)) assert.equal(again[cell], figure)
      // Every inner cell at the multiple above cannot be while the total stays.
      const above = new Map([...kept.keys()].map((cell) => [cell, Math.ceil(table.values[cell]! / 5) * 5]))
      const inner = [...above.keys()].filter((cell) => isInner(table, cell) && table.values[cell]! % 5 > 0)
      const pushed = roundTable(table, 5, repeatableWords(seed + 3), { ...nothing, kept: above })
      assert.ok(pushed.ok)
      addsUp(table, pushed.value.values)
      const bound = roundTable(table, 5, repeatableWords(seed + 4), { ...nothing, kept: above, bound: new Set(inner) })
      if (dimensions === folded || inner.length < 12) return
      assert.equal(!bound.ok && bound.error.code, 'disclosure.rounding_does_not_fit')
    }),
    { numRuns: 60 },
  )
})
