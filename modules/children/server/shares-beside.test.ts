import assert from 'node:assert/strict'
import { test } from 'node:test'
import { disclosureRule } from '@gloact/disclosure'
import { unwrap } from '@gloact/kernel'
import type { CountryFigures } from '../contract/figures.ts'
import { OUTCOMES } from '../domain/figures.ts'
import type { Share } from '../domain/shares.ts'
import { protectRounded, roundedBeside } from './protect-figures.ts'
import { toldShares } from './shares-beside.ts'

const rule = unwrap(disclosureRule())
type Row = Readonly<Record<(typeof OUTCOMES)[number], number>>

const share = (id: string, part: number, rest: number): Share => ({
  id,
  part,
  of: part + rest,
  children: { part, rest },
})
const NONE = { of: 'holds_cleared', shares: [] }

const clocksOf = (rows: Readonly<Record<string, Row>>): CountryFigures['tables']['clocks'] => {
  const counts = new Map(Object.entries(rows).map(([row, cells]) => [row, new Map(Object.entries(cells))]))
  return protectRounded({ counts, rows: Object.keys(rows), columns: OUTCOMES }, rule, () => false)
}

/** Every count that is told as a cell is. */
const toldAs = (cell: number | null | undefined): readonly number[] =>
  Array.from({ length: 80 }, (_, at) => at).filter(
    (count) => roundedBeside(count, rule, () => false) === (cell ?? null),
  )

/** Every row that agrees with what a table tells of it, and with a share of which the part is those in time. */
function possible(
  cells: readonly (number | null)[],
  told: { of: number | null; share: number | null },
): readonly Row[] {
  const [, ...outcomes] = cells
  const agrees = (inTime: number, of: number): boolean => {
    if (told.of === null || told.share === null) return true
    const [part, about] = [Math.round(inTime / 10) * 10, Math.round(of / 10) * 10]
    return about === told.of && Math.round((part / about) * 100) / 100 === told.share
  }
  return toldAs(outcomes[0]).flatMap((inTime) =>
    toldAs(outcomes[1]).flatMap((late) =>
      toldAs(outcomes[2]).flatMap((missed) =>
        agrees(inTime, inTime + late + missed) ? [{ in_time: inTime, late, missed }] : [],
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
  let told = 0
  for (let draw = 0; draw < 60; draw++) {
    const row = next()
    const rows = { guardianship_provisional: row, care_review: next(), solution_month_1: next() }
    const clocks = clocksOf(rows)
    const cells = clocks.rows.find(({ code }) => code === 'guardianship_provisional')!.cells
    const shares = [share('guardian_at_once', row.in_time, row.late + row.missed)]
    const [one] = await toldShares({ clocks }, shares, NONE, rule)
    told += Number(one!.share !== null)
    const width = narrowest(row, possible(cells, one!))
    assert.ok(width >= rule.protection, `draw ${draw}: ${JSON.stringify({ row, cells, one, width })}`)
  }
  assert.ok(told >= 3, `shares are told still: ${told}`)
})

test('a share of counts is the share of what is told of them, so that one who was late more or less does not show', async () => {
  const clocks = clocksOf({ solution_month_1: { in_time: 20, late: 15, missed: 30 } })
  const told = async (aLittleLate: number) =>
    (await toldShares({ clocks }, [share('followed_1', 20 + aLittleLate, 45 - aLittleLate)], NONE, rule))[0]!.share
  assert.deepEqual([await told(0), await told(3), await told(4)], [0.29, 0.29, 0.29])
  assert.equal(await told(15), 0.57)
})

test('urgencies of assessments are told where the row of all of them is, and none that the others leave', async () => {
  const bands = (small: number) => [
    share('assessed_days_2', 20, 20),
    share('assessed_days_7', 30, 15),
    share('assessed_days_30', 25, 25),
    share('assessed_non_urgent', small, 12),
  ]
  const shown = async (small: number, row: Row) =>
    (await toldShares({ clocks: clocksOf({ assessment_assessment: row }) }, bands(small), NONE, rule)).flatMap(
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
