import { err, failure, ok, type Clock, type Result } from '@gloact/kernel'
import type { Database } from '@gloact/postgres'
import { z } from 'zod'
import { peerEntrySchema, peerState, type PeerEntry, type PeerKey } from '../peer.ts'
import { signed, verified } from './envelope.ts'
import type { ExchangeKeys } from './keys.ts'
import type { ExchangeFailure, Listed } from './port.ts'
import { peersIn } from './peers-in.ts'
import { wordsOf } from './words.ts'

const TRUST_LIST = 'gloact-trust-list+jws'
const MOST_BYTES = 2_000_000

const listSchema = z.strictObject({
  from: z.string().regex(/^[A-Z]{2}$/),
  at: z.iso.datetime({ precision: 3 }),
  peers: z.array(peerEntrySchema).max(300),
})

interface ListContext {
  readonly country: string
  readonly clock: Clock
  readonly keys: ExchangeKeys
}

/** Every country in force as it was entered here, signed. */
export async function exportList({ country, clock, keys }: ListContext, trx: Database): Promise<string> {
  const now = clock.now()
  const peers = (await peersIn(trx, country))
    .filter((peer) => peerState(peer, now) === 'in_force')
    .map(({ version: _v, since: _s, revokedAt: _r, words: _w, ...entry }): PeerEntry => entry)
  return signed({ from: country, at: now, peers }, TRUST_LIST, keys.signing())
}

/** Who is in a list, if a country of the registry or this one signed it. */
export async function readList(
  { country, clock, keys }: ListContext,
  trx: Database,
  list: string,
): Promise<Result<{ readonly from: string; readonly listed: readonly Listed[] }, ExchangeFailure>> {
  if (list.length > MOST_BYTES) return err(failure('exchange.too_large'))
  const now = clock.now()
  const known = await peersIn(trx, country)
  const signers = new Map<string, readonly PeerKey[]>([[country, keys.signingKeys()]])
  for (const peer of known) if (peerState(peer, now) === 'in_force') signers.set(peer.country, peer.signingKeys)
  for (const [signer, signingKeys] of signers) {
    const payload = await verified(list.trim(), TRUST_LIST, signingKeys, now)
    if (!payload.ok) continue
    const parsed = listSchema.safeParse(payload.value)
    // A list says itself whose it is; under another's name it is nobody's.
    if (!parsed.success || parsed.data.from !== signer) return err(failure('exchange.invalid_peer'))
    const entries = (parsed.data.peers as unknown as readonly PeerEntry[]).filter((entry) => entry.country !== country)
    return ok({
      from: signer,
      listed: entries.map((entry) => {
        const words = wordsOf(entry)
        const here = known.find((peer) => peer.country === entry.country)
        return {
          entry,
          words,
          here: here === undefined ? 'unknown' : here.words.join() === words.join() ? 'same' : 'other',
        }
      }),
    })
  }
  return err(failure('exchange.unknown_peer'))
}
