import type { Database } from '@gloact/postgres'
import type { Party } from '../message.ts'
import { isInForce, type Peer } from '../peer.ts'
import type { ExchangeContext } from './context.ts'
import { tables } from './tables.ts'

/** Which desk here writes to which there, in what the two exchanges have to say to one another; in one conversation as long as it lasts. */
export interface DeskPair {
  readonly conversationId?: string
  readonly fromAuthority: string
  readonly to: Party
}

/** The exchange's own messages that are no receipts: they share a conversation with each country. */
const OWN_TYPES = ['exchange.heads', 'exchange.keys_announced']

/** By which desks the two exchanges speak: those that did before, else the first of each side. None where one has no desk. */
export async function deskPair(
  { country, clock }: ExchangeContext,
  trx: Database,
  peer: Peer,
): Promise<DeskPair | undefined> {
  const theirs = peer.encryptionKeys
    .filter((key) => isInForce(key, clock.now()))
    .map((key) => key.authority)
    .toSorted()
  const desks = await tables(trx)
    .selectFrom('exchange.desk')
    .select('authority')
    .where('country', '=', country)
    .orderBy('authority')
    .execute()
  const ours = desks.map((desk) => desk.authority)
  const before = await tables(trx)
    .selectFrom('exchange.message')
    .select(['conversation_id', 'from_authority', 'to_authority'])
    .where('country', '=', country)
    .where('peer', '=', peer.country)
    .where('direction', '=', 'out')
    .where('type', 'in', OWN_TYPES)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (before && ours.includes(before.from_authority) && theirs.includes(before.to_authority)) {
    return {
      conversationId: before.conversation_id,
      fromAuthority: before.from_authority,
      to: { country: peer.country, authority: before.to_authority },
    }
  }
  const [fromAuthority, authority] = [ours[0], theirs[0]]
  return fromAuthority === undefined || authority === undefined
    ? undefined
    : { fromAuthority, to: { country: peer.country, authority } }
}
