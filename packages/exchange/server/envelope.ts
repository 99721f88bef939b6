import { createHash, createPublicKey, type KeyObject } from 'node:crypto'
import { canonicalJson, err, ok, type Instant, type Result } from '@gloact/kernel'
import { compactDecrypt, CompactEncrypt, CompactSign, compactVerify, decodeProtectedHeader } from 'jose'
import { messageSchema, type Message } from '../message.ts'
import { isInForce, type EncryptionKey, type PeerKey } from '../peer.ts'
import type { EncryptionPair, SigningPair } from './keys.ts'

const SIGNED = 'gloact-message+jws'
const SEALED = 'gloact-message+jwe'
const SIGNING = 'Ed25519'
const AGREEMENT = 'ECDH-ES+A256KW'
const CIPHER = 'A256GCM'

/** A signed message is padded to the next of these, so that its length says little of what is in it. */
const SIZES = [4_096, 16_384, 65_536, 262_144, 1_048_576, 2_097_152] as const
/** The largest envelope there is: the largest padded text in base64url, with its headers. */
export const MOST_ENVELOPE_BYTES = 2_800_000

/** Why an envelope is not taken. Each is signed for; until the signature holds, nothing that it says is believed. */
export const ENVELOPE_REFUSALS = [
  'malformed',
  'header_not_allowed',
  'unknown_key',
  'does_not_open',
  'unknown_signer',
  'key_not_in_force',
  'signature_wrong',
] as const
export type EnvelopeRefusal = (typeof ENVELOPE_REFUSALS)[number]

export const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')

const publicKeys = new Map<string, KeyObject>()

/** A peer's public key, made ready once. */
export function publicKeyOf({ kid, jwk }: PeerKey): KeyObject {
  const known = publicKeys.get(kid)
  if (known) return known
  if (publicKeys.size > 1_000) publicKeys.clear()
  const key = createPublicKey({ key: { ...jwk }, format: 'jwk' })
  publicKeys.set(kid, key)
  return key
}

/** Signs a statement of this country: a message, a receipt, a refusal. `typ` says which, so that none passes for another. */
export async function signed(statement: object, typ: string, { kid, privateKey }: SigningPair): Promise<string> {
  return new CompactSign(Buffer.from(canonicalJson(statement), 'utf8'))
    .setProtectedHeader({ alg: SIGNING, kid, typ })
    .sign(privateKey)
}

/** Opens what `signed` made with a key that counts now. */
export async function verified(
  jws: string,
  typ: string,
  keys: readonly PeerKey[],
  now: Instant,
): Promise<Result<unknown, EnvelopeRefusal>> {
  const header = headerOf(jws, ['alg', 'kid', 'typ'])
  if (!header || header.alg !== SIGNING || header.typ !== typ) return err('header_not_allowed')
  const key = keys.find(({ kid }) => kid === header.kid)
  if (!key) return err('unknown_signer')
  if (!isInForce(key, now)) return err('key_not_in_force')
  try {
    const { payload } = await compactVerify(jws, publicKeyOf(key), { algorithms: [SIGNING] })
    const text = Buffer.from(payload).toString('utf8')
    return isTooDeep(text) ? err('malformed') : ok(JSON.parse(text) as unknown)
  } catch (error) {
    return err(error instanceof SyntaxError ? 'malformed' : 'signature_wrong')
  }
}

const MOST_DEPTH = 40

/** Whether JSON is nested deeper than anybody writes by hand: counted without parsing, since what parses it may be recursive. */
function isTooDeep(text: string): boolean {
  let depth = 0
  let inText = false
  for (let at = 0; at < text.length; at++) {
    const letter = text[at]
    if (inText) {
      if (letter === '\\') at++
      else if (letter === '"') inText = false
    } else if (letter === '"') inText = true
    else if (letter === '{' || letter === '[') {
      if (++depth > MOST_DEPTH) return true
    } else if (letter === '}' || letter === ']') depth--
  }
  return false
}

export const signMessage = (message: Message, pair: SigningPair): Promise<string> => signed(message, SIGNED, pair)

/** Encrypts a signed message to one desk, padded. */
export async function sealEnvelope(jws: string, to: EncryptionKey): Promise<string> {
  const size = SIZES.find((each) => jws.length <= each)
  if (size === undefined) throw new RangeError('a message that is too large was signed')
  // Spaces after the signed form: it has none, and what is encrypted is authenticated.
  return new CompactEncrypt(Buffer.from(jws.padEnd(size, ' '), 'latin1'))
    .setProtectedHeader({ alg: AGREEMENT, enc: CIPHER, kid: to.kid, typ: SEALED, cty: 'JOSE' })
    .encrypt(publicKeyOf(to))
}

export interface OpenedEnvelope {
  readonly message: Message
  readonly jws: string
  /** The desk whose key opened it. */
  readonly authority: string
}

/** Decrypts, verifies and parses, in this order, with fixed algorithms and nothing from a header but which key. */
export async function openEnvelope(
  jwe: string,
  {
    decryption,
    signingKeys,
    now,
  }: {
    readonly decryption: (kid: string) => EncryptionPair | undefined
    readonly signingKeys: readonly PeerKey[]
    readonly now: Instant
  },
): Promise<Result<OpenedEnvelope, EnvelopeRefusal>> {
  if (jwe.length > MOST_ENVELOPE_BYTES || jwe.split('.', 6).length !== 5) return err('malformed')
  const header = headerOf(jwe, ['alg', 'enc', 'kid', 'typ', 'cty', 'epk'])
  if (!header || header.alg !== AGREEMENT || header.enc !== CIPHER || header.typ !== SEALED || header.cty !== 'JOSE') {
    return err('header_not_allowed')
  }
  const pair = typeof header.kid === 'string' ? decryption(header.kid) : undefined
  if (!pair) return err('unknown_key')
  let jws: string
  try {
    const { plaintext } = await compactDecrypt(jwe, pair.privateKey, {
      keyManagementAlgorithms: [AGREEMENT],
      contentEncryptionAlgorithms: [CIPHER],
    })
    jws = Buffer.from(plaintext).toString('latin1').trimEnd()
  } catch {
    return err('does_not_open')
  }
  const payload = await verified(jws, SIGNED, signingKeys, now)
  if (!payload.ok) return payload
  const parsed = messageSchema.safeParse(payload.value)
  // What is kept is what was signed, fields of later versions included.
  return parsed.success
    ? ok({ message: parsed.data as unknown as Message, jws, authority: pair.authority })
    : err('malformed')
}

/** What was in a signed message that was verified when it came, or made here. */
export const messageIn = (jws: string): Message =>
  JSON.parse(Buffer.from(jws.split('.')[1]!, 'base64url').toString('utf8')) as Message

/** The protected header, where it has these names and no other: no embedded key, no address, no `crit`, no compression. */
function headerOf(compact: string, names: readonly string[]): Readonly<Record<string, unknown>> | undefined {
  try {
    const header = decodeProtectedHeader(compact) as Readonly<Record<string, unknown>>
    const given = Object.keys(header)
    return given.length === names.length && given.every((name) => names.includes(name)) ? header : undefined
  } catch {
    return undefined
  }
}
