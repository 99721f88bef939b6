import assert from 'node:assert/strict'
import { createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { isSealBroken, seal } from './seal.ts'
import { CHUNK_BYTES, sealedStreamBytes, sealStream, unsealStream, type ByteStream } from './sealed-stream.ts'

const key = randomBytes(32)
const HEADER = 33
const SEALED_CHUNK = CHUNK_BYTES + 16

async function whole(source: ByteStream): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for await (const piece of source) pieces.push(piece)
  return Buffer.concat(pieces)
}

const sealed = (plaintext: Uint8Array, binding = 'here') => whole(sealStream(key, [plaintext], binding))
const opened = (bytes: Uint8Array, binding = 'here') => whole(unsealStream(key, [bytes], binding))
const refused = (bytes: Uint8Array, binding = 'here') => assert.rejects(opened(bytes, binding), isSealBroken)

/** Some bytes that are not all alike, of a length near the edges of chunks. */
const content = fc
  .tuple(
    fc.constantFrom(0, 1, 1000, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 2 * CHUNK_BYTES, 3 * CHUNK_BYTES + 77),
    fc.integer({ min: 0, max: 255 }),
  )
  .map(([length, seed]) => Uint8Array.from({ length }, (_, index) => (index * 31 + seed + (index >> 8)) & 255))

/** The same bytes in pieces of other sizes. */
function* inPieces(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

test('whatever is sealed as a stream opens again, whatever the sizes of the pieces that it comes in', async () => {
  await fc.assert(
    fc.asyncProperty(content, fc.integer({ min: 500, max: 100_000 }), async (plaintext, size) => {
      const stored = await whole(sealStream(key, inPieces(plaintext, size), 'here'))
      assert.equal(stored.length, sealedStreamBytes(plaintext.length))
      assert.deepEqual(await whole(unsealStream(key, inPieces(stored, size), 'here')), Buffer.from(plaintext))
    }),
    { numRuns: 40 },
  )
})

test('a stream that was cut anywhere does not open', async () => {
  await fc.assert(
    fc.asyncProperty(content, fc.nat(), async (plaintext, where) => {
      const stored = await sealed(plaintext)
      await refused(stored.subarray(0, where % stored.length))
    }),
    { numRuns: 60 },
  )
})

test('a stream cut exactly between two chunks does not open', async () => {
  const stored = await sealed(randomBytes(3 * CHUNK_BYTES))
  await refused(stored.subarray(0, HEADER + SEALED_CHUNK))
  await refused(stored.subarray(0, HEADER + 2 * SEALED_CHUNK))
  await refused(stored.subarray(0, HEADER))
})

test('any flipped bit keeps a stream from opening', async () => {
  await fc.assert(
    fc.asyncProperty(content, fc.nat(), async (plaintext, where) => {
      const stored = await sealed(plaintext)
      const bit = where % (stored.length * 8)
      stored[bit >> 3]! ^= 1 << (bit & 7)
      await refused(stored)
    }),
    { numRuns: 60 },
  )
})

test('chunks that change places, are left out, come twice or come from another stream are not taken', async () => {
  const plaintext = randomBytes(3 * CHUNK_BYTES)
  const stored = await sealed(plaintext)
  const other = await sealed(plaintext)
  const part = (bytes: Buffer, chunk: number) =>
    bytes.subarray(HEADER + chunk * SEALED_CHUNK, HEADER + (chunk + 1) * SEALED_CHUNK)
  const head = stored.subarray(0, HEADER)
  await refused(Buffer.concat([head, part(stored, 1), part(stored, 0), part(stored, 2)]))
  await refused(Buffer.concat([head, part(stored, 0), part(stored, 2)]))
  await refused(Buffer.concat([head, part(stored, 0), part(stored, 0), part(stored, 1), part(stored, 2)]))
  await refused(Buffer.concat([head, part(stored, 0), part(other, 1), part(stored, 2)]))
  await refused(Buffer.concat([stored, part(stored, 2)]))
})

test('a stream opens for its person and place alone, and is no sealed value', async () => {
  const stored = await sealed(Buffer.from('a letter'), 'person:a|place:x')
  await refused(stored, 'person:a|place:y')
  await refused(stored, 'person:b|place:x')
  await assert.rejects(whole(unsealStream(randomBytes(32), [stored], 'person:a|place:x')), isSealBroken)
  await refused(Buffer.from(seal(key, Buffer.from('a letter'), 'here')))
})

test('no two streams of the same bytes are alike', async () => {
  const [one, two] = await Promise.all([sealed(Buffer.from('the same')), sealed(Buffer.from('the same'))])
  assert.notDeepEqual(one, two)
})

test('anyone who stops reading ends what is read from', async () => {
  const stored = await sealed(randomBytes(3 * CHUNK_BYTES))
  let ended = false
  async function* source() {
    try {
      for (const piece of inPieces(stored, 10_000)) yield piece
    } finally {
      ended = true
    }
  }
  for await (const piece of unsealStream(key, source(), 'here')) {
    assert.equal(piece.length, CHUNK_BYTES)
    break
  }
  assert.ok(ended)
})

test('the layout stays as it is written: what was stored years ago opens', async () => {
  const fixedKey = Buffer.alloc(32, 7)
  const salt = Buffer.alloc(32, 9)
  const stored = await whole(sealStream(fixedKey, [Buffer.from('what she brought with her')], 'person:p|place:q', salt))
  assert.equal(stored.toString('hex'), VECTOR)
  // The same, worked out again from the description.
  const streamKey = new Uint8Array(hkdfSync('sha256', fixedKey, salt, 'gloact.sealed_stream.2|person:p|place:q', 32))
  const decipher = createDecipheriv('aes-256-gcm', streamKey, Buffer.from('000000000000000000000001', 'hex'))
    .setAAD(Buffer.concat([Buffer.of(2), Buffer.from('person:p|place:q|chunk:0|last:true')]))
    .setAuthTag(stored.subarray(-16))
  const text = Buffer.concat([decipher.update(stored.subarray(HEADER, -16)), decipher.final()]).toString()
  assert.equal(text, 'what she brought with her')
})

const VECTOR =
  '0209090909090909090909090909090909090909090909090909090909090909096a83ea5322f46cb80f6db21726d9fbdbb493908aa31de18a958f34d6c245f587c1732ab67be6faf2e4'
