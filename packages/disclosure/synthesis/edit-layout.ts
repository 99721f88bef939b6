import { type CodedRecords, countMarginal } from './records.ts'

/** The counts that the records should come to have for one to three columns; they need not be whole. */
export interface MarginalTarget {
  readonly columns: readonly number[]
  readonly counts: Float64Array
}

/** So many codes are looked at together, the one that stands among them or not; of short lists it is all. */
export const LANES = 9
export const FEW_LANES = 3
/** Codes that stand once more behind a long list, so that those looked at together lie together wherever they begin. */
const MIRRORED = LANES - 1

/** Numbers that each part has in `copies`, for each of the two others. */
export const COPY = 5

/**
 * What one column takes part in: for each target a table of which the column's codes are the nearest neighbours. Parts of one
 * other column or none come first.
 */
export interface ColumnParts {
  readonly count: number
  readonly pairs: number
  /** How many codes the list has if it is longer than what is looked at together, and so mirrored; otherwise 0. */
  readonly mirror: number
  readonly lanes: typeof LANES | typeof FEW_LANES
  /** Where each table begins among all differences. */
  readonly offset: Int32Array
  /** The one or two other columns, and how far their codes lie apart; 0 where there is none. */
  readonly other: Int32Array
  readonly stride: Int32Array
  readonly second: Int32Array
  readonly secondStride: Int32Array
  /**
   * The tables of the same target that the others look at, to be kept alike. Of each: where it begins (-1 where there is none), how
   * far the codes of this column, the other and the second lie apart in it, and its mirror.
   */
  readonly copies: Int32Array
}

/** A width in a table: short lists are filled up to a number of lanes, long ones mirrored. */
const lanesOf = (size: number): ColumnParts['lanes'] => (size <= FEW_LANES ? FEW_LANES : LANES)
const widthOf = (size: number): number => (size > LANES ? size + MIRRORED : lanesOf(size))
const mirrorOf = (size: number): number => (size > LANES ? size : 0)

/**
 * Differences between what records count and what they should, once for each column of each target, with that column's codes side
 * by side. What fills up a short list is infinitely far from wanted.
 */
export function layOut(
  records: CodedRecords,
  targets: readonly MarginalTarget[],
  sizes: readonly number[],
): { readonly differences: Float64Array; readonly parts: readonly ColumnParts[] } {
  const tables = targets.map(({ columns }) => columns.map((_, inner) => stridesOf(columns, inner, sizes)))
  let length = 0
  const placed = tables.map((ofTarget) =>
    ofTarget.map(({ cells }) => {
      length += cells
      return length - cells
    }),
  )
  const differences = new Float64Array(length).fill(Infinity)
  const lists = sizes.map(() => [] as Part[])
  for (const [index, { columns, counts }] of targets.entries()) {
    if (columns.length > 3) throw new RangeError('records are edited towards the counts of at most three columns')
    const current = countMarginal(records, columns, sizes)
    for (const [inner, column] of columns.entries()) {
      const { strides } = tables[index]![inner]!
      const offset = placed[index]![inner]!
      const mirror = mirrorOf(sizes[column]!)
      for (let cell = 0; cell < counts.length; cell++) {
        let rest = cell
        let place = offset
        let code = 0
        for (let at = columns.length - 1; at >= 0; at--) {
          const size = sizes[columns[at]!]!
          const own = rest % size
          if (at === inner) code = own
          place += own * strides[at]!
          rest = Math.floor(rest / size)
        }
        differences[place] = current[cell]! - counts[cell]!
        if (mirror > 0 && code < MIRRORED) differences[place + mirror] = differences[place]!
      }
      const others = [...columns.keys()].filter((at) => at !== inner)
      const apart = (at: number | undefined, in_: readonly number[]) => (at === undefined ? 0 : in_[at]!)
      lists[column]!.push({
        offset,
        others: others.map((at) => columns[at]!),
        strides: [0, 1].map((which) => apart(others[which], strides)),
        copies: [0, 1].flatMap((which) => {
          const at = others[which]
          if (at === undefined) return [-1, 0, 0, 0, 0]
          const copy = tables[index]![at]!.strides
          const [first, second] = others.map((each) => copy[each]!)
          return [placed[index]![at]!, copy[inner]!, first ?? 0, second ?? 0, mirrorOf(sizes[columns[at]!]!)]
        }),
      })
    }
  }
  return { differences, parts: lists.map((list, column) => partsOf(list, sizes[column]!)) }
}

interface Part {
  readonly offset: number
  readonly others: readonly number[]
  readonly strides: readonly number[]
  readonly copies: readonly number[]
}

function partsOf(list: readonly Part[], size: number): ColumnParts {
  const ordered = list.toSorted((a, b) => a.others.length - b.others.length)
  return {
    count: ordered.length,
    pairs: ordered.filter(({ others }) => others.length < 2).length,
    mirror: mirrorOf(size),
    lanes: lanesOf(size),
    offset: Int32Array.from(ordered, ({ offset }) => offset),
    other: Int32Array.from(ordered, ({ others }) => others[0] ?? 0),
    stride: Int32Array.from(ordered, ({ strides }) => strides[0]!),
    second: Int32Array.from(ordered, ({ others }) => others[1] ?? 0),
    secondStride: Int32Array.from(ordered, ({ strides }) => strides[1]!),
    copies: Int32Array.from(ordered.flatMap(({ copies }) => copies)),
  }
}

/** How far codes of each column lie apart in a table whose nearest neighbours are those of the one at `inner`. */
function stridesOf(
  columns: readonly number[],
  inner: number,
  sizes: readonly number[],
): { readonly strides: readonly number[]; readonly cells: number } {
  const strides = columns.map(() => 1)
  let cells = widthOf(sizes[columns[inner]!]!)
  for (let at = columns.length - 1; at >= 0; at--) {
    if (at === inner) continue
    strides[at] = cells
    cells *= sizes[columns[at]!]!
  }
  return { strides, cells }
}

/** Counts a record more or less in a cell of a table, and in its mirror, if the code that lies innermost stands there, too. */
export function count(differences: Float64Array, cell: number, by: number, mirror: number, innermost: number): void {
  differences[cell]! += by
  if (mirror > 0 && innermost < MIRRORED) differences[cell + mirror]! += by
}
