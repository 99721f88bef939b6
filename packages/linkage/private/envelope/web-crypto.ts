import { ok, type Result } from '@gloact/kernel'
import { problem, type LinkageProblem } from '../linkage-schema.ts'

/** A key that Web Cryptography holds. */
export interface HeldKey {
  readonly type: string
}

/** A key of a curve as RFC 8037 writes it; `d` is the private part. */
export interface CurveKey {
  readonly kty: 'OKP'
  readonly crv: 'Ed25519' | 'X25519'
  readonly x: string
  readonly d?: string
}

type Algorithm = { readonly name: string; readonly iv?: Uint8Array; readonly public?: HeldKey }

/** What is used of Web Cryptography, which Node and browsers have and the language’s types do not name. */
export interface Subtle {
  generateKey(
    algorithm: Algorithm,
    extractable: boolean,
    uses: readonly string[],
  ): Promise<{ readonly privateKey: HeldKey; readonly publicKey: HeldKey }>
  exportKey(format: 'jwk', key: HeldKey): Promise<CurveKey>
  importKey(
    format: 'jwk' | 'raw',
    key: CurveKey | Uint8Array,
    algorithm: Algorithm,
    extractable: boolean,
    uses: readonly string[],
  ): Promise<HeldKey>
  sign(algorithm: Algorithm, key: HeldKey, bytes: Uint8Array): Promise<ArrayBuffer>
  verify(algorithm: Algorithm, key: HeldKey, signature: Uint8Array, bytes: Uint8Array): Promise<boolean>
  deriveBits(algorithm: Algorithm, key: HeldKey, bits: number): Promise<ArrayBuffer>
  encrypt(algorithm: Algorithm, key: HeldKey, bytes: Uint8Array): Promise<ArrayBuffer>
  decrypt(algorithm: Algorithm, key: HeldKey, bytes: Uint8Array): Promise<ArrayBuffer>
}

declare const crypto: { readonly subtle?: Subtle } | undefined

const MISSING =
  'Nothing can be signed or encrypted here. A browser of 2025 or later can do it, on pages that come over https.'

/** Web Cryptography; it is not there on a page that came without encryption. */
export function webCrypto(): Result<Subtle, LinkageProblem> {
  const subtle = typeof crypto === 'undefined' ? undefined : crypto.subtle
  return subtle ? ok(subtle) : problem('crypto_missing', MISSING)
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : '')

/** What a browser that does not know a curve says of it, as a problem; whatever else is wrong is thrown. */
export async function ifKnown<Value>(work: Promise<Value>): Promise<Result<Value, LinkageProblem>> {
  try {
    return ok(await work)
  } catch (error) {
    if (nameOf(error) === 'NotSupportedError') return problem('crypto_missing', MISSING)
    throw error
  }
}

/** Undefined where the cryptography refuses what it is given: it was changed, or is of another key. */
export async function unlessRefused<Value>(work: Promise<Value>): Promise<Value | undefined> {
  try {
    return await work
  } catch (error) {
    if (['OperationError', 'DataError'].includes(nameOf(error))) return undefined
    throw error
  }
}
