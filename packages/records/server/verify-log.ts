import { verifyChain, type ChainBreak, type ChainHead, type StoredAction } from '@gloact/ledger'
import { asCode, type Witness } from './chain-witness.ts'

/** How a record can differ from what was recorded: its own chain, or what the signed audit log says of it. */
export const LOG_BREAKS = [
  'sequence',
  'previous_hash',
  'hash',
  'file',
  'duplicate_id',
  'malformed',
  'head',
  /** The audit log names actions that are no longer there: the record was turned back. */
  'behind_audit',
  /** An action is not the one that the audit log names. */
  'differs_from_audit',
  /** There are actions that the audit log knows nothing of. */
  'beyond_audit',
  /** The audit log tells of a record that is not there. Erasure leaves the row and the sealed log. */
  'gone',
] as const

export interface LogBreak {
  /** The place from which it is not what was recorded, counted from 1. */
  readonly brokenAt: number
  readonly reason: ChainBreak['reason'] | (typeof LOG_BREAKS)[number]
}

/**
 * Where a record is first not what was recorded. What the audit log says comes first: a log that was turned back is whole in
 * itself.
 */
export function breakOfLog(log: readonly StoredAction[], head: ChainHead, witness: Witness): LogBreak | undefined {
  if (witness.contradicted !== undefined) return { brokenAt: witness.contradicted, reason: 'differs_from_audit' }
  if (witness.last > log.length) return { brokenAt: log.length + 1, reason: 'behind_audit' }
  const verified = verifyChain(log, head)
  if (!verified.ok) return verified.error
  for (const [place, hash] of witness.hashes) {
    const action = log[place - 1]
    if (!action || asCode(action.hash) !== hash) return { brokenAt: place, reason: 'differs_from_audit' }
  }
  // Entries of before there were hashes name the last place too, all but that of the opening.
  if (witness.last > 0 && log.length > witness.last) return { brokenAt: witness.last + 1, reason: 'beyond_audit' }
  return undefined
}
