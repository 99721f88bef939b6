import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { unwrap } from '@gloact/kernel'
import { flatDimension, treeDimension, type Dimension } from './dimension.ts'
import { CELL } from './hiding.ts'
import { disclosureRule, shownCount } from './rule.ts'
import { dominatedCells, smallCounts } from './sensitive-cells.ts'
import { freedomOf, suppress, type Signs } from './suppress.ts'
import { amountTable, countTable, nodesOf, type Table } from './table.ts'
import { attack } from './testing/attack.ts'

const codes = (count: number, letter: string) => Array.from({ length: count }, (_, at) => `${letter}${at}`)

/** A table from the counts of its inner cells, the last dimension varying fastest. */
function tableOf(dimensions: readonly Dimension[], counts: readonly number[]): Table {
  const leaves: number[][] = dimensions.map(() => [])
  const descend = (dimension: number, chosen: readonly number[]): void => {
    if (dimension === dimensions.length) {
      for (const [at, leaf] of chosen.entries()) leaves[at]!.push(leaf)
      return
    }
    for (const leaf of dimensions[dimension]!.leaves) descend(dimension + 1, [...chosen, leaf])
  }
  descend(0, [])
  return unwrap(countTable(dimensions, { leaves, counts }))
}

const flat = (...sizes: readonly number[]) => sizes.map((size, at) => flatDimension(`d${at}`, codes(size, 'abc'[at]!)))

/** North with three districts, South with two. */
const regions = treeDimension(
  'district',
  ['Total', 'North', 'N1', 'N2', 'N3', 'South', 'S1', 'S2'],
  [-1, 0, 1, 1, 1, 0, 5, 5],
)

const count = fc.oneof(
  { weight: 2, arbitrary: fc.constant(0) },
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 9 }) },
  { weight: 5, arbitrary: fc.integer({ min: 10, max: 40 }) },
)
const counts = (inner: number) => fc.array(count, { minLength: inner, maxLength: inner })

const rule = unwrap(disclosureRule({ audience: 'agency' }))

/** Hides as `protectTable` does, and lets an outsider try. */
async function holds(table: Table): Promise<void> {
  let signs: Signs = { kind: 'threshold', threshold: rule.threshold, zerosSensitive: false }
  const sensitive = smallCounts(table, rule)
  let result = await suppress(table, sensitive, signs)
  if (!result.ok) {
    signs = { ...signs, kind: 'uniform' }
    result = await suppress(table, sensitive, signs)
  }
  const { status } = unwrap(result)
  const worked = attack(table, { status, signs }, rule.protection + 1)
  for (const [cell, { least, most }] of worked) {
    const asked = status[cell] === CELL.sensitive ? rule.protection : 1
    assert.ok(most - least >= asked, `cell ${nodesOf(table, cell).join(',')} lies between ${least} and ${most}`)
  }
  for (const cell of sensitive.keys()) assert.equal(status[cell], CELL.sensitive)
  const own = freedomOf(table, { status, signs }, rule.protection + 1)
  for (const [cell, { least, most }] of own.cells) {
    const outsider = worked.get(cell)!
    if (own.isExact) assert.deepEqual({ least, most }, outsider)
    else assert.ok(least >= outsider.least && most <= outsider.most)
  }
}

test('of no hidden cell of a table with two dimensions can too much be worked out, and the audit is exact', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc
        .record({ rows: fc.integer({ min: 1, max: 4 }), columns: fc.integer({ min: 1, max: 4 }) })
        .chain(({ rows, columns }) =>
          fc.record({ rows: fc.constant(rows), columns: fc.constant(columns), cells: counts(rows * columns) }),
        ),
      ({ rows, columns, cells }) => holds(tableOf(flat(rows, columns), cells)),
    ),
    { numRuns: 150 },
  )
})

test('nor of one with three', async () => {
  await fc.assert(
    fc.asyncProperty(counts(12), (cells) => holds(tableOf(flat(3, 2, 2), cells))),
    { numRuns: 80 },
  )
})

test('nor of one with districts within regions, alone, against another dimension and against themselves', async () => {
  await fc.assert(
    fc.asyncProperty(counts(5), (cells) => holds(tableOf([regions], cells))),
    { numRuns: 60 },
  )
  await fc.assert(
    fc.asyncProperty(counts(15), fc.boolean(), (cells, first) => {
      const across = flatDimension('sex', codes(3, 's'))
      return holds(tableOf(first ? [regions, across] : [across, regions], cells))
    }),
    { numRuns: 60 },
  )
  const steps = treeDimension('age', ['Total', 'child', 'c1', 'c2', 'adult'], [-1, 0, 1, 1, 0])
  await fc.assert(
    fc.asyncProperty(counts(15), (cells) => holds(tableOf([regions, steps], cells))),
    { numRuns: 40 },
  )
})

test('one small cell takes a rectangle with it, the cheapest, and no total', async () => {
  const table = tableOf(flat(3, 3), [200, 500, 300, 180, 3, 40, 600, 25, 16])
  const { status, tightest, isExact } = unwrap(
    await suppress(table, smallCounts(table, rule), { kind: 'threshold', threshold: 5, zerosSensitive: false }),
  )
  const hidden = [...status.keys()].filter((cell) => status[cell] !== CELL.shown).map((cell) => nodesOf(table, cell))
  assert.deepEqual(hidden, [
    [2, 2],
    [2, 3],
    [3, 2],
    [3, 3],
  ])
  assert.deepEqual([isExact, tightest], [true, 3])
})

test('an outsider works out a small cell that alone is hidden', async () => {
  const table = tableOf(flat(2, 2), [20, 50, 3, 40])
  const signs: Signs = { kind: 'threshold', threshold: 5, zerosSensitive: false }
  const cell = 2 * table.strides[0]! + 1
  const status = new Uint8Array(table.values.length)
  status[cell] = CELL.sensitive
  assert.deepEqual([...attack(table, { status, signs }, 4)], [[cell, { least: 3, most: 3 }]])
})

test('the usual default of maxN = 3 with zeros not sensitive is a threshold of 4', async () => {
  const table = tableOf(flat(2, 3), [0, 1, 3, 4, 5, 9])
  const found = smallCounts(table, { threshold: 4, zerosSensitive: false, protection: 2 })
  assert.deepEqual(
    [...found.keys()].map((cell) => table.values[cell]),
    [1, 3],
  )
  const withZeros = smallCounts(table, { threshold: 4, zerosSensitive: true, protection: 2 })
  assert.deepEqual(
    [...withZeros.keys()].map((cell) => table.values[cell]),
    [0, 1, 3],
  )
  assert.equal(disclosureRule({ audience: 'agency', threshold: 4 }).ok, false)
})

test('a figure that stands alone shows itself from the threshold on, below it the sign, and that nobody is there', () => {
  const shown = (settings: Parameters<typeof disclosureRule>[0]) =>
    [0, 1, 9, 10].map((count) => shownCount(unwrap(disclosureRule(settings)), count))
  assert.deepEqual(shown({}), ['0', '<10', '<10', '10'])
  assert.deepEqual(shown({ audience: 'agency' }), ['0', '<5', '9', '10'])
  assert.deepEqual(shown({ zerosSensitive: true }), ['<10', '<10', '<10', '10'])
})

test('nine rows of one person each cannot be told to be below ten, for then each is one', async () => {
  const table = tableOf(
    flat(9),
    Array.from({ length: 9 }, () => 1),
  )
  const sensitive = smallCounts(table, { threshold: 10, zerosSensitive: false, protection: 5 })
  const signs = { threshold: 10, zerosSensitive: false }
  const refused = await suppress(table, sensitive, { kind: 'threshold', ...signs })
  assert.deepEqual(!refused.ok && refused.error.code, 'disclosure.cannot_protect')
  assert.equal((await suppress(table, sensitive, { kind: 'uniform', ...signs })).ok, true)
})

test('what is out elsewhere is not hidden in vain, and what was hidden stays hidden', async () => {
  const table = tableOf(flat(2, 2), [3, 20, 30, 40])
  const sensitive = smallCounts(table, rule)
  const signs: Signs = { kind: 'threshold', threshold: 5, zerosSensitive: false }
  const cell = table.strides[0]! + 1
  const out = await suppress(table, sensitive, signs, { shown: new Set([cell]) })
  assert.equal(!out.ok && out.error.code, 'disclosure.already_out')
  const { status } = unwrap(await suppress(table, sensitive, signs, { kept: new Set([3]) }))
  assert.notEqual(status[3], CELL.shown)
})

test('a sum of amounts is sensitive by its largest contributors, and protected until it would not be', async () => {
  // One shelter with 90 of 100 beds; another cell with three alike.
  const dimensions = flat(2, 2)
  const leaves = [
    [1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2],
    [1, 1, 1, 2, 2, 2, 1, 1, 1, 2, 2, 2],
  ]
  const amounts = [90, 6, 4, 30, 33, 37, 50, 40, 45, 60, 66, 70]
  const table = unwrap(amountTable(dimensions, { leaves, amounts }))
  const only = table.strides[0]! + 1
  // p%: 100 - 90 - 6 = 4 is under a tenth of 90, five short of it.
  assert.deepEqual(
    [...dominatedCells(table, { closeness: { percent: 10 } }, 3)],
    [[only, { above: 5, below: 5, spread: 0 }]],
  )
  // (1,80): 90 is over 80 of 100; with 112.5 it would be no more.
  const dominated = dominatedCells(table, { dominance: { largest: 1, percent: 80 } }, 3)
  assert.deepEqual([...dominated], [[only, { above: 12.5, below: 12.5, spread: 0 }]])
  const { status } = unwrap(await suppress(table, dominated, { kind: 'amounts', threshold: 3, zerosSensitive: false }))
  assert.equal(
    status.reduce((sum, one) => sum + Number(one !== CELL.shown), 0),
    4,
  )
})
