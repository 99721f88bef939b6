import { unwrap } from '@gloact/kernel'
import { repeatableWords } from '../../noise/testing.ts'
import { differenceTold } from '../differences.ts'
import { nestedDimension } from '../dimension.ts'
import type { InHand } from '../in-hand.ts'
import { protectAmounts, protectTable } from '../protect-table.ts'
import { bearingOf } from '../release-register.ts'
import {
  amountText,
  releasedAmounts,
  releasedTable,
  type Measure,
  type Release,
  type ReleasedAmounts,
  type ReleasedTable,
} from '../releases.ts'
import { disclosureRule, type RuleSettings } from '../rule.ts'
import { amountTable, countTable, isAmountTable } from '../table.ts'

/** A row: what it says in each column, whose it is, and its amount in cents. */
export interface Row {
  readonly says: Readonly<Record<string, string>>
  readonly shelter: number
  readonly cents: number
}

export const COST: Measure = { amount: 'cost', contributor: 'shelter' }

export interface Asked extends RuleSettings {
  /** What is summed; persons are counted where it is null. */
  readonly measure?: Measure | null
}

export function inHandOf(rows: readonly Row[], measure: Measure | undefined): InHand {
  return {
    count: rows.length,
    has: (column) => column in rows[0]!.says,
    codeOf: (entry, column) => rows[entry]!.says[column],
    weightOf: () => 1,
    amounts: measure && {
      ...measure,
      values: rows.map(({ cents }) => cents),
      decimals: 2,
      ...(measure.contributor !== undefined && { contributors: rows.map(({ shelter }) => shelter) }),
    },
  }
}

export function tableOf(rows: readonly Row[], columns: readonly (readonly string[])[], isSummed: boolean) {
  const nested = columns.map((names) =>
    nestedDimension(
      names.join(),
      rows.map(({ says }) => names.map((name) => says[name]!)),
    ),
  )
  const dimensions = nested.map(({ dimension }) => dimension)
  const leaves = nested.map(({ leafOf }) => leafOf)
  return isSummed
    ? unwrap(
        amountTable(dimensions, {
          leaves,
          amounts: rows.map(({ cents }) => cents),
          contributors: rows.map(({ shelter }) => shelter),
        }),
      )
    : unwrap(countTable(dimensions, { leaves }))
}

/** Lets a table out beside others, as the command does; the code of the refusal where there is one. */
export async function letOut(
  rows: readonly Row[],
  columns: readonly (readonly string[])[],
  earlier: readonly Release[],
  { measure = COST, ...settings }: Asked = {},
): Promise<ReleasedTable | ReleasedAmounts | string> {
  const rule = unwrap(disclosureRule({ audience: 'agency', ...settings }))
  const table = tableOf(rows, columns, measure !== null)
  const candidate = { table, columns, rule, ...(measure && { measure }) }
  const inHand = inHandOf(rows, measure ?? COST)
  const bearing = bearingOf(candidate, earlier, inHand)
  if (!bearing.ok) return bearing.error.code
  if (bearing.value.kind === 'repeats') return bearing.value.release
  const { known, before, sameData } = bearing.value
  const made = isAmountTable(table)
    ? await protectAmounts(table, rule, { known })
    : await protectTable(table, rule, { known, before, words: repeatableWords(1) })
  if (!made.ok) return made.error.code
  const entry = { release: String(earlier.length), at: new Date(0) }
  const released = measure
    ? releasedAmounts(candidate, measure, { ...made.value, shown: texts(made.value) }, entry)
    : releasedTable(candidate, made.value, entry)
  const told = rule.method === 'suppress' && differenceTold(released, sameData, inHand)
  return told ? told.code : released
}

const texts = ({ figures, shown }: { readonly figures: Float64Array; readonly shown: readonly string[] }) =>
  shown.map((sign, cell) => (Number.isNaN(figures[cell]!) ? sign : amountText(figures[cell]!, 2)))
