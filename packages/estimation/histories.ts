/** The most lists that are fitted: a table has 2^lists cells. */
export const MOST_LISTS = 16

/**
 * Capture histories: how many people were seen on exactly which lists. List `i` (from 0) is bit `1 << i` of a mask; the
 * rows `masks[k]`, `counts[k]` may come in any order and repeat (they are summed); histories that are not named have count
 * 0. The history without any list is the dark figure and is never among them.
 */
export interface CaptureHistories {
  readonly lists: readonly string[]
  readonly masks: Uint32Array | Uint16Array
  /** Whole, non-negative counts; fractions are fitted too, but cannot be resampled. */
  readonly counts: Float64Array
}

/** Counts by mask, with what every fit needs of them. */
export interface CountTable {
  readonly lists: number
  /** 2^lists. */
  readonly size: number
  /** Count of each history; cell 0 is 0 but where a profile likelihood puts a trial value there. */
  readonly counts: Float64Array
  /** The sufficient statistics: how many people were on all lists of a mask at least. Entry 0 is their total. */
  readonly overlaps: Float64Array
}

/** An empty table for that many lists. */
export function emptyTable(lists: number): CountTable {
  const size = 2 ** lists
  return { lists, size, counts: new Float64Array(size), overlaps: new Float64Array(size) }
}

/**
 * The dense table of capture histories. Throws a RangeError for what validation of input excludes: no list or more than
 * `MOST_LISTS`, a mask without a list or with one too many, a count that is negative or not finite.
 */
export function tableOf(histories: CaptureHistories): CountTable {
  const { lists, masks, counts } = histories
  if (lists.length < 1 || lists.length > MOST_LISTS) {
    throw new RangeError(`capture histories have 1 to ${MOST_LISTS} lists, not ${lists.length}`)
  }
  if (masks.length !== counts.length) throw new RangeError('capture histories need one count for each mask')
  const table = emptyTable(lists.length)
  for (let at = 0; at < masks.length; at++) {
    const mask = masks[at]!
    const count = counts[at]!
    if (!Number.isFinite(count) || count < 0) throw new RangeError('a count is a finite number of 0 or more')
    if (mask < 1 || mask >= table.size)
      throw new RangeError('a history names at least one list, and none that is not there')
    table.counts[mask]! += count
  }
  sumOverlaps(table)
  return table
}

/** Recomputes the sufficient statistics after the counts were changed in place. */
export function sumOverlaps(table: CountTable): void {
  table.overlaps.set(table.counts)
  sumSupersets(table.overlaps, table.lists)
}

/** The table's non-empty cells as histories again, by ascending mask. */
export function historiesOf(lists: readonly string[], cellCounts: ArrayLike<number>): CaptureHistories {
  const masks: number[] = []
  for (let mask = 1; mask < cellCounts.length; mask++) if (cellCounts[mask]! > 0) masks.push(mask)
  return { lists, masks: Uint32Array.from(masks), counts: Float64Array.from(masks, (mask) => cellCounts[mask]!) }
}

/** In place: each entry becomes the sum over the masks that contain its own. */
export function sumSupersets(values: Float64Array, lists: number): void {
  const size = 1 << lists
  for (let bit = 1; bit < size; bit <<= 1) {
    for (let base = 0; base < size; base += bit << 1) {
      for (let mask = base; mask < base + bit; mask++) values[mask]! += values[mask + bit]!
    }
  }
}

/** In place: each entry becomes the sum over the masks that its own contains. */
export function sumSubsets(values: Float64Array, lists: number): void {
  const size = 1 << lists
  for (let bit = 1; bit < size; bit <<= 1) {
    for (let base = 0; base < size; base += bit << 1) {
      for (let mask = base; mask < base + bit; mask++) values[mask + bit]! += values[mask]!
    }
  }
}
