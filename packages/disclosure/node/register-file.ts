import type { ReleasedTable } from '../tables/release-register.ts'
import { lineFile, LedgerFileError, type LineStore } from './line-file.ts'

/** A register of the tables that are out of one population, in a file. What it holds was published; it holds nothing else. */
export function registerFile(path: string): LineStore<ReleasedTable> {
  const store = lineFile<ReleasedTable>(path, 'register of releases')
  return {
    ...store,
    async read() {
      const lines = await store.read()
      if (lines.every(isReleasedTable)) return lines
      throw new LedgerFileError(`${path} is not a register of releases.`)
    },
  }
}

function isReleasedTable(line: unknown): boolean {
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
