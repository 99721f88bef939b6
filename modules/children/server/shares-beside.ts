import { isSmallCount, type DisclosureRule } from '@gloact/disclosure'
import { FIGURE_TABLES, TABLE_COUNTS, type CountryFigures } from '../contract/figures.ts'
import { clockId, type COUNTED_CLOCKS } from '../domain/figures.ts'
import { BANDS, type Share } from '../domain/shares.ts'
import { besideWithheld, type IsBeside } from './protect-figures.ts'
import { protectGroups, protectShares, withheld, type ShareTold } from './protect-shares.ts'

type Tables = Readonly<Partial<CountryFigures['tables']>>

/** A cell of a table; a row of null is all of them. */
type Cell = readonly [table: keyof CountryFigures['tables'], row: string | null, column: string]

/** The cells of tables that count what a share counts, or nearly: all of it, its part, or the rest. */
interface Beside {
  readonly of?: Cell
  readonly part?: Cell
  readonly rest?: Cell
}

type Clock = (typeof COUNTED_CLOCKS)[number]
const kept = (...clock: Clock): Beside => ({
  of: ['clocks', clockId(clock), 'total'],
  part: ['clocks', clockId(clock), 'in_time'],
})
/** Those who were visited a little late are in the part as well. */
const followed = (...clock: Clock): Beside => ({ ...kept(...clock), rest: ['clocks', clockId(clock), 'missed'] })

const BESIDE: Readonly<Record<string, Beside>> = {
  guardian_at_once: kept('guardianship', 'provisional'),
  guardian_appointed: kept('guardianship', 'appointment'),
  determined: kept('determination', 'decision'),
  followed_1: followed('solution', 'month_1'),
  followed_3: followed('solution', 'month_3'),
  followed_6: followed('solution', 'month_6'),
  followed_12: followed('solution', 'month_12'),
  against_view: { of: ['determined', null, 'total'] },
  unrelated_unreviewed: { of: ['care', 'unrelated_adult', 'total'] },
  detained: { of: ['care', null, 'total'], part: ['care', 'detained', 'total'] },
  held: { of: ['tracing', null, 'total'] },
  holds_cleared: { rest: ['closings', 'refused', 'total'] },
}

/**
 * Shares as they may be told beside tables, and one of them by groups: only where that of all groups is told, as from somebody who has read it.
 */
export async function toldShares(
  tables: Tables,
  shares: readonly Share[],
  groups: { readonly of: string; readonly shares: readonly Share[] },
  rule: DisclosureRule,
): Promise<ShareTold[]> {
  const by = new Map(shares.map((share) => [share.id, share]))
  const exact = FIGURE_TABLES.flatMap((name) => (TABLE_COUNTS[name] === 'at_end' ? (tables[name] ?? []) : []))
  const isBeside = besideWithheld(exact, rule)
  const told = (await protectShares(shares, rule)).map((share) =>
    mayStandBeside(tables, by.get(share.id)!, rule, isBeside) ? share : withheld(share),
  )
  const bands = isRowTold(tables, 'clocks', clockId(['assessment', 'assessment']))
    ? await protectGroups(
        shares.filter(({ id }) => IDS_OF_BANDS.includes(id)),
        rule,
      )
    : []
  const ofBands = new Set(bands.map(({ id }) => id))
  const isToldOfAll = told.some(({ id, share }) => id === groups.of && share !== null)
  return [
    ...told.map((share) => (IDS_OF_BANDS.includes(share.id) && !ofBands.has(share.id) ? withheld(share) : share)),
    ...(isToldOfAll ? await protectGroups(groups.shares, rule) : []),
  ]
}

/** What is due within days by how urgent it is: parts of one row of the time limits. */
const IDS_OF_BANDS: readonly string[] = BANDS.map((band) => `assessed_${band}`)

/**
 * Whether a share may be told beside the tables. The cells that count what it counts have to be told as well, or it would tell what they withhold.
 * Beside a table of exact counts it may differ from them by nobody or by enough, since the difference would be of few; beside one that is
 * rounded, as the share is, no difference tells of a few.
 */
function mayStandBeside(tables: Tables, { id, part, of }: Share, rule: DisclosureRule, isBeside: IsBeside): boolean {
  const counts = { of, part, rest: of - part }
  if (Object.values(counts).some((count) => Number.isInteger(count) && count > 0 && isBeside(count))) return false
  return Object.entries(BESIDE[id] ?? {}).every(([what, cell]: [string, Cell]) => {
    const told = toldIn(tables, cell)
    return (
      told !== null &&
      (TABLE_COUNTS[cell[0]] === 'in_month' || !isSmallCount(rule, Math.abs(counts[what as keyof Beside] - told)))
    )
  })
}

/** Whether a table tells all of a row, so that the parts of its counts may be told as from somebody who has read them. */
const isRowTold = (tables: Tables, table: keyof Tables, row: string): boolean => {
  const found = tables[table]?.rows.find(({ code }) => code === row)
  return found === undefined || !found.cells.includes(null)
}

/** Rows that a table has not are of nobody; but one that lists none says nothing of any. */
function toldIn(tables: Tables, [table, row, column]: Cell): number | null {
  const shown = tables[table]
  const found = shown?.rows.find(({ code }) => code === row)
  if (found === undefined) return shown?.rows.length === 1 && shown.rows[0]!.cells[0] !== 0 ? null : 0
  return found.cells[shown!.columns.indexOf(column)] ?? null
}
