import type { StructuralZero } from './graphical-model.ts'
import type { CodedRecords } from './records.ts'

type Cells = (row: number, column?: number, code?: number) => boolean

/** Whether a record would be impossible, as it is or with another code in one column. */
export function impossibleRecord(
  { values }: CodedRecords,
  zeros: readonly StructuralZero[],
  sizes: readonly number[],
): Cells {
  return (row, changed, code) =>
    zeros.some(({ columns, impossible }) => {
      let cell = 0
      for (const column of columns) cell = cell * sizes[column]! + (column === changed ? code! : values[column]![row]!)
      return impossible[cell] === 1
    })
}

/** Gives impossible records the nearest possible answers: one column of the broken rule at a time, what is not recorded first. */
export function makePossible(records: CodedRecords, zeros: readonly StructuralZero[], sizes: readonly number[]): void {
  if (zeros.length === 0) return
  const isImpossible = impossibleRecord(records, zeros, sizes)
  for (let row = 0; row < records.count; row++) {
    if (!isImpossible(row)) continue
    change: for (const { columns } of zeros) {
      for (const column of columns) {
        for (let code = 0; code < sizes[column]!; code++) {
          if (isImpossible(row, column, code)) continue
          records.values[column]![row] = code
          break change
        }
      }
    }
    if (isImpossible(row)) throw new Error('the declared impossibilities leave no record possible')
  }
}
