import { ok, type Result } from '@gloact/kernel'
import { systemWords, type RandomWords } from '../noise/random-words.ts'
import { CELL } from './hiding.ts'
import { roundTable, type RoundedBefore, type RoundingFailure } from './round.ts'
import { thresholdSign, type DisclosureRule } from './rule.ts'
import { dominatedCells, smallCounts, type SensitiveCells } from './sensitive-cells.ts'
import {
  suppress,
  type KnownElsewhere,
  type Signs,
  type Suppression,
  type SuppressionFailure,
  type Watch,
} from './suppress.ts'
import type { AmountTable, Table } from './table.ts'

/** What stands for a cell that is hidden so that others cannot be worked out. */
export const HIDDEN_SIGN = '×'

/** A table as it may be let out. Values of hidden cells are in none of it. */
export interface ProtectedTable {
  readonly rule: DisclosureRule
  readonly dimensions: Table['dimensions']
  readonly strides: Table['strides']
  /** What each cell shows: its figure, or a sign. */
  readonly shown: readonly string[]
  /** The figures; NaN where hidden. */
  readonly figures: Float64Array
  readonly summary: ProtectionSummary
}

export interface ProtectionSummary {
  readonly cells: number
  /** Hidden since they are small themselves. */
  readonly sensitive: number
  /** Hidden so that the others cannot be worked out. */
  readonly complementary: number
  /** What the hidden cells show is the same for both, since telling them apart would tell too much. */
  readonly uniformSigns: boolean
  /** Of the tightest sensitive cell: how far apart the least and the most lie that it can be, at least. */
  readonly tightest?: number
  /** Rounded: the furthest that a figure lies from its count. */
  readonly furthest?: number
}

export type ProtectionFailure = SuppressionFailure | RoundingFailure

export interface ProtectOptions extends Watch {
  readonly known?: KnownElsewhere
  /** Rounded figures that are out already. */
  readonly before?: RoundedBefore
  /** Where chance comes from: the system, but in tests. */
  readonly words?: RandomWords
}

/** Protects a table of counts by its rule: what is shown of each cell, with what was done. Fails rather than tell too much. */
export async function protectTable(
  table: Table,
  rule: DisclosureRule,
  { known, before, words, ...watch }: ProtectOptions = {},
): Promise<Result<ProtectedTable, ProtectionFailure>> {
  if (rule.method === 'round') {
    const rounded = roundTable(table, rule.base, words ?? systemWords(), before)
    if (!rounded.ok) return rounded
    const { values, furthest } = rounded.value
    return ok(
      presented(table, rule, values, {
        cells: values.length,
        sensitive: 0,
        complementary: 0,
        uniformSigns: false,
        furthest,
      }),
    )
  }
  return hideCells(table, rule, smallCounts(table, rule), ['threshold', 'uniform'], { known, ...watch })
}

/** Protects a table of amounts by the contributor rules and the smallest number of contributors. Amounts are not rounded. */
export function protectAmounts(
  table: AmountTable,
  rule: DisclosureRule,
  options: Omit<ProtectOptions, 'before' | 'words'> = {},
): Promise<Result<ProtectedTable, ProtectionFailure>> {
  return hideCells(table, rule, dominatedCells(table, rule.contributors, rule.threshold), ['amounts'], options)
}

/** Tries the signs in turn: those that tell more would be nicer to read, those that tell less can always protect. */
async function hideCells(
  table: Table,
  rule: DisclosureRule,
  sensitive: SensitiveCells,
  kinds: readonly Signs['kind'][],
  { known, ...watch }: ProtectOptions,
): Promise<Result<ProtectedTable, ProtectionFailure>> {
  const { threshold, zerosSensitive, cover } = rule
  let last: Result<Suppression, SuppressionFailure> | undefined
  for (const kind of kinds) {
    last = await suppress(table, sensitive, { kind, threshold, zerosSensitive }, known, { ...watch, cover })
    if (last.ok) return ok(hiddenTable(table, rule, last.value))
    if (last.error.code !== 'disclosure.cannot_protect') return last
  }
  if (!last || last.ok) throw new Error('no signs were given')
  return last
}

function hiddenTable(table: Table, rule: DisclosureRule, { status, signs, tightest }: Suppression): ProtectedTable {
  const figures = table.values.map((value, cell) => (status[cell] === CELL.shown ? value : Number.NaN))
  const countOf = (which: number) => status.reduce((count, one) => count + Number(one === which), 0)
  const signOf = (cell: number) =>
    status[cell] === CELL.sensitive && signs.kind === 'threshold' ? thresholdSign(rule) : HIDDEN_SIGN
  return presented(
    table,
    rule,
    figures,
    {
      cells: status.length,
      sensitive: countOf(CELL.sensitive),
      complementary: countOf(CELL.complementary),
      uniformSigns: signs.kind !== 'threshold',
      ...(tightest !== undefined && { tightest }),
    },
    signOf,
  )
}

function presented(
  { dimensions, strides }: Table,
  rule: DisclosureRule,
  figures: Float64Array,
  summary: ProtectionSummary,
  signOf: (cell: number) => string = () => HIDDEN_SIGN,
): ProtectedTable {
  const shown = Array.from(figures, (figure, cell) => (Number.isNaN(figure) ? signOf(cell) : String(figure)))
  return { rule, dimensions, strides, shown, figures, summary }
}
