import { err, ok, type Instant, type Result } from '@gloact/kernel'
import { z } from 'zod'
import { partySchema } from '../message.ts'
import type { PeerKey } from '../peer.ts'
import { RECEIPT_KINDS, type Receipt } from '../receipt.ts'
import { signed, verified, type EnvelopeRefusal } from './envelope.ts'
import type { SigningPair } from './keys.ts'

const RECEIPT = 'gloact-receipt+jws'
const NOTICE = 'gloact-notice+jws'

const hash = z.string().regex(/^[0-9a-f]{64}$/)
const reason = z.string().regex(/^[a-z][a-z0-9_.]{0,79}$/)
const instant = z.iso.datetime({ precision: 3 })

const receiptSchema = z.looseObject({
  kind: z.enum(RECEIPT_KINDS),
  messageId: z.uuid(),
  conversationId: z.uuid(),
  from: partySchema,
  to: partySchema,
  jwe: hash,
  jws: hash,
  receivedAt: instant,
  at: instant,
  position: z.int().min(1),
  previous: hash,
  reason: reason.nullable(),
})

/**
 * What is answered where nothing was recorded: it has to wait for an earlier message (`expected`), or it was refused and why. About
 * the bytes that came, since nothing in them may be believed.
 */
const noticeSchema = z.looseObject({
  kind: z.enum(['wait', 'refused']),
  /** Who says it, and to whom. */
  from: z.string().regex(/^[A-Z]{2}$/),
  to: z.string().regex(/^[A-Z]{2}$/),
  /** SHA-256 of what came. */
  jwe: hash,
  at: instant,
  reason,
  expected: z.int().min(1).nullable(),
})
export type Notice = Readonly<z.infer<typeof noticeSchema>>

export const signReceipt = (receipt: Receipt, pair: SigningPair): Promise<string> => signed(receipt, RECEIPT, pair)
export const signNotice = (notice: Notice, pair: SigningPair): Promise<string> => signed(notice, NOTICE, pair)

export async function openReceipt(
  jws: string,
  keys: readonly PeerKey[],
  now: Instant,
): Promise<Result<Receipt, EnvelopeRefusal>> {
  const payload = await verified(jws, RECEIPT, keys, now)
  if (!payload.ok) return payload
  const parsed = receiptSchema.safeParse(payload.value)
  return parsed.success ? ok(parsed.data as unknown as Receipt) : err('malformed')
}

export async function openNotice(
  jws: string,
  keys: readonly PeerKey[],
  now: Instant,
): Promise<Result<Notice, EnvelopeRefusal>> {
  const payload = await verified(jws, NOTICE, keys, now)
  if (!payload.ok) return payload
  const parsed = noticeSchema.safeParse(payload.value)
  return parsed.success ? ok(parsed.data) : err('malformed')
}
