import { randomBytes } from 'node:crypto'
import { err, failure, ok, type Result } from '@gloact/kernel'
import type { Database } from '@gloact/postgres'
import { personKeyOf, type PersonKey } from '@gloact/vault'
import type { ExchangeContext } from './context.ts'
import { tables, type ConversationRow } from './tables.ts'

const placeOf = (conversationId: string): string => `exchange.conversation.${conversationId}`
const MESSAGE_PLACE = 'exchange.message.sealed'

export interface NewConversation {
  readonly id: string
  readonly peer: string
  readonly ownAuthority: string
  readonly peerAuthority: string
  readonly agencyId: string
}

/** A conversation of a desk here with one there, under a key of its own: destroyed, nothing that was said in it opens any more. */
export async function beginConversation(
  { country, wordKey, clock }: ExchangeContext,
  trx: Database,
  { id, peer, ownAuthority, peerAuthority, agencyId }: NewConversation,
): Promise<ConversationRow> {
  const raw = randomBytes(32)
  const sealedKey = (await wordKey()).sealBytes(placeOf(id), raw)
  raw.fill(0)
  return tables(trx)
    .insertInto('exchange.conversation')
    .values({
      id,
      country,
      peer,
      own_authority: ownAuthority,
      peer_authority: peerAuthority,
      agency_id: agencyId,
      sealed_key: sealedKey,
      opened_at: clock.now(),
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** The conversation, held until the transaction ends: its numbers are given one after the other. */
export const lockConversation = (
  { country }: ExchangeContext,
  trx: Database,
  id: string,
): Promise<ConversationRow | undefined> =>
  tables(trx)
    .selectFrom('exchange.conversation')
    .selectAll()
    .where('id', '=', id)
    .where('country', '=', country)
    .forUpdate()
    .executeTakeFirst()

async function keyOf(context: ExchangeContext, { id, sealed_key }: ConversationRow): Promise<PersonKey | undefined> {
  if (sealed_key === null) return undefined
  return personKeyOf(id, (await context.wordKey()).unsealBytes(placeOf(id), sealed_key))
}

/** A signed message as it lies in the database; null once the conversation was erased. */
export async function sealSigned(
  context: ExchangeContext,
  conversation: ConversationRow,
  direction: 'out' | 'in',
  messageId: string,
  jws: string,
): Promise<Uint8Array | null> {
  const key = await keyOf(context, conversation)
  return key?.sealBytes(`${MESSAGE_PLACE}.${direction}.${messageId}`, Buffer.from(jws, 'latin1')) ?? null
}

export async function openSigned(
  context: ExchangeContext,
  trx: Database,
  row: {
    readonly conversation_id: string
    readonly direction: 'out' | 'in'
    readonly id: string
    readonly sealed: Uint8Array | null
  },
): Promise<Result<string, { readonly code: 'exchange.not_found' }>> {
  const conversation = await tables(trx)
    .selectFrom('exchange.conversation')
    .selectAll()
    .where('id', '=', row.conversation_id)
    .executeTakeFirst()
  const key = conversation && (await keyOf(context, conversation))
  if (!key || row.sealed === null) return err(failure('exchange.not_found'))
  const bytes = key.unsealBytes(`${MESSAGE_PLACE}.${row.direction}.${row.id}`, row.sealed)
  return ok(Buffer.from(bytes).toString('latin1'))
}
