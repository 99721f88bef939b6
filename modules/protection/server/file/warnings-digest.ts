import { createHash } from 'node:crypto'
import { canonicalJson } from '@gloact/kernel'
import type { FileRules } from '../../domain/file/file-rules.ts'

type WarningRules = Pick<FileRules, 'deadlines' | 'calendar'>

const digests = new WeakMap<WarningRules, string>()

/** A digest of all that a warning is counted by: the country's warnings and the days on which it works. */
export function warningsDigest(rules: WarningRules): string {
  const { deadlines, calendar } = rules
  const known = digests.get(rules)
  if (known !== undefined) return known
  const counted = {
    // Raised where the way of counting changes.
    counting: 1,
    timeZone: calendar.timeZone,
    weekend: calendar.weekend.toSorted((a, b) => a - b),
    holidays: calendar.holidays.map(({ on }) => on).toSorted(),
    warnings: deadlines.map(({ kind, path, warnBefore }) => [kind, path ?? null, warnBefore ?? null]),
  }
  const digest = createHash('sha256').update(canonicalJson(counted)).digest('hex').slice(0, 32)
  digests.set(rules, digest)
  return digest
}
