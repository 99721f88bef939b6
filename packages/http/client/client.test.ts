import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { bytes, route } from '../contract/index.ts'
import { createClient, problemOf, ProblemError } from './index.ts'

const readLamp = route({
  method: 'GET',
  path: '/lamps/:lampId',
  summary: 'A lamp',
  tag: 'lamps',
  params: z.object({ lampId: z.string() }),
  query: z.object({ colour: z.array(z.string()).optional(), after: z.string().optional() }),
  response: z.object({ watts: z.number() }),
})

const lightLamp = route({
  method: 'POST',
  path: '/lamps',
  summary: 'Light a lamp',
  tag: 'lamps',
  body: z.object({ watts: z.number() }),
  response: z.undefined(),
})

const listLamps = route({
  method: 'GET',
  path: '/lamps',
  summary: 'Lamps',
  tag: 'lamps',
  response: z.array(z.string()),
})

interface Sent {
  readonly url: string
  readonly init: RequestInit
}

function answering(respond: () => Response | Promise<Response>) {
  const sent: Sent[] = []
  const fetch = async (url: string | URL | Request, init?: RequestInit) => {
    sent.push({ url: url instanceof Request ? url.url : String(url), init: init ?? {} })
    return respond()
  }
  return { sent, fetch }
}

const json = (value: unknown, status = 200) => new Response(JSON.stringify(value), { status })

test('a call fills the path and the query by the contract and gives the parsed response', async () => {
  const { sent, fetch } = answering(() => json({ watts: 5, more: true }))
  const client = createClient({ fetch })
  const result = await client.call(readLamp, { params: { lampId: 'a/b' }, query: { colour: ['red', 'blue'] } })
  assert.deepEqual(result, { ok: true, value: { watts: 5 } })
  assert.equal(sent[0]?.url, '/api/v1/lamps/a%2Fb?colour=red&colour=blue')
})

test('every request carries the header that another site cannot send', async () => {
  const { sent, fetch } = answering(() => json([]))
  await createClient({ fetch, baseUrl: 'https://x.example/api/v1/' }).call(listLamps)
  assert.equal(new Headers(sent[0]?.init.headers).get('x-gloact-request'), '1')
  assert.equal(sent[0]?.init.credentials, 'same-origin')
  assert.equal(sent[0]?.url, 'https://x.example/api/v1/lamps')
})

test('a body is sent as JSON, with its idempotency key and version where given', async () => {
  const { sent, fetch } = answering(() => new Response(null, { status: 204 }))
  const result = await createClient({ fetch }).call(
    lightLamp,
    { body: { watts: 3 } },
    { idempotencyKey: 'k-1', ifMatch: '"7"' },
  )
  assert.deepEqual(result, { ok: true, value: undefined })
  assert.equal(sent[0]?.init.body, '{"watts":3}')
  const headers = new Headers(sent[0]?.init.headers)
  assert.equal(headers.get('idempotency-key'), 'k-1')
  assert.equal(headers.get('if-match'), '"7"')
  assert.equal(headers.get('content-type'), 'application/json')
})

test('a failure comes back as the problem that the server described', async () => {
  const described = { type: 'x', title: 'Broken', status: 409, code: 'lamps.broken', params: { watts: 5 } }
  const { fetch } = answering(() => json(described, 409))
  assert.deepEqual(await createClient({ fetch }).call(listLamps), { ok: false, error: described })
})

test('no network is a problem of its own, and never an exception', async () => {
  const { fetch } = answering(() => Promise.reject(new TypeError('Failed to fetch')))
  const result = await createClient({ fetch }).call(listLamps)
  assert.equal(result.ok === false && result.error.code, 'http.unreachable')
})

test('giving up is told apart from no network', async () => {
  const { fetch } = answering(() => Promise.reject(new DOMException('', 'AbortError')))
  const result = await createClient({ fetch }).call(listLamps, {}, { signal: AbortSignal.abort() })
  assert.equal(result.ok === false && result.error.code, 'http.cancelled')
})

test('an ended session is told to the shell, once a call', async () => {
  let told = 0
  const { fetch } = answering(() => json({ type: 'x', title: '', status: 401, code: 'http.signed_out' }, 401))
  await createClient({ fetch, onSignedOut: () => (told += 1) }).call(listLamps)
  assert.equal(told, 1)
})

test('a wrong password (401 of another code) does not end the session', async () => {
  let told = 0
  const { fetch } = answering(() => json({ type: 'x', title: '', status: 401, code: 'identity.wrong' }, 401))
  await createClient({ fetch, onSignedOut: () => (told += 1) }).call(listLamps)
  assert.equal(told, 0)
})

test("a proxy's own page means that the server cannot be reached just now", async () => {
  const { fetch } = answering(() => new Response('<h1>Bad gateway</h1>', { status: 502 }))
  const result = await createClient({ fetch }).call(listLamps)
  assert.equal(result.ok === false && result.error.code, 'http.unavailable')
})

test('a response that the contract does not describe is a problem, not data', async () => {
  for (const respond of [() => json({ watts: 'many' }), () => new Response('<html>')]) {
    const { fetch } = answering(respond)
    const result = await createClient({ fetch }).call(readLamp, { params: { lampId: '1' }, query: {} })
    assert.equal(result.ok === false && result.error.code, 'http.unexpected_response')
  }
})

test('callOrThrow throws the problem, and problemOf finds it again', async () => {
  const { fetch } = answering(() => json({ type: 'x', title: '', status: 404, code: 'http.not_found' }, 404))
  const thrown = await createClient({ fetch })
    .callOrThrow(listLamps)
    .catch((error: unknown) => error)
  assert.ok(thrown instanceof ProblemError)
  assert.equal(problemOf(thrown).code, 'http.not_found')
  assert.equal(problemOf(new Error('a bug')).code, 'http.unexpected_response')
})

test('bytes are sent as they are and given as a blob', async () => {
  const turnRound = route({
    method: 'PUT',
    path: '/trial/bytes/:id',
    summary: 'Turn round',
    tag: 'trial',
    params: z.object({ id: z.string() }),
    body: bytes,
    response: bytes,
  })
  let sent: RequestInit = {}
  const client = createClient({
    fetch: async (_input, init) => {
      sent = init ?? {}
      return new Response(new Blob(['back'], { type: 'image/png' }))
    },
  })
  const result = await client.call(turnRound, { params: { id: '1' }, body: new Blob(['there']) })
  assert.ok(result.ok)
  assert.equal(await (result.value as Blob).text(), 'back')
  assert.equal(await (sent.body as Blob).text(), 'there')
  assert.equal(new Headers(sent.headers).get('content-type'), 'application/octet-stream')
})
