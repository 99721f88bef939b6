import { err, failure, newId, ok, type Result } from '@gloact/kernel'
import { recordAudit } from '@gloact/audit'
import type { Database } from '@gloact/postgres'
import { sql } from 'kysely'
import type { AlarmKind } from '../alarm.ts'
import type { Receipt, ReceiptKind } from '../receipt.ts'
import type { ExchangeContext } from './context.ts'
import { sha256 } from './envelope.ts'
import { signReceipt } from './statements.ts'
import { tables, type MessageRow } from './tables.ts'
import { hex } from './timeline-of.ts'

/** What the first receipt names as the one before it. */
export const NO_RECEIPT = '0'.repeat(64)

export interface ChainHead {
  readonly position: number
  readonly head: string
}

/**
 * Where the chain of receipts with a country stands, held until the transaction ends: of two at once the second waits. Anyone who takes
 * several takes `issued` first, then `received`, then conversations.
 */
export async function lockChain(
  { country }: ExchangeContext,
  trx: Database,
  peer: string,
  direction: 'issued' | 'received',
): Promise<ChainHead> {
  const held = () =>
    tables(trx)
      .selectFrom('exchange.chain')
      .select(['position', 'head'])
      .where('country', '=', country)
      .where('peer', '=', peer)
      .where('direction', '=', direction)
      .forUpdate()
  const known = await held().executeTakeFirst()
  if (known) return known
  await tables(trx)
    .insertInto('exchange.chain')
    .values({ country, peer, direction, position: 0, head: NO_RECEIPT })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return held().executeTakeFirstOrThrow()
}

/**
 * Anyone who works here by hand goes first: a message that waits for a row of theirs lets go before the database would have to choose
 * one of the two, and comes again.
 */
export const giveWay = async (trx: Database): Promise<void> => {
  await sql`set local lock_timeout = '800ms'`.execute(trx)
}

/** Signs a receipt for a message that came, as the next of the chain. The caller holds the chain. */
export async function issueReceipt(
  context: ExchangeContext,
  trx: Database,
  chain: ChainHead,
  message: Pick<
    MessageRow,
    'id' | 'conversation_id' | 'peer' | 'from_authority' | 'to_authority' | 'jwe_hash' | 'jws_hash' | 'received_at'
  >,
  { kind, reason }: { readonly kind: ReceiptKind; readonly reason: string | null },
): Promise<{ readonly signed: string; readonly receipt: Receipt }> {
  const { clock, country, keys } = context
  const at = clock.now()
  const receipt: Receipt = {
    kind,
    messageId: message.id,
    conversationId: message.conversation_id,
    from: { country, authority: message.to_authority },
    to: { country: message.peer, authority: message.from_authority },
    jwe: hex(message.jwe_hash),
    jws: hex(message.jws_hash),
    receivedAt: (message.received_at ?? at) as Receipt['receivedAt'],
    at,
    position: chain.position + 1,
    previous: chain.head,
    reason,
  }
  const signed = await signReceipt(receipt, keys.signing())
  await keepReceipt(context, trx, 'issued', message.peer, receipt, signed)
  return { signed, receipt }
}

/** Puts a receipt into the log and moves the chain's head to it. */
export async function keepReceipt(
  { country }: ExchangeContext,
  trx: Database,
  direction: 'issued' | 'received',
  peer: string,
  receipt: Receipt,
  signed: string,
): Promise<void> {
  const hash = sha256(signed)
  await tables(trx)
    .insertInto('exchange.receipt')
    .values({
      direction,
      peer,
      message_id: receipt.messageId,
      kind: receipt.kind,
      country,
      conversation_id: receipt.conversationId,
      position: receipt.position,
      reason: receipt.reason,
      at: receipt.at,
      signed,
      hash: Buffer.from(hash, 'hex'),
    })
    .execute()
  await tables(trx)
    .updateTable('exchange.chain')
    .set({ position: receipt.position, head: hash })
    .where('country', '=', country)
    .where('peer', '=', peer)
    .where('direction', '=', direction)
    .where('position', '<', receipt.position)
    .execute()
}

/** What somebody has to look at; of one kind about one message once, until it was seen. In the system's scope. */
export async function raiseAlarm(
  { country, clock }: ExchangeContext,
  trx: Database,
  alarm: { readonly peer: string; readonly kind: AlarmKind; readonly messageId?: string | null },
): Promise<void> {
  const id = newId()
  const now = clock.now()
  const { rows } = await sql<{ id: string }>`
    insert into exchange.alarm (id, country, peer, kind, message_id, at, last_at)
    values (${id}, ${country}, ${alarm.peer}, ${alarm.kind}, ${alarm.messageId ?? null}, ${now}, ${now})
    on conflict (country, peer, kind, coalesce(message_id, '00000000-0000-0000-0000-000000000000')) where seen_at is null
    do update set times = alarm.times + 1, last_at = excluded.last_at
    returning id`.execute(trx)
  if (rows[0]?.id !== id) return
  await recordAudit(trx, {
    action: 'exchange.alarm_raised',
    object: { kind: 'exchange.alarm', id },
    country,
    detail: { peer: alarm.peer, kind: alarm.kind },
  })
}

/** Somebody looked at it. */
export async function seeAlarm(
  { country, clock }: ExchangeContext,
  trx: Database,
  id: string,
): Promise<Result<undefined, { readonly code: 'exchange.not_found' }>> {
  const seen = await tables(trx)
    .updateTable('exchange.alarm')
    .set({ seen_by: sql<string>`app.user_id()`, seen_at: clock.now() })
    .where('id', '=', id)
    .where('country', '=', country)
    .where('seen_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (!seen) return err(failure('exchange.not_found'))
  await recordAudit(trx, { action: 'exchange.alarm_seen', object: { kind: 'exchange.alarm', id } })
  return ok(undefined)
}
