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

/** Whether registers drawn at random were of every kind, so that none was tested by name alone. */
const eachOften = (seen: Readonly<Record<string, number>>, least: number): void =>
  assert.ok(
    Object.values(seen).every((times) => times > least),
    JSON.stringify(seen),
  )

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
  eachOften(seen, 15)
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
  eachOften(seen, 15)
})

/** Entries and the cells of each table that they are in, by the names of the cells; `hidden` are not shown. */
function register(cells: readonly Readonly<Record<string, readonly string[]>>[], hidden: readonly string[] = []) {
  const entries = Object.keys(cells[0]!)
  const named = (table: number, cell: string) => (cell === '' ? '[]' : JSON.stringify([[`t${table}${cell[0]}`, cell]]))
  const tables = cells.map((of, table) =>
    Object.fromEntries(
      ['', ...Object.values(of).flat()].map((cell) => [named(table, cell), hidden.includes(cell) ? '×' : '7']),
    ),
  )
  const cellsOf = (entry: number) =>
    cells.map((of, table) => ['', ...of[entries[entry]!]!].map((cell) => named(table, cell)))
  const whole = (names: string): readonly number[] =>
    [...names].map((name) => entries.indexOf(name)).toSorted((a, b) => a - b)
  return { entries, tables, overlap: { count: entries.length, cellsOf }, whole }
}

/** Each entry of a contributor of its own, and one set of entries that may not be told. */
const holding = (count: number, unsafe: readonly number[]) => ({
  threshold: 1,
  contributors: Array.from({ length: count }, (_, at) => [at]),
  isUnsafe: (entries: readonly number[]) => entries.toSorted((a, b) => a - b).join() === unsafe.join(),
})

test('a sum that two margins leave open is no reason against the second of them, though it would be unsafe', () => {
  const both = [
    { x: ['a1'], z: ['a1'], y: ['a2'], w: ['a2'] },
    { x: ['b2'], z: ['b1'], y: ['b1'], w: ['b2'] },
  ]
  const { entries, tables, overlap, whole } = register(both)
  for (const one of entries) {
    for (const order of [tables, tables.toReversed()]) {
      const cellsOf = (entry: number) => (order === tables ? overlap : reversed).cellsOf(entry)
      const reversed = { ...overlap, cellsOf: (entry: number) => overlap.cellsOf(entry).toReversed() }
      assert.equal(tellingDifference(order, { ...overlap, cellsOf }, holding(4, whole(one))), undefined, one)
    }
  }
})

test('what the hidden cells of a row are together is a figure by the rules for amounts, too', () => {
  const table = {
    f: ['r2', 'k3', 'x23'],
    d: ['r2', 'k2', 'x22'],
    s: ['r1', 'k3', 'x13'],
    B: ['r1', 'k2', 'x12'],
    A: ['r1', 'k1', 'x11'],
    b: ['r1', 'k2', 'x12'],
    a: ['r1', 'k1', 'x11'],
    S: ['r1', 'k3', 'x13'],
    F: ['r2', 'k3', 'x23'],
    c: ['r2', 'k1', 'x21'],
  }
  const across = { f: 4, d: 4, s: 3, B: 4, A: 3, b: 1, a: 1, S: 2, F: 2, c: 2 }
  const other = Object.fromEntries(Object.entries(across).map(([entry, of]) => [entry, [`p${of}`]]))
  const { tables, overlap, whole } = register([table, other], ['x11', 'x12', 'x21', 'x22'])
  // Row 1 less its shown cell, less the first of the other table.
  assert.deepEqual(tellingDifference(tables, overlap, holding(10, whole('AB'))), { kind: 'difference', tables: [0, 1] })
  // What neither tells, nor both.
  assert.equal(tellingDifference(tables, overlap, holding(10, whole('ac'))), undefined)
})

test('of unsafe sums at random only those that follow are a reason', () => {
  const seen = { difference: 0, hidden: 0, nothing: 0 }
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const { names, tables, overlap } = drawn(seed)
      const words = repeatableWords(seed)
      const amounts = Array.from({ length: overlap.count }, () => 1 + (words.next() % 30))
      const isUnsafe = (entries: readonly number[]): boolean => {
        const own = entries.map((entry) => amounts[entry]!)
        return Math.max(...own) > 0.8 * own.reduce((sum, amount) => sum + amount, 0)
      }
      const contributors = amounts.map((_, entry) => [entry])
      const told = tellingDifference(tables, overlap, { threshold: 1, contributors, isUnsafe })?.kind
      assert.notEqual(told, 'unknown')
      const { hidden, difference } = followingAtAll(tables, names, isUnsafe)
      assert.equal(told === 'hidden', hidden, String(seed))
      assert.ok(told !== 'difference' || difference, String(seed))
      seen[(told ?? 'nothing') as keyof typeof seen]++
    }),
    { numRuns: 200 },
  )
  eachOften(seen, 10)
})

test('what takes too long to find out is not taken for safe', () => {
  const { persons, tables, overlap } = drawn(1)
  assert.equal(tellingDifference(tables, overlap, { threshold: 5, persons }, 1)?.kind, 'unknown')
})

/** What follows from the figures of all tables, of the first, and of the others, by their ranks in whole numbers of any size. */
function ranksOf(
  tables: readonly Readonly<Record<string, string>>[],
  names: readonly (readonly (readonly string[])[])[],
) {
  const cellOf = (name: string) => names[0]!.map((_, entry) => Number(names.some((of) => of[entry]!.includes(name))))
  const spaceOf = (which: (table: number) => boolean) =>
    tables.flatMap((cells, table) =>
      which(table) ? Object.entries(cells).flatMap(([name, shown]) => (isFigure(shown) ? [cellOf(name)] : [])) : [],
    )
  const isIn = (space: readonly (readonly number[])[]) => (vector: readonly number[]) =>
    rankOf(space) === rankOf([...space, vector])
  const [ofAll, ofFirst, ofOthers] = [
    isIn(spaceOf(() => true)),
    isIn(spaceOf((table) => table === 0)),
    isIn(spaceOf((table) => table > 0)),
  ]
  const hidden = tables.some((cells, table) =>
    Object.entries(cells).some(([name, shown]) => {
      const own = table === 0 ? ofFirst : ofOthers
      return !isFigure(shown) && ofAll(cellOf(name)) && !own(cellOf(name))
    }),
  )
  return { hidden, ofAll, ofFirst, ofOthers }
}

/** Whether a hidden cell follows, and whether any set that is unsafe does from both sides alone. */
function followingAtAll(
  tables: readonly Readonly<Record<string, string>>[],
  names: readonly (readonly (readonly string[])[])[],
  isUnsafe: (entries: readonly number[]) => boolean,
): { readonly hidden: boolean; readonly difference: boolean } {
  const { hidden, ofAll, ofFirst, ofOthers } = ranksOf(tables, names)
  const count = names[0]!.length
  for (let set = 1; set < 2 ** count; set++) {
    const vector = Array.from({ length: count }, (_, entry) => (set >> entry) & 1)
    const entries = vector.flatMap((taken, entry) => (taken === 1 ? [entry] : []))
    if (isUnsafe(entries) && ofAll(vector) && !ofFirst(vector) && !ofOthers(vector)) return { hidden, difference: true }
  }
  return { hidden, difference: false }
}

/** By trying every set of entries against the rank of the figures. */
function byTrying(
  tables: readonly Readonly<Record<string, string>>[],
  names: readonly (readonly (readonly string[])[])[],
  holders: readonly (number | readonly number[])[],
): 'hidden' | 'difference' | undefined {
  const { hidden, ofAll, ofFirst, ofOthers } = ranksOf(tables, names)
  if (hidden) return 'hidden'
  const count = holders.length
  const sets: number[] = []
  for (let set = 1; set < 2 ** count; set++) {
    const vector = Array.from({ length: count }, (_, entry) => (set >> entry) & 1)
    const chosen = holders.filter((_, entry) => vector[entry] === 1)
    const number = chosen.every((one) => typeof one === 'number')
      ? chosen.reduce((sum, size) => sum + size, 0)
      : new Set(chosen.flat()).size
    if (number >= 5 || !ofAll(vector)) continue
    // Sets come before all that they are part of.
    if (sets.some((part) => (part & set) === part)) continue
    sets.push(set)
    if (!ofFirst(vector) && !ofOthers(vector)) return 'difference'
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
