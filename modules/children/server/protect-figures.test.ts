import assert from 'node:assert/strict'
import { test } from 'node:test'
import { differenceTold, disclosureRule, type ReleasedTable } from '@gloact/disclosure'
import { unwrap } from '@gloact/kernel'
import { FIGURE_TABLES, TABLE_COUNTS, type FigureTable } from '../contract/figures.ts'
import { protectTogether, toldTables, type ToProtect } from './protect-figures.ts'

const rule = unwrap(disclosureRule())
const ROWS = { stock: 'reason', care: 'care', people: 'sex', separation: 'cause' } as const
const COLUMNS = { stock: 'guardian', people: 'age' } as const
const CODES = {
  reason: ['alone', 'unchecked', 'implicated', 'not_asked'],
  guardian: ['none', 'asked', 'appointed'],
  care: ['foster', 'home', 'detained', 'kin', 'not_asked'],
  cause: ['conflict', 'displacement', 'poverty', 'not_asked'],
  sex: ['female', 'male', 'other'],
  age: ['under_7', 'from_7', 'from_12', 'from_16'],
} as const
type Column = keyof typeof CODES
type Child = Readonly<Record<Column, string>>

/** The same children for the same number: few in most codes, many in some. */
function invented(draw: number, many: number): readonly Child[] {
  let state = draw * 2_654_435_761
  const next = () => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648
  const pick = (codes: readonly string[]) => codes[Math.floor(next() ** 3 * codes.length)]!
  return Array.from(
    { length: many },
    () =>
      Object.fromEntries(Object.entries(CODES).map(([column, codes]) => [column, pick(codes)])) as Record<
        Column,
        string
      >,
  )
}

function tableOf(children: readonly Child[], row: Column, column: Column | undefined): ToProtect {
  const counts = new Map<string, Map<string, number>>()
  for (const child of children) {
    const cells = counts.get(child[row]) ?? new Map<string, number>()
    const at = column ? child[column] : 'children'
    cells.set(at, (cells.get(at) ?? 0) + 1)
    counts.set(child[row], cells)
  }
  return { counts, rows: CODES[row], columns: column ? CODES[column] : ['children'] }
}

type Shown = Awaited<ReturnType<typeof protectTogether<keyof typeof ROWS>>>

/** As a register of releases names what was shown. */
function released(name: keyof typeof ROWS, shown: Shown): ReleasedTable {
  const [row, column] = [ROWS[name], name === 'stock' || name === 'people' ? COLUMNS[name] : undefined]
  const { columns, rows } = shown[name]
  const cells = Object.fromEntries(
    rows.flatMap(({ code, cells: figures }) =>
      columns.map((at, index) => {
        const says = [
          ...(code === null ? [] : [[row, code]]),
          ...(column === undefined || at === 'total' ? [] : [[column, at]]),
        ].toSorted(([a], [b]) => a!.localeCompare(b!))
        const figure = figures[index]
        return [JSON.stringify(says), figure === null || figure === undefined ? '×' : String(figure)]
      }),
    ),
  )
  return {
    release: name,
    at: '2026-11-01',
    method: 'suppress',
    threshold: rule.threshold,
    base: rule.base,
    dimensions: column === undefined ? [[row]] : [[row], [column]],
    cells,
  }
}

const shownFor = (children: readonly Child[]): Promise<Shown> =>
  protectTogether(
    {
      stock: tableOf(children, 'reason', 'guardian'),
      care: tableOf(children, 'care', undefined),
      people: tableOf(children, 'sex', 'age'),
      separation: tableOf(children, 'cause', undefined),
    },
    rule,
  )

test('no cut of the same children tells with the others what one of them hides', async () => {
  let hidden = 0
  for (let draw = 1; draw <= 25; draw++) {
    const children = invented(draw, 20 + draw * 9)
    const shown = await shownFor(children)
    const inHand = {
      count: children.length,
      has: (column: string) => column in CODES,
      codeOf: (entry: number, column: string) => children[entry]![column as Column],
      weightOf: () => 1,
    }
    const tables = (Object.keys(ROWS) as (keyof typeof ROWS)[]).map((name) => released(name, shown))
    for (const [at, table] of tables.entries()) {
      const told = differenceTold(table, tables.toSpliced(at, 1), inHand)
      assert.equal(told, undefined, `draw ${draw}: ${table.release}`)
    }
    for (const { rows } of Object.values(shown)) {
      assert.equal(rows[0]!.cells[0], children.length, 'how many children there are is told by each')
      for (const { cells } of rows)
        for (const cell of cells) {
          assert.ok(cell === null || cell === 0 || cell >= rule.threshold, String(cell))
          hidden += Number(cell === null)
        }
    }
  }
  assert.ok(hidden > 100, 'something was withheld')
})

test('since the others tell how many children there are, one that hides a small count hides another with it', async () => {
  const children = [
    ...Array.from({ length: 20 }, () => ({
      care: 'foster',
      sex: 'female',
      age: 'from_7',
      reason: 'alone',
      guardian: 'none',
      cause: 'conflict',
    })),
    ...Array.from({ length: 3 }, () => ({
      care: 'detained',
      sex: 'female',
      age: 'from_7',
      reason: 'alone',
      guardian: 'none',
      cause: 'conflict',
    })),
  ]
  const shown = await shownFor(children)
  assert.deepEqual(
    shown.care.rows.map(({ code, cells }) => [code, cells[0]]),
    [
      [null, 23],
      ['foster', null],
      ['detained', null],
    ],
  )
})

test('of fewer children than may be told, none of the tables says how many', async () => {
  const shown = await shownFor(invented(3, rule.threshold - 1))
  for (const { rows } of Object.values(shown))
    for (const { cells } of rows) for (const cell of cells) assert.ok(cell === null || cell === 0)
})

const byRow = (
  rows: Readonly<Record<string, Readonly<Record<string, number>>>>,
  columns: readonly string[],
): ToProtect => ({
  counts: new Map(Object.entries(rows).map(([row, cells]) => [row, new Map(Object.entries(cells))])),
  rows: Object.keys(rows),
  columns,
})
const NOTHING: ToProtect = { counts: new Map(), rows: [], columns: ['children'] }

/** A month of which only some tables have anything. */
const month = (tables: Readonly<Partial<Record<FigureTable, ToProtect>>>) =>
  toldTables(
    Object.fromEntries(FIGURE_TABLES.map((name) => [name, tables[name] ?? NOTHING])) as Record<FigureTable, ToProtect>,
    rule,
  )

test('how many were given a guardian in time does not say how few of the children there have none', async () => {
  const GUARDED = ['none', 'asked', 'provisional', 'appointed']
  const told = await month({
    stock: byRow({ alone: { none: 2, asked: 0, provisional: 33, appointed: 0 } }, GUARDED),
    care: byRow({ foster: { children: 35 } }, ['children']),
    people: byRow({ female: { from_12: 35 } }, ['from_12']),
    separation: byRow({ conflict: { children: 35 } }, ['children']),
    clocks: byRow({ guardianship_provisional: { in_time: 33, late: 0, missed: 0 } }, ['in_time', 'late', 'missed']),
  })
  assert.deepEqual(told.stock.rows[0]!.cells, [35, null, 0, null, 0])
  assert.deepEqual(told.clocks.rows.at(-1)!.cells, [null, null, 0, 0], '33 of the 35 would say that two have none')
})

test('no number of a month that is told to the nearest leaves fewer possibilities to a few who are withheld, in whatever month', async () => {
  // The reader takes every number that is told outside the tables of the children there for what is left of one of their totals beside the
  // withheld few, by itself or with a part that is told; and knows the rule by which it is told.
  let state = 7
  const next = (below: number) => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) % below
  const few = () => (next(2) === 0 ? 1 + next(9) : 10 + next(40))
  let [read, withheld] = [0, 0]
  for (let draw = 0; draw < 150; draw++) {
    const row = { none: few(), asked: next(3) === 0 ? 0 : few(), provisional: few(), appointed: few() }
    const total = Object.values(row).reduce((sum, count) => sum + count, 0)
    // Most clocks are of the children there: all with a guardian, all but those with none, those who were given one lately.
    const clocks = {
      guardianship_provisional: { in_time: row.provisional, late: next(3), missed: row.none },
      guardianship_appointment: { in_time: total - row.none, late: row.appointed, missed: 0 },
      guardianship_first_meeting: { in_time: row.provisional + row.appointed, late: 0, missed: row.asked },
    }
    const told = await month({
      stock: byRow({ alone: row }, Object.keys(row)),
      care: byRow({ foster: { children: total } }, ['children']),
      people: byRow({ female: { from_12: total } }, ['from_12']),
      separation: byRow({ conflict: { children: total } }, ['children']),
      clocks: byRow(clocks, ['in_time', 'late', 'missed']),
    })
    const [whole, ...cells] = told.stock.rows[0]!.cells
    if (whole === null) continue
    const shownSum = cells.reduce<number>((sum, cell) => sum + (cell ?? 0), 0)
    const known = cells.filter((cell) => cell !== null && cell > 0) as readonly number[]
    const numbers = told.clocks.rows.slice(1).flatMap(({ code, cells: figures }) =>
      figures.slice(1).flatMap((figure, at) => {
        const count = clocks[code as keyof typeof clocks][(['in_time', 'late', 'missed'] as const)[at]!]
        return figure === null || figure === 0 ? [] : [{ figure, count }]
      }),
    )
    for (const [at, name] of (['none', 'asked', 'provisional', 'appointed'] as const).entries()) {
      if (cells[at] !== null || row[name] >= rule.threshold) continue
      withheld++
      for (const { figure, count } of numbers)
        for (const more of [0, ...known]) {
          const left = whole! - shownSum + more
          // Only where the reader is right about it does it tell anything.
          if (left - count !== row[name]) continue
          const rest = Array.from({ length: rule.threshold - 1 }, (_, before) => before + 1).filter(
            (may) => Math.round((left - may) / rule.threshold) * rule.threshold === figure,
          )
          read++
          assert.ok(rest.length > rule.protection, `draw ${draw}: ${JSON.stringify({ row, figure, rest })}`)
        }
    }
  }
  assert.ok(withheld > 100, `${withheld} withheld`)
  assert.equal(read, 0, 'none of them is told at all')
})

test('every table of a month says what it counts, and those that do not count the children there tell multiples alone', async () => {
  assert.deepEqual(Object.keys(TABLE_COUNTS).toSorted(), [...FIGURE_TABLES].toSorted())
  const some = byRow({ a: { x: 17, y: 44, z: 3 }, b: { x: 28, y: 0, z: 91 } }, ['x', 'y', 'z'])
  const names = FIGURE_TABLES.filter((name) => TABLE_COUNTS[name] === 'in_month')
  const told = await month(Object.fromEntries(names.map((name) => [name, some])))
  for (const name of names)
    for (const { cells } of told[name].rows)
      for (const cell of cells) assert.ok(cell === null || cell % rule.threshold === 0, `${name}: ${cell}`)
})
