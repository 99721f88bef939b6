import { type CodedRecords, type ColumnDomain, countMarginal } from './records.ts'
import { sortedPairs } from './workload.ts'

/** Cells that are not let out, by column: 1 where the answer of that row is withheld. */
export interface WithheldCells {
  readonly cells: readonly Uint8Array[]
  readonly count: number
}

/**
 * Which answers of synthetic records to withhold, so that of all single codes and pairs of codes that are left each is in at least
 * `floor` records: small combinations are mostly invented, and anyone who finds one may take it for a person. Of a record the answer
 * that is in most small pairs goes first. What is not recorded makes no pair. It reads synthetic records alone and costs no budget.
 */
export async function withheldCells(
  records: CodedRecords,
  columns: readonly ColumnDomain[],
  { floor, pause }: { readonly floor: number; readonly pause?: () => void | Promise<void> },
): Promise<WithheldCells> {
  const sizes = columns.map(({ codes }) => codes.length)
  const width = columns.length
  const singles = columns.map((_, column) => countMarginal(records, [column], sizes))
  const pairs: Uint32Array[] = []
  for (const pair of sortedPairs(width)) {
    pairs.push(countMarginal(records, pair, sizes))
    await pause?.()
  }
  const pairOf = (a: number, b: number): number => a * width - (a * (a + 1)) / 2 + (b - a - 1)
  const cells = columns.map(() => new Uint8Array(records.count))
  const small = new Uint32Array(width)
  let count = 0

  const codeAt = (row: number, column: number): number => {
    const code = records.values[column]![row]!
    return cells[column]![row] === 1 || code === columns[column]!.notRecorded ? -1 : code
  }
  const place = (row: number, a: number, b: number): number => codeAt(row, a) * sizes[b]! + codeAt(row, b)
  /** How many small pairs each answer of a record is in, and whether there is any. */
  const lookFor = (row: number): boolean => {
    small.fill(0)
    let found = false
    for (let a = 0; a < width; a++) {
      const code = codeAt(row, a)
      if (code < 0) continue
      if (singles[a]![code]! < floor) {
        small[a] = width
        found = true
      }
      for (let b = a + 1; b < width; b++) {
        if (codeAt(row, b) < 0 || pairs[pairOf(a, b)]![place(row, a, b)]! >= floor) continue
        small[a]!++
        small[b]!++
        found = true
      }
    }
    return found
  }
  const withhold = (row: number, column: number): void => {
    const code = codeAt(row, column)
    for (let other = 0; other < width; other++) {
      if (other === column || codeAt(row, other) < 0) continue
      const [a, b] = other < column ? [other, column] : [column, other]
      pairs[pairOf(a, b)]![place(row, a, b)]!--
    }
    singles[column]![code]!--
    cells[column]![row] = 1
    count++
  }

  // What is withheld of one record may leave a pair of another small: until nothing has to go.
  for (let before = -1; before < count;) {
    before = count
    for (let row = 0; row < records.count; row++) {
      while (lookFor(row)) {
        let worst = -1
        for (let column = 0; column < width; column++) {
          const code = codeAt(row, column)
          if (code < 0 || small[column] === 0) continue
          const isWorse =
            worst < 0 ||
            small[column]! > small[worst]! ||
            (small[column] === small[worst] && singles[column]![code]! < singles[worst]![codeAt(row, worst)]!)
          if (isWorse) worst = column
        }
        withhold(row, worst)
      }
      if (row % 2000 === 0) await pause?.()
    }
  }
  return { cells, count }
}
