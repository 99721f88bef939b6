import assert from 'node:assert/strict'
import { test } from 'node:test'
import { disclosureRule } from '@gloact/disclosure'
import { unwrap } from '@gloact/kernel'
import type { CountryFigures } from '../contract/figures.ts'
import { OUTCOMES } from '../domain/figures.ts'
import type { Share } from '../domain/shares.ts'
import { protectShares } from './protect-shares.ts'
import { protectClocks, toldShares } from './shares-beside.ts'

const rule = unwrap(disclosureRule())
type Row = Readonly<Record<(typeof OUTCOMES)[number], number>>

const share = (id: string, part: number, rest: number): Share => ({
  id,
  part,
  of: part + rest,
  children: { part, rest },
})
const NONE = { of: 'holds_cleared', shares: [] }

async function clocksOf(
  rows: Readonly<Record<string, Row>>,
  shares: readonly Share[] = [],
): Promise<CountryFigures['tables']['clocks']> {
  const counts = new Map(Object.entries(rows).map(([row, cells]) => [row, new Map(Object.entries(cells))]))
  return protectClocks({ counts, rows: Object.keys(rows), columns: OUTCOMES }, shares, rule)
}

/** Every row that agrees with what a table tells of it, and with a share of which the part is those in time. */
function possible(
  cells: readonly (number | null)[],
  told: { of: number | null; share: number | null },
): readonly Row[] {
  const [total, ...outcomes] = cells
  const range = (cell: number | null | undefined) =>
    typeof cell === 'number' ? [cell] : Array.from({ length: 60 }, (_, at) => at + 1)
  return range(outcomes[0]).flatMap((inTime) =>
    range(outcomes[1]).flatMap((late) =>
      range(typeof total === 'number' && outcomes[2] === null ? total - inTime - late : outcomes[2]).flatMap(
        (missed) => {
          const of = inTime + late + missed
          const agrees =
            missed > 0 === (outcomes[2] !== 0) &&
            (total === null || total === of) &&
            (told.of === null ||
              told.share === null ||
              (Math.round(of / rule.threshold) * rule.threshold === told.of &&
                Math.round((inTime / of) * 100) / 100 === told.share))
          return agrees ? [{ in_time: inTime, late, missed }] : []
        },
      ),
    ),
  )
}

const isSmall = (count: number): boolean => count > 0 && count < rule.threshold

/** How far apart the least and the most lie that the narrowest small count of a row can be. */
function narrowest(row: Row, rows: readonly Row[]): number {
  return Math.min(
    ...OUTCOMES.filter((outcome) => isSmall(row[outcome])).map((outcome) => {
      const [least, most] = rows.reduce(
        ([low, high], one) => [Math.min(low, one[outcome]), Math.max(high, one[outcome])],
        [Number.POSITIVE_INFINITY, 0],
      )
      return most - least
    }),
  )
}

function drawn(seed: number): () => Row {
  let state = seed
  const next = (below: number) => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) % below
  const count = () => (next(3) === 0 ? 1 + next(9) : 10 + next(20))
  return () => ({ in_time: count(), late: count(), missed: count() })
}

test('a share of a time limit’s outcomes tells no outcome that the table withholds', async () => {
  const next = drawn(11)
  const cellsOf = (clocks: CountryFigures['tables']['clocks']) =>
    clocks.rows.find(({ code }) => code === 'guardianship_provisional')!.cells
  let [alone, told, mayBeTold] = [0, 0, 0]
  for (let draw = 0; draw < 60; draw++) {
    const row = next()
    const rows = { guardianship_provisional: row, care_review: next(), solution_month_1: next() }
    const shares = [share('guardian_at_once', row.in_time, row.late + row.missed)]
    const [unguarded] = await protectShares(shares, rule)
    alone += Number(narrowest(row, possible(cellsOf(await clocksOf(rows)), unguarded!)) < rule.protection)
    const clocks = await clocksOf(rows, shares)
    const cells = cellsOf(clocks)
    const [one] = await toldShares({ clocks }, shares, NONE, rule)
    told += Number(one!.share !== null)
    mayBeTold += Number(unguarded!.share !== null)
    const width = narrowest(row, possible(cells, one!))
    assert.ok(width >= rule.protection, `draw ${draw}: ${JSON.stringify({ row, cells, one, width })}`)
  }
  assert.ok(alone > 0, 'the attack works on shares that are protected without the table')
  assert.ok(told > mayBeTold * 0.8, `shares are told still: ${told} of ${mayBeTold}`)
})

test('nor how many were visited a little late, where they are few', async () => {
  const rows = { solution_month_1: { in_time: 20, late: 15, missed: 30 } }
  const clocks = await clocksOf(rows)
  assert.ok(clocks.rows.every(({ cells }) => !cells.includes(null)))
  const told = async (alittleLate: number) =>
    (await toldShares({ clocks }, [share('followed_1', 20 + alittleLate, 45 - alittleLate)], NONE, rule))[0]!.share
  assert.deepEqual([await told(0), await told(3), await told(12)], [0.31, null, null])
  assert.equal(await told(15), 0.54, 'all who were late were so by little')
})

test('urgencies of assessments are told where the row of all of them is, and none that the others leave', async () => {
  const bands = (small: number) => [
    share('assessed_days_2', 20, 20),
    share('assessed_days_7', 30, 15),
    share('assessed_days_30', 25, 25),
    share('assessed_non_urgent', small, 12),
  ]
  const shown = async (small: number, row: Row) =>
    (await toldShares({ clocks: await clocksOf({ assessment_assessment: row }) }, bands(small), NONE, rule)).flatMap(
      ({ id, share: is }) => (is === null ? [] : [id]),
    )
  assert.equal((await shown(20, { in_time: 95, late: 40, missed: 32 })).length, 4)
  const withSmall = await shown(3, { in_time: 78, late: 40, missed: 32 })
  assert.ok(!withSmall.includes('assessed_non_urgent') && withSmall.length < 3, 'another is withheld with it')
  assert.deepEqual(await shown(20, { in_time: 95, late: 4, missed: 68 }), [], 'the row withholds something')
})

test('what overlaps another table is withheld with its cell', async () => {
  const tables = {
    closings: {
      columns: ['total'],
      rows: [
        { code: null, cells: [40] },
        { code: 'refused', cells: [null] },
      ],
    },
    care: {
      columns: ['total'],
      rows: [
        { code: null, cells: [90] },
        { code: 'detained', cells: [20] },
      ],
    },
  }
  const cleared = [share('cleared.SY', 20, 20), share('cleared.ET', 15, 15)]
  const groups = { of: 'holds_cleared', shares: cleared }
  const held = [share('holds_cleared', 35, 35)]
  assert.deepEqual(await toldShares(tables, held, groups, rule), [{ id: 'holds_cleared', of: null, share: null }])
  const open = { ...tables, closings: { columns: ['total'], rows: [{ code: 'refused', cells: [35] }] } }
  assert.deepEqual(
    (await toldShares(open, held, groups, rule)).map(({ id }) => id),
    ['holds_cleared', 'cleared.SY', 'cleared.ET'],
  )
  const ofDetained = async (part: number) =>
    (await toldShares(tables, [share('detained', part, 90 - part)], groups, rule))[0]!.share
  assert.deepEqual([await ofDetained(20), await ofDetained(23)], [0.22, null], 'three were, and are no longer')
})
