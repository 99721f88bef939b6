import assert from 'node:assert/strict'
import { test } from 'node:test'
import { memoryKekProvider } from '@gloact/vault/testing'
import fc from 'fast-check'
import { keyFromKek, keyFromPassphrase, type BackupKey } from './backup-key.ts'
import { failureOf } from './failures.ts'
import { openStream, sealStream } from './sealed-stream.ts'

const kek = memoryKekProvider()
const AT = '2026-11-24T12:00:00.000Z'

async function* pieces(list: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* list
}

async function gathered(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const list: Uint8Array[] = []
  for await (const piece of stream) list.push(piece)
  return Buffer.concat(list)
}

const sealed = (list: readonly Uint8Array[], key: BackupKey = keyFromKek(kek)) =>
  gathered(sealStream(pieces(list), key, AT))

const opened = (bytes: Uint8Array, key: BackupKey = keyFromKek(kek)) => gathered(openStream(pieces([bytes]), key))

async function failureOfOpening(bytes: Uint8Array, key?: BackupKey): Promise<string | undefined> {
  try {
    await opened(bytes, key)
    return undefined
  } catch (error) {
    return failureOf(error)?.code
  }
}

/** The sealed chunks behind the line in clear. */
function chunksOf(bytes: Buffer): { line: Buffer; chunks: Buffer[] } {
  const end = bytes.indexOf(0x0a) + 1
  const chunks: Buffer[] = []
  for (let at = end; at < bytes.length;) {
    const length = bytes.readUInt32BE(at) + 4
    chunks.push(bytes.subarray(at, at + length))
    at += length
  }
  return { line: bytes.subarray(0, end), chunks }
}

test('what was sealed is opened again, in whatever pieces it came and goes', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.uint8Array({ maxLength: 300_000 }), { maxLength: 6 }),
      fc.integer({ min: 1, max: 100_000 }),
      async (list, step) => {
        const bytes = await sealed(list)
        const cut: Uint8Array[] = []
        for (let at = 0; at < bytes.length; at += step) cut.push(bytes.subarray(at, at + step))
        assert.ok((await gathered(openStream(pieces(cut), keyFromKek(kek)))).equals(Buffer.concat(list)))
      },
    ),
    { numRuns: 30 },
  )
})

test('a changed byte anywhere is found', async () => {
  const bytes = await sealed([Buffer.alloc(600_000, 'a')])
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: bytes.length - 1 }),
      fc.integer({ min: 1, max: 255 }),
      async (at, by) => {
        const changed = Buffer.from(bytes)
        changed[at] = changed[at]! ^ by
        assert.notEqual(await failureOfOpening(changed), undefined)
      },
    ),
    { numRuns: 60 },
  )
})

test('an end that was cut off, a chunk left out, moved or put in twice is found', async () => {
  const { line, chunks } = chunksOf(await sealed([Buffer.alloc(900_000, 'a')]))
  assert.ok(chunks.length >= 4)
  const of = (...order: readonly number[]) => Buffer.concat([line, ...order.map((index) => chunks[index]!)])
  assert.equal(await failureOfOpening(of(...chunks.keys())), undefined)
  for (const order of [
    [0, 1, 2],
    [0, 2, 3],
    [1, 0, 2, 3],
    [0, 1, 1, 2, 3],
    [0, 1, 2, 3, 3],
  ]) {
    assert.notEqual(await failureOfOpening(of(...order)), undefined, order.join())
  }
  const whole = of(...chunks.keys())
  assert.equal(await failureOfOpening(whole.subarray(0, whole.length - 1)), 'backup.damaged')
})

test('another key, another passphrase and a destroyed version of the key open nothing', async () => {
  const bytes = await sealed([Buffer.from('rows')])
  assert.equal(await failureOfOpening(bytes, keyFromKek(memoryKekProvider())), 'backup.other_key')
  assert.equal(await failureOfOpening(bytes, keyFromPassphrase('rows')), 'backup.other_key')
  const own = keyFromPassphrase('a long phrase for backups')
  const byPhrase = await sealed([Buffer.from('rows')], own)
  assert.equal(String(await opened(byPhrase, own)), 'rows')
  assert.equal(await failureOfOpening(byPhrase, keyFromPassphrase('another phrase')), 'backup.other_key')
  const renewed = memoryKekProvider()
  const before = await sealed([Buffer.from('rows')], keyFromKek(renewed))
  renewed.renew()
  assert.equal(String(await opened(before, keyFromKek(renewed))), 'rows')
  renewed.destroy(1)
  assert.equal(await failureOfOpening(before, keyFromKek(renewed)), 'backup.other_key')
})

test('a file of another kind is told apart from a damaged one', async () => {
  assert.equal(await failureOfOpening(Buffer.from('PK\u0003\u0004 a workbook\n')), 'backup.not_a_backup')
  assert.equal(await failureOfOpening(Buffer.from('{"version":1}\n')), 'backup.not_a_backup')
  assert.equal(await failureOfOpening(Buffer.alloc(10_000)), 'backup.not_a_backup')
  const later = (await sealed([])).toString('latin1').replace('"gloactBackup":1', '"gloactBackup":9')
  assert.equal(await failureOfOpening(Buffer.from(later, 'latin1')), 'backup.unknown_format')
})
