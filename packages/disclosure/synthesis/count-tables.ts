import type { Measurement } from './graphical-model.ts'
import { intervalsOf } from './intervals.ts'
import { type CodedRecords, type ColumnDomain, countMarginal } from './records.ts'
import { combinationsUpTo } from './workload.ts'

/** One number that is let out: how many people hold these codes, and between which numbers that lies with 95 %. */
export interface ShownCount {
  readonly columns: readonly string[]
  readonly codes: readonly string[]
  readonly estimate: number
  readonly lower: number
  readonly upper: number
}

/**
 * The counts of single codes, of pairs and of the official tables. Each estimate is what the synthetic records count, so that tables
 * and records never differ; cells estimated below the display floor are not shown.
 */
export const shownCounts = (...given: Parameters<typeof shownByTable>): ShownCount[] =>
  [...shownByTable(...given)].flat()

/** The same, one table after another, for anyone who wants to be heard in between. */
export function* shownByTable(
  records: CodedRecords,
  measurements: readonly Measurement[],
  {
    columns,
    floor,
    official = [],
  }: {
    readonly columns: readonly ColumnDomain[]
    readonly floor: number
    readonly official?: readonly (readonly number[])[]
  },
): Generator<readonly ShownCount[]> {
  const sizes = columns.map(({ codes }) => codes.length)
  const tables = [...combinationsUpTo(sizes.length, 2), ...official.filter((table) => table.length > 2)]
  for (const held of tables) {
    const counts = countMarginal(records, held, sizes)
    const { lower, upper } = intervalsOf(measurements, held, sizes)
    const shown: ShownCount[] = []
    for (const [cell, estimate] of counts.entries()) {
      if (estimate < floor) continue
      let rest = cell
      const codes = held
        .toReversed()
        .map((column) => {
          const width = sizes[column]!
          const code = columns[column]!.codes[rest % width]!
          rest = Math.floor(rest / width)
          return code
        })
        .toReversed()
      shown.push({
        columns: held.map((column) => columns[column]!.name),
        codes,
        estimate,
        // One number is shown, from the records; the interval always holds it.
        lower: Math.min(estimate, lower[cell]!),
        upper: Math.max(estimate, upper[cell]!),
      })
    }
    yield shown
  }
}
