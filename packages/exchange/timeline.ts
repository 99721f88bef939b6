import type { Instant, Json } from '@gloact/kernel'
import type { Handling } from './handling.ts'
import type { Message, Party } from './message.ts'
import type { TimelineReceipt } from './receipt.ts'

/**
 * `queued` until the other side has signed for it; `delivered`; `refused` or `unsupported` by the other side; `dead` where it was
 * given up and somebody has to look. What came in is `stored`, `refused` or `unsupported`.
 */
export const MESSAGE_STATES = ['queued', 'delivered', 'stored', 'refused', 'unsupported', 'dead'] as const
export type MessageState = (typeof MESSAGE_STATES)[number]

/** One message of a conversation without its content: the same on both sides but for `direction`, `state` and the local moments. */
export interface TimelineEntry {
  readonly id: string
  readonly direction: 'out' | 'in'
  readonly from: Party
  readonly to: Party
  readonly type: string
  readonly seq: number
  readonly inReplyTo: string | null
  readonly createdAt: Instant
  readonly expiresAt: Instant
  readonly tlp: Handling['tlp']
  readonly h: Handling['h']
  readonly state: MessageState
  readonly reason: string | null
  /** When it was received; of one that went out, as the other side's receipt says. */
  readonly receivedAt: Instant | null
  /** How often it was tried, and why it last failed: of one that goes out. */
  readonly attempts: number
  readonly lastFailure: string | null
  /** SHA-256 of the signed message, hexadecimal: the same on both sides. */
  readonly hash: string
  readonly receipts: readonly TimelineReceipt[]
}

/** A message with its content, opened. */
export interface OpenedMessage extends Message {
  readonly direction: 'out' | 'in'
  readonly hash: string
}

/** A message to be sent. Its id, number, moment and sender are the exchange's. */
export interface NewMessage {
  /** Left out, a conversation is begun. */
  readonly conversationId?: string
  /** Which desk of this country sends; it has to be open. */
  readonly fromAuthority: string
  readonly to: Party
  readonly type: string
  readonly schemaVersion: number
  readonly inReplyTo?: string
  /** 30 days unless told. */
  readonly expiresAt?: Instant
  readonly handling: Handling
  readonly purpose: string
  readonly legalBasis: string
  readonly body: Json
  /** Files that were added for this country and not sent yet, by their ids. */
  readonly files?: readonly string[]
}
