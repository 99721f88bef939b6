import assert from 'node:assert/strict'
import { test } from 'node:test'
import { err, failure, ok } from '@gloact/kernel'
import fastify from 'fastify'
import { z } from 'zod'
import { bytes, problem, route } from '../contract/index.ts'
import { answeredAgain, createApi, describeError, loggingOptions, serve, serveOpen } from './index.ts'

const lines: string[] = []

const renameThing = route({
  method: 'POST',
  path: '/trial/things/:id',
  summary: 'Rename a thing',
  tag: 'trial',
  params: z.object({ id: z.uuid() }),
  body: z.strictObject({ name: z.string().min(2) }),
  response: z.object({ renamed: z.string(), version: z.number() }),
  versioned: true,
  failures: ['trial.taken'],
})

const openThing = route({
  method: 'GET',
  path: '/trial/open',
  summary: 'Say who asks',
  tag: 'trial',
  session: 'none',
  response: z.object({ who: z.string().nullable() }),
})

const openKept = route({
  method: 'GET',
  path: '/trial/kept',
  summary: 'Give the same answer again',
  tag: 'trial',
  session: 'none',
  response: z.object({ shown: z.string() }),
})

const keptAnswer = answeredAgain({ shown: 'as it was', notDescribed: 'hidden' })

const turnRound = route({
  method: 'PUT',
  path: '/trial/bytes/:id',
  summary: 'Give the bytes back, the last first',
  tag: 'trial',
  params: z.object({ id: z.uuid() }),
  query: z.object({ name: z.string().default('thing') }),
  body: bytes,
  response: bytes,
  failures: ['trial.taken'],
})

function start() {
  const app = fastify({
    logger: { ...loggingOptions('info'), stream: { write: (line: string) => void lines.push(line) } },
  })
  const api = createApi<{ name: string }>(app, {
    authenticate: async (request) => (request.headers['x-user'] ? { name: String(request.headers['x-user']) } : null),
    failures: [{ 'trial.taken': { status: 409, title: 'Another thing has this name.' } }],
    isUnavailable: (error) => error instanceof Error && error.message.includes('ECONNREFUSED'),
    isOutOfRoom: (error) => error instanceof Error && error.message.includes('No space left'),
  })
  serve(api, renameThing, async ({ body, ifMatch }) => {
    if (body.name === 'taken') return err(failure('trial.taken', { params: { tries: 3 } }))
    if (body.name === 'undescribed') return err(failure('trial.undescribed'))
    if (body.name === 'away') throw new Error('connect ECONNREFUSED')
    if (body.name === 'full') throw new Error('No space left on device')
    if (body.name === 'Amina Secret') throw new Error(`could not store ${body.name}`)
    return ok({ renamed: body.name, version: (ifMatch ?? 0) + 1 })
  })
  serve(api, turnRound, async ({ body, query }) => {
    const pieces: Uint8Array[] = []
    for await (const piece of body) pieces.push(piece)
    const turned = Buffer.concat(pieces).toReversed()
    if (turned.length === 0) return err(failure('trial.taken'))
    async function* stream() {
      yield turned
    }
    return ok({
      stream: stream(),
      contentType: 'image/png',
      length: turned.length,
      disposition: 'inline',
      fileName: query.name,
    })
  })
  serveOpen(api, openKept, async () => ok(keptAnswer))
  serveOpen(api, openThing, async ({ session }) => ok({ who: session?.name ?? null }))
  return app
}

const app = start()
const id = '018f5c2e-1111-7000-8000-000000000001'
const headers = { 'x-user': 'tester', 'x-gloact-request': '1' }
const post = (payload: unknown, more: Record<string, string> = {}) =>
  app.inject({
    method: 'POST',
    url: `/api/v1/trial/things/${id}`,
    headers: { ...headers, ...more },
    payload: payload as object,
  })

test('a described request is answered, with its version as ETag and read from If-Match', async () => {
  const answer = await post({ name: 'lamp' }, { 'if-match': '"7"' })
  assert.equal(answer.statusCode, 200)
  assert.deepEqual(answer.json(), { renamed: 'lamp', version: 8 })
  assert.equal(answer.headers.etag, '"8"')
  assert.equal(answer.headers['cache-control'], 'no-store')
})

test('without a session the answer is 401, whatever the body', async () => {
  const answer = await app.inject({
    method: 'POST',
    url: `/api/v1/trial/things/${id}`,
    headers: { 'x-gloact-request': '1' },
    payload: { wrong: 1 },
  })
  assert.equal(answer.statusCode, 401)
  assert.equal(problem.parse(answer.json()).code, 'http.signed_out')
})

test('a route that needs no session says so and gets none', async () => {
  assert.deepEqual((await app.inject('/api/v1/trial/open')).json(), { who: null })
})

test('an answer that is given again says what its contract describes, each time', async () => {
  for (let time = 0; time < 2; time += 1)
    assert.deepEqual((await app.inject('/api/v1/trial/kept')).json(), { shown: 'as it was' })
})

test('a malformed request is a problem that names the places and repeats no value', async () => {
  const answer = await post({ name: 'x', extra: 'Amina Secret' })
  assert.equal(answer.statusCode, 400)
  assert.match(answer.headers['content-type'] as string, /application\/problem\+json/)
  assert.deepEqual(
    problem
      .parse(answer.json())
      .fields?.map((field) => field.pointer)
      .toSorted(),
    ['/', '/name'],
  )
  assert.ok(!answer.body.includes('Amina'))
  const broken = await app.inject({
    method: 'POST',
    url: `/api/v1/trial/things/${id}`,
    headers: { ...headers, 'content-type': 'application/json' },
    payload: '{"name": Amina',
  })
  assert.equal(broken.statusCode, 400)
  assert.ok(!broken.body.includes('Amina'))
})

test('an expected failure is answered by its catalogue; a code that no catalogue holds is a bug', async () => {
  const taken = problem.parse((await post({ name: 'taken' })).json())
  assert.deepEqual([taken.status, taken.code, taken.params], [409, 'trial.taken', { tries: 3 }])
  assert.equal((await post({ name: 'undescribed' })).statusCode, 500)
})

test('a database that is away is 503 with a time to come back', async () => {
  const answer = await post({ name: 'away' })
  assert.equal(answer.statusCode, 503)
  assert.equal(answer.headers['retry-after'], '2')
})

test('a database whose disk is full is said as what it is', async () => {
  const answer = await post({ name: 'full' })
  assert.equal(answer.statusCode, 507)
  assert.equal(answer.json<{ code: string }>().code, 'http.no_room')
})

test('an unexpected error is 500, and what a person typed is neither answered nor logged', async () => {
  lines.length = 0
  const answer = await post({ name: 'Amina Secret' })
  assert.equal(answer.statusCode, 500)
  assert.ok(!answer.body.includes('Amina'))
  assert.ok(lines.length > 0 && lines.every((line) => !line.includes('Amina')))
  assert.ok(describeError(new TypeError('Amina Secret')).at.length > 0)
})

test('a request from another site that would change something is not carried out', async () => {
  assert.equal((await post({ name: 'lamp' }, { 'sec-fetch-site': 'cross-site' })).statusCode, 403)
  const bare = await app.inject({
    method: 'POST',
    url: `/api/v1/trial/things/${id}`,
    headers: { 'x-user': 'tester' },
    payload: { name: 'lamp' },
  })
  assert.equal(bare.statusCode, 403)
})

test('what is larger than a route takes, or no JSON, is refused by name', async () => {
  assert.equal((await post({ name: 'x'.repeat(2_000_000) })).statusCode, 413)
  const text = await app.inject({
    method: 'POST',
    url: `/api/v1/trial/things/${id}`,
    headers: { ...headers, 'content-type': 'text/plain' },
    payload: 'name',
  })
  assert.equal(text.statusCode, 415)
  assert.equal((await app.inject('/api/v1/nowhere')).statusCode, 404)
})

const putBytes = (payload: string | Buffer, more: Record<string, string> = {}, name = 'thing') =>
  app.inject({
    method: 'PUT',
    url: `/api/v1/trial/bytes/${id}?name=${name}`,
    headers: { ...headers, 'content-type': 'application/octet-stream', ...more },
    payload,
  })

test('bytes are taken and given as they are, and what is given can do nothing in a browser', async () => {
  const content = Buffer.from([0, 1, 2, 255, 10])
  const answer = await putBytes(content)
  assert.equal(answer.statusCode, 200)
  assert.deepEqual([...answer.rawPayload], [10, 255, 2, 1, 0])
  assert.equal(answer.headers['content-type'], 'image/png')
  assert.match(String(answer.headers['content-security-policy']), /^sandbox; default-src 'none'/)
  assert.equal(answer.headers['x-content-type-options'], 'nosniff')
  assert.equal(answer.headers['cache-control'], 'no-store')
  assert.equal(answer.headers['content-disposition'], 'inline; filename="thing"')
})

test('a route of bytes refuses JSON, one of JSON refuses bytes, and failures are problems as everywhere', async () => {
  assert.equal((await putBytes('{}', { 'content-type': 'application/json' })).statusCode, 415)
  assert.equal((await putBytes('x', { 'x-user': '' })).statusCode, 401)
  assert.equal((await putBytes('x', { 'sec-fetch-site': 'cross-site' })).statusCode, 403)
  assert.equal((await putBytes('')).json<{ code: string }>().code, 'trial.taken')
  const bytesForJson = await app.inject({
    method: 'POST',
    url: `/api/v1/trial/things/${id}`,
    headers: { ...headers, 'content-type': 'application/octet-stream' },
    payload: Buffer.from('{"name":"other"}'),
  })
  assert.equal(bytesForJson.statusCode, 400)
})

test('the name of a file that is sent says nothing: one that might is a bug', async () => {
  assert.equal((await putBytes('x', {}, 'Amina%20Secret')).statusCode, 500)
})
