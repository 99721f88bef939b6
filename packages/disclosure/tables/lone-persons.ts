import { forCellsAbove, isAmountTable, isInner, nodesOf, type AmountTable, type Table } from './table.ts'

/**
 * Who knows a cell since they are the only one in it: for each cell the number of that person, or -1. Anyone who is alone in a
 * cell may be alone in totals of it, too, and knows all of these.
 */
export interface LonePersons {
  readonly of: Int32Array
  /** The cells of each person. */
  readonly cells: readonly (readonly number[])[]
}

export const NOBODY_ALONE = -1

/** The persons who are alone in a cell of counts (it is 1), or the contributors who are alone in a sum. */
export function lonePersons(table: Table | AmountTable): LonePersons {
  const isAlone = (cell: number): boolean =>
    (isAmountTable(table) ? table.contributors[cell]! : table.values[cell]!) === 1
  const of = new Int32Array(table.values.length).fill(NOBODY_ALONE)
  const cells: (readonly number[])[] = []
  for (let cell = 0; cell < of.length; cell++) {
    if (!isAlone(cell) || !isInner(table, cell)) continue
    const own: number[] = []
    forCellsAbove(table, nodesOf(table, cell), (above) => {
      if (!isAlone(above)) return
      of[above] = cells.length
      own.push(above)
    })
    cells.push(own)
  }
  return { of, cells }
}
