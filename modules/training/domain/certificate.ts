import { canonicalJson } from '@gloact/kernel'

/** What a certificate says. It is signed as a whole: a changed name, day or title no longer verifies. */
export interface CertificateContent {
  readonly id: string
  readonly name: string
  readonly event: string
  /** Who held the event. */
  readonly organiser: string
  readonly from: string
  readonly to: string
  readonly hours: number
  /** The test after it was passed; null where it had none. */
  readonly passed: boolean | null
  readonly issuedOn: string
}

/** A signed certificate, as JWS in compact form (RFC 7515) with EdDSA (RFC 8037): header, content and signature. */
export type CertificateToken = string

export const CERTIFICATE_TYPE = 'gloact-training-certificate'

/** The first two parts, over which the signature goes. */
export function signingInput(content: CertificateContent, keyId: string): string {
  const header = { alg: 'EdDSA', kid: keyId, typ: CERTIFICATE_TYPE }
  return `${encode(canonicalJson(header))}.${encode(canonicalJson(content))}`
}

export const joinSignature = (input: string, signature: Uint8Array): CertificateToken =>
  `${input}.${base64Url(signature)}`

export const CERTIFICATE_STATES = ['genuine', 'changed', 'unknown_issuer', 'not_a_certificate'] as const
export type CertificateState = (typeof CERTIFICATE_STATES)[number]

export type VerifiedCertificate =
  | { readonly state: 'genuine'; readonly keyId: string; readonly content: CertificateContent }
  | { readonly state: Exclude<CertificateState, 'genuine'> }

/**
 * Whether the issuer signed it, by the issuer's public keys alone: it needs no network. Whether it was revoked since only the issuer
 * knows.
 */
export async function verifyCertificate(
  token: string,
  issuerKeys: ReadonlyMap<string, string>,
  verify: (publicKey: string, signature: Uint8Array, bytes: Uint8Array) => Promise<boolean>,
): Promise<VerifiedCertificate> {
  const parts = token.trim().split('.')
  if (parts.length !== 3 || token.length > LONGEST) return { state: 'not_a_certificate' }
  const header = parse(parts[0]!)
  const content = parse(parts[1]!)
  const signature = fromBase64Url(parts[2]!)
  if (header?.['typ'] !== CERTIFICATE_TYPE || header['alg'] !== 'EdDSA' || signature === null || !isContent(content)) {
    return { state: 'not_a_certificate' }
  }
  const keyId = header['kid']
  const key = typeof keyId === 'string' ? issuerKeys.get(keyId) : undefined
  if (typeof keyId !== 'string' || key === undefined) return { state: 'unknown_issuer' }
  const bytes = utf8(`${parts[0]}.${parts[1]}`)
  return (await verify(key, signature, bytes)) ? { state: 'genuine', keyId, content } : { state: 'changed' }
}

/** Longer than any that was issued. */
const LONGEST = 8000

function isContent(value: unknown): value is CertificateContent {
  const { id, name, event, organiser, from, to, hours, passed, issuedOn } = Object(value) as Record<string, unknown>
  const texts = [id, name, event, organiser, from, to, issuedOn]
  return (
    texts.every((text) => typeof text === 'string') &&
    typeof hours === 'number' &&
    (passed === null || typeof passed === 'boolean')
  )
}

function parse(part: string): Readonly<Record<string, unknown>> | null {
  const bytes = fromBase64Url(part)
  if (bytes === null) return null
  try {
    const value: unknown = JSON.parse(fromUtf8(bytes))
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : null
  } catch {
    return null
  }
}

const encode = (text: string): string => base64Url(utf8(text))

const URL_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

export function base64Url(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const word = (bytes[at]! << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)
    const length = Math.min(4, bytes.length - at + 1)
    for (let digit = 0; digit < length; digit += 1) text += URL_ALPHABET[(word >> (18 - 6 * digit)) & 63]
  }
  return text
}

export function fromBase64Url(text: string): Uint8Array | null {
  if (text.length % 4 === 1) return null
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4))
  let word = 0
  let bits = 0
  let at = 0
  for (const character of text) {
    const value = URL_ALPHABET.indexOf(character)
    if (value === -1) return null
    word = ((word << 6) | value) & 0xffff
    bits += 6
    if (bits >= 8) {
      bits -= 8
      bytes[at] = (word >> bits) & 0xff
      at += 1
    }
  }
  // What is left over has to be nothing: one certificate has one text.
  return (word & ((1 << bits) - 1)) === 0 ? bytes : null
}

export function utf8(text: string): Uint8Array {
  const encoded = encodeURIComponent(text)
  const bytes: number[] = []
  for (let at = 0; at < encoded.length; at += 1) {
    if (encoded[at] === '%') {
      bytes.push(Number.parseInt(encoded.slice(at + 1, at + 3), 16))
      at += 2
    } else bytes.push(encoded.codePointAt(at)!)
  }
  return Uint8Array.from(bytes)
}

const fromUtf8 = (bytes: Uint8Array): string =>
  decodeURIComponent([...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''))
