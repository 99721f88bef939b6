import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { randomSource, unwrap, type Result } from '@gloact/kernel'
import { loadKernel } from '../../node/load-kernel.ts'
import { readAgreement } from '../agreement.ts'
import { joinDice } from '../dice-join.ts'
import { encodeForAgency } from '../encode-for-agency.ts'
import { encodeUnderAgreement } from '../encode-list.ts'
import { checksumOf, writeEncodings } from '../encodings.ts'
import { receiveEncodings, type Opening } from '../read-file.ts'
import { documentOf, FIELDS, people } from '../testing.ts'
import { createEnvelope } from './envelope.ts'
import { makeKeyPair, readKeyPair } from './key-pair.ts'
import { checkReceipt, writeReceipt } from './receipt.ts'

/** Keys of nobody, the same in every run: what an agreement names decides every draw under it, and whether an attack happens to succeed. */
const KEYS = [
  [
    'imstyRjyGa4fqTRpqFIG0n2g7SBbvjMgHNMkTw+kxVSCcCwgdsDsdvVtfZfHtdFoMtR6L6XDPs9obO5qhm/rRw==',
    'FjxtlOU4oiH9OxXuJ_Rrp2QfgKG9um8qVCFf4m30JaI',
    '0BJ1gy6QXtMbRiyCvdSqUz-1OlTACvCP6z-C8ei5C3Y',
  ],
  [
    'kXoXfQXWcMrBFQFQMgCwQ1RpuQJtjSG56v0cDN3eJZzDtsFaZQR19F6BIFZg2JDFca6tZzgYA3zXpGvq3gLjLg==',
    '7K5A5XdT7DGzgcfRrWpLw3pHMaDL8KaAiohxtE46X6g',
    'EHDBq2aVROIFyOVQ6fiom6pT3-7aedcDBQ-zUzGYIFM',
  ],
  [
    'uS/TbpOtRbGKOP2JH05UAo8anwRUxMOJBY5cXKorenpRYkkH0ZjPSrlDcYlXjkVEOqf7hHgsSnEjx+Uu7xU7Yw==',
    'K0gFsbN2IqZB9JViO4Nt8IltFGjXoJFeVozVUZGzUGg',
    'qPqh0SZyuK7g6vOEWsFREaxTh5ZxUuxMLlkzaY5wk3s',
  ],
  [
    'qTvRHKDVkGqjpXQvgRXf3KeG7nxg+TKPfW2PhU+wtixj2gSPBCj8fh8cvIa6WwM0pb6Voc5eLOW4/nuNGFg8eA==',
    '_yw2yFzB6VhtW5yQpwClwtysh6v2ZxR_SyxiSpXzECo',
    '2L-KhgF8KwJKDSmMS3tKYObYHO5GbklqGWoA2Hd8Rmo',
  ],
] as const

async function pairOf([publicKey, sign, open]: (typeof KEYS)[number]) {
  const file = `${JSON.stringify({ format: 'gloact-linkage-keys', version: 1, publicKey, sign, open }, null, 2)}\n`
  return { pair: unwrap(await readKeyPair(file)), file, publicKey }
}
const [north, south, unit, stranger] = await Promise.all([
  pairOf(KEYS[0]),
  pairOf(KEYS[1]),
  pairOf(KEYS[2]),
  pairOf(KEYS[3]),
])
const document = documentOf({
  unit: { name: 'Statistics office', key: unit.publicKey },
  keys: { north: north.publicKey, south: south.publicKey },
})
const agreement = unwrap(readAgreement(document))
const table = { columns: ['id', ...FIELDS.map(({ column }) => column)], rows: people(60, 5) }
const input = { agreement, secret: new Uint8Array(32).fill(7), today: '2026-11-25', choose: randomSource(3).below }
const { list } = unwrap(encodeUnderAgreement(table, input))

/** What an envelope holds, in chunks that end anywhere. */
async function* chunksOf(bytes: Uint8Array, size = 1000): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size)
}
const received = (bytes: Uint8Array, opening: Opening = { agreement, pair: unit.pair }) =>
  receiveEncodings(chunksOf(bytes), opening)
const codeOf = (result: Result<unknown, { readonly code: string }>): string => (result.ok ? '' : result.error.code)
async function sealedBy(pair: typeof north.pair, pieces: Iterable<string> = writeEncodings(list)): Promise<Buffer> {
  const envelope = unwrap(await createEnvelope(agreement, pair))
  const parts: Uint8Array[] = []
  for await (const part of envelope.fill(pieces)) parts.push(part)
  return Buffer.concat(parts)
}
const sealed = await sealedBy(north.pair)

test('a list travels signed by its party and opens for the linkage unit alone', async () => {
  assert.deepEqual(unwrap(await received(sealed)), { list, from: 'north' })
  assert.equal(sealed.includes('clks'), false)
  assert.equal(codeOf(await received(sealed, {})), 'key_missing')
  for (const pair of [north.pair, stranger.pair]) {
    assert.equal(codeOf(await received(sealed, { agreement, pair })), 'key_mismatch')
  }
  const reworded = unwrap(readAgreement({ ...document, title: 'another' }))
  assert.equal(codeOf(await received(sealed, { agreement: reworded, pair: unit.pair })), 'encodings_mixed')
  // The same list is another file each time.
  assert.notDeepEqual(await sealedBy(north.pair), sealed)
})

test('whatever is changed in an envelope, cut off or put behind it, it is refused', async () => {
  const choose = randomSource(11).below
  for (let tried = 0; tried < 60; tried++) {
    const changed = Buffer.from(sealed)
    // Half of the changes are in the line that says who sends it.
    const at = choose(tried % 2 === 0 ? sealed.indexOf('\n') : sealed.length)
    changed[at]! ^= 1 << choose(8)
    assert.equal((await received(changed)).ok, false, `byte ${at}`)
    assert.equal((await received(sealed.subarray(0, choose(sealed.length)))).ok, false)
  }
  assert.equal((await received(Buffer.concat([sealed, Buffer.from('x')]))).ok, false)
})

test('nobody can send in another party’s name, nor hand on another’s list as their own', async () => {
  const head = sealed.subarray(0, sealed.indexOf('\n')).toString()
  const renamed = Buffer.concat([Buffer.from(head.replace('"north"', '"south"')), sealed.subarray(head.length)])
  assert.equal(codeOf(await received(renamed)), 'envelope_invalid')
  assert.equal(codeOf(await createEnvelope(agreement, stranger.pair)), 'key_mismatch')
  const plain = Buffer.from([...writeEncodings(list)].join(''))
  assert.equal(codeOf(await received(plain)), 'envelope_invalid')
  const withoutKeys = unwrap(readAgreement(documentOf()))
  assert.equal(codeOf(await received(plain, { agreement: withoutKeys })), 'encodings_mixed')
  assert.deepEqual(unwrap(await received(plain, {})), { list, from: null })
})

test('a text longer than a frame comes out whole, and frames cannot change places', async () => {
  const long = `{"clks":["${randomBytes(300).toString('base64')}"],"note":"${'x'.repeat(2.5 * 2 ** 20)}"}`
  const bytes = await sealedBy(north.pair, [long.slice(0, 7), long.slice(7)])
  assert.equal(unwrap(await received(bytes)).list.rows.width, 300)
  const start = bytes.indexOf('\n') + 1
  const frame = 4 + 2 ** 20 + 16
  const [first, second] = [bytes.subarray(start, start + frame), bytes.subarray(start + frame, start + 2 * frame)]
  const swapped = Buffer.concat([bytes.subarray(0, start), second, first, bytes.subarray(start + 2 * frame)])
  assert.equal(codeOf(await received(swapped)), 'envelope_invalid')
})

test('under an agreement that names keys nothing is handed out unsigned, and under another nothing can be signed', async () => {
  const kernel = loadKernel()
  const work = {
    ...input,
    join: (...[a, b, how]: Parameters<typeof joinDice> extends [unknown, ...infer Rest] ? Rest : never) =>
      Promise.resolve(joinDice(kernel, a, b, how)),
  }
  assert.equal(codeOf(await encodeForAgency(table, work)), 'key_missing')
  const plain = { ...work, agreement: unwrap(readAgreement(documentOf())), pair: north.pair }
  assert.equal(codeOf(await encodeForAgency(table, plain)), 'key_mismatch')
  const made = unwrap(await encodeForAgency(table, { ...work, pair: south.pair }))
  assert.deepEqual(made.sealed, { from: 'south', unit: 'Statistics office' })
})

test('an agreement names a key for each party and the unit, each another one, or none', () => {
  const { keys } = document as unknown as { keys: Record<string, string> }
  for (const changes of [
    { keys: { north: keys['north'] } },
    { keys: { ...keys, west: stranger.publicKey } },
    { keys: { ...keys, south: keys['north'] } },
    { keys: { ...keys, south: 'c2hvcnQ=' } },
    { unit: undefined },
    { unit: { name: 'Statistics office', key: keys['south'] } },
  ]) {
    const read = readAgreement(JSON.parse(JSON.stringify({ ...document, ...changes })))
    assert.equal(read.ok ? '' : read.error.code, 'agreement_invalid', JSON.stringify(changes))
  }
  // A document that says in words who the unit is, is an agreement without keys.
  assert.equal(unwrap(readAgreement(documentOf({ unit: 'Statistics office' }))).keys, null)
})

test('a receipt is signed by the linkage unit, and any other word in it shows', async () => {
  const files = [{ sha256: 'ab', checksum: checksumOf(list.rows), from: 'north', encodings: list.rows.total }]
  const said = { destroyedAt: '2026-11-25T10:00:00.000Z', files }
  assert.equal(codeOf(await writeReceipt(agreement, north.pair, said)), 'key_mismatch')
  const receipt = JSON.parse(unwrap(await writeReceipt(agreement, unit.pair, said))) as Record<string, unknown>
  assert.deepEqual(unwrap(await checkReceipt(agreement, receipt)), {
    agreement: agreement.digest,
    unit: 'Statistics office',
    ...said,
  })
  for (const change of [
    { destroyedAt: '2026-11-24T10:00:00.000Z' },
    { files: [] },
    { unit: 'north' },
    { agreement: 'other' },
    { signature: 'c2hvcnQ=' },
  ]) {
    assert.equal(codeOf(await checkReceipt(agreement, { ...receipt, ...change })), 'receipt_invalid')
  }
})

test('what is no text, or begins like no file of encodings, is told before all of it is read', async () => {
  let closed = false
  const read = async (chunk: Uint8Array): Promise<string> => {
    closed = false
    const endless = (async function* () {
      try {
        for (;;) yield chunk
      } finally {
        closed = true
      }
    })()
    return codeOf(await receiveEncodings(endless, {}))
  }
  assert.deepEqual([await read(Uint8Array.of(0xff, 0xfe, 0xff)), closed], ['encodings_invalid', true])
  assert.deepEqual([await read(new Uint8Array(2 ** 20)), closed], ['encodings_invalid', true])
  // A party whose name every object has is none that the agreement names.
  const forged = Buffer.from(sealed.toString('latin1').replace('"from":"north"', '"from":"toString"'), 'latin1')
  assert.equal(codeOf(await received(forged)), 'envelope_invalid')
})

test('keys that are made can be read, and no two are alike', async () => {
  const [one, other] = [unwrap(await makeKeyPair()), unwrap(await makeKeyPair())]
  assert.notEqual(one.publicKey, other.publicKey)
  assert.equal(unwrap(await readKeyPair(one.file)).publicKey, one.publicKey)
})

test('a file of keys that is none, or was changed, is refused', async () => {
  const { file } = north
  const mixed = JSON.stringify({ ...(JSON.parse(file) as object), publicKey: south.publicKey })
  for (const text of ['', '{}', 'null', file.slice(0, -9), file.replace(/"sign": "..../, '"sign": "'), mixed]) {
    assert.equal(codeOf(await readKeyPair(text)), 'key_invalid', text.slice(0, 20))
  }
})
