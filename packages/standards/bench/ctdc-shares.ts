import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { CTDC_GROUPS, CTDC_INDICATORS } from '../ctdc/ctdc-columns.ts'

/*
 * Shares of a CTDC file by the rule of its codebook, beside shares of all rows. `node packages/standards/bench/ctdc-shares.ts FILE.csv`
 */

/**
 * The share of each indicator of a group by CTDC’s rule of denominators (codebook of the synthetic data set, section 6): of those alone of
 * whom anything of the group is recorded. A person may have several, so that shares need not add up to 100. Null where nobody is left.
 */
export function ctdcShares(
  records: Iterable<Readonly<Record<string, string | undefined>>>,
  columns: readonly string[],
): ReadonlyMap<string, number | null> {
  const counts = new Map(columns.map((column) => [column, 0]))
  let known = 0
  for (const record of records) {
    const positive = columns.filter((column) => record[column] === '1')
    if (positive.length === 0) continue
    known++
    for (const column of positive) counts.set(column, (counts.get(column) ?? 0) + 1)
  }
  return new Map([...counts].map(([column, count]) => [column, known === 0 ? null : (count / known) * 100]))
}

/** The records of a file without quoted cells, as the wide file is. */
async function recordsOf(file: string): Promise<Readonly<Record<string, string | undefined>>[]> {
  const records: Record<string, string | undefined>[] = []
  let header: readonly string[] | undefined
  for await (const line of createInterface({ input: createReadStream(file) })) {
    const cells = line.split(',')
    if (header) records.push(Object.fromEntries(header.map((column, at) => [column, cells[at]])))
    else header = cells
  }
  return records
}

const [, , file] = process.argv
if (import.meta.main && file !== undefined) {
  const records = await recordsOf(file)
  for (const group of CTDC_GROUPS) {
    const columns = CTDC_INDICATORS[group].map(({ column }) => column)
    for (const [column, share] of ctdcShares(records, columns)) {
      const ofAll = (records.filter((record) => record[column] === '1').length / records.length) * 100
      console.log(`${group}\t${column}\t${share?.toFixed(1) ?? '-'}\t${ofAll.toFixed(1)}`)
    }
  }
}
