import { ok, type Result } from '@gloact/kernel'
import { concatBytes } from '@noble/hashes/utils.js'
import { fromBase64, toBase64 } from '../base64.ts'
import { problem, type LinkageProblem } from '../linkage-schema.ts'
import { ifKnown, unlessRefused, webCrypto, type CurveKey, type HeldKey } from './web-crypto.ts'

const CURVE_BYTES = 32
/** Bytes of a public key: the one that verifies (Ed25519), then the one that is encrypted to (X25519). */
export const PUBLIC_KEY_BYTES = 2 * CURVE_BYTES
const FORMAT = 'gloact-linkage-keys'

/** The keys of a party or of the linkage unit: what it signs with (RFC 8032) and what opens what is sent to it (RFC 7748). */
export interface KeyPair {
  /** The public part as base64, as it stands in the agreement. */
  readonly publicKey: string
  sign(bytes: Uint8Array): Promise<Uint8Array>
  /** What its holder has in common with the person who has the private part of `theirs`; undefined where that is no key. */
  agree(theirs: Uint8Array): Promise<Uint8Array | undefined>
}

const toUrl = (base64: string): string => base64.replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
const fromUrl = (text: string): Uint8Array | undefined =>
  fromBase64(text.replace(/-/g, '+').replace(/_/g, '/') + '='.repeat((4 - (text.length % 4)) % 4))

/** The two public keys of a text that an agreement names; the text has been read by `readAgreement`. */
function partsOf(publicKey: string) {
  const bytes = fromBase64(publicKey) ?? new Uint8Array(0)
  return { verifying: bytes.subarray(0, CURVE_BYTES), opening: bytes.subarray(CURVE_BYTES) }
}

/** New keys, as the text of the file that its holder keeps, and their public part. */
export async function makeKeyPair(): Promise<
  Result<{ readonly file: string; readonly publicKey: string }, LinkageProblem>
> {
  const crypto = webCrypto()
  if (!crypto.ok) return crypto
  const make = async (name: 'Ed25519' | 'X25519', uses: readonly string[]): Promise<CurveKey> => {
    const { privateKey } = await crypto.value.generateKey({ name }, true, uses)
    return crypto.value.exportKey('jwk', privateKey)
  }
  const made = await ifKnown(Promise.all([make('Ed25519', ['sign', 'verify']), make('X25519', ['deriveBits'])]))
  if (!made.ok) return made
  const [signing, opening] = made.value
  const publicKey = toBase64(concatBytes(fromUrl(signing.x)!, fromUrl(opening.x)!))
  const content = { format: FORMAT, version: 1, publicKey, sign: signing.d, open: opening.d }
  return ok({ file: `${JSON.stringify(content, null, 2)}\n`, publicKey })
}

/** Reads what `makeKeyPair` made. */
export async function readKeyPair(text: string): Promise<Result<KeyPair, LinkageProblem>> {
  const invalid = () =>
    problem('key_invalid', 'This is not a file of keys that “gloact encode pair” wrote, or it is damaged.')
  let json: Readonly<Record<string, unknown>>
  try {
    json = Object(JSON.parse(text)) as Readonly<Record<string, unknown>>
  } catch {
    return invalid()
  }
  const { format, version, publicKey, sign, open } = json
  if (format !== FORMAT || version !== 1 || typeof publicKey !== 'string') return invalid()
  const { verifying, opening } = partsOf(publicKey)
  if (opening.length !== CURVE_BYTES || typeof sign !== 'string' || typeof open !== 'string') return invalid()
  const crypto = webCrypto()
  if (!crypto.ok) return crypto
  const subtle = crypto.value
  const held = (crv: CurveKey['crv'], own: Uint8Array, d: string, use: string): Promise<HeldKey> =>
    subtle.importKey('jwk', { kty: 'OKP', crv, x: toUrl(toBase64(own)), d }, { name: crv }, false, [use])
  const known = await ifKnown(
    unlessRefused(Promise.all([held('Ed25519', verifying, sign, 'sign'), held('X25519', opening, open, 'deriveBits')])),
  )
  if (!known.ok) return known
  if (!known.value) return invalid()
  const [signer, opener] = known.value
  return ok({
    publicKey,
    sign: async (bytes) => new Uint8Array(await subtle.sign({ name: 'Ed25519' }, signer, bytes)),
    async agree(theirs) {
      const bits = await unlessRefused(
        subtle
          .importKey('raw', theirs, { name: 'X25519' }, false, [])
          .then((other) => subtle.deriveBits({ name: 'X25519', public: other }, opener, 8 * CURVE_BYTES)),
      )
      return bits && new Uint8Array(bits)
    },
  })
}

/** Whether the holder of a public key has signed these bytes. */
export async function hasSigned(
  publicKey: string,
  signature: Uint8Array,
  bytes: Uint8Array,
): Promise<Result<boolean, LinkageProblem>> {
  const crypto = webCrypto()
  if (!crypto.ok) return crypto
  const { verifying } = partsOf(publicKey)
  const key = await ifKnown(
    unlessRefused(crypto.value.importKey('raw', verifying, { name: 'Ed25519' }, false, ['verify'])),
  )
  if (!key.ok) return key
  return ok(key.value !== undefined && (await crypto.value.verify({ name: 'Ed25519' }, key.value, signature, bytes)))
}

/** A key that is used once, and what it has in common with the holder of a public key. */
export async function agreeOnce(
  publicKey: string,
): Promise<Result<{ readonly ephemeral: Uint8Array; readonly shared: Uint8Array }, LinkageProblem>> {
  const crypto = webCrypto()
  if (!crypto.ok) return crypto
  const subtle = crypto.value
  const made = await ifKnown(subtle.generateKey({ name: 'X25519' }, true, ['deriveBits']))
  if (!made.ok) return made
  const { x } = await subtle.exportKey('jwk', made.value.publicKey)
  const shared = await unlessRefused(
    subtle
      .importKey('raw', partsOf(publicKey).opening, { name: 'X25519' }, false, [])
      .then((other) => subtle.deriveBits({ name: 'X25519', public: other }, made.value.privateKey, 8 * CURVE_BYTES)),
  )
  if (!shared) return problem('key_invalid', 'The linkage unit’s key in the agreement cannot be used for encryption.')
  return ok({ ephemeral: fromUrl(x)!, shared: new Uint8Array(shared) })
}
