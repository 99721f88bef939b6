import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createClient, type RouteContract } from '@gloact/http/client'
import { z } from 'zod'
import {
  draftKey,
  draftOf,
  memoryDevice,
  openDrafts,
  openOutbox,
  type DraftDevice,
  type DraftOf,
  type KeyAnswer,
  type OutboxEvent,
  type ToSend,
} from './index.ts'

const lamps = {
  method: 'POST',
  path: '/lamps/:fileId',
  summary: 'Light a lamp',
  tag: 'lamps',
  params: z.object({ fileId: z.string() }),
  body: z.object({ id: z.string() }),
  response: z.object({ id: z.string() }),
} satisfies RouteContract

const askKey = async (): Promise<KeyAnswer> => ({ kind: 'key', bytes: new Uint8Array(32).fill(5) })

type Answer = 'records' | 'lost_reply' | 'unreachable' | 'portal' | 'refused' | 'signed_out' | 'busy'

const of = (fileId: string, name = 'note'): DraftOf => ({ kind: 'panel', fileId, name })
const entry = (id: string, fileId = 'f1', more: Partial<ToSend> = {}): ToSend => ({
  id,
  contract: 'lamps',
  params: { fileId },
  body: { id },
  of: of(fileId, id),
  ...more,
})

/** A device with a server that answers as a test says; what it records is counted by id. */
async function device(answers: Answer[] = []) {
  const place = memoryDevice()
  const shelf = { list: async () => (await place.shelfOf(await place.idOf('user-1'))).list() }
  const recorded: string[] = []
  const asked: string[] = []
  const problem = (status: number, code: string, headers = {}) =>
    new Response(JSON.stringify({ type: '', title: '', status, code }), { status, headers })
  const client = createClient({
    fetch: async (_input, init) => {
      const { id } = JSON.parse(String(init?.body)) as { id: string }
      asked.push(id)
      const answer = answers.shift() ?? 'records'
      if (answer === 'unreachable') throw new TypeError('Failed to fetch')
      if (answer === 'portal') return new Response('<html>Wi-Fi</html>')
      if (answer === 'refused') return problem(409, 'lamps.broken')
      if (answer === 'signed_out') return problem(401, 'http.signed_out')
      if (answer === 'busy') return problem(503, 'http.unavailable', { 'retry-after': '40' })
      if (!recorded.includes(id)) recorded.push(id)
      if (answer === 'lost_reply') throw new TypeError('Failed to fetch')
      return new Response(JSON.stringify({ id }))
    },
  })
  const waits: { readonly ms: number; readonly run: () => void }[] = []
  const settled: string[] = []
  const open = async () => {
    const drafts = await openDrafts('user-1', { device: place, askKey })
    const outbox = openOutbox({
      drafts,
      call: client.call,
      destinations: { lamps: { contract: lamps, isOf: (value: { id: string }, sent) => value.id === sent.id } },
      settle: async ({ id }, { kind }) => void settled.push(`${id} ${kind}`),
      later: (ms, run) => {
        waits.push({ ms, run })
        return () => undefined
      },
      random: () => 0.5,
    })
    return { drafts, outbox }
  }
  return { ...(await open()), open, shelf, recorded, asked, answers, waits, settled }
}

test('what is sent is on the device, sealed, before it leaves it', async () => {
  const { shelf, outbox } = await device(['unreachable'])
  await outbox.send(entry('a', 'f1', { body: { id: 'a', text: 'He took my passport' } }))
  const [kept] = await shelf.list()
  assert.ok(kept)
  assert.equal(Buffer.from(kept.bytes).includes('passport'), false)
})

test('after a lost reply, a reload and any number of tries it is recorded once, under the id it was given', async () => {
  const { outbox, open, recorded, asked, shelf } = await device(['lost_reply', 'portal', 'unreachable'])
  assert.equal((await outbox.send(entry('a'))).kind, 'may_have_arrived')
  for (let reload = 0; reload < 3; reload += 1) await (await open()).outbox.push()
  assert.deepEqual(recorded, ['a'])
  assert.deepEqual(asked, ['a', 'a', 'a', 'a'])
  assert.deepEqual(await shelf.list(), [])
})

test('what went by itself while it was being sent again has arrived, in this page and in another', async () => {
  const { outbox, open, recorded } = await device(['signed_out', 'records', 'signed_out', 'records'])
  assert.equal((await outbox.send(entry('a'))).kind, 'pause')
  // As when a page stands again after signing in: what waits goes by itself, and its author presses at the same moment.
  const [, verdict] = await Promise.all([outbox.push(), outbox.send(entry('a'))])
  assert.equal(verdict.kind, 'sent')
  assert.equal((await outbox.send(entry('b'))).kind, 'pause')
  const [, elsewhere] = await Promise.all([(await open()).outbox.push(), outbox.send(entry('b'))])
  assert.equal(elsewhere.kind, 'sent')
  assert.deepEqual(recorded, ['a', 'b'])
})

test('it is taken out only when the server says that it has that very id', async () => {
  const { outbox, shelf } = await device(['portal', 'refused'])
  assert.equal((await outbox.send(entry('a'))).kind, 'may_have_arrived')
  assert.equal((await shelf.list()).length, 1, 'a portal takes nothing')
  await outbox.push()
  assert.equal((await shelf.list()).length, 1, 'nor does a refusal: its author decides')
})

test('what was sent and may have arrived goes again as it was, not as it is offered now', async () => {
  const { outbox, open, drafts, answers } = await device(['lost_reply', 'unreachable'])
  await outbox.send(entry('a', 'f1', { body: { id: 'a', said: 'first' } }))
  await (await open()).outbox.send(entry('a', 'f1', { body: { id: 'a', said: 'second' } }))
  const [kept] = await drafts.list('')
  assert.equal(JSON.stringify(kept?.value).includes('first'), true)
  assert.equal(answers.length, 0)
})

test('a file is sent in the order in which it was worked on, and another does not wait for it', async () => {
  const { outbox, asked, answers, recorded } = await device(['portal', 'portal', 'portal', 'portal'])
  await outbox.send(entry('a1', 'a'))
  await outbox.send(entry('a2', 'a'))
  await outbox.send(entry('b1', 'b'))
  answers.length = 0
  asked.length = 0
  answers.push('portal')
  await outbox.push()
  assert.deepEqual(asked, ['a1', 'b1'], 'a2 waits for a1; b1 does not')
  await outbox.push()
  assert.deepEqual(recorded, ['b1', 'a1', 'a2'])
})

test('where nobody answers or nobody is signed in nothing more is tried', async () => {
  for (const answer of ['unreachable', 'signed_out', 'busy'] as const) {
    const { outbox, asked, answers } = await device(['portal', 'portal'])
    await outbox.send(entry('a', 'a'))
    await outbox.send(entry('b', 'b'))
    asked.length = 0
    answers.length = 0
    answers.push(answer)
    await outbox.push()
    assert.deepEqual(asked, ['a'], answer)
  }
})

test('a refusal holds back what depends on it, and nothing else', async () => {
  const { outbox, asked, recorded } = await device(['refused'])
  assert.equal((await outbox.send(entry('open', 'a'))).kind, 'refused')
  assert.equal((await outbox.send(entry('depends', 'a', { after: ['open'] }))).kind, 'refused')
  assert.equal((await outbox.send(entry('beside', 'a'))).kind, 'sent')
  assert.deepEqual(asked, ['open', 'beside'])
  assert.deepEqual(recorded, ['beside'])
})

test('what was refused is not sent again by itself, and gives way to what its author says next', async () => {
  const { outbox, asked, recorded, drafts } = await device(['refused'])
  await outbox.send(entry('a', 'f1', { of: of('f1') }))
  await outbox.push()
  assert.deepEqual(asked, ['a'])
  assert.deepEqual(await outbox.waitingOf(of('f1')), [])
  assert.equal((await outbox.send(entry('b', 'f1', { of: of('f1') }))).kind, 'sent')
  assert.deepEqual(recorded, ['b'])
  assert.deepEqual(await drafts.keys(), [])
})

test('what its author changed or gave up while it was under way is not put back, and what is typed now stays', async () => {
  const { drafts } = await device()
  const settled: string[] = []
  let arrive: () => void = () => undefined
  const under = new Promise<void>((resolve) => {
    arrive = resolve
  })
  let answer: (response: Response) => void = () => undefined
  const client = createClient({
    fetch: () =>
      new Promise<Response>((resolve) => {
        answer = resolve
        arrive()
      }),
  })
  const outbox = openOutbox({
    drafts,
    call: client.call,
    destinations: { lamps: { contract: lamps, isOf: () => true } },
    settle: async ({ id }) => void settled.push(id),
    later: () => () => undefined,
  })
  const sending = outbox.send(entry('a', 'f1', { of: of('f1') }))
  await under
  await outbox.withdraw(of('f1'))
  answer(new Response('{"id":"a"}'))
  assert.equal((await sending).kind, 'sent')
  assert.deepEqual(settled, [])
  assert.deepEqual(await drafts.keys(), [])
})

test('it is tried again later and later, never before the server asked for, and by chance not all at once', async () => {
  const { outbox, waits } = await device(['portal', 'portal', 'portal', 'busy'])
  const stop = outbox.start()
  await outbox.send(entry('a'))
  await outbox.push()
  await outbox.push()
  await outbox.push()
  assert.deepEqual(
    waits.map(({ ms }) => ms),
    [2_000, 4_000, 8_000, 50_000],
  )
  stop()
})

test('by itself it is sent when its time has come', async () => {
  const { outbox, waits, recorded } = await device(['unreachable'])
  const heard: OutboxEvent[] = []
  const sent = new Promise<void>((resolve) => {
    outbox.subscribe((event) => {
      heard.push(event)
      if (event.verdict.kind === 'sent') resolve()
    })
  })
  const stop = outbox.start()
  await outbox.send(entry('a'))
  waits.at(-1)!.run()
  await sent
  assert.deepEqual(recorded, ['a'])
  assert.deepEqual(
    heard.map(({ verdict }) => verdict.kind),
    ['may_have_arrived', 'sent'],
  )
  stop()
})

test('an answer that never comes is waited for no longer than is said', async () => {
  const drafts = await openDrafts('user-1', { device: memoryDevice(), askKey })
  const client = createClient({
    fetch: (_input, init) =>
      new Promise((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => reject(new DOMException('', 'TimeoutError')))
      }),
  })
  const outbox = openOutbox({
    drafts,
    call: client.call,
    destinations: { lamps: { contract: lamps, isOf: () => true } },
    settle: async () => undefined,
    later: () => () => undefined,
    patience: 5,
  })
  // The signal's own timer does not keep Node's loop alive.
  const alive = setInterval(() => undefined, 1_000)
  assert.equal((await outbox.send(entry('a'))).kind, 'may_have_arrived')
  clearInterval(alive)
})

test('a device that keeps nothing more sends all the same', async () => {
  const empty = memoryDevice()
  const full: DraftDevice = {
    ...empty,
    shelfOf: async (id) => ({
      ...(await empty.shelfOf(id)),
      put: () => Promise.reject(new Error('QuotaExceededError')),
    }),
  }
  const drafts = await openDrafts('user-1', { device: full, askKey })
  const client = createClient({ fetch: async () => new Response('{"id":"a"}') })
  const outbox = openOutbox({
    drafts,
    call: client.call,
    destinations: { lamps: { contract: lamps, isOf: () => true } },
    settle: async () => undefined,
    later: () => () => undefined,
  })
  assert.equal((await outbox.send(entry('a'))).kind, 'sent')
})

test('a draft says what it is of, and nothing is read into a key that does not', () => {
  for (const one of [of('f1'), { kind: 'contact', fileId: null, name: null }, of('f1', 'a:b/"c"')]) {
    assert.deepEqual(draftOf(draftKey(one)), one)
  }
  for (const key of ['contact', 'panel:f1:note', '[', '[1,2,3]', '["a"]', '["a","b","c","d"]', '{"kind":"a"}']) {
    assert.equal(draftOf(key), undefined, key)
  }
})
