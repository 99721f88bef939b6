import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, test } from 'node:test'
import { unwrap } from '@gloact/kernel'
import { newObjectId, s3AttachmentStore } from './index.ts'
import { signedHeaders } from './s3-signature.ts'
import { gather, loopbackS3 } from './testing.ts'

const credentials = { accessKey: 'GLOACTTEST', secretKey: 'a secret of nobody', region: 'eu-central-1' }
const server = await loopbackS3('files', credentials, 2)
after(() => server.close())
const options = { ...credentials, endpoint: server.endpoint, bucket: 'files', prefix: 'gloact/', waits: [1, 1] }
const store = s3AttachmentStore(options)

async function* pieces(...all: Uint8Array[]) {
  yield* all
}
const whole = async (stream: AsyncIterable<Uint8Array>) => Buffer.concat(await gather(stream))

test("a request is signed as Amazon's own example is", () => {
  // "Signature Calculations for the Authorization Header", example GET Object, Amazon S3 API reference.
  const headers = signedHeaders(
    {
      accessKey: 'AKIAIOSFODNN7EXAMPLE',
      secretKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
      region: 'us-east-1',
    },
    {
      method: 'GET',
      url: new URL('https://examplebucket.s3.amazonaws.com/test.txt'),
      headers: { Range: 'bytes=0-9' },
      at: new Date('2013-05-24T00:00:00Z'),
    },
  )
  assert.match(headers.authorization!, /Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41$/)
})

test("a listing's query is signed as Amazon's own example is", () => {
  const headers = signedHeaders(
    {
      accessKey: 'AKIAIOSFODNN7EXAMPLE',
      secretKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
      region: 'us-east-1',
    },
    {
      method: 'GET',
      url: new URL('https://examplebucket.s3.amazonaws.com/?max-keys=2&prefix=J'),
      at: new Date('2013-05-24T00:00:00Z'),
    },
  )
  assert.match(headers.authorization!, /Signature=34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7$/)
})

test('what is put is given back, listed over several pages, and gone after it was deleted', async () => {
  const ids = [newObjectId(), newObjectId(), newObjectId()]
  const content = randomBytes(200_000)
  for (const id of ids) unwrap(await store.put(id, pieces(content.subarray(0, 7), content.subarray(7))))
  server.objects.set('somebody-elses', { bytes: Buffer.from('x'), at: new Date() })
  assert.deepEqual(await whole(unwrap(await store.get(ids[0]!))), content)
  const listed = await gather(store.list())
  assert.deepEqual(listed.map(({ id }) => id).toSorted(), ids.toSorted())
  assert.ok(listed.every(({ size }) => size === content.length))
  for (const id of ids) unwrap(await store.delete(id))
  unwrap(await store.delete(ids[0]!))
  assert.deepEqual(await store.get(ids[0]!), { ok: false, error: { code: 'attachments.missing' } })
  assert.deepEqual([...server.objects.keys()], ['somebody-elses'])
})

test('a server that stumbles is asked again, and one that stays away is said to be away', async () => {
  const id = newObjectId()
  server.failNext(503)
  server.failNext(500)
  unwrap(await store.put(id, pieces(Buffer.from('sealed'))))
  for (let count = 0; count < 3; count += 1) server.failNext(503)
  assert.deepEqual(await store.get(id), { ok: false, error: { code: 'attachments.unreachable' } })
  const nowhere = s3AttachmentStore({ ...options, endpoint: 'http://127.0.0.1:9', waits: [] })
  assert.deepEqual(await nowhere.put(id, pieces(Buffer.from('x'))), {
    ok: false,
    error: { code: 'attachments.unreachable' },
  })
})

test('a bucket without room is said as such', async () => {
  server.failNext(507, '<Error><Code>XMinioStorageFull</Code></Error>')
  assert.deepEqual(await store.put(newObjectId(), pieces(Buffer.from('x'))), {
    ok: false,
    error: { code: 'attachments.no_room' },
  })
  server.failNext(403, '<Error><Code>QuotaExceeded</Code></Error>')
  assert.deepEqual(await store.put(newObjectId(), pieces(Buffer.from('x'))), {
    ok: false,
    error: { code: 'attachments.no_room' },
  })
})

test('a wrong secret is refused by the server, and nothing is stored', async () => {
  const before = server.objects.size
  const wrong = s3AttachmentStore({ ...options, secretKey: 'another' })
  assert.deepEqual(await wrong.put(newObjectId(), pieces(Buffer.from('x'))), {
    ok: false,
    error: { code: 'attachments.unreachable' },
  })
  assert.equal(server.objects.size, before)
})
