import { err, failure, ok, type Failure, type Instant, type Json, type Result } from '@gloact/kernel'
import { recordAudit } from '@gloact/audit'
import { inScope, systemScope, type ScopedTransaction } from '@gloact/postgres'
import { z } from 'zod'
import type { Peer } from '../peer.ts'
import type { Receipt } from '../receipt.ts'
import { giveWay, keepReceipt, lockChain, raiseAlarm } from './chain.ts'
import type { ExchangeContext } from './context.ts'
import { RECEIPT_TYPE } from './enqueue.ts'
import { sha256 } from './envelope.ts'
import type { MessageType } from './port.ts'
import { peerIn } from './peers-in.ts'
import { openReceipt } from './statements.ts'
import { tables } from './tables.ts'
import { hex } from './timeline-of.ts'

/** What a receipt makes of the message that it is for. Later ones (opened, accepted, refused by a person) leave it delivered. */
const STATE_AFTER = { stored: 'delivered', refused: 'refused', unsupported: 'unsupported' } as const

/**
 * Takes a receipt of a peer for a message of this country: verified, held against what was sent, kept as evidence, and told to
 * anyone who knows the type. A receipt that is known already changes nothing.
 */
export async function takeReceipt(
  context: ExchangeContext,
  trx: ScopedTransaction,
  peer: Peer,
  signed: string,
  now: Instant,
): Promise<Result<Receipt, Failure<'exchange.receipt_wrong'>>> {
  const { country } = context
  const wrong = async (): Promise<Result<Receipt, Failure<'exchange.receipt_wrong'>>> => {
    await raiseAlarm(context, trx, { peer: peer.country, kind: 'receipt_wrong' })
    return err(failure('exchange.receipt_wrong'))
  }
  const opened = await openReceipt(signed, peer.signingKeys, now)
  if (!opened.ok) return wrong()
  const receipt = opened.value
  // What follows from a receipt may be a message, for which the other chain is held: in one order, everywhere.
  await lockChain(context, trx, peer.country, 'issued')
  await lockChain(context, trx, peer.country, 'received')
  const message = await tables(trx)
    .selectFrom('exchange.message')
    .select(['to_authority', 'from_authority', 'conversation_id', 'jws_hash', 'state', 'agency_id', 'type'])
    .where('direction', '=', 'out')
    .where('peer', '=', peer.country)
    .where('id', '=', receipt.messageId)
    .executeTakeFirst()
  const same =
    message &&
    receipt.from.country === peer.country &&
    receipt.to.country === country &&
    receipt.from.authority === message.to_authority &&
    receipt.to.authority === message.from_authority &&
    receipt.conversationId === message.conversation_id &&
    receipt.jws === hex(message.jws_hash)
  if (!same) return wrong()

  const known = await tables(trx)
    .selectFrom('exchange.receipt')
    .select(['hash', 'position'])
    .where('direction', '=', 'received')
    .where('peer', '=', peer.country)
    .where('message_id', '=', receipt.messageId)
    .where('kind', '=', receipt.kind)
    .execute()
  // Known already: of a message that was sent again nothing follows but that it has arrived.
  const isKnown = known.some(({ hash }) => hex(hash) === sha256(signed))
  // Signed for again after the other side fell back behind a backup; otherwise two receipts of one kind are one too many.
  if (!isKnown && known.length > 0 && message.state !== 'queued') return wrong()
  if (!isKnown) await keepReceipt(context, trx, 'received', peer.country, receipt, signed)
  if (message.state === 'queued' && receipt.kind in STATE_AFTER) {
    await tables(trx)
      .updateTable('exchange.message')
      .set({
        state: STATE_AFTER[receipt.kind as keyof typeof STATE_AFTER],
        reason: receipt.reason,
        received_at: receipt.receivedAt,
        last_failure: null,
      })
      .where('direction', '=', 'out')
      .where('peer', '=', peer.country)
      .where('id', '=', receipt.messageId)
      .execute()
  }
  if (isKnown) return ok(receipt)
  await recordAudit(trx, {
    action: 'exchange.receipt_received',
    object: { kind: 'exchange.message', id: receipt.messageId },
    country,
    agencyId: message.agency_id,
    detail: { peer: peer.country, kind: receipt.kind },
  })
  await context.types.get(message.type)?.onReceipt?.(trx, receipt)
  return ok(receipt)
}

/**
 * Takes receipts of a peer in one transaction; where that breaks each by itself, so that none holds the others up. Nothing stands for one
 * that fits nothing here.
 */
export async function takeReceipts(
  context: ExchangeContext,
  peer: Peer,
  signed: readonly string[],
  onError: (error: unknown) => void,
): Promise<readonly (Receipt | undefined)[]> {
  const { db, country, clock } = context
  const take = async (some: readonly string[]): Promise<readonly (Receipt | undefined)[]> => {
    const done = await inScope<readonly (Receipt | undefined)[], never>(db, systemScope(country), async (trx) => {
      // Nobody works here by hand on a chain: it is waited for before anyone is given way to.
      await lockChain(context, trx, peer.country, 'issued')
      await giveWay(trx)
      const receipts: (Receipt | undefined)[] = []
      for (const each of some) {
        // Of a receipt that is wrong the alarm stays, and what else came counts.
        const receipt = await takeReceipt(context, trx, peer, each, clock.now())
        receipts.push(receipt.ok ? receipt.value : undefined)
      }
      return ok(receipts)
    })
    return done.ok ? done.value : []
  }
  if (signed.length === 0) return []
  try {
    return await take(signed)
  } catch (error) {
    if (signed.length === 1) throw error
    onError(error)
    const receipts: (Receipt | undefined)[] = []
    for (const each of signed) receipts.push(...(await take([each])))
    return receipts
  }
}

const receiptBody = z.strictObject({ receipt: z.string().max(10_000) }) satisfies z.ZodType<Json>

/** Receipts for what people did (opened, accepted, refused) come as messages, in order with the rest of their conversation. */
export const receiptType = (context: ExchangeContext): MessageType<typeof receiptBody> => ({
  type: RECEIPT_TYPE,
  schemaVersion: 1,
  schema: receiptBody,
  apply: async (trx, { from, conversationId, body, receivedAt }) => {
    const peer = await peerIn(trx, context.country, from.country)
    if (!peer) return err(failure('exchange.receipt_wrong'))
    const taken = await takeReceipt(context, trx, peer, body.receipt, receivedAt)
    if (!taken.ok) return taken
    return taken.value.conversationId === conversationId ? ok(undefined) : err(failure('exchange.receipt_wrong'))
  },
})
