import type { CodedRecords } from '../synthesis/records.ts'
import { combinationsUpTo } from '../synthesis/workload.ts'
import { visitCombinations } from './combination-counts.ts'
import { uniqueRows, type UniqueRows } from './unique-rows.ts'

/** How the counts of all combinations of one length came out. Shares are between 0 and 1; errors are numbers of people. */
export interface LengthQuality {
  readonly length: number
  readonly combinations: number
  /** Mean of |synthetic - sensitive| over the combinations that people hold; one that is missing counts as 0. */
  readonly meanAbsoluteError: number
  /** The same over those held by at least `resolution` people. */
  readonly meanAbsoluteErrorCommon: number
  /** What an empty release would score there: the mean count. */
  readonly emptyReleaseErrorCommon: number
  /** Mean of |synthetic - sensitive| / sensitive over those held by at least `resolution` people. */
  readonly meanRelativeErrorCommon: number
  /** Mean of the lesser of 1 and synthetic / sensitive over the same. */
  readonly preservation: number
  readonly lost: { readonly ofCombinations: number; readonly ofCommon: number; readonly ofPeople: number }
  readonly invented: { readonly toCombinations: number; readonly ofRecords: number }
  readonly byCount: readonly CountBin[]
  readonly rare: {
    /** Combinations that fewer than `resolution` people hold. */
    readonly combinations: number
    /** Of those, seen in the synthetic records fewer than `resolution` times. */
    readonly leaked: number
    readonly unique: number
    readonly uniqueSeen: number
    /** Of the synthetic combinations seen fewer than `resolution` times, the share that nobody holds. */
    readonly inventedAmongRareShown: number
  }
}

export interface CountBin {
  readonly from: number
  /** The first count above the bin; null where there is none. */
  readonly below: number | null
  readonly combinations: number
  readonly meanAbsoluteError: number
  readonly preservation: number
}

/** How the people of one code came out, by the pairs that at least `resolution` of them hold with a code of another column. */
export interface SubgroupQuality {
  readonly column: number
  readonly code: number
  readonly people: number
  readonly shown: number
  readonly pairs: number
  readonly meanAbsoluteError: number
  readonly meanRelativeError: number
}

export interface RecordComparison {
  readonly resolution: number
  readonly lengths: readonly LengthQuality[]
  /** Codes that at least `resolution` people have, the worst relative error first; none where only single codes were compared. */
  readonly subgroups: readonly SubgroupQuality[]
  readonly uniqueRows: UniqueRows
}

const BIN_STARTS = [1, 10, 20, 50, 100, 500, 1000]

/**
 * Compares synthetic with sensitive records by the counts of all combinations of up to `longest` recorded codes. What comes out is
 * computed from the sensitive data without noise: it is for those who hold them, never for publication.
 * Definitions: docs/methods/disclosure.md.
 */
export async function compareRecords(
  sensitive: CodedRecords,
  synthetic: CodedRecords,
  {
    sizes,
    longest,
    resolution = 10,
    onProgress,
  }: {
    readonly sizes: readonly number[]
    readonly longest: number
    readonly resolution?: number
    readonly onProgress?: (done: number, total: number) => void | Promise<void>
  },
): Promise<RecordComparison> {
  const all = combinationsUpTo(sizes.length, Math.min(longest, sizes.length))
  const sums = Array.from({ length: Math.min(longest, sizes.length) }, emptySums)
  const subgroups = sizes.map((size) => Array.from({ length: size }, emptySubgroup))
  for (const [done, columns] of all.entries()) {
    const sum = sums[columns.length - 1]!
    visitCombinations([sensitive, synthetic], columns, sizes, (count, shown, cell) => {
      add(sum, count, shown, resolution)
      if (columns.length <= 2) addToSubgroups(subgroups, { columns, sizes, cell }, { count, shown, resolution })
    })
    await onProgress?.(done + 1, all.length)
  }
  return {
    resolution,
    lengths: sums.map((sum, index) => qualityOf(sum, index + 1)),
    subgroups: subgroupsOf(subgroups, resolution),
    uniqueRows: uniqueRows(sensitive, synthetic, sizes),
  }
}

const emptySubgroup = () => ({ people: 0, shown: 0, pairs: 0, error: 0, relative: 0 })

function addToSubgroups(
  subgroups: readonly (readonly ReturnType<typeof emptySubgroup>[])[],
  {
    columns,
    sizes,
    cell,
  }: { readonly columns: readonly number[]; readonly sizes: readonly number[]; readonly cell: number },
  { count, shown, resolution }: { readonly count: number; readonly shown: number; readonly resolution: number },
): void {
  const [first, second] = columns
  if (second === undefined) {
    const group = subgroups[first!]![cell]!
    group.people = count
    group.shown = shown
    return
  }
  if (count < resolution) return
  const width = sizes[second]!
  for (const group of [subgroups[first!]![Math.floor(cell / width)]!, subgroups[second]![cell % width]!]) {
    group.pairs++
    group.error += Math.abs(count - shown)
    group.relative += Math.abs(count - shown) / count
  }
}

function subgroupsOf(
  subgroups: readonly (readonly ReturnType<typeof emptySubgroup>[])[],
  resolution: number,
): SubgroupQuality[] {
  return subgroups
    .flatMap((codes, column) =>
      codes.map(({ people, shown, pairs, error, relative }, code) => ({
        column,
        code,
        people,
        shown,
        pairs,
        meanAbsoluteError: mean(error, pairs),
        meanRelativeError: mean(relative, pairs),
      })),
    )
    .filter(({ people, pairs }) => people >= resolution && pairs > 0)
    .toSorted((a, b) => b.meanRelativeError - a.meanRelativeError)
}

const emptySums = () => ({
  combinations: 0,
  error: 0,
  people: 0,
  lost: 0,
  lostPeople: 0,
  common: { combinations: 0, error: 0, relative: 0, people: 0, preserved: 0, lost: 0 },
  shown: 0,
  invented: 0,
  inventedShown: 0,
  rare: 0,
  rareLeaked: 0,
  unique: 0,
  uniqueSeen: 0,
  rareShown: 0,
  rareInvented: 0,
  bins: BIN_STARTS.map(() => ({ combinations: 0, error: 0, preserved: 0 })),
})

type Sums = ReturnType<typeof emptySums>

function add(sum: Sums, count: number, shown: number, resolution: number): void {
  sum.shown += shown
  if (shown > 0 && shown < resolution) {
    sum.rareShown++
    if (count === 0) sum.rareInvented++
  }
  if (count === 0) {
    sum.invented++
    sum.inventedShown += shown
    return
  }
  const error = Math.abs(count - shown)
  const preserved = Math.min(1, shown / count)
  sum.combinations++
  sum.error += error
  sum.people += count
  if (shown === 0) {
    sum.lost++
    sum.lostPeople += count
  }
  const bin = sum.bins[BIN_STARTS.findLastIndex((from) => count >= from)]!
  bin.combinations++
  bin.error += error
  bin.preserved += preserved
  if (count === 1) {
    sum.unique++
    if (shown > 0) sum.uniqueSeen++
  }
  if (count < resolution) {
    sum.rare++
    if (shown > 0 && shown < resolution) sum.rareLeaked++
    return
  }
  const { common } = sum
  common.combinations++
  common.error += error
  common.relative += error / count
  common.people += count
  common.preserved += preserved
  if (shown === 0) common.lost++
}

function qualityOf(sum: Sums, length: number): LengthQuality {
  const { common } = sum
  return {
    length,
    combinations: sum.combinations,
    meanAbsoluteError: mean(sum.error, sum.combinations),
    meanAbsoluteErrorCommon: mean(common.error, common.combinations),
    emptyReleaseErrorCommon: mean(common.people, common.combinations),
    meanRelativeErrorCommon: mean(common.relative, common.combinations),
    preservation: mean(common.preserved, common.combinations),
    lost: {
      ofCombinations: mean(sum.lost, sum.combinations),
      ofCommon: mean(common.lost, common.combinations),
      ofPeople: mean(sum.lostPeople, sum.people),
    },
    invented: {
      toCombinations: mean(sum.invented, sum.combinations),
      ofRecords: mean(sum.inventedShown, sum.shown),
    },
    byCount: sum.bins.map((bin, index) => ({
      from: BIN_STARTS[index]!,
      below: BIN_STARTS[index + 1] ?? null,
      combinations: bin.combinations,
      meanAbsoluteError: mean(bin.error, bin.combinations),
      preservation: mean(bin.preserved, bin.combinations),
    })),
    rare: {
      combinations: sum.rare,
      leaked: sum.rareLeaked,
      unique: sum.unique,
      uniqueSeen: sum.uniqueSeen,
      inventedAmongRareShown: mean(sum.rareInvented, sum.rareShown),
    },
  }
}

const mean = (sum: number, count: number): number => (count > 0 ? sum / count : 0)

const LONGEST_BY_COLUMNS = [
  [13, 4],
  [30, 3],
] as const

/** Up to how many codes together are compared where nobody said: longer combinations of many columns take long to count. */
export const usualLongest = (columns: number): number => LONGEST_BY_COLUMNS.find(([most]) => columns <= most)?.[1] ?? 2
