import type { ReleasedRecords } from '../records/released-records.ts'
import type { Release, ReleasedTable } from '../tables/release-register.ts'
import { lineFile, LedgerFileError, type LineStore } from './line-file.ts'

/**
 * A register of what is out of one population, in a file. What it holds of tables was published, of records a digest; it holds nothing
 * else.
 */
export function registerFile(path: string): LineStore<Release> {
  const store = lineFile<Release>(path, 'register of releases')
  return {
    ...store,
    async read() {
      const lines = await store.read()
      if (lines.every((line) => isTable(line) || isRecords(line))) return lines
      throw new LedgerFileError(`${path} is not a register of releases.`)
    },
  }
}

function isRecords(line: unknown): boolean {
  if (typeof line !== 'object' || line === null) return false
  const { kind, release, columns, digest } = line as Partial<ReleasedRecords>
  return kind === 'records' && typeof release === 'string' && Array.isArray(columns) && typeof digest === 'string'
}

function isTable(line: unknown): boolean {
  if (typeof line !== 'object' || line === null) return false
  const { release, method, threshold, base, dimensions, cells } = line as Partial<ReleasedTable>
  return (
    typeof release === 'string' &&
    (method === 'suppress' || method === 'round') &&
    typeof threshold === 'number' &&
    typeof base === 'number' &&
    Array.isArray(dimensions) &&
    typeof cells === 'object' &&
    cells !== null
  )
}
