import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { repeatableWords } from '../noise/testing.ts'
import { tellingDifference } from './differences.ts'
import { isFigure, shownIn, type ReleasedAmounts, type ReleasedTable } from './releases.ts'
import { letOut, type Asked, type Row } from './testing/let-out.ts'

let shelters = 0
/** So many rows, each of another shelter, the amounts growing a little from one to the next. */
const rowsOf = (says: Readonly<Record<string, string>>, count: number): Row[] =>
  Array.from({ length: count }, (_, at) => ({ says, shelter: shelters++, cents: 1000 + at }))

async function out(...asked: Parameters<typeof letOut>): Promise<ReleasedTable | ReleasedAmounts> {
  const released = await letOut(...asked)
  assert.ok(typeof released !== 'string', String(released))
  return released
}

const COUNTS: Asked = { measure: null }

test('a difference that is a cell hidden as cover is not told, since the small cell follows from it', async () => {
  const rows = (
    [
      ['R1', 'd1', 'x', 40],
      ['R1', 'd2', 'y', 3],
      ['R1', 'd3', 'y', 25],
      ['R1', 'd3', 'z', 25],
      ['R2', 'd5', 'x', 30],
      ['R2', 'd6', 'z', 30],
    ] as const
  ).flatMap(([region, district, area, count]) => rowsOf({ region, district, area }, count))
  for (const asked of [COUNTS, {}]) {
    const first = await out(rows, [['region', 'district']], [], asked)
    const hidden = Object.entries(shownIn(first)).filter(([, shown]) => !isFigure(shown))
    assert.equal(hidden.length, 2)
    const covers = hidden.map(([name]) => name).find((name) => !name.includes('d2'))!
    const [cover] = ['d1', 'd3'].filter((district) => covers.includes(district))
    // An area of the cover and of another district that is shown.
    const across = rows.map((row) => ({
      ...row,
      says: { ...row.says, area: [cover, 'd5'].includes(row.says['district']) ? 'x' : 'y' },
    }))
    assert.equal(await letOut(across, [['area']], [first], asked), 'disclosure.hidden_elsewhere')
  }
})

test('what is left of a figure less others that lie across each other is found', async () => {
  const groups = [
    [3, 20, 2],
    [8, 20, 2],
    [12, 20, 2],
    [25, 40, 3],
    [40, 40, 3],
    [55, 20, 1],
    [59, 2, 1],
    [65, 30, 2],
  ] as const
  const rows = groups.flatMap(([age, count, kinds]) =>
    rowsOf(
      {
        A: age < 18 ? '0-17' : age < 31 ? '18-30' : '31+',
        B: age >= 18 && age < 59 ? '18-58' : age < 10 ? '0-9' : 'other',
        C: age < 60 ? '0-59' : '60+',
        D: age >= 5 && age <= 50 ? '5-50' : 'other',
      },
      count,
    ).map((row, at) => ({ ...row, says: { ...row.says, K: `k${at % kinds}` } })),
  )
  for (const others of [
    ['A', 'B'],
    ['A', 'B', 'D'],
    ['D', 'B', 'A'],
  ]) {
    const earlier = [await out(rows, [['K']], [])]
    for (const column of others) earlier.push(await out(rows, [[column]], earlier))
    assert.equal(await letOut(rows, [['C']], earlier), 'disclosure.unsafe_difference')
  }
})

test('what follows within one table over two levels is a figure of which others are taken away', async () => {
  const parts = [
    ['R1', 'd1', 'p', 90],
    ['R1', 'd2', 'p', 3],
    ['R1', 'd3', 'p', 37],
    ['R1', 'd3', 'q', 3],
    ['R2', 'd4', 'q', 3],
    ['R3', 'd6', 'q', 20],
    ['R3', 'd7', 'p', 20],
    ['R4', 'd8', 'p', 90],
    ['R4', 'd9', 'p', 95],
  ] as const
  const rows = parts.flatMap(([region, district, kind, count]) => rowsOf({ region, district, kind }, count))
  const first = await out(rows, [['region', 'district']], [], COUNTS)
  assert.equal(await letOut(rows, [['kind']], [first], COUNTS), 'disclosure.small_difference')
})

test('what tables that are out tell between them is no reason against another', async () => {
  const rows = [
    ...rowsOf({ first: '0-17', second: '0-18', year: '24' }, 30),
    ...rowsOf({ first: '18+', second: '0-18', year: '25' }, 3),
    ...rowsOf({ first: '18+', second: '19+', year: '25' }, 30),
    ...rowsOf({ first: '18+', second: '19+', year: '24' }, 30),
  ]
  for (const asked of [COUNTS, {}]) {
    const first = await out(rows, [['first']], [], asked)
    const second = { ...(await out(rows, [['second']], [], asked)), release: '1' }
    assert.equal(typeof (await letOut(rows, [['second']], [first], asked)), 'string')
    assert.equal(typeof (await letOut(rows, [['year']], [first, second], asked)), 'object')
  }
})

/** A register at random: few groups, tables with two levels that hide some cells. */
function drawn(seed: number) {
  const words = repeatableWords(seed)
  const below = (size: number) => words.next() % size
  const count = 4 + below(6)
  const persons = Array.from({ length: count }, () => 1 + below(4))
  const names = Array.from({ length: 2 + below(2) }, (_, table) =>
    Array.from({ length: count }, () => {
      const code = below(3)
      const said = [`t${table}`, String(code)]
      return ['[]', JSON.stringify([said]), JSON.stringify([said, [`u${table}`, `${code}.${below(2)}`]])]
    }),
  )
  const tables = names.map((of) => {
    const cells = [...new Set(of.flat())].toSorted()
    return Object.fromEntries(cells.map((name) => [name, name !== '[]' && below(3) === 0 ? '×' : '7']))
  })
  const overlap = { count, cellsOf: (entry: number) => names.map((of) => of[entry]!) }
  return { persons, names, tables, overlap }
}

test('of small registers at random just what follows by any adding and subtracting is found', () => {
  const seen = { difference: 0, hidden: 0, nothing: 0 }
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const { persons, names, tables, overlap } = drawn(seed)
      const told = tellingDifference(tables, overlap, { threshold: 5, persons })
      const expected = byTrying(tables, names, persons)
      assert.equal(told?.kind, expected, String(seed))
      // Whose each person is makes no difference where nobody has two.
      let next = 0
      const contributors = persons.map((size) => Array.from({ length: size }, () => next++))
      assert.equal(tellingDifference(tables, overlap, { threshold: 5, contributors })?.kind, expected, String(seed))
      seen[expected ?? 'nothing']++
    }),
    { numRuns: 300 },
  )
  assert.ok(
    Object.values(seen).every((times) => times > 15),
    JSON.stringify(seen),
  )
})

test('of contributors who are in several groups, too, just the sets that too few contribute to are found', () => {
  const seen = { difference: 0, hidden: 0, nothing: 0 }
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const { names, tables, overlap } = drawn(seed)
      const words = repeatableWords(seed)
      const contributors = Array.from({ length: overlap.count }, () => [
        ...new Set(Array.from({ length: 1 + (words.next() % 4) }, () => words.next() % 9)),
      ])
      const expected = byTrying(tables, names, contributors)
      assert.equal(tellingDifference(tables, overlap, { threshold: 5, contributors })?.kind, expected, String(seed))
      seen[expected ?? 'nothing']++
    }),
    { numRuns: 300 },
  )
  assert.ok(
    Object.values(seen).every((times) => times > 15),
    JSON.stringify(seen),
  )
})

test('what takes too long to find out is not taken for safe', () => {
  const { persons, tables, overlap } = drawn(1)
  assert.equal(tellingDifference(tables, overlap, { threshold: 5, persons }, 1)?.kind, 'unknown')
})

/** By trying every set of entries against the rank of the figures, in whole numbers of any size. */
function byTrying(
  tables: readonly Readonly<Record<string, string>>[],
  names: readonly (readonly (readonly string[])[])[],
  holders: readonly (number | readonly number[])[],
): 'hidden' | 'difference' | undefined {
  const count = holders.length
  const cellOf = (name: string) =>
    Array.from({ length: count }, (_, entry) => Number(names.some((of) => of[entry]!.includes(name))))
  const spaceOf = (which: (table: number) => boolean) =>
    tables.flatMap((cells, table) =>
      which(table) ? Object.entries(cells).flatMap(([name, shown]) => (isFigure(shown) ? [cellOf(name)] : [])) : [],
    )
  const [all, first, others] = [spaceOf(() => true), spaceOf((table) => table === 0), spaceOf((table) => table > 0)]
  const isIn = (space: readonly (readonly number[])[], vector: readonly number[]) =>
    rankOf(space) === rankOf([...space, vector])
  for (const [table, cells] of tables.entries()) {
    for (const [name, shown] of Object.entries(cells)) {
      if (!isFigure(shown) && isIn(all, cellOf(name)) && !isIn(table === 0 ? first : others, cellOf(name)))
        return 'hidden'
    }
  }
  const sets: number[] = []
  for (let set = 1; set < 2 ** count; set++) {
    const vector = Array.from({ length: count }, (_, entry) => (set >> entry) & 1)
    const chosen = holders.filter((_, entry) => vector[entry] === 1)
    const number = chosen.every((one) => typeof one === 'number')
      ? chosen.reduce((sum, size) => sum + size, 0)
      : new Set(chosen.flat()).size
    if (number >= 5 || !isIn(all, vector)) continue
    // Sets come before all that they are part of.
    if (sets.some((part) => (part & set) === part)) continue
    sets.push(set)
    if (!isIn(first, vector) && !isIn(others, vector)) return 'difference'
  }
  return undefined
}

function rankOf(vectors: readonly (readonly number[])[]): number {
  const rows = vectors.map((vector) => vector.map(BigInt))
  let rank = 0
  for (let column = 0; column < (rows[0]?.length ?? 0); column++) {
    const at = rows.findIndex((row, place) => place >= rank && row[column] !== 0n)
    if (at < 0) continue
    const [pivot] = rows.splice(at, 1)
    for (let row = rank; row < rows.length; row++) {
      const factor = rows[row]![column]!
      rows[row] = rows[row]!.map((value, place) => value * pivot![column]! - pivot![place]! * factor)
    }
    rows.splice(rank++, 0, pivot!)
  }
  return rank
}
