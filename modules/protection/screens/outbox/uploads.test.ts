import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createClient } from '@gloact/http/client'
import { createUploads, fieldsFor, kindOfType, type Begin } from './uploads.ts'

/** A client whose sendings wait until they are answered. */
function line() {
  const waiting: {
    readonly path: string
    readonly signal: AbortSignal | null
    readonly answer: (body: unknown, status?: number) => void
  }[] = []
  const send = (input: unknown, init: RequestInit = {}) =>
    new Promise<Response>((resolve, reject) => {
      init.signal?.addEventListener('abort', () => reject(new TypeError('given up')))
      waiting.push({
        path: String(input),
        signal: init.signal ?? null,
        answer: (body, status = 200) => resolve(new Response(JSON.stringify(body), { status })),
      })
    })
  // Progress needs a browser: here what is sent is told by nobody.
  const client = createClient({ baseUrl: '', fetch: send })
  return {
    waiting,
    client: {
      ...client,
      call: ((contract: never, input: never, options?: { readonly signal?: AbortSignal }) =>
        client.call(contract, input, options?.signal ? { signal: options.signal } : {})) as typeof client.call,
    },
  }
}

const begin = (name: string): Begin => ({ chosen: new Blob([name]), name, fields: fieldsFor('letter', 'A letter') })
const CONTENT = { contentType: 'text/plain', bytes: 1, sha256: 'a'.repeat(64), thumbnail: false }
const settled = () => new Promise((resolve) => setImmediate(resolve))
const plain = async (content: Blob) => ({ content, thumbnail: null })

test('two are sent at once, and the next when one has arrived', async () => {
  const { client, waiting } = line()
  const uploads = createUploads(client, 'f', plain)
  uploads.begin([begin('a'), begin('b'), begin('c')])
  await settled()
  assert.deepEqual(
    uploads.all().map(({ state }) => state),
    ['sending', 'sending', 'waiting'],
  )
  waiting[0]!.answer(CONTENT)
  await settled()
  assert.deepEqual(
    uploads.all().map(({ state }) => state),
    ['sent', 'sending', 'sending'],
  )
  assert.deepEqual(uploads.all()[0]?.content, CONTENT)
})

test('what was given up is stopped and gone, and makes room', async () => {
  const { client, waiting } = line()
  const uploads = createUploads(client, 'f', plain)
  uploads.begin([begin('a'), begin('b'), begin('c')])
  await settled()
  uploads.drop(uploads.all()[0]!.id)
  await settled()
  assert.ok(waiting[0]!.signal?.aborted)
  assert.deepEqual(
    uploads.all().map(({ name, state }) => [name, state]),
    [
      ['b', 'sending'],
      ['c', 'sending'],
    ],
  )
  uploads.end()
  assert.ok(waiting.every(({ signal }) => signal?.aborted))
  assert.deepEqual(uploads.all(), [])
})

test('what failed keeps what was said of it, and is sent again under the same id', async () => {
  const { client, waiting } = line()
  const uploads = createUploads(client, 'f', plain)
  uploads.begin([begin('a')])
  await settled()
  uploads.say(uploads.all()[0]!.id, { title: 'Her own words' })
  const problem = { type: 'x', title: 'x', status: 507, code: 'protection.attachment_no_room' }
  waiting[0]!.answer(problem, 507)
  await settled()
  const failed = uploads.all()[0]!
  assert.deepEqual([failed.state, failed.problem?.code, failed.fields.title], ['failed', problem.code, 'Her own words'])
  uploads.retry(failed.id)
  await settled()
  assert.equal(waiting[1]!.path, waiting[0]!.path)
  waiting[1]!.answer(CONTENT)
  await settled()
  assert.equal(uploads.all()[0]?.state, 'sent')
})

test('saying something else of it makes it another action; a small picture that does not arrive keeps nobody from it', async () => {
  const { client, waiting } = line()
  const uploads = createUploads(client, 'f', async (content) => ({ content, thumbnail: new Blob(['small']) }))
  uploads.begin([begin('a')])
  await settled()
  const { actionId, id } = uploads.all()[0]!
  uploads.say(id, { title: 'other' })
  assert.notEqual(uploads.all()[0]!.actionId, actionId)
  waiting[0]!.answer(CONTENT)
  await settled()
  assert.match(waiting[1]!.path, /\/thumbnail$/)
  waiting[1]!.answer({ type: 'x', title: 'x', status: 503, code: 'http.unavailable' }, 503)
  await settled()
  assert.deepEqual([uploads.all()[0]?.state, uploads.all()[0]?.content], ['sent', CONTENT])
})

test('a face and a voice are offered as saying who the person is, a medical document as restricted', () => {
  assert.equal(kindOfType('image/png'), 'photo')
  assert.equal(fieldsFor('photo', '').sensitivity, 'identifying')
  assert.equal(fieldsFor(kindOfType('audio/webm'), '').sensitivity, 'identifying')
  assert.deepEqual(
    [fieldsFor('medical_document', '').sensitivity, fieldsFor('medical_document', '').audience],
    ['restricted', 'medical'],
  )
  assert.equal(fieldsFor(kindOfType('application/pdf'), '').dataGroup, null)
})
