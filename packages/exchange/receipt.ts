import type { Instant } from '@gloact/kernel'
import type { Party } from './message.ts'

/**
 * What the receiver says of a message, signed: it lies safely here; somebody opened it; it was accepted or refused; this country
 * does not know its type.
 */
export const RECEIPT_KINDS = ['stored', 'opened', 'accepted', 'refused', 'unsupported'] as const
export type ReceiptKind = (typeof RECEIPT_KINDS)[number]

export interface Receipt {
  readonly kind: ReceiptKind
  readonly messageId: string
  readonly conversationId: string
  /** Who says it: the desk that the message was for. */
  readonly from: Party
  readonly to: Party
  /** SHA-256 of the encrypted message as it arrived, and of the signed one in it: hexadecimal digits. */
  readonly jwe: string
  readonly jws: string
  readonly receivedAt: Instant
  /** When this was said. */
  readonly at: Instant
  /** Its place in the chain of all receipts to this country, and the hash of the one before: a gap shows. */
  readonly position: number
  readonly previous: string
  /** Why, as a code; of a refusal. */
  readonly reason: string | null
}

/** What stands of a receipt in a timeline. */
export interface TimelineReceipt {
  readonly kind: ReceiptKind
  readonly at: Instant
  readonly reason: string | null
  /** SHA-256 of the signed receipt, the same on both sides. */
  readonly hash: string
}
