import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, type KeyObject } from 'node:crypto'
import { KEY_BYTES, sealBroken } from './seal.ts'

/** How much of the plaintext each chunk holds, in bytes; only the last may hold less. */
export const CHUNK_BYTES = 64 * 1024

/** Tells a sealed stream from a value that `seal` made (1), and one layout of streams from a later one. */
const FORMAT = 2
const SALT_BYTES = 32
const HEADER_BYTES = 1 + SALT_BYTES
const TAG_BYTES = 16
const SEALED_CHUNK_BYTES = CHUNK_BYTES + TAG_BYTES
const INFO = 'gloact.sealed_stream.2'

/** Bytes that come piece by piece: a request's body, a file, a network answer. The pieces' sizes mean nothing. */
export type ByteStream = AsyncIterable<Uint8Array> | Iterable<Uint8Array>

/** How many bytes a stream of this many bytes has once it is sealed. */
export const sealedStreamBytes = (plaintextBytes: number): number =>
  HEADER_BYTES + plaintextBytes + TAG_BYTES * Math.max(1, Math.ceil(plaintextBytes / CHUNK_BYTES))

/**
 * Seals bytes of any length piece by piece, holding one chunk in memory: the STREAM construction (Hoang, Reyhanitabar,
 * Rogaway, Vizár, "Online Authenticated-Encryption and its Nonce-Reuse Misuse-Resistance", CRYPTO 2015, §7) over
 * AES-256-GCM. Each stream has a key of its own, derived with HKDF-SHA256 (RFC 5869) from the person's key, 32 random bytes
 * of salt and the binding. A chunk's vector is its position and whether it is the last, and both are, with the binding,
 * additional authenticated data: a stream that was cut, reordered, spliced with another or moved does not open.
 *
 * Layout: one byte of format version, the salt; then chunks of cipher text (64 KiB but the last) and tag (16 bytes).
 */
export async function* sealStream(
  key: KeyObject | Uint8Array,
  source: ByteStream,
  binding: string,
  salt: Uint8Array = randomBytes(SALT_BYTES),
): AsyncGenerator<Uint8Array, void, undefined> {
  const streamKey = deriveKey(key, salt, binding)
  yield Buffer.concat([Buffer.of(FORMAT), salt])
  let position = 0
  for await (const { bytes, last } of inChunks(source, CHUNK_BYTES)) {
    const cipher = createCipheriv('aes-256-gcm', streamKey, vectorOf(position, last), {
      authTagLength: TAG_BYTES,
    }).setAAD(additionalData(binding, position, last))
    yield Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()])
    position += 1
  }
}

/**
 * Opens what `sealStream` made. A chunk is given out only once it is authenticated; where the stream was cut or changed
 * further on, the error (`isSealBroken`) comes then: the person who reads must not take the bytes before it for the whole.
 */
export async function* unsealStream(
  key: KeyObject | Uint8Array,
  source: ByteStream,
  binding: string,
): AsyncGenerator<Uint8Array, void, undefined> {
  let streamKey: Uint8Array | undefined
  let position = 0
  for await (const piece of afterHeader(source)) {
    if ('header' in piece) {
      if (piece.header.length < HEADER_BYTES || piece.header[0] !== FORMAT) throw sealBroken()
      streamKey = deriveKey(key, piece.header.subarray(1), binding)
      continue
    }
    const { bytes, last } = piece
    if (streamKey === undefined || bytes.length < TAG_BYTES) throw sealBroken()
    const decipher = createDecipheriv('aes-256-gcm', streamKey, vectorOf(position, last), { authTagLength: TAG_BYTES })
      .setAAD(additionalData(binding, position, last))
      .setAuthTag(bytes.subarray(bytes.length - TAG_BYTES))
    const opened = decipher.update(bytes.subarray(0, bytes.length - TAG_BYTES))
    try {
      decipher.final()
    } catch {
      opened.fill(0)
      throw sealBroken()
    }
    yield opened
    position += 1
  }
}

const deriveKey = (key: KeyObject | Uint8Array, salt: Uint8Array, binding: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', key, salt, `${INFO}|${binding}`, KEY_BYTES))

/** 12 bytes: seven of nothing, the position, whether it is the last. Under a key of one stream alone none comes twice. */
function vectorOf(position: number, last: boolean): Buffer {
  const vector = Buffer.alloc(12)
  vector.writeUInt32BE(position, 7)
  vector[11] = last ? 1 : 0
  return vector
}

const additionalData = (binding: string, position: number, last: boolean): Buffer =>
  Buffer.concat([Buffer.of(FORMAT), Buffer.from(`${binding}|chunk:${position}|last:${last}`, 'utf8')])

interface Chunk {
  readonly bytes: Uint8Array
  readonly last: boolean
}

/** The source cut into chunks of one size. There is always a last one, empty only where the source is. */
async function* inChunks(source: ByteStream, size: number): AsyncGenerator<Chunk, void, undefined> {
  let pending: Uint8Array[] = []
  let held = 0
  for await (const piece of source) {
    if (piece.length === 0) continue
    pending.push(piece)
    held += piece.length
    if (held <= size) continue
    // One byte more than a chunk is held: that chunk is not the last.
    let rest: Uint8Array = Buffer.concat(pending)
    while (rest.length > size) {
      yield { bytes: rest.subarray(0, size), last: false }
      rest = rest.subarray(size)
    }
    pending = [rest]
    held = rest.length
  }
  yield { bytes: Buffer.concat(pending), last: true }
}

/** A sealed stream's header, then its chunks. Anyone who stops reading early ends the source too. */
async function* afterHeader(
  source: ByteStream,
): AsyncGenerator<{ readonly header: Uint8Array } | Chunk, void, undefined> {
  const from = iterate(source)
  try {
    let head: Uint8Array = Buffer.alloc(0)
    while (head.length < HEADER_BYTES) {
      const next = await from.next()
      if (next.done) break
      head = Buffer.concat([head, next.value])
    }
    yield { header: head.subarray(0, HEADER_BYTES) }
    yield* inChunks(prefixed(head.subarray(HEADER_BYTES), from), SEALED_CHUNK_BYTES)
  } finally {
    await from.return()
  }
}

async function* iterate(source: ByteStream): AsyncGenerator<Uint8Array, void, undefined> {
  yield* source
}

async function* prefixed(
  first: Uint8Array,
  rest: AsyncGenerator<Uint8Array, void, undefined>,
): AsyncGenerator<Uint8Array, void, undefined> {
  yield first
  yield* rest
}
