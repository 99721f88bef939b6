import {
  asInstant,
  canonicalJson,
  err,
  failure,
  isUuid,
  newId,
  ok,
  type Instant,
  type Json,
  type Result,
} from '@gloact/kernel'
import { recordAudit } from '@gloact/audit'
import type { Database } from '@gloact/postgres'
import { sql } from 'kysely'
import { isAtMost } from '../handling.ts'
import { messageSchema, MOST_MESSAGE_BYTES, type Message, type Party } from '../message.ts'
import { isAgreed, isInForce, peerState, type EncryptionKey, type Peer } from '../peer.ts'
import type { ReceiptKind } from '../receipt.ts'
import type { NewMessage } from '../timeline.ts'
import { issueReceipt, lockChain } from './chain.ts'
import type { ExchangeContext } from './context.ts'
import { beginConversation, lockConversation, sealSigned } from './conversation.ts'
import { sealEnvelope, sha256, signMessage } from './envelope.ts'
import { attachmentsFor, filesSent } from './files.ts'
import type { Enqueued, ExchangeFailure } from './port.ts'
import { peerIn } from './peers-in.ts'
import { tables, type ConversationRow } from './tables.ts'

const VALID_DAYS = 30
const DAY_MS = 86_400_000

/** The type in which later receipts travel: in order with everything else of the conversation. */
export const RECEIPT_TYPE = 'exchange.receipt'

/** The desk's youngest encryption key in force. */
export const keyOfDesk = (peer: Peer, authority: string, now: Instant): EncryptionKey | undefined =>
  peer.encryptionKeys
    .filter((key) => key.authority === authority && isInForce(key, now))
    .toSorted((a, b) => (a.notBefore < b.notBefore ? 1 : -1))[0]

/** Whether something of a type may be written to a desk now, and what is needed for it. */
export async function reachable(
  { country, clock }: ExchangeContext,
  trx: Database,
  to: Party,
  type: string,
): Promise<Result<{ readonly peer: Peer; readonly key: EncryptionKey }, ExchangeFailure>> {
  const peer = await peerIn(trx, country, to.country)
  if (!peer) return err(failure('exchange.unknown_peer'))
  const state = peerState(peer, clock.now())
  if (state !== 'in_force') return err(failure(`exchange.peer_${state}`))
  if (!isAgreed(peer, type)) return err(failure('exchange.type_not_agreed'))
  const key = keyOfDesk(peer, to.authority, clock.now())
  return key ? ok({ peer, key }) : err(failure('exchange.unknown_desk'))
}

/** Signs, seals and numbers a message and puts it into the outbox, in the transaction of what it tells. */
export async function enqueueMessage(
  context: ExchangeContext,
  trx: Database,
  given: NewMessage,
): Promise<Result<Enqueued, ExchangeFailure>> {
  const { country, clock, keys } = context
  const reached = await reachable(context, trx, given.to, given.type)
  if (!reached.ok) return reached
  const { peer, key } = reached.value
  if (!isAtMost(given.handling.tlp, peer.highestTlp)) {
    return err(failure('exchange.handling_too_high', { params: { highest: peer.highestTlp } }))
  }
  // Before the conversation, as anyone who receives does: two that meet wait for one another in one order.
  await lockChain(context, trx, peer.country, 'issued')
  const conversation = await conversationFor(context, trx, given)
  if (!conversation.ok) return conversation
  const { id: conversationId, next_out: seq } = conversation.value

  const ids = given.files ?? []
  const { agency_id: agencyId } = conversation.value
  const attachments = await attachmentsFor(context, trx, { ids, peer: peer.country, agencyId })
  if (!attachments.ok) return attachments
  const now = clock.now()
  const message: Message = {
    id: newId(Date.parse(now)),
    from: { country, authority: given.fromAuthority },
    to: given.to,
    type: given.type,
    schemaVersion: given.schemaVersion,
    conversationId,
    seq,
    inReplyTo: given.inReplyTo ?? null,
    createdAt: now,
    expiresAt: given.expiresAt ?? asInstant(Date.parse(now) + VALID_DAYS * DAY_MS),
    handling: given.handling,
    purpose: given.purpose,
    legalBasis: given.legalBasis,
    body: given.body,
    attachments: attachments.value,
  }
  const parsed = messageSchema.safeParse(message)
  if (!parsed.success) {
    const fields = parsed.error.issues
      .slice(0, 20)
      .map(({ path }) => ({ pointer: `/${path.map(String).join('/')}`, code: 'exchange.invalid_message' }))
    return err(failure('exchange.invalid_message', { fields }))
  }
  if (Buffer.byteLength(canonicalJson(message)) > MOST_MESSAGE_BYTES) return err(failure('exchange.too_large'))

  const jws = await signMessage(message, keys.signing())
  const jwe = await sealEnvelope(jws, key)
  const hash = sha256(jws)
  await tables(trx)
    .insertInto('exchange.message')
    .values({
      direction: 'out',
      peer: peer.country,
      id: message.id,
      country,
      conversation_id: conversationId,
      agency_id: conversation.value.agency_id,
      from_authority: message.from.authority,
      to_authority: message.to.authority,
      type: message.type,
      schema_version: message.schemaVersion,
      seq,
      in_reply_to: message.inReplyTo,
      created_at: message.createdAt,
      expires_at: message.expiresAt,
      tlp: message.handling.tlp,
      h: message.handling.h,
      sealed: await sealSigned(context, conversation.value, 'out', message.id, jws),
      jwe: Buffer.from(jwe, 'latin1'),
      jwe_hash: Buffer.from(sha256(jwe), 'hex'),
      jws_hash: Buffer.from(hash, 'hex'),
      state: 'queued',
      next_attempt_at: now,
    })
    .execute()
  await filesSent(trx, { ids, messageId: message.id, conversationId })
  await tables(trx)
    .updateTable('exchange.conversation')
    .set({ next_out: seq + 1 })
    .where('id', '=', conversationId)
    .execute()
  await recordAudit(trx, {
    action: 'exchange.message_sent',
    object: { kind: 'exchange.message', id: message.id },
    purpose: message.purpose,
    country,
    detail: { peer: peer.country, type: message.type, conversation: conversationId },
  })
  await context.enqueued(trx)
  return ok({ id: message.id, conversationId, seq, hash })
}

/** The conversation that is meant, or a new one, if its desks are those of the message. */
async function conversationFor(
  context: ExchangeContext,
  trx: Database,
  { conversationId, fromAuthority, to }: NewMessage,
): Promise<Result<ConversationRow, ExchangeFailure>> {
  if (conversationId !== undefined) {
    const known = isUuid(conversationId) ? await lockConversation(context, trx, conversationId) : undefined
    const same =
      known?.peer === to.country && known.own_authority === fromAuthority && known.peer_authority === to.authority
    return known && same && known.erased_at === null ? ok(known) : err(failure('exchange.another_conversation'))
  }
  const desk = await tables(trx)
    .selectFrom('exchange.desk')
    .select(['agency_id'])
    .where('country', '=', context.country)
    .where('authority', '=', fromAuthority)
    // Another agency's desk is not there for anyone who asks.
    .where(sql<boolean>`(app.is_system() or agency_id = app.agency_id())`)
    .executeTakeFirst()
  if (!desk) return err(failure('exchange.unknown_desk'))
  return ok(
    await beginConversation(context, trx, {
      id: newId(Date.parse(context.clock.now())),
      peer: to.country,
      ownAuthority: fromAuthority,
      peerAuthority: to.authority,
      agencyId: desk.agency_id,
    }),
  )
}

/** A receipt that a person's act leads to: signed, kept, and sent in the conversation. Once of each kind. */
export async function sendReceipt(
  context: ExchangeContext,
  trx: Database,
  { messageId, kind, reason = null }: { messageId: string; kind: ReceiptKind; reason?: string | null | undefined },
): Promise<Result<undefined, ExchangeFailure>> {
  const message = await tables(trx)
    .selectFrom('exchange.message')
    .selectAll()
    .where('direction', '=', 'in')
    .where('id', '=', messageId)
    .where('country', '=', context.country)
    .executeTakeFirst()
  if (!message) return err(failure('exchange.not_found'))
  const chain = await lockChain(context, trx, message.peer, 'issued')
  const given = await tables(trx)
    .selectFrom('exchange.receipt')
    .select('kind')
    .where('direction', '=', 'issued')
    .where('peer', '=', message.peer)
    .where('message_id', '=', messageId)
    .where('kind', '=', kind)
    .executeTakeFirst()
  if (given) return ok(undefined)
  const { signed } = await issueReceipt(context, trx, chain, message, { kind, reason })
  const sent = await enqueueMessage(context, trx, {
    conversationId: message.conversation_id,
    fromAuthority: message.to_authority,
    to: { country: message.peer, authority: message.from_authority },
    type: RECEIPT_TYPE,
    schemaVersion: 1,
    inReplyTo: messageId,
    handling: { tlp: 'clear', h: [], evaluation: null, text: null },
    purpose: 'receipt',
    legalBasis: 'exchange',
    body: { receipt: signed } satisfies Json,
  })
  return sent.ok ? ok(undefined) : sent
}
