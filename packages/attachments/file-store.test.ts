import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { asInstant, unwrap } from '@gloact/kernel'
import { fileAttachmentStore, isObjectId, newObjectId } from './index.ts'
import { gather } from './testing.ts'

const folder = mkdtempSync(join(tmpdir(), 'attachments-'))
after(() => rmSync(folder, { recursive: true }))
const store = fileAttachmentStore(folder)

async function* pieces(...all: Uint8Array[]) {
  yield* all
}
const whole = async (stream: AsyncIterable<Uint8Array>) => Buffer.concat(await gather(stream))
const halfWritten = () => (existsSync(join(folder, 'incoming')) ? readdirSync(join(folder, 'incoming')) : [])

test('what is put is given back, listed once, and gone after it was deleted', async () => {
  const id = newObjectId()
  const content = randomBytes(300_000)
  assert.deepEqual(await store.put(id, pieces(content.subarray(0, 1), content.subarray(1))), {
    ok: true,
    value: { size: content.length },
  })
  assert.deepEqual(await whole(unwrap(await store.get(id))), content)
  assert.deepEqual(
    (await gather(store.list())).map(({ id: found, size }) => [found, size]),
    [[id, content.length]],
  )
  assert.deepEqual(halfWritten(), [])
  unwrap(await store.delete(id))
  unwrap(await store.delete(id))
  assert.deepEqual(await store.get(id), { ok: false, error: { code: 'attachments.missing' } })
  assert.deepEqual(await gather(store.list()), [])
})

test('the name of an object says nothing, and nothing else becomes a path', async () => {
  assert.ok(isObjectId(newObjectId()))
  for (const name of ['../../etc/passwd', '', 'A'.repeat(36), '019ac111-1111-7111-8111-111111111111']) {
    await assert.rejects(store.put(name as never, pieces(Buffer.from('x'))), TypeError)
    await assert.rejects(store.get(name as never), TypeError)
    await assert.rejects(store.delete(name as never), TypeError)
  }
})

test('a stream that breaks leaves nothing, not even half of it', async () => {
  const id = newObjectId()
  async function* breaking() {
    yield randomBytes(100_000)
    throw new Error('the connection was lost')
  }
  await assert.rejects(store.put(id, breaking()), /connection was lost/)
  assert.equal((await store.get(id)).ok, false)
  assert.deepEqual(halfWritten(), [])
})

test('a full disk is said as such, and nothing half-written stays', { skip: !existsSync('/dev/full') }, async () => {
  // The kernel's own full device: every write to it fails as a full disk does.
  const full = fileAttachmentStore(folder, { openForWriting: () => open('/dev/full', 'w') })
  const id = newObjectId()
  assert.deepEqual(await full.put(id, pieces(randomBytes(10_000))), {
    ok: false,
    error: { code: 'attachments.no_room' },
  })
  assert.equal((await store.get(id)).ok, false)
  assert.deepEqual(halfWritten(), [])
})

test('a disk that fills up halfway through leaves nothing either', async () => {
  const id = newObjectId()
  const filling = fileAttachmentStore(folder, {
    openForWriting: async (path) => {
      const handle = await open(path, 'wx')
      let written = 0
      const write = handle.writeFile.bind(handle)
      handle.writeFile = async (data, options) => {
        written += (data as Uint8Array).length
        if (written > 150_000) throw Object.assign(new Error('no space'), { code: 'ENOSPC' })
        return write(data, options)
      }
      return handle
    },
  })
  const result = await filling.put(id, pieces(randomBytes(100_000), randomBytes(100_000)))
  assert.deepEqual(result, { ok: false, error: { code: 'attachments.no_room' } })
  assert.deepEqual(halfWritten(), [])
  assert.deepEqual(await gather(store.list()), [])
})

test('what a crash left half-written is never seen, and is swept once it is old', async () => {
  const [old, young] = [newObjectId(), newObjectId()]
  mkdirSync(join(folder, 'incoming'), { recursive: true })
  for (const id of [old, young]) writeFileSync(join(folder, 'incoming', `${id}.part`), 'half')
  utimesSync(join(folder, 'incoming', `${old}.part`), new Date('2020-01-01'), new Date('2020-01-01'))
  assert.equal((await store.get(old)).ok, false)
  assert.deepEqual(await gather(store.list()), [])
  assert.equal(await store.sweep(asInstant('2021-01-01')), 1)
  assert.deepEqual(halfWritten(), [`${young}.part`])
})
