import type { CodedRecords } from '../synthesis/records.ts'

/** Larger tables than this are counted by the combinations that occur. */
const DENSE_CELLS = 2 ** 22

/**
 * Calls `visit` with the number of records of both sides, and the cell (the first column varies slowest), for each combination of
 * recorded codes of some columns that occurs on either side. A record in which one of the columns is not recorded (code 0) holds no
 * combination of them.
 */
export function visitCombinations(
  sides: readonly [CodedRecords, CodedRecords],
  columns: readonly number[],
  sizes: readonly number[],
  visit: (first: number, second: number, cell: number) => void,
): void {
  const cells = columns.reduce((product, column) => product * sizes[column]!, 1)
  if (cells <= DENSE_CELLS) {
    const [first, second] = sides.map((records) => denseCounts(records, columns, sizes, cells)) as [
      Uint32Array,
      Uint32Array,
    ]
    for (let cell = 0; cell < cells; cell++) if (first[cell] || second[cell]) visit(first[cell]!, second[cell]!, cell)
    return
  }
  const counts = new Map<number, [number, number]>()
  for (const [side, records] of sides.entries()) {
    for (let row = 0; row < records.count; row++) {
      const cell = cellOf(records, row, columns, sizes)
      if (cell < 0) continue
      const known = counts.get(cell)
      if (known) known[side]!++
      else counts.set(cell, side === 0 ? [1, 0] : [0, 1])
    }
  }
  for (const [cell, [first, second]] of counts) visit(first, second, cell)
}

function denseCounts(
  records: CodedRecords,
  columns: readonly number[],
  sizes: readonly number[],
  cells: number,
): Uint32Array {
  const counts = new Uint32Array(cells)
  for (let row = 0; row < records.count; row++) {
    const cell = cellOf(records, row, columns, sizes)
    if (cell >= 0) counts[cell]!++
  }
  return counts
}

function cellOf({ values }: CodedRecords, row: number, columns: readonly number[], sizes: readonly number[]): number {
  let cell = 0
  for (const column of columns) {
    const code = values[column]![row]!
    if (code === 0) return -1
    cell = cell * sizes[column]! + code
  }
  return cell
}
