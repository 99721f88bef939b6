import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createClient } from '@gloact/http/client'
import { asInstant, newId, newRandomId, type Json } from '@gloact/kernel'
import {
  draftKey,
  memoryDevice,
  openDrafts,
  type Drafts,
  type KeyAnswer,
  type Outbox,
  type ToSend,
} from '@gloact/offline'
import { answersEntry } from './answers-entry.ts'
import { nextBatch, withEdit, type Unsent } from './unsent.ts'
import { sendKept } from './send-kept.ts'
import { ofAnswers, ofAttachment, ofBacklog, ofConsent, ofContact, ofPanel } from './draft-places.ts'
import { openFileOutbox } from './outbox.ts'

const FILE = newId()
const AT = asInstant('2026-11-24T09:00:00.000Z')

/** What may befall a request on its way. */
const FAULTS = {
  'the request is lost': { records: false, answer: 'none' },
  'the reply is lost': { records: true, answer: 'none' },
  'it comes twice': { records: true, answer: 'ours', twice: true },
  'the reply comes after nobody waits any more': { records: true, answer: 'late' },
  'a captive portal answers': { records: false, answer: new Response('<html>Wi-Fi</html>') },
  'foreign JSON answers': { records: false, answer: Response.json({ ok: true, recorded: 'yes' }) },
  'foreign JSON refuses': { records: false, answer: Response.json({ error: 'login' }, { status: 403 }) },
  'the server fails after it recorded': { records: true, answer: problem(500, 'http.internal') },
  'a gateway gives up on what was recorded': { records: true, answer: new Response('bad gateway', { status: 502 }) },
  'the server is busy': { records: false, answer: problem(503, 'http.unavailable', { 'retry-after': '30' }) },
  'the session has ended': { records: false, answer: problem(401, 'http.signed_out') },
} as const satisfies Readonly<
  Record<string, { records: boolean; answer: 'none' | 'ours' | 'late' | Response; twice?: boolean }>
>

function problem(status: number, code: string, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify({ type: `#${code}`, title: '', status, code }), { status, headers })
}

interface SentBody {
  readonly id?: string
  readonly fileId?: string
  readonly actions?: readonly { readonly id: string }[]
}

/** A server that records each id once, and the line to it. `next` befalls the next request. */
function lineToServer() {
  const recorded: string[] = []
  const line: { next: (typeof FAULTS)[keyof typeof FAULTS] | Response | null } = { next: null }
  const record = (path: string, body: SentBody): Response => {
    const ids = body.actions?.map(({ id }) => id) ?? [body.id!]
    const actions = ids.map((id) => ({ id, sequence: 1, already: recorded.includes(id) }))
    recorded.push(...ids.filter((id) => !recorded.includes(id)))
    if (!body.actions) return Response.json({ recorded: true })
    const fileId = body.fileId ?? /files\/([^/]+)\/actions/.exec(path)?.[1]
    return Response.json({ fileId, number: 'DL-1', version: 1, actions })
  }
  const client = createClient({
    baseUrl: '',
    fetch: async (input, init) => {
      const sent = () => record(String(input), JSON.parse(String(init?.body)) as SentBody)
      const fault = line.next
      line.next = null
      if (fault === null) return sent()
      if (fault instanceof Response) return fault
      const answer = fault.records ? sent() : undefined
      if ('twice' in fault) sent()
      if (fault.answer === 'none') throw new TypeError('Failed to fetch')
      if (fault.answer === 'ours') return answer!
      if (fault.answer !== 'late') return fault.answer.clone()
      return new Promise((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => reject(new DOMException('', 'TimeoutError')))
      })
    },
  })
  return { recorded, line, client }
}

const unsentNow = (): Unsent =>
  withEdit({}, { form: 'journey', version: '2', edits: { route: { value: 'by sea' } }, live: {}, at: AT })

const action = (type: string, id: string = newId()): Json => ({ id, type, payload: {}, happenedAt: AT, deviceTime: AT })

/** Everything that is sent, each with the draft that it is of and the ids under which it has to be recorded once. */
const KINDS: Readonly<Record<string, () => { entry: ToSend; draft: Json | null }>> = {
  'answers to a form': () => ({ entry: answersEntry(FILE, nextBatch(unsentNow(), new Set())!), draft: unsentNow() }),
  'what was written in a panel': () => {
    const id = newId()
    return {
      entry: {
        id,
        contract: 'record_actions',
        params: { fileId: FILE },
        body: { actions: [action('note_added', id)] },
        of: ofPanel(FILE, 'note_added'),
      },
      draft: { fields: { text: 'x' }, from: { text: '' } },
    }
  },
  consent: () => {
    const id = newId()
    return {
      entry: {
        id,
        contract: 'record_actions',
        params: { fileId: FILE },
        body: { actions: [action('consent_recorded', id)] },
        of: ofConsent(FILE),
      },
      draft: { language: 'ar' },
    }
  },
  'an attachment': () => {
    const id = newId()
    return {
      entry: {
        id,
        contract: 'record_actions',
        params: { fileId: FILE },
        body: { actions: [action('attachment_added', id)] },
        of: ofAttachment(FILE, newId()),
      },
      draft: null,
    }
  },
  'a first contact that opens a file': () => {
    const id = newId()
    return {
      entry: {
        id,
        contract: 'open_file',
        params: {},
        body: { fileId: id, personId: newId(), actions: [action('file_opened'), action('screening_recorded')] },
        of: ofContact(null),
      },
      draft: { sentAt: AT, unanswered: true, startedAt: AT },
    }
  },
  'a contact with somebody who has a file': () => {
    const id = newId()
    return {
      entry: {
        id,
        contract: 'record_actions',
        params: { fileId: FILE },
        body: { actions: [action('screening_recorded', id)] },
        of: ofContact(null),
      },
      draft: { sentAt: AT, unanswered: true, startedAt: AT },
    }
  },
  'a person who declined to be recorded': () => {
    const id = newRandomId()
    return {
      entry: {
        id,
        contract: 'record_refusal',
        params: {},
        body: { id, sex: 'not_known', ageBand: 'not_known', nationality: 'not_known' },
        of: ofContact(null),
      },
      draft: { sentAt: null, startedAt: AT },
    }
  },
  'a paper file': () => {
    const id = newId()
    return {
      entry: {
        id,
        contract: 'open_file',
        params: {},
        body: { fileId: id, personId: newId(), actions: [action('file_opened')] },
        of: ofBacklog(id),
      },
      draft: { sentAt: AT, touched: true },
    }
  },
}

const idsIn = ({ body }: ToSend): readonly string[] => {
  const { actions, id } = body as unknown as SentBody
  return actions?.map((one) => one.id) ?? [id!]
}

const askKey = async (): Promise<KeyAnswer> => ({ kind: 'key', bytes: new Uint8Array(32).fill(5) })

async function device(client: ReturnType<typeof lineToServer>['client'], place = memoryDevice()) {
  const drafts = await openDrafts('user-1', { device: place, askKey })
  const outbox = openFileOutbox(drafts, client.call, { later: () => () => undefined, patience: 10 })
  return { drafts, outbox, place }
}

/** Nothing of Node's waits for the signal's own timer. */
async function awake<Value>(run: () => Promise<Value>): Promise<Value> {
  const alive = setInterval(() => undefined, 1_000)
  try {
    return await run()
  } finally {
    clearInterval(alive)
  }
}

const nothingLeft = async (drafts: Drafts) => assert.deepEqual(await drafts.keys(), [])

for (const [kind, make] of Object.entries(KINDS)) {
  test(`${kind}: recorded once and gone from the device, whatever befalls it on its way`, () =>
    awake(async () => {
      for (const [name, fault] of Object.entries(FAULTS)) {
        const { recorded, line, client } = lineToServer()
        const { drafts, outbox, place } = await device(client)
        const { entry, draft } = make()
        if (draft !== null) await drafts.save(draftKey(entry.of), draft)
        line.next = fault
        const verdict = await outbox.send(entry)
        if ('twice' in fault) assert.equal(verdict.kind, 'sent', name)
        else {
          assert.ok(verdict.kind === 'may_have_arrived' || verdict.kind === 'pause', `${name}: ${verdict.kind}`)
          if (draft !== null) assert.ok(await drafts.load(draftKey(entry.of)), `${name}: what was typed is still there`)
        }
        // The page is closed and opened again; the line is as it was, and then it is well.
        const again = await device(client, place)
        if (!('twice' in fault)) line.next = fault
        await again.outbox.push()
        await again.outbox.push()
        assert.deepEqual(recorded, idsIn(entry), `${name}: once, under the ids that it was given`)
        await nothingLeft(again.drafts)
      }
    }))

  test(`${kind}: what our server refuses stays where it was typed, and is not sent again by itself`, async () => {
    const { recorded, line, client } = lineToServer()
    const { drafts, outbox } = await device(client)
    const { entry, draft } = make()
    if (draft !== null) await drafts.save(draftKey(entry.of), draft)
    line.next = problem(409, 'protection.file_closed')
    assert.equal((await outbox.send(entry)).kind, 'refused')
    await outbox.push()
    assert.deepEqual(recorded, [])
    if (draft !== null) assert.ok(await drafts.load(draftKey(entry.of)))
  })
}

test('a refused answer and a refused panel say why, where they were typed', async () => {
  for (const kind of ['answers to a form', 'what was written in a panel']) {
    const { line, client } = lineToServer()
    const { drafts, outbox } = await device(client)
    const { entry, draft } = KINDS[kind]!()
    await drafts.save(draftKey(entry.of), draft)
    line.next = problem(409, 'protection.file_closed')
    await outbox.send(entry)
    assert.match(JSON.stringify((await drafts.load(draftKey(entry.of)))?.value), /protection\.file_closed/)
  }
})

test('a first contact that was refused can be changed again', async () => {
  const { line, client } = lineToServer()
  const { drafts, outbox } = await device(client)
  const { entry, draft } = KINDS['a first contact that opens a file']!()
  await drafts.save(draftKey(entry.of), draft)
  line.next = problem(409, 'protection.consent_missing')
  await outbox.send(entry)
  assert.deepEqual((await drafts.load(draftKey(entry.of)))?.value, { sentAt: null, unanswered: false, startedAt: AT })
})

const sendAnswers = (outbox: Outbox, drafts: Drafts) => sendKept(outbox, drafts, FILE)

test('answers sent from the list of what is not sent are recorded once, though the reply was lost', async () => {
  const { recorded, line, client } = lineToServer()
  const { drafts, outbox } = await device(client)
  await drafts.save(draftKey(ofAnswers(FILE)), unsentNow())
  line.next = FAULTS['the reply is lost']
  assert.equal((await sendAnswers(outbox, drafts)).ok, false)
  assert.equal((await sendAnswers(outbox, drafts)).ok, true)
  assert.equal(recorded.length, 1)
  await nothingLeft(drafts)
})

test('what was typed after a reply was lost goes after it, and names it as replaced', async () => {
  const { recorded, line, client } = lineToServer()
  const { drafts, outbox } = await device(client)
  const key = draftKey(ofAnswers(FILE))
  await drafts.save(key, unsentNow())
  line.next = FAULTS['the reply is lost']
  await sendAnswers(outbox, drafts)
  const before = (await drafts.load(key))!.value as Unsent
  const edits = { route: { value: 'by land' } }
  await drafts.save(key, withEdit(before, { form: 'journey', version: '2', edits, live: {}, at: AT }))
  const bodies: string[] = []
  outbox.subscribe(({ entry }) => bodies.push(JSON.stringify(entry.body)))
  assert.equal((await sendAnswers(outbox, drafts)).ok, true)
  assert.equal(recorded.length, 2)
  assert.match(bodies[0]!, /by sea/)
  assert.match(bodies[1]!, /by land/)
  assert.ok(bodies[1]!.includes(`"replaces":["${recorded[0]}"]`))
})

test('answers that were refused before are sent again from the list, under another id', async () => {
  const { recorded, line, client } = lineToServer()
  const { drafts, outbox } = await device(client)
  await drafts.save(draftKey(ofAnswers(FILE)), unsentNow())
  line.next = problem(422, 'protection.invalid_answers')
  assert.equal((await sendAnswers(outbox, drafts)).ok, false)
  assert.equal((await sendAnswers(outbox, drafts)).ok, true)
  assert.equal(recorded.length, 1)
  await nothingLeft(drafts)
})
