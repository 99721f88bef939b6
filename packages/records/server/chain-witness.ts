import type { AuditDetail, ToldOf } from '@gloact/audit'
import type { StoredAction } from '@gloact/ledger'

/*
 * What the signed audit log says of a record's log: which places were recorded, and the hash of each. The chain of a record has
 * no key, so that anyone who may write the database can put it back to an earlier state that is whole in itself; the audit
 * entries are closed into signed blocks, and do not follow.
 */

const PREFIX = 'sha256.'

/** A hash as a code: what an audit entry may hold. */
export const asCode = (hash: Uint8Array): string => `${PREFIX}${Buffer.from(hash).toString('hex')}`

/** The places of these actions and the hash of each, for the audit entry of their recording. */
export function witnessOf(actions: readonly Pick<StoredAction, 'sequence' | 'hash'>[]): AuditDetail {
  const [first, last] = [actions[0], actions.at(-1)]
  if (!first || !last) return {}
  return { first: first.sequence, last: last.sequence, hashes: actions.map(({ hash }) => asCode(hash)) }
}

/** What the audit log says of one record. */
export interface Witness {
  /** The hash that was signed, by place. */
  readonly hashes: ReadonlyMap<number, string>
  /** The last place that any entry names; 0 where none does: entries of before there were hashes say less. */
  readonly last: number
  /** Two entries that name another hash for the same place: one of them is not ours. */
  readonly contradicted: number | undefined
}

export function witnessIn(entries: readonly ToldOf[]): Witness {
  const hashes = new Map<number, string>()
  let last = 0
  let contradicted: number | undefined
  for (const { detail } of entries) {
    const { first, last: until, hashes: told } = detail as { first?: unknown; last?: unknown; hashes?: unknown }
    if (typeof until === 'number') last = Math.max(last, until)
    if (typeof first !== 'number' || !Array.isArray(told)) continue
    for (const [index, hash] of told.entries()) {
      const place = first + index
      if ((hashes.get(place) ?? hash) !== hash) contradicted ??= place
      hashes.set(place, String(hash))
    }
  }
  return { hashes, last, contradicted }
}
