import assert from 'node:assert/strict'
import { test } from 'node:test'
import { differenceTold, disclosureRule, type ReleasedTable } from '@gloact/disclosure'
import { unwrap } from '@gloact/kernel'
import { protectTogether, type ToProtect } from './protect-figures.ts'

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
