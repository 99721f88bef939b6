import type { Instant, Json } from '@gloact/kernel'
import { z } from 'zod'
import { HANDLING_CODES, INFORMATION_GRADES, SOURCE_GRADES, TLP, type Handling } from './handling.ts'

/** One desk of a country: `{ country: 'DL', authority: 'central_authority' }`. Codes only. */
export interface Party {
  readonly country: string
  readonly authority: string
}

/** A file that goes with a message, encrypted apart under a key of its own, which travels in the message. */
export interface MessageAttachment {
  readonly id: string
  /** SHA-256 of what was encrypted, in hexadecimal digits. */
  readonly sha256: string
  readonly size: number
  /** A media type from the list of those allowed. */
  readonly type: string
  readonly name: string
  /** The file's own, base64url: its sealed form (`server/files.ts`) opens with nothing else. */
  readonly key: string
}

/** What one authority writes to another: signed whole, then encrypted to the desk that it is for. */
export interface Message<Body extends Json = Json> {
  /** UUID version 7. The same id with another content is refused. */
  readonly id: string
  readonly from: Party
  readonly to: Party
  /** A code: `cooperation.request_sent`. */
  readonly type: string
  readonly schemaVersion: number
  readonly conversationId: string
  /** 1, 2, 3 … within the conversation, for each direction. */
  readonly seq: number
  readonly inReplyTo: string | null
  readonly createdAt: Instant
  /** After this it is refused unread. */
  readonly expiresAt: Instant
  readonly handling: Handling
  /** Why it is sent, as a code. */
  readonly purpose: string
  /** By which law or treaty, as a code or a citation. */
  readonly legalBasis: string
  readonly body: Body
  readonly attachments: readonly MessageAttachment[]
}

export const CODE = /^[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*$/

/** Everything that a message may hold is bounded, before anything of it is read. */
export const MOST_MESSAGE_BYTES = 1_000_000
export const MOST_ATTACHMENTS = 20
export const MOST_FILE_NAME = 200
export const MOST_ATTACHMENT_BYTES = 200_000_000

const code = z.string().max(80).regex(CODE)
const uuid = z.uuid()
const instant = z.iso.datetime({ precision: 3 })

export const partySchema = z.strictObject({ country: z.string().regex(/^[A-Z]{2}$/), authority: code })

export const handlingSchema = z.strictObject({
  tlp: z.enum(TLP),
  h: z
    .array(z.enum(HANDLING_CODES))
    .max(HANDLING_CODES.length)
    .refine((codes) => new Set(codes).size === codes.length),
  evaluation: z.strictObject({ source: z.enum(SOURCE_GRADES), information: z.enum(INFORMATION_GRADES) }).nullable(),
  text: z.string().max(2_000).nullable(),
})

const attachmentSchema = z.strictObject({
  id: uuid,
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  size: z.int().min(1).max(MOST_ATTACHMENT_BYTES),
  type: z.string().max(100),
  name: z.string().min(1).max(MOST_FILE_NAME),
  key: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
})

/**
 * What every message is, whatever its type: its body is checked by the type's own schema. Fields that a later version adds are kept
 * and not understood.
 */
export const messageSchema = z.looseObject({
  id: z.uuidv7(),
  from: partySchema,
  to: partySchema,
  type: code,
  schemaVersion: z.int().min(1).max(1_000),
  conversationId: z.uuidv7(),
  seq: z.int().min(1),
  inReplyTo: uuid.nullable(),
  createdAt: instant,
  expiresAt: instant,
  handling: handlingSchema,
  purpose: code,
  legalBasis: z.string().min(1).max(200),
  body: z.json(),
  attachments: z.array(attachmentSchema).max(MOST_ATTACHMENTS),
})
