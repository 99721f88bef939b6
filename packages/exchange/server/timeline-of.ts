import { asInstant, type Instant } from '@gloact/kernel'
import type { Database } from '@gloact/postgres'
import type { TimelineReceipt } from '../receipt.ts'
import type { TimelineEntry } from '../timeline.ts'
import { tables, type MessageRow } from './tables.ts'

export const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

const instantOf = (text: string | null): Instant | null => (text === null ? null : asInstant(text))

export function entryOf(row: MessageRow, receipts: readonly TimelineReceipt[]): TimelineEntry {
  const own = { country: row.country, authority: row.direction === 'out' ? row.from_authority : row.to_authority }
  const other = { country: row.peer, authority: row.direction === 'out' ? row.to_authority : row.from_authority }
  return {
    id: row.id,
    direction: row.direction,
    from: row.direction === 'out' ? own : other,
    to: row.direction === 'out' ? other : own,
    type: row.type,
    seq: row.seq,
    inReplyTo: row.in_reply_to,
    createdAt: asInstant(row.created_at),
    expiresAt: asInstant(row.expires_at),
    tlp: row.tlp,
    h: row.h,
    state: row.state,
    reason: row.reason,
    receivedAt: instantOf(row.received_at),
    attempts: row.attempts,
    lastFailure: row.last_failure,
    hash: hex(row.jws_hash),
    receipts,
  }
}

/**
 * What went and came in a conversation, as the transaction's scope sees it: by the moment at which it was written, then by whose it is.
 * The exchange's own messages (receipts) stand with what they are about.
 */
export async function timelineOf(
  trx: Database,
  country: string,
  conversationId: string,
): Promise<readonly TimelineEntry[]> {
  const rows = await tables(trx)
    .selectFrom('exchange.message')
    .selectAll()
    .where('country', '=', country)
    .where('conversation_id', '=', conversationId)
    .where('type', 'not like', 'exchange.%')
    .execute()
  const receipts = await tables(trx)
    .selectFrom('exchange.receipt')
    .select(['message_id', 'kind', 'at', 'reason', 'hash'])
    .where('conversation_id', '=', conversationId)
    .orderBy('position')
    .execute()
  const byMessage = Map.groupBy(receipts, (receipt) => receipt.message_id)
  return rows
    .map((row) =>
      entryOf(
        row,
        (byMessage.get(row.id) ?? []).map(({ kind, at, reason, hash }) => ({
          kind,
          at: asInstant(at),
          reason,
          hash: hex(hash),
        })),
      ),
    )
    .toSorted((a, b) => order(a).localeCompare(order(b)))
}

/** The same on both sides, no matter who asks. */
const order = (entry: TimelineEntry): string =>
  `${entry.createdAt}|${entry.from.country}|${String(entry.seq).padStart(10, '0')}`
