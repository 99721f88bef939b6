import { allRecords, sortedAlike, visitAlike, type CodeColumn } from '../records/alike.ts'
import type { CodedRecords } from '../synthesis/records.ts'

/** Whole rows that one person alone has, and how many of them stand in the synthetic records, too. */
export interface UniqueRows {
  readonly unique: number
  readonly matched: number
}

/**
 * Unique exact matches (NIST, Collaborative Research Cycle): of the sensitive rows that nobody shares, over all columns and with what is
 * not recorded, how many a synthetic record repeats. That one does says little where a row can be guessed from its parts; of records
 * with hardly a column in common by chance it says that they were copied.
 */
export function uniqueRows(sensitive: CodedRecords, synthetic: CodedRecords, sizes: readonly number[]): UniqueRows {
  const count = sensitive.count + synthetic.count
  const columns = sizes.map((size, column): CodeColumn => {
    const codes = new Uint16Array(count)
    codes.set(sensitive.values[column]!.subarray(0, sensitive.count))
    codes.set(synthetic.values[column]!.subarray(0, synthetic.count), sensitive.count)
    return { codes, size }
  })
  let unique = 0
  let matched = 0
  visitAlike(columns, sortedAlike(columns, allRecords(count)), (group) => {
    let persons = 0
    for (const row of group) if (row < sensitive.count) persons++
    if (persons !== 1) return
    unique++
    if (group.length > 1) matched++
  })
  return { unique, matched }
}
