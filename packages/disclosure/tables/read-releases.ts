import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import type { ReleasedRecords } from '../records/released-records.ts'
import { HIDDEN_SIGN } from './protect-table.ts'
import { isFigure, type Release, type ReleasedAmounts, type ReleasedTable } from './releases.ts'

export type RegisterFailure = Failure<'disclosure.register_invalid' | 'disclosure.register_newer'>

/**
 * The releases that lines of a register say. A release of a kind that this version does not know makes all of it unreadable: what it
 * is could not be held against others.
 */
export function releasesIn(lines: readonly unknown[]): Result<readonly Release[], RegisterFailure> {
  const releases: Release[] = []
  for (const line of lines) {
    if (isTable(line) || isAmounts(line) || isRecords(line)) releases.push(line)
    else return err(failure(isOfOtherKind(line) ? 'disclosure.register_newer' : 'disclosure.register_invalid'))
  }
  return ok(releases)
}

/** The releases of a register’s text, a line each. */
export function readRegister(text: string): Result<readonly Release[], RegisterFailure> {
  let lines: unknown[]
  try {
    lines = text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line): unknown => JSON.parse(line))
  } catch {
    // No JSON: the file is another one.
    return err(failure('disclosure.register_invalid'))
  }
  return releasesIn(lines)
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

const isOfOtherKind = (line: unknown): boolean => {
  if (!isObject(line)) return false
  const { kind, release } = line as { kind?: unknown; release?: unknown }
  return typeof kind === 'string' && kind !== 'records' && kind !== 'amounts' && typeof release === 'string'
}

function isRecords(line: unknown): line is ReleasedRecords {
  if (!isObject(line)) return false
  const { kind, release, columns, digest } = line as Partial<ReleasedRecords>
  return kind === 'records' && typeof release === 'string' && Array.isArray(columns) && typeof digest === 'string'
}

function isAmounts(line: unknown): line is ReleasedAmounts {
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

function isTable(line: unknown): line is ReleasedTable {
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
