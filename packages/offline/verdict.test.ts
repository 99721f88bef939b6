import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createClient } from '@gloact/http/client'
import { route } from '@gloact/http/contract'
import { z } from 'zod'
import { verdictOf, type Verdict } from './index.ts'

const CONTRACT = route({
  method: 'POST',
  path: '/lamps',
  summary: 'Light a lamp',
  tag: 'lamps',
  response: z.object({ id: z.string() }),
})

const PROBLEM = 'application/problem+json'
const answer = (status: number, body: string, headers: Record<string, string> = {}) =>
  new Response(body, { status, headers })
const ours = (status: number, code: string, headers: Record<string, string> = {}) =>
  answer(status, JSON.stringify({ type: `/api/docs/errors#${code}`, title: '', status, code }), {
    'content-type': PROBLEM,
    ...headers,
  })

/** What an answer means for a lamp with the id `7`. */
async function judged(respond: () => Response | Promise<Response>, signal?: AbortSignal): Promise<Verdict> {
  const client = createClient({ fetch: async () => respond() })
  return verdictOf(await client.call(CONTRACT, {}, signal ? { signal } : {}), ({ id }) => id === '7')
}

test('what the server says of the very thing that was sent is sent', async () => {
  assert.deepEqual(await judged(() => answer(201, '{"id":"7"}')), { kind: 'sent', value: { id: '7' } })
})

test('only a judgement of our own server is a refusal', async () => {
  for (const [status, code] of [
    [400, 'http.invalid_request'],
    [403, 'protection.not_allowed'],
    [404, 'protection.not_found'],
    [409, 'protection.file_closed'],
    [412, 'http.changed'],
    [422, 'protection.invalid_answers'],
  ] as const) {
    assert.equal((await judged(() => ours(status, code))).kind, 'refused', code)
  }
})

test('a foreign answer is none: it may have arrived, whatever it looks like', async () => {
  const foreign: readonly (() => Response)[] = [
    () => answer(200, '<html>Welcome to the airport</html>', { 'content-type': 'text/html' }),
    () => answer(200, ''),
    () => answer(200, '{"ok":true}', { 'content-type': 'application/json' }),
    () => answer(200, '{"id":"8"}'),
    () => answer(403, '<h1>Forbidden by policy</h1>'),
    () => answer(403, '{"error":"login_required"}', { 'content-type': 'application/json' }),
    () => answer(413, '<html>Request entity too large</html>'),
    () => answer(511, '<html>Sign in to the network</html>'),
    // A problem of somebody else's: a status that is not the answer's, or a code that is none of ours.
    () => answer(400, JSON.stringify({ type: 'x', title: 'x', status: 409, code: 'protection.file_closed' })),
    () => answer(400, JSON.stringify({ type: 'x', title: 'x', status: 400, code: 'E1029' })),
  ]
  for (const [index, respond] of foreign.entries()) {
    const verdict = await judged(respond)
    assert.equal(verdict.kind, 'may_have_arrived', `foreign answer ${index}`)
  }
})

test('a server or a gateway in trouble may have recorded it', async () => {
  for (const respond of [
    () => ours(500, 'http.internal'),
    () => ours(503, 'http.unavailable'),
    () => answer(502, '<h1>Bad gateway</h1>'),
    () => answer(504, 'upstream timed out'),
  ]) {
    assert.equal((await judged(respond)).kind, 'may_have_arrived')
  }
})

test('no answer, and one that was no longer waited for, may have arrived', async () => {
  assert.equal((await judged(() => Promise.reject(new TypeError('Failed to fetch')))).kind, 'may_have_arrived')
  const waitedFor = await judged(() => Promise.reject(new DOMException('', 'TimeoutError')), AbortSignal.abort())
  assert.equal(waitedFor.kind, 'may_have_arrived')
})

test('what was turned away before it was judged is only paused, and never counts as refused', async () => {
  for (const respond of [
    () => ours(401, 'http.signed_out'),
    () => answer(401, '<h1>Sign in</h1>'),
    () => ours(429, 'http.too_many_requests'),
    () => answer(429, 'slow down'),
    () => ours(507, 'http.no_room'),
    () => ours(408, 'http.invalid_request'),
  ]) {
    assert.equal((await judged(respond)).kind, 'pause')
  }
})

test('how long to leave the server alone is passed on, in seconds or as a date', async () => {
  const busy = await judged(() => ours(503, 'http.unavailable', { 'retry-after': '120' }))
  assert.equal(busy.kind !== 'sent' && busy.problem.retryAfter, 120)
  const date = new Date(Date.now() + 90_000).toUTCString()
  const dated = await judged(() => answer(503, 'busy', { 'retry-after': date }))
  assert.ok(dated.kind !== 'sent' && dated.problem.retryAfter !== undefined)
  assert.ok(dated.problem.retryAfter > 60 && dated.problem.retryAfter <= 91)
  const wrong = await judged(() => answer(503, 'busy', { 'retry-after': 'soon' }))
  assert.equal(wrong.kind !== 'sent' && wrong.problem.retryAfter, undefined)
})
