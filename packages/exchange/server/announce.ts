import { asInstant, canonicalJson, err, failure, ok, type Instant, type Json } from '@gloact/kernel'
import type { Database, ScopedTransaction } from '@gloact/postgres'
import { z } from 'zod'
import { ownEntrySchema, peerState, type PeerEntry } from '../peer.ts'
import { raiseAlarm } from './chain.ts'
import type { ExchangeContext } from './context.ts'
import { enqueueMessage } from './enqueue.ts'
import { certificateHash, kidOf } from './keys.ts'
import { deskPair } from './own-conversation.ts'
import type { Announcement, MessageType, OwnEntry } from './port.ts'
import { peerIn, peersIn } from './peers-in.ts'
import { tables } from './tables.ts'

export const ANNOUNCED_TYPE = 'exchange.keys_announced'
const DAY_MS = 86_400_000
/** How long before its end somebody is told of a key or an agreement. */
const SOON_MS = 30 * DAY_MS

const announcedBody = z.strictObject({ entry: ownEntrySchema })

type Named = Pick<PeerEntry, 'signingKeys' | 'encryptionKeys' | 'certificates' | 'baseUrl'>

/** What of an entry makes another one of it, sorted: keys, certificates, and where it is reached. */
const namesOf = ({ signingKeys, encryptionKeys, certificates, baseUrl }: Named): readonly string[] =>
  [
    ...signingKeys.map(({ kid }) => kid),
    ...encryptionKeys.map(({ kid, authority }) => `${authority} ${kid}`),
    ...certificates.map(certificateHash),
    baseUrl,
  ].toSorted()

/**
 * Tells every country in force of keys that it has not been told of, in a message signed with a key that it knows: two of its officers
 * still hear the words by voice before they count.
 */
export async function announceKeys(
  context: ExchangeContext,
  trx: ScopedTransaction,
  own: OwnEntry['entry'],
): Promise<number> {
  const { country, clock } = context
  const named = namesOf(own)
  let told = 0
  for (const peer of await peersIn(trx, country)) {
    if (peerState(peer, clock.now()) !== 'in_force') continue
    const last = await tables(trx)
      .selectFrom('exchange.keys_told')
      .select('named')
      .where('country', '=', country)
      .where('peer', '=', peer.country)
      .orderBy('at', 'desc')
      .orderBy('message_id', 'desc')
      .limit(1)
      .executeTakeFirst()
    // A key that has run out is nothing new.
    if (last && named.every((name) => last.named.includes(name))) continue
    const pair = await deskPair(context, trx, peer)
    if (!pair) continue
    const sent = await enqueueMessage(context, trx, {
      ...pair,
      type: ANNOUNCED_TYPE,
      schemaVersion: 1,
      handling: { tlp: 'clear', h: [], evaluation: null, text: null },
      purpose: 'keys',
      legalBasis: 'exchange',
      body: { entry: own as unknown as Json },
    })
    if (!sent.ok) continue
    await tables(trx)
      .insertInto('exchange.keys_told')
      .values({ country, peer: peer.country, message_id: sent.value.id, named: [...named], at: clock.now() })
      .execute()
    told++
  }
  return told
}

/** New keys of a country, as it said of itself. Kept for two officers, who are told; nothing counts by it. */
export const announcedType = (context: ExchangeContext): MessageType => ({
  type: ANNOUNCED_TYPE,
  schemaVersion: 1,
  schema: announcedBody,
  apply: async (trx, { id, from, body }) => {
    const { entry } = body as unknown as { readonly entry: OwnEntry['entry'] }
    if (entry.country !== from.country) return err(failure('exchange.invalid_peer'))
    for (const { kid, jwk } of [...entry.signingKeys, ...entry.encryptionKeys]) {
      if ((await kidOf(jwk)) !== kid) return err(failure('exchange.invalid_peer'))
    }
    let named: readonly string[]
    try {
      named = namesOf(entry)
    } catch {
      // A certificate that is none.
      return err(failure('exchange.invalid_peer'))
    }
    const peer = await peerIn(trx, context.country, from.country)
    const known = peer ? namesOf(peer) : []
    if (named.every((name) => known.includes(name))) return ok(undefined)
    await tables(trx)
      .insertInto('exchange.keys_announced')
      .values({
        message_id: id,
        country: context.country,
        peer: from.country,
        entry: canonicalJson(entry) as never,
        at: context.clock.now(),
      })
      .execute()
    await raiseAlarm(context, trx, { peer: from.country, kind: 'keys_announced' })
    return ok(undefined)
  },
})

/** The last that each country announced of its keys, as long as it is not what was entered. */
export async function announcementsIn(trx: Database, country: string): Promise<readonly Announcement[]> {
  const rows = await tables(trx)
    .selectFrom('exchange.keys_announced')
    .where('country', '=', country)
    .distinctOn('peer')
    .select(['peer', 'entry', 'at'])
    .orderBy('peer')
    .orderBy('at', 'desc')
    .orderBy('message_id', 'desc')
    .execute()
  const known = new Map((await peersIn(trx, country)).map((peer) => [peer.country, namesOf(peer)]))
  return rows
    .filter(({ peer, entry }) => !namesOf(entry).every((name) => known.get(peer)?.includes(name)))
    .map(({ entry, at }) => ({ entry, at: asInstant(at) }))
}

/** Tells somebody of keys and agreements that end within thirty days: this country's own, and those of others. */
export async function warnOfEnds(
  context: ExchangeContext,
  trx: ScopedTransaction,
  own: OwnEntry['entry'],
): Promise<void> {
  const { country, clock } = context
  const now = Date.parse(clock.now())
  const isSoon = (instant: Instant): boolean => Date.parse(instant) - now <= SOON_MS
  /** Whether every key of one use ends soon: a younger one next to it takes over. */
  const ends = (keys: readonly { readonly notAfter: Instant }[]): boolean =>
    keys.every(({ notAfter }) => isSoon(notAfter))
  const byDesk = ({ encryptionKeys }: Named) => [...Map.groupBy(encryptionKeys, ({ authority }) => authority).values()]
  if (ends(own.signingKeys) || byDesk(own).some(ends)) {
    await raiseAlarm(context, trx, { peer: country, kind: 'own_keys_end_soon' })
  }
  for (const peer of await peersIn(trx, country)) {
    if (peerState(peer, clock.now()) !== 'in_force') continue
    if (isSoon(peer.expiresAt)) await raiseAlarm(context, trx, { peer: peer.country, kind: 'agreement_ends_soon' })
    if (ends(peer.signingKeys) || byDesk(peer).some(ends)) {
      await raiseAlarm(context, trx, { peer: peer.country, kind: 'keys_end_soon' })
    }
  }
}
