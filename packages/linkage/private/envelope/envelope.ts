import { ok, type Result } from '@gloact/kernel'
import { hkdf } from '@noble/hashes/hkdf.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import type { LinkageAgreement } from '../agreement.ts'
import { fromBase64, toBase64 } from '../base64.ts'
import { problem, type LinkageProblem } from '../linkage-schema.ts'
import type { ByteSource } from './byte-source.ts'
import { agreeOnce, hasSigned, type KeyPair } from './key-pair.ts'
import { unlessRefused, webCrypto, type HeldKey, type Subtle } from './web-crypto.ts'

declare class TextDecoder {
  decode(bytes: Uint8Array): string
}

// A file in an envelope is a line of JSON that says for whom, by whom and under which agreement; then frames, each its
// length in four bytes (with the highest bit set for the last) and so much of the text, encrypted; then the signature of
// the party over the line and all frames.

const FORMAT = 'gloact-sealed-encodings'
const START = `{"format":"${FORMAT}"`
const LABEL = 'gloact linkage envelope 1'
const LONGEST_LINE = 4096
const LINE_BREAK = 10
const FRAME = 2 ** 20
const TAG = 16
const LAST = 2 ** 31
const SIGNATURE = 64

/** Whether these are the first bytes of a file in an envelope; `START_BYTES` are enough to tell. */
export const isEnvelope = (bytes: Uint8Array): boolean =>
  bytes.length >= START.length && new TextDecoder().decode(bytes.subarray(0, START.length)) === START
export const START_BYTES = START.length

/** Encrypts frame after frame: each nonce is used once, and the last frame has one that no other may have. */
async function frameKey(subtle: Subtle, shared: Uint8Array, line: Uint8Array): Promise<HeldKey> {
  const key = hkdf(sha256, shared, sha256(line), utf8ToBytes(LABEL), 32)
  return subtle.importKey('raw', key, { name: 'AES-GCM' }, false, ['encrypt', 'decrypt'])
}

const nonceOf = (frame: number, isLast: boolean): Uint8Array => {
  const nonce = new Uint8Array(12)
  new DataView(nonce.buffer).setUint32(8, frame)
  nonce[0] = isLast ? 1 : 0
  return nonce
}

/** What is signed: everything that stands before the signature. */
const signedBytes = (digest: Uint8Array): Uint8Array => concatBytes(utf8ToBytes(`${LABEL}\n`), digest)

/** A party’s envelope to the linkage unit, ready to be filled once. */
export interface Envelope {
  readonly from: string
  readonly unit: string
  fill(pieces: Iterable<string>): AsyncGenerator<Uint8Array>
}

/**
 * Makes an envelope under an agreement that names keys: what is put into it is encrypted to the linkage unit (X25519,
 * HKDF-SHA-256, AES-256-GCM) and signed by the party (Ed25519). `key_mismatch` where the agreement does not name this key.
 */
export async function createEnvelope(
  { digest, keys }: Pick<LinkageAgreement, 'digest' | 'keys'>,
  pair: KeyPair,
): Promise<Result<Envelope, LinkageProblem>> {
  const from = Object.entries(keys?.parties ?? {}).find(([, key]) => key === pair.publicKey)?.[0]
  if (!keys || from === undefined) {
    return problem('key_mismatch', 'The agreement does not name this key as a party’s. Use the one that it names.')
  }
  const crypto = webCrypto()
  if (!crypto.ok) return crypto
  const agreed = await agreeOnce(keys.unit.key)
  if (!agreed.ok) return agreed
  const { ephemeral, shared } = agreed.value
  const head = {
    format: FORMAT,
    version: 1,
    agreement: digest,
    from,
    to: keys.unit.key,
    ephemeral: toBase64(ephemeral),
  }
  const line = utf8ToBytes(`${JSON.stringify(head)}\n`)
  const key = await frameKey(crypto.value, shared, line)
  return ok({
    from,
    unit: keys.unit.name,
    async *fill(pieces) {
      const hash = sha256.create().update(line)
      yield line
      for (const { bytes, number, isLast } of framesOf(pieces)) {
        const iv = nonceOf(number, isLast)
        const sealed = new Uint8Array(await crypto.value.encrypt({ name: 'AES-GCM', iv }, key, bytes))
        const frame = new Uint8Array(4 + sealed.length)
        new DataView(frame.buffer).setUint32(0, sealed.length + (isLast ? LAST : 0))
        frame.set(sealed, 4)
        hash.update(frame)
        yield frame
      }
      yield await pair.sign(signedBytes(hash.digest()))
    },
  })
}

/** The text in frames of one length, the last one shorter. */
function* framesOf(pieces: Iterable<string>) {
  let held = new Uint8Array(0)
  let number = 0
  for (const piece of pieces) {
    held = concatBytes(held, utf8ToBytes(piece))
    for (; held.length > FRAME; held = held.subarray(FRAME)) {
      yield { bytes: held.subarray(0, FRAME), number: number++, isLast: false }
    }
  }
  yield { bytes: held, number, isLast: true }
}

const damaged = () =>
  problem('envelope_invalid', 'is damaged, or someone has changed it: it does not open. Have it sent again.')

/**
 * Opens what a party put into an envelope. The person who reads may use what `take` was given only where this gives the party: the
 * signature stands at the end.
 */
export async function openEnvelope(
  source: ByteSource,
  { digest, keys }: Pick<LinkageAgreement, 'digest' | 'keys'>,
  pair: KeyPair,
  take: (bytes: Uint8Array) => void,
): Promise<Result<string, LinkageProblem>> {
  const start = await source.peek(LONGEST_LINE)
  const end = start.indexOf(LINE_BREAK)
  const line = end < 0 ? undefined : await source.take(end + 1)
  const head = line && headOf(line)
  if (!head) return damaged()
  if (head.agreement !== digest) {
    return problem('encodings_mixed', 'was encoded under another agreement: a single word that differs is enough.')
  }
  const party = keys && Object.hasOwn(keys.parties, head.from) ? keys.parties[head.from] : undefined
  if (!keys || party === undefined) return problem('envelope_invalid', 'is from nobody whom the agreement names.')
  if (head.to !== pair.publicKey || keys.unit.key !== pair.publicKey) {
    return problem('key_mismatch', 'is for the linkage unit that the agreement names, and this key is not that unit’s.')
  }
  const crypto = webCrypto()
  if (!crypto.ok) return crypto
  const shared = await pair.agree(head.ephemeral)
  if (!shared) return damaged()
  const key = await frameKey(crypto.value, shared, line)
  const hash = sha256.create().update(line)
  for (let number = 0, isLast = false; !isLast; number++) {
    const size = await source.take(4)
    if (!size) return damaged()
    const length = new DataView(size.buffer, size.byteOffset, 4).getUint32(0)
    isLast = length >= LAST
    const sealed = length % LAST > FRAME + TAG ? undefined : await source.take(length % LAST)
    if (!sealed) return damaged()
    hash.update(size).update(sealed)
    const iv = nonceOf(number, isLast)
    const opened = await unlessRefused(crypto.value.decrypt({ name: 'AES-GCM', iv }, key, sealed))
    if (!opened) return damaged()
    take(new Uint8Array(opened))
  }
  const signature = await source.take(SIGNATURE)
  if (!signature || (await source.peek(1)).length > 0) return damaged()
  const signed = await hasSigned(party, signature, signedBytes(hash.digest()))
  if (!signed.ok) return signed
  return signed.value
    ? ok(head.from)
    : problem('envelope_invalid', 'is not signed by the party that it says it is from: do not use it.')
}

function headOf(line: Uint8Array) {
  let json: Readonly<Record<string, unknown>>
  try {
    json = Object(JSON.parse(new TextDecoder().decode(line))) as Readonly<Record<string, unknown>>
  } catch {
    return undefined
  }
  const { version, agreement, from, to, ephemeral } = json
  const once = typeof ephemeral === 'string' ? fromBase64(ephemeral) : undefined
  return version === 1 && typeof agreement === 'string' && typeof from === 'string' && typeof to === 'string' && once
    ? { agreement, from, to, ephemeral: once }
    : undefined
}
