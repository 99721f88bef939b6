import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { repeatableWords } from '../noise/testing.ts'
import { CELL } from './hiding.ts'
import { cellNames, cellsAbove, isFigure, shownIn, type ReleasedAmounts, type ReleasedTable } from './releases.ts'
import { dominatedCells } from './sensitive-cells.ts'
import { isAmountTable } from './table.ts'
import { attack } from './testing/attack.ts'
import { letOut, tableOf, type Row } from './testing/let-out.ts'

const SEX = ['F', 'M']
/** Rows at random: a sex, a region, and bands of one age that differ by little. */
function drawn(seed: number, count: number, cents: number): Row[] {
  const words = repeatableWords(seed)
  const below = (size: number) => words.next() % size
  const [border, step] = [10 + below(10), 1 + below(4)]
  return Array.from({ length: count }, () => {
    const age = below(30)
    const says = {
      sex: SEX[below(2)]!,
      region: `r${Math.floor((words.next() / 2 ** 32) ** 2 * 3)}`,
      first: age < border ? 'young' : 'old',
      second: age < border + step ? 'young' : age < 25 ? 'middle' : 'old',
    }
    return { says, shelter: below(40), cents: Math.floor((words.next() / 2 ** 32) ** 4 * cents) }
  })
}

test('of sums that two tables show no difference is left, of whatever figures, that the rules would hide', async () => {
  const contributors = { dominance: { largest: 1, percent: 60 }, closeness: { percent: 10 } }
  const seen = { out: 0, refused: 0 }
  const shapes = [
    [[['first']], [['second']]],
    [[['sex'], ['first']], [['second']]],
    [
      [['sex'], ['first']],
      [['sex'], ['second']],
    ],
    [[['sex', 'first']], [['second', 'region']]],
    [
      [['sex'], ['first']],
      [['second'], ['region']],
    ],
    [[['first']], [['second', 'region'], ['sex']]],
  ]
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.integer({ min: 60, max: 250 }), fc.nat(5), async (seed, count, at) => {
      const rows = drawn(seed, count, 100_000)
      const [before, now] = shapes[at]!
      const first = await letOut(rows, before!, [], { contributors })
      if (typeof first === 'string') return
      const second = await letOut(rows, now!, [first], { contributors })
      if (typeof second === 'string') {
        seen.refused += Number(second === 'disclosure.unsafe_difference')
        return
      }
      seen.out++
      for (const pair of [
        [first, second],
        [second, first],
      ] as const) {
        for (const rest of restsOf(rows, ...pair)) assert.ok(isAllowed(rest), `${seed} ${count} ${at}`)
      }
    }),
    { numRuns: 300 },
  )
  assert.ok(seen.out > 20 && seen.refused > 20, JSON.stringify(seen))
})

/** By trying: the rows that any figure of one table leaves, less any figures of the other that lie within and have nobody in common. */
function* restsOf(
  rows: readonly Row[],
  one: ReleasedTable | ReleasedAmounts,
  other: ReleasedTable | ReleasedAmounts,
): Generator<readonly Row[]> {
  const paid = rows.filter(({ cents }) => cents > 0)
  const cellsOf = (release: ReleasedTable | ReleasedAmounts, besides: ReleasedTable | ReleasedAmounts) =>
    Object.entries(shownIn(release)).flatMap(([name, sum]) =>
      isFigure(sum) && shownIn(besides)[name] === undefined
        ? [new Set(paid.filter(({ says }) => cellsAbove(release.dimensions, (column) => says[column]!).includes(name)))]
        : [],
    )
  const others = cellsOf(other, one)
  const isWithin = (part: ReadonlySet<Row>, whole: ReadonlySet<Row>) => [...part].every((row) => whole.has(row))
  for (const whole of cellsOf(one, other)) {
    const within = others.filter((part) => part.size > 0 && isWithin(part, whole))
    const take = function* (at: number, left: ReadonlySet<Row>): Generator<readonly Row[]> {
      if (left.size < whole.size) yield [...left]
      for (let next = at; next < within.length; next++) {
        const part = within[next]!
        if (isWithin(part, left)) yield* take(next + 1, new Set([...left].filter((row) => !part.has(row))))
      }
    }
    yield* take(0, whole)
  }
}

/** The rules of the test above, written again. */
function isAllowed(rest: readonly Row[]): boolean {
  if (rest.length === 0) return true
  const own = new Map<number, number>()
  for (const { shelter, cents } of rest) own.set(shelter, (own.get(shelter) ?? 0) + cents)
  const [first = 0, second = 0, ...others] = [...own.values()].toSorted((a, b) => b - a)
  const remaining = others.reduce((sum, cents) => sum + cents, 0)
  return own.size >= 5 && first * 100 <= 60 * (first + second + remaining) && remaining * 100 >= first * 10
}

test('two tables of amounts tell no more of a hidden sum together than each may alone', async () => {
  let both = 0
  let hidden = 0
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.integer({ min: 25, max: 60 }), async (seed, count) => {
      const rows = drawn(seed, count, 5)
      const first = await letOut(rows, [['sex'], ['first']], [])
      if (typeof first === 'string') return
      const second = await letOut(rows, [['region'], ['sex']], [first])
      if (typeof second === 'string') return
      both++
      const columns = [['sex'], ['first'], ['region']]
      const table = tableOf(rows, columns, true)
      assert.ok(isAmountTable(table))
      const said = cellNames(table, columns).map((name) => shownIn(first)[name] ?? shownIn(second)[name])
      const status = Uint8Array.from(said, (sign) =>
        sign === undefined || isFigure(sign) ? CELL.shown : CELL.complementary,
      )
      const signs = { kind: 'amounts', threshold: 0, zerosSensitive: false } as const
      const sensitive = dominatedCells(table, {}, 5)
      const worked = attack(table, { status, signs }, 6, { unseen: (cell) => said[cell] === undefined })
      for (const [cell, { least, most }] of worked) {
        hidden++
        const { above, below } = sensitive.get(cell) ?? { above: 0, below: 0 }
        const value = table.values[cell]!
        assert.ok(most >= value + Math.min(6, above) && least <= value - Math.min(6, below), `${seed} ${count} ${cell}`)
      }
    }),
    { numRuns: 40 },
  )
  assert.ok(both > 5 && hidden > 50, `${both} ${hidden}`)
})
