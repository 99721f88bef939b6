import { asInstant } from '@gloact/kernel'
import type { Database } from '@gloact/postgres'
import type { Peer } from '../peer.ts'
import { tables } from './tables.ts'
import { wordsOf } from './words.ts'

/** Every country in the registry as it stands: the last version that two officers made, and whether it was revoked since. */
export async function peersIn(trx: Database, country: string): Promise<readonly Peer[]> {
  const rows = await tables(trx)
    .selectFrom('exchange.peer_decision as decision')
    .innerJoin('exchange.peer_change as change', 'change.id', 'decision.change_id')
    .where('decision.country', '=', country)
    .where('decision.decision', '=', 'confirmed')
    .distinctOn('decision.peer')
    .select(['change.entry', 'decision.version', 'decision.decided_at'])
    .select((eb) =>
      eb
        .selectFrom('exchange.peer_revocation as revocation')
        .whereRef('revocation.country', '=', 'decision.country')
        .whereRef('revocation.peer', '=', 'decision.peer')
        .whereRef('revocation.version', '>=', 'decision.version')
        .select((inner) => inner.fn.min('revocation.revoked_at').as('at'))
        .as('revoked_at'),
    )
    .orderBy('decision.peer')
    .orderBy('decision.version', 'desc')
    .execute()
  return rows.map(({ entry, version, decided_at, revoked_at }) => ({
    ...entry,
    version: version!,
    since: asInstant(decided_at),
    revokedAt: revoked_at === null ? null : asInstant(revoked_at),
    words: wordsOf(entry),
  }))
}

export const peerIn = async (trx: Database, country: string, peer: string): Promise<Peer | undefined> =>
  (await peersIn(trx, country)).find((each) => each.country === peer)
