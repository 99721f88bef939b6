/** One column of a public schema: how many codes it has, and which of them says that nothing was recorded. */
export interface ColumnDomain {
  readonly name: string
  /** The codes in order; a record holds the index. */
  readonly codes: readonly string[]
  /** The index of "not recorded"; undefined where the column is always filled. */
  readonly notRecorded?: number
}

/** Records by column: `values[column][row]` is the index of a code. One row is one person. */
export interface CodedRecords {
  readonly count: number
  readonly values: readonly Uint16Array[]
}

/** The columns of a marginal, ascending, and how many cells their codes span. */
export interface Marginal {
  readonly columns: readonly number[]
  readonly size: number
}

export function marginalOf(columns: readonly number[], sizes: readonly number[]): Marginal {
  const ascending = columns.toSorted((a, b) => a - b)
  return { columns: ascending, size: ascending.reduce((cells, column) => cells * sizes[column]!, 1) }
}

export const marginalKey = (columns: readonly number[]): string => columns.join('.')

/**
 * How many records hold each cell of a marginal. The first column varies slowest. Sums of whole numbers below 2^32 are exact.
 */
export function countMarginal(
  records: CodedRecords,
  columns: readonly number[],
  sizes: readonly number[],
): Uint32Array {
  const { size } = marginalOf(columns, sizes)
  const counts = new Uint32Array(size)
  const { count, values } = records
  const [a, b, c] = columns
  if (columns.length === 0) {
    counts[0] = count
  } else if (columns.length === 1) {
    const first = values[a!]!
    for (let row = 0; row < count; row++) counts[first[row]!]!++
  } else if (columns.length === 2) {
    const first = values[a!]!
    const second = values[b!]!
    const width = sizes[b!]!
    for (let row = 0; row < count; row++) counts[first[row]! * width + second[row]!]!++
  } else if (columns.length === 3) {
    const first = values[a!]!
    const second = values[b!]!
    const third = values[c!]!
    const width = sizes[b!]!
    const depth = sizes[c!]!
    for (let row = 0; row < count; row++) counts[(first[row]! * width + second[row]!) * depth + third[row]!]!++
  } else {
    for (let row = 0; row < count; row++) {
      let cell = 0
      for (const column of columns) cell = cell * sizes[column]! + values[column]![row]!
      counts[cell]!++
    }
  }
  return counts
}

/** For each cell of `outer`, the cell of `inner` that it belongs to; the columns of `inner` are among those of `outer`. */
export function cellMap(outer: readonly number[], inner: readonly number[], sizes: readonly number[]): Uint32Array {
  const cells = outer.reduce((product, column) => product * sizes[column]!, 1)
  const map = new Uint32Array(cells)
  let repeat = cells
  for (const column of outer) {
    const width = sizes[column]!
    repeat /= width
    const at = inner.indexOf(column)
    if (at < 0) continue
    let stride = 1
    for (const later of inner.slice(at + 1)) stride *= sizes[later]!
    for (let cell = 0; cell < cells;) {
      for (let code = 0; code < width; code++) {
        const added = code * stride
        for (const end = cell + repeat; cell < end; cell++) map[cell]! += added
      }
    }
  }
  return map
}
