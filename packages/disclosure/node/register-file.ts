import type { ReleasedRecords } from '../records/released-records.ts'
import { isFigure, type Release, type ReleasedAmounts, type ReleasedTable } from '../tables/releases.ts'
import { HIDDEN_SIGN } from '../tables/protect-table.ts'
import { lineFile, LedgerFileError, type LineStore } from './line-file.ts'

/**
 * A register of what is out of one population, in a file. What it holds of tables was published, of records a digest; it holds nothing
 * else. A release of a kind that this version does not know makes it unreadable: what it is could not be held against others.
 */
export function registerFile(path: string): LineStore<Release> {
  const store = lineFile<Release>(path, 'register of releases')
  return {
    ...store,
    async read() {
      const lines = await store.read()
      for (const line of lines) {
        if (isTable(line) || isAmounts(line) || isRecords(line)) continue
        if (isOfOtherKind(line)) {
          throw new LedgerFileError(
            `${path} holds a release of a kind that this version does not know: a newer one wrote it. Use that version.`,
          )
        }
        throw new LedgerFileError(`${path} is not a register of releases.`)
      }
      return lines
    },
  }
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

const isOfOtherKind = (line: unknown): boolean => {
  if (!isObject(line)) return false
  const { kind, release } = line as { kind?: unknown; release?: unknown }
  return typeof kind === 'string' && kind !== 'records' && kind !== 'amounts' && typeof release === 'string'
}

function isRecords(line: unknown): boolean {
  if (!isObject(line)) return false
  const { kind, release, columns, digest } = line as Partial<ReleasedRecords>
  return kind === 'records' && typeof release === 'string' && Array.isArray(columns) && typeof digest === 'string'
}

function isAmounts(line: unknown): boolean {
  if (!isObject(line)) return false
  const { kind, release, amount, contributor, threshold, rules, dimensions, sums } = line as Partial<ReleasedAmounts>
  return (
    kind === 'amounts' &&
    typeof release === 'string' &&
    typeof amount === 'string' &&
    (contributor === undefined || typeof contributor === 'string') &&
    typeof threshold === 'number' &&
    isObject(rules) &&
    (rules.dominance === undefined ||
      (typeof rules.dominance.largest === 'number' && typeof rules.dominance.percent === 'number')) &&
    (rules.closeness === undefined || typeof rules.closeness.percent === 'number') &&
    Array.isArray(dimensions) &&
    dimensions.every(Array.isArray) &&
    isObject(sums) &&
    Object.values(sums).every((sum: unknown) => typeof sum === 'string' && (sum === HIDDEN_SIGN || isFigure(sum)))
  )
}

function isTable(line: unknown): boolean {
  if (!isObject(line) || 'kind' in line) return false
  const { release, method, threshold, base, counted, dimensions, cells } = line as Partial<ReleasedTable>
  return (
    typeof release === 'string' &&
    (method === 'suppress' || method === 'round') &&
    typeof threshold === 'number' &&
    typeof base === 'number' &&
    (counted === undefined || typeof counted === 'string') &&
    Array.isArray(dimensions) &&
    isObject(cells)
  )
}
