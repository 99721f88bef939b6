import { isPlainText, type Instant } from '@gloact/kernel'
import { z } from 'zod'
import { TLP, type Tlp } from './handling.ts'
import { CODE } from './message.ts'

/** A public key of another country (RFC 8037: OKP), with the days on which it counts. `kid` is its thumbprint (RFC 7638). */
export interface PeerKey {
  readonly kid: string
  readonly jwk: { readonly kty: 'OKP'; readonly crv: 'Ed25519' | 'X25519'; readonly x: string }
  readonly notBefore: Instant
  readonly notAfter: Instant
}

/** An encryption key belongs to one desk, so that what is for a shelter is closed to the police of the same country. */
export interface EncryptionKey extends PeerKey {
  readonly authority: string
}

/** What two officers enter of another country. Peering is by treaty: nothing is found out by itself. */
export interface PeerEntry {
  readonly country: string
  readonly name: string
  /** `https://exchange.example.org:4643`: no path, and no other address is ever called. */
  readonly baseUrl: string
  readonly signingKeys: readonly PeerKey[]
  readonly encryptionKeys: readonly EncryptionKey[]
  /** The certificates that it may show, as PEM: pinned whole. */
  readonly certificates: readonly string[]
  /** Types of messages that may go either way; `cooperation.*` for all of a module's, `cooperation.mla_*` for some of them. */
  readonly messageTypes: readonly string[]
  readonly highestTlp: Tlp
  /** The treaty or agreement that this stands on. */
  readonly legalBasis: string
  readonly expiresAt: Instant
}

/** A country as it stands in the registry. */
export interface Peer extends PeerEntry {
  /** Rises with every change that two officers made. */
  readonly version: number
  readonly since: Instant
  readonly revokedAt: Instant | null
  /** Twelve words, to be compared by voice. */
  readonly words: readonly string[]
}

export type PeerState = 'in_force' | 'revoked' | 'expired'

export function peerState(peer: Pick<Peer, 'expiresAt' | 'revokedAt'>, now: Instant): PeerState {
  if (peer.revokedAt !== null) return 'revoked'
  return Date.parse(peer.expiresAt) <= Date.parse(now) ? 'expired' : 'in_force'
}

/** Whether a key counts at a moment. */
export const isInForce = (key: Pick<PeerKey, 'notBefore' | 'notAfter'>, at: Instant): boolean =>
  Date.parse(key.notBefore) <= Date.parse(at) && Date.parse(at) < Date.parse(key.notAfter)

/** Whether a type of message was agreed on. The exchange's own (receipts, keys, chain heads) always are. */
export const isAgreed = ({ messageTypes }: Pick<PeerEntry, 'messageTypes'>, type: string): boolean =>
  type.startsWith('exchange.') ||
  messageTypes.some((agreed) => (/[._]\*$/.test(agreed) ? type.startsWith(agreed.slice(0, -1)) : type === agreed))

const instant = z.iso.datetime({ precision: 3 })
const keyOf = <Curve extends 'Ed25519' | 'X25519'>(curve: Curve) =>
  z.strictObject({
    kid: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
    jwk: z.strictObject({
      kty: z.literal('OKP'),
      crv: z.literal(curve),
      x: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
    }),
    notBefore: instant,
    notAfter: instant,
  })

/** What may be entered: strict, and bounded. */
export const peerEntrySchema = z.strictObject({
  country: z.string().regex(/^[A-Z]{2}$/),
  // It is shown as it came: one line of plain text.
  name: z
    .string()
    .min(1)
    .max(100)
    .refine((name) => isPlainText(name, { lines: false })),
  baseUrl: z.string().max(200).refine(isBaseUrl),
  signingKeys: z.array(keyOf('Ed25519')).min(1).max(10),
  encryptionKeys: z
    .array(keyOf('X25519').extend({ authority: z.string().max(80).regex(CODE) }))
    .min(1)
    .max(200),
  certificates: z.array(z.string().min(100).max(10_000)).min(1).max(5),
  messageTypes: z
    .array(
      z
        .string()
        .max(80)
        .regex(/^[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*(?:\.\*|(?<=_)\*)?$/),
    )
    .max(100),
  highestTlp: z.enum(TLP),
  legalBasis: z.string().min(1).max(200),
  expiresAt: instant,
})

/** What a country says of itself: who and where it is, and with which keys. What was agreed with it, two officers here add. */
export const ownEntrySchema = peerEntrySchema.omit({
  messageTypes: true,
  highestTlp: true,
  legalBasis: true,
  expiresAt: true,
})

/** `https`, a host and perhaps a port: anyone who enters a peer cannot make this server call a path or another scheme. */
export function isBaseUrl(text: string): boolean {
  if (!URL_SHAPE.test(text)) return false
  const port = Number(text.split(':').at(-1))
  return !Number.isInteger(port) || (port > 0 && port <= 65_535)
}

const URL_SHAPE = /^https:\/\/(?:[a-z\d](?:[a-z\d.-]{0,251}[a-z\d])?|\[[a-f\d:]{2,39}\])(?::\d{1,5})?$/
