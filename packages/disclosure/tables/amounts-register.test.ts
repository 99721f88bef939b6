import assert from 'node:assert/strict'
import { test } from 'node:test'
import { unwrap } from '@gloact/kernel'
import { recordsBearing } from '../records/released-records.ts'
import { bearingOf } from './release-register.ts'
import { isFigure, isReleasedAmounts, shownIn, type ReleasedAmounts, type ReleasedTable } from './releases.ts'
import { disclosureRule } from './rule.ts'
import { inHandOf, letOut, tableOf, type Asked, type Row } from './testing/let-out.ts'

async function out(...asked: Parameters<typeof letOut>): Promise<ReleasedTable | ReleasedAmounts> {
  const released = await letOut(...asked)
  assert.ok(typeof released !== 'string', String(released))
  return released
}

/** Rows of shelters that are each another, the amounts growing a little from one to the next. */
function rowsOf(says: Readonly<Record<string, string>>, count: number, from: number, cents = 1000): Row[] {
  return Array.from({ length: count }, (_, at) => ({ says, shelter: from + at, cents: cents + at }))
}

/** Two services in two regions, 12 shelters each, and a third service of one shelter in the north. */
const COSTS: readonly Row[] = [
  ...rowsOf({ service: 'legal', region: 'N', year: '24' }, 12, 0),
  ...rowsOf({ service: 'legal', region: 'S', year: '25' }, 12, 20),
  ...rowsOf({ service: 'medical', region: 'N', year: '24' }, 12, 40),
  ...rowsOf({ service: 'medical', region: 'S', year: '25' }, 12, 60),
]
const LONE: readonly Row[] = [...COSTS, ...rowsOf({ service: 'housing', region: 'N', year: '24' }, 1, 80, 777)]

test('of a table of amounts the register holds what is shown and by which rules, no hidden sum and no contribution', async () => {
  const rules = { dominance: { largest: 1, percent: 75 }, closeness: { percent: 15 } }
  const released = await out(LONE, [['service'], ['region']], [], { contributors: rules })
  assert.ok(isReleasedAmounts(released))
  const { sums, ...rest } = released
  assert.deepEqual(rest, {
    kind: 'amounts',
    release: '0',
    at: '1970-01-01T00:00:00.000Z',
    amount: 'cost',
    contributor: 'shelter',
    threshold: 5,
    rules,
    dimensions: [['service'], ['region']],
  })
  assert.equal(sums[JSON.stringify([])], '490.41')
  assert.equal(
    sums[
      JSON.stringify([
        ['region', 'N'],
        ['service', 'housing'],
      ])
    ],
    '×',
  )
  assert.doesNotMatch(JSON.stringify(released), /7\.77|777|"80"/)
})

test('the same table, or one within it, comes out as it is there, but not by a stricter rule', async () => {
  const first = await out(COSTS, [['service'], ['region']], [])
  assert.equal(await letOut(COSTS, [['service'], ['region']], [first]), first)
  assert.equal(await letOut(COSTS, [['region']], [first]), first)
  const stricter = await out(COSTS, [['region']], [first], { threshold: 8 })
  assert.notEqual(stricter, first)
  assert.equal(await letOut(COSTS, [['region']], [first, stricter], { threshold: 8 }), stricter)
  const dominated = { contributors: { dominance: { largest: 1, percent: 4 } } }
  assert.equal(await letOut(COSTS, [['service']], [first], dominated), 'disclosure.already_out')
  // Written with another decimal, the figures are the same.
  assert.ok(isReleasedAmounts(first))
  const sums = Object.fromEntries(Object.entries(first.sums).map(([name, sum]) => [name, `${sum}0`]))
  const written = { ...first, sums }
  assert.equal(await letOut(COSTS, [['region']], [written]), written)
})

test('a total that one table of amounts hides is shown by no other', async () => {
  const first = await out(LONE, [['service'], ['region']], [])
  const hidden = Object.entries(shownIn(first)).filter(([, sum]) => !isFigure(sum))
  assert.ok(hidden.some(([name]) => name === JSON.stringify([['service', 'housing']])))
  assert.equal(await letOut(LONE, [['service'], ['year']], [first]), 'disclosure.hidden_elsewhere')
  assert.equal(typeof (await letOut(LONE, [['year']], [first])), 'object')
  // What is out is not hidden any more.
  const regions = await out(COSTS, [['service']], [])
  const dominated = { contributors: { dominance: { largest: 2, percent: 5 } } }
  assert.equal(await letOut(COSTS, [['service'], ['year']], [regions], dominated), 'disclosure.already_out')
})

test('tables of amounts in a circle are refused', async () => {
  const rows = COSTS.flatMap((row, at) =>
    ['a', 'b'].map((kind, twice) => ({ ...row, says: { ...row.says, kind }, shelter: at + 100 * twice })),
  )
  const first = await out(rows, [['service'], ['region']], [])
  const second = await out(rows, [['region'], ['kind']], [first])
  assert.equal(await letOut(rows, [['kind'], ['service']], [first, second]), 'disclosure.tables_interlock')
})

/** Bands that differ by those who are 18: so many rows, the amounts of each. */
function bands(of18: readonly (readonly [shelter: number, cents: number])[]): readonly Row[] {
  return [
    ...rowsOf({ first: '0-17', second: '0-18' }, 30, 0),
    ...of18.map(([shelter, cents]) => ({ says: { first: '18+', second: '0-18' }, shelter, cents })),
    ...rowsOf({ first: '18+', second: '19+' }, 30, 50),
  ]
}

test('a difference of two sums is held to the rules for amounts: contributors, dominance, p%', async () => {
  const even = Array.from({ length: 8 }, (_, at) => [100 + at, 500] as const)
  const after = async (of18: Parameters<typeof bands>[0], settings: Asked = {}) => {
    const first = await out(bands(of18), [['first']], [], settings)
    const second = await letOut(bands(of18), [['second']], [first], settings)
    return typeof second === 'string' ? second : 'out'
  }
  assert.equal(await after(even), 'out')
  assert.equal(await after([]), 'out')
  assert.equal(await after(even.slice(0, 4)), 'disclosure.unsafe_difference')
  // Eight rows of two shelters are two contributors, and eight who got nothing are none.
  assert.equal(await after(even.map(([, cents], at) => [100 + (at % 2), cents])), 'disclosure.unsafe_difference')
  assert.equal(await after(even.map(([shelter], at) => [shelter, at < 4 ? 500 : 0])), 'disclosure.unsafe_difference')
  assert.equal(await after(even.map(([shelter]) => [shelter, 0])), 'out')
  const one = even.map(([shelter, cents], at) => [shelter, at === 0 ? 30_000 : cents] as const)
  assert.equal(await after(one), 'out')
  const dominance = { contributors: { dominance: { largest: 1, percent: 75 } } }
  assert.equal(await after(one, dominance), 'disclosure.unsafe_difference')
  assert.equal(await after(even, dominance), 'out')
  const closeness = { contributors: { closeness: { percent: 15 } } }
  assert.equal(await after(one, closeness), 'disclosure.unsafe_difference')
  assert.equal(await after(even, closeness), 'out')
  // The rules of the table that is out hold for the difference, too.
  const strict = await out(bands(one), [['first']], [], dominance)
  assert.equal(await letOut(bands(one), [['second']], [strict]), 'disclosure.unsafe_difference')
  assert.equal(
    await letOut(bands(even), [['second']], [await out(bands(even), [['first']], [], { threshold: 9 })]),
    'disclosure.unsafe_difference',
  )
})

test('a sum less figures of two other tables is held to the rules, too', async () => {
  const rows = [
    ...rowsOf({ young: 'yes', old: 'no', all: 'a' }, 20, 0),
    ...rowsOf({ young: 'no', old: 'no', all: 'a' }, 3, 30),
    ...rowsOf({ young: 'no', old: 'yes', all: 'a' }, 20, 40),
    ...rowsOf({ young: 'no', old: 'no', all: 'b' }, 20, 70),
  ]
  const young = await out(rows, [['young']], [])
  const old = await out(rows, [['old']], [young])
  await out(rows, [['all']], [young])
  await out(rows, [['all']], [old])
  assert.equal(await letOut(rows, [['all']], [young, old]), 'disclosure.unsafe_difference')
})

test('a table of amounts whose figures the file does not give is of other data, and lets nothing out beside it', async () => {
  const first = await out(COSTS, [['service'], ['region']], [])
  const more = [...COSTS, ...rowsOf({ service: 'legal', region: 'N', year: '24' }, 30, 200)]
  // The total stays and so does the service: it is another region's, a column that the second table does not have.
  const moved = COSTS.map((row, at) => (at === 0 ? { ...row, says: { ...row.says, region: 'S' } } : row))
  const cent = COSTS.map((row, at) => ({ ...row, cents: row.cents + (at === 0 ? 1 : at === 1 ? -1 : 0) }))
  for (const rows of [more, moved]) {
    assert.equal(await letOut(rows, [['service'], ['region']], [first]), 'disclosure.data_changed')
    assert.equal(await letOut(rows, [['year']], [first]), 'disclosure.data_changed')
    assert.equal(await letOut(rows, [['year']], [first], { measure: null }), 'disclosure.data_changed')
  }
  // Who has what within a sum that is shown may change: no figure tells.
  assert.equal(await letOut(cent, [['service']], [first]), first)
  const hidden = await out(LONE, [['service'], ['region']], [])
  assert.equal(await letOut(COSTS, [['year']], [hidden]), 'disclosure.data_changed')
  // Counts of other data: then no amounts beside them.
  const counts = await out(COSTS, [['service']], [], { measure: null })
  assert.equal(await letOut(more, [['service']], [counts]), 'disclosure.data_changed')
  assert.equal(typeof (await letOut(COSTS, [['service']], [counts])), 'object')
})

test('a register holds one amount, of the same contributors, and needs a file with its columns', async () => {
  const first = await out(COSTS, [['service']], [])
  for (const measure of [{ amount: 'nights', contributor: 'shelter' }, { amount: 'cost' }]) {
    assert.equal(await letOut(COSTS, [['region']], [first], { measure }), 'disclosure.other_amount')
  }
  const without = COSTS.map((row) => ({ ...row, says: { region: row.says['region']! } }))
  assert.equal(await letOut(without, [['region']], [first]), 'disclosure.cannot_compare')
  const rule = unwrap(disclosureRule({ audience: 'agency' }))
  const counts = { table: tableOf(COSTS, [['region']], false), columns: [['region']], rule }
  for (const inHand of [undefined, inHandOf(COSTS, undefined), inHandOf(COSTS, { amount: 'nights' })]) {
    const bearing = bearingOf(counts, [first], inHand)
    assert.equal(!bearing.ok && bearing.error.code, 'disclosure.cannot_compare')
  }
})

test('sums and counts are held against each other as if they were one figure', async () => {
  // Everybody gets the same: a sum tells the count. Eight persons of four shelters are too few contributors only.
  const flat = (rows: readonly Row[]) => rows.map((row) => ({ ...row, cents: 5000 }))
  const few = flat([...COSTS, ...rowsOf({ service: 'housing', region: 'N', year: '24' }, 3, 80)])
  const counts = await out(few, [['service'], ['region']], [], { measure: null })
  assert.ok(Object.values(shownIn(counts)).includes('<5'))
  assert.equal(await letOut(few, [['service']], [counts]), 'disclosure.hidden_elsewhere')
  assert.equal(typeof (await letOut(few, [['year']], [counts])), 'object')
  const sums = await out(few, [['service'], ['region']], [])
  assert.equal(await letOut(few, [['service']], [sums], { measure: null }), 'disclosure.hidden_elsewhere')
  // What counts show a sum may not hide: two shelters with forty rows.
  const two = [
    ...COSTS,
    ...rowsOf({ service: 'housing', region: 'N', year: '24' }, 40, 80).map((row, at) => ({
      ...row,
      shelter: 80 + (at % 2),
    })),
  ]
  const all = await out(two, [['service']], [], { measure: null })
  assert.equal(await letOut(two, [['service']], [all]), 'disclosure.already_out')
  // Bands that differ by eight rows: two contributors by the sums, enough persons by the counts, and the other way round.
  const even = Array.from({ length: 8 }, (_, at) => [100 + (at % 2), 500] as const)
  const first = await out(bands(even), [['first']], [], { measure: null })
  assert.equal(await letOut(bands(even), [['second']], [first]), 'disclosure.unsafe_difference')
  assert.equal(typeof (await letOut(bands(even), [['second']], [first], { measure: null })), 'object')
  const six = Array.from({ length: 6 }, (_, at) => [100 + at, 500] as const)
  const summed = await out(bands(six), [['first']], [])
  assert.equal(typeof (await letOut(bands(six), [['second']], [summed])), 'object')
  assert.equal(
    await letOut(bands(six), [['second']], [summed], { measure: null, threshold: 8 }),
    'disclosure.small_difference',
  )
  // In a circle, too; and never beside what is rounded.
  const third = await out(COSTS, [['service'], ['region']], [])
  const fourth = await out(COSTS, [['region'], ['year']], [third], { measure: null })
  assert.equal(await letOut(COSTS, [['year'], ['service']], [third, fourth]), 'disclosure.tables_interlock')
  const rounded = await out(COSTS, [['region']], [], { measure: null, method: 'round' })
  assert.equal(await letOut(COSTS, [['service']], [rounded]), 'disclosure.rounded_beside_amounts')
  assert.equal(
    await letOut(COSTS, [['year']], [third], { measure: null, method: 'round' }),
    'disclosure.rounded_beside_amounts',
  )
})

test('records and amounts do not stand beside each other', async () => {
  const records = { kind: 'records', release: 'r', at: '', threshold: 10, columns: ['service'], digest: 'd' } as const
  assert.equal(await letOut(COSTS, [['service']], [records]), 'disclosure.records_out')
  const bearing = recordsBearing({ columns: ['service'], digest: 'd' }, [await out(COSTS, [['service']], [])])
  assert.equal(!bearing.ok && bearing.error.code, 'disclosure.released_before')
})

test('who contributes nothing is no contributor, neither to a cell nor to what two tables tell', async () => {
  // Twelve shelters in the north, of which one has all there is.
  const rows = [
    ...COSTS,
    ...rowsOf({ service: 'housing', region: 'N', year: '24' }, 12, 80).map((row, at) => ({
      ...row,
      cents: at === 0 ? 5000 : 0,
    })),
  ]
  const shown = shownIn(await out(rows, [['service']], []))
  assert.equal(shown[JSON.stringify([['service', 'housing']])], '×')
})
