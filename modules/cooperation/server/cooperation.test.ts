import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { readAudit } from '@gloact/audit'
import { CODE_LISTS } from '@gloact/codes'
import { EXCHANGE_FAILURES } from '@gloact/exchange/contract'
import type { NewMessage, TimelineEntry } from '@gloact/exchange'
import type { MessageType, Received } from '@gloact/exchange/server'
import { API_PREFIX, createApi } from '@gloact/http/server'
import type { Principal } from '@gloact/identity/contract/principal'
import { canonicalJson, fixedClock, newId, ok, type Instant, type Json } from '@gloact/kernel'
import { inScope, isOutOfRoom, isUnavailable, readInScope, systemScope } from '@gloact/postgres'
import { testDatabase } from '@gloact/postgres/testing'
import { REQUEST_FAILURES, type RequestShown } from '@gloact/records/contract'
import { REGISTER_FAILURES } from '@gloact/registers/contract'
import { createVault, memoryKekProvider } from '@gloact/vault'
import fastify, { type FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { createHash } from 'node:crypto'
import type { RequestContent, RequestMessage } from '../contract/requests.ts'
import { abroadId, type CooperationContext, type ExchangeInUse } from './context.ts'
import { destroyOld, exportRequests } from './look-after.ts'
import { cooperationModule } from './module.ts'
import { requestsOf } from './requests.ts'

/*
 * Two countries, each with a database of its own and its own officers. Between them a line that holds what was said until it is told to
 * carry it: what crosses whom is the test's to say. Envelopes, keys and TLS are tested with the exchange.
 */

const clock = fixedClock('2026-11-24T09:00:00Z')
const LISTS = {
  ...CODE_LISTS,
  country: {
    id: 'country',
    version: '1',
    codes: ['DL', 'XN'].map((code) => ({ code, label: { en: code } })),
  },
}

type Queued = Received & { readonly received: boolean }

interface Line {
  readonly exchange: ExchangeInUse
  readonly types: Map<string, MessageType>
  readonly out: Queued[]
  readonly timeline: TimelineEntry[]
  readonly desks: { authority: string; agencyId: string; name: string }[]
  readonly opened: string[]
}

function line(country: string): Line {
  const types = new Map<string, MessageType>()
  const [out, timeline, desks, opened]: [Queued[], TimelineEntry[], Line['desks'], string[]] = [[], [], [], []]
  const seqs = new Map<string, number>()
  return {
    types,
    out,
    timeline,
    desks,
    opened,
    exchange: {
      registerMessageType: (type) => void types.set(type.type, type),
      openDesk: async (_, desk) => void desks.push({ ...desk }),
      desks: async () => desks,
      enqueueMessage: async (_, message: NewMessage) => {
        // As the exchange has it: a conversation is begun by leaving it out, and none is made up.
        if (message.conversationId !== undefined && !seqs.has(message.conversationId)) {
          if (!known.has(message.conversationId)) return { ok: false, error: { code: 'exchange.another_conversation' } }
        }
        const conversationId = message.conversationId ?? newId<string>()
        known.add(conversationId)
        const seq = (seqs.get(conversationId) ?? 0) + 1
        seqs.set(conversationId, seq)
        const hash = createHash('sha256')
          .update(canonicalJson({ conversationId, seq, body: message.body }))
          .digest('hex')
        const sent = {
          id: newId<string>(),
          from: { country, authority: message.fromAuthority },
          to: message.to,
          type: message.type,
          schemaVersion: message.schemaVersion,
          conversationId,
          seq,
          inReplyTo: null,
          createdAt: clock.now(),
          expiresAt: clock.now(),
          handling: message.handling,
          purpose: message.purpose,
          legalBasis: message.legalBasis,
          body: message.body,
          attachments: [],
          agencyId: '',
          receivedAt: clock.now(),
          hash,
          received: false,
        } satisfies Queued
        out.push(sent)
        timeline.push(entryOf(sent, 'out'))
        return ok({ id: sent.id, conversationId, seq, hash })
      },
      sendReceipt: async (_, { messageId }) => {
        opened.push(messageId)
        return ok(undefined)
      },
      messagesOf: async (_, conversationId) => timeline.filter((entry) => idsOf.get(entry.id) === conversationId),
      eraseConversation: async () => undefined,
    },
  }
}

const idsOf = new Map<string, string>()
/** Conversations that were begun. */
const known = new Set<string>()
function entryOf(message: Queued, direction: 'out' | 'in'): TimelineEntry {
  idsOf.set(message.id, message.conversationId)
  const { id, from, to, type, seq, createdAt, expiresAt, hash, handling } = message
  return {
    id,
    direction,
    from,
    to,
    type,
    seq,
    inReplyTo: null,
    createdAt,
    expiresAt,
    tlp: handling.tlp,
    h: handling.h,
    state: direction === 'out' ? 'delivered' : 'stored',
    reason: null,
    receivedAt: createdAt,
    attempts: 1,
    lastFailure: null,
    hash,
    receipts: [],
  }
}

interface Country {
  readonly code: string
  readonly agencyId: string
  readonly line: Line
  readonly context: CooperationContext
  readonly module: ReturnType<typeof cooperationModule>
  readonly app: FastifyInstance
  readonly db: Awaited<ReturnType<typeof testDatabase>>['db']
}

const person = (country: string, agencyId: string, at: number, roles: readonly string[]): Principal =>
  ({
    userId: `00000000-0000-4000-8000-0000000000f${at}`,
    agencyId,
    agencyName: 'Central Authority',
    country,
    teamIds: [],
    roles,
    scope: 'none',
  }) as unknown as Principal

const ROLES: Readonly<Record<string, readonly string[]>> = {
  officer: ['cooperation_officer'],
  colleague: ['cooperation_officer'],
  approver: ['central_authority_approver'],
  both: ['cooperation_officer', 'central_authority_approver'],
  liaison: ['liaison_officer'],
  caseworker: ['caseworker'],
  stranger: ['cooperation_officer', 'central_authority_approver'],
}
type Who = keyof typeof ROLES

async function country(code: string): Promise<Country> {
  const { db } = await testDatabase()
  const agencyId = newId<string>()
  const elsewhere = newId<string>()
  const ends = line(code)
  const context: CooperationContext = {
    db,
    vault: createVault({ kek: memoryKekProvider() }),
    clock,
    country: code,
    calendar: { timeZone: 'UTC', weekend: [6, 7], holidays: [] },
    codeLists: LISTS,
    config: { clocks: {}, keepYears: 10 },
    exchange: ends.exchange,
    staffNames: async () => new Map(),
  }
  const module = cooperationModule(context)
  const app = fastify()
  const people = Object.fromEntries(
    Object.entries(ROLES).map(([name, roles], at) => [
      name,
      person(code, name === 'stranger' ? elsewhere : agencyId, at, roles),
    ]),
  )
  module.routes?.(
    createApi<Principal>(app, {
      authenticate: async ({ headers }) => people[String(headers['x-who'])] ?? null,
      failures: [REGISTER_FAILURES, REQUEST_FAILURES, EXCHANGE_FAILURES, module.failures],
      isUnavailable,
      isOutOfRoom,
    }),
  )
  await app.ready()
  ends.desks.push({ authority: 'central_authority', agencyId, name: 'Central Authority' })
  return { code, agencyId, line: ends, context, module, app, db }
}

const [demoland, norland] = [await country('DL'), await country('XN')]
after(async () => {
  await Promise.all([demoland.app.close(), norland.app.close()])
})

type Body = RequestShown &
  RequestContent & {
    code: string
    fields: { pointer: string; code: string }[]
    items: RequestMessage[]
  }

async function ask(
  at: Country,
  who: Who,
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  payload?: object,
): Promise<{ status: number; body: Body; raw: Buffer }> {
  const answer = await at.app.inject({
    method,
    url: `${API_PREFIX}/cooperation/${idsThere(at, path)}`,
    headers: { 'x-gloact-request': '1', 'x-who': who },
    ...(payload && { payload }),
  })
  const isJson = String(answer.headers['content-type']).includes('json')
  return { status: answer.statusCode, body: (isJson ? answer.json() : {}) as Body, raw: answer.rawPayload }
}

/** What Norland calls the requests of Demoland: each side keeps its own. */
const there = new Map<string, string>()
const idsThere = (at: Country, path: string): string =>
  at === norland ? path.replace(/[0-9a-f-]{36}/, (id) => there.get(id) ?? id) : path

const given = (values: Readonly<Record<string, Json>>) =>
  Object.fromEntries(Object.entries(values).map(([path, value]) => [path, { value }]))
const now = (): Instant => clock.now()

/** What is on the way from one country arrives at the other, in order. */
async function carry(from: Country, to: Country): Promise<readonly string[]> {
  const codes: string[] = []
  for (const [at, message] of from.line.out.entries()) {
    if (message.received) continue
    from.line.out[at] = { ...message, received: true }
    codes.push(await hand(to, message))
    const receipt = { messageId: message.id, conversationId: message.conversationId, kind: 'stored' as const }
    await inScope(from.db, systemScope(from.code), async (trx) => {
      await from.line.types.get(message.type)?.onReceipt?.(trx, { ...receipt, reason: null } as never)
      return ok(undefined)
    })
  }
  return codes
}

/** One message at its desk, as the exchange hands it to this module; `ok` or what it was refused for. */
async function hand(to: Country, message: Queued): Promise<string> {
  const type = to.line.types.get(message.type)
  if (!type) return 'unsupported'
  if (!type.schema.safeParse(message.body).success) return 'invalid'
  const done = await inScope(to.db, systemScope(to.code), (trx) =>
    type.apply(trx, { ...message, agencyId: to.agencyId }),
  )
  if (!done.ok) return (done.error as { code: string }).code
  to.line.timeline.push(entryOf(message, 'in'))
  return 'ok'
}

const authorityId = newId<string>()
before(async () => {
  const entry = {
    name: { en: 'Central Authority of Norland' },
    country: 'XN',
    desk: 'central_authority',
    matters: ['mla'],
    channels: ['exchange'],
    languages: ['en', 'fr'],
    translation_required: 'yes',
    dual_criminality: 'no',
    confirmed_on: '2026-06-01',
  }
  const saved = await ask(demoland, 'liaison', 'PUT', `authorities/${authorityId}`, { answers: given(entry) })
  assert.equal(saved.status, 200, JSON.stringify(saved.body))
})

const SUSPECT = 'Ivo Marek of Quarry Lane'
const COMPLETE = {
  requesting_authority: 'Central Authority of Demoland',
  legal_basis: 'untoc',
  proceedings: 'investigation',
  offences: ['trafficking'],
  conducting_authority: 'Prosecutor General',
  conducting_functions: 'Leads investigations.',
  facts: 'Six workers were held at a quarry by a recruiter.',
  names_victim: 'no',
  type: 'records',
  assistance: 'The account statements of one company.',
  'persons/0193a000-0000-7000-8000-000000000001': true,
  'persons/0193a000-0000-7000-8000-000000000001/role': 'suspect',
  'persons/0193a000-0000-7000-8000-000000000001/name': SUSPECT,
  purpose: 'Evidence in case 12/2026.',
  tlp: 'amber',
  codes: ['h2'],
  urgency: 'routine',
  language: 'en',
}

const draft = (
  who: Who,
  values: Readonly<Record<string, Json>> = COMPLETE,
  id = newId<string>(),
  stepId = newId<string>(),
) => ask(demoland, who, 'POST', 'requests', { id, stepId, authorityId, happenedAt: now(), answers: given(values) })

const step = (
  at: Country,
  who: Who,
  id: string,
  name: string,
  values: Readonly<Record<string, Json>> = {},
  stepId = newId<string>(),
) => ask(at, who, 'POST', `requests/${id}/steps`, { id: stepId, step: name, happenedAt: now(), answers: given(values) })
const apart = (at: Country, who: Who, id: string, name: string, more: object = {}, stepId = newId<string>()) =>
  ask(at, who, 'POST', `requests/${id}/${name}`, { stepId, happenedAt: now(), ...more })

/** A request that was written by the officer and put forward. */
async function submitted(values: Readonly<Record<string, Json>> = COMPLETE): Promise<{ id: string; digest: string }> {
  const { body, status } = await draft('officer', values)
  assert.equal(status, 201, JSON.stringify(body))
  const put = await apart(demoland, 'officer', body.id, 'submit')
  assert.equal(put.status, 201, JSON.stringify(put.body))
  const { digest } = (await ask(demoland, 'approver', 'GET', `requests/${body.id}/content`)).body
  return { id: body.id, digest }
}

/** The same, approved, and arrived in the other country. */
async function arrived(values: Readonly<Record<string, Json>> = COMPLETE): Promise<string> {
  const { id, digest } = await submitted(values)
  const sent = await apart(demoland, 'approver', id, 'approve', { digest })
  assert.equal(sent.status, 201, JSON.stringify(sent.body))
  assert.ok((await carry(demoland, norland)).every((code) => code === 'ok'))
  there.set(id, demoland.line.out.findLast(({ type }) => type === 'cooperation.mla_request')!.conversationId)
  return id
}

const stateAt = async (at: Country, id: string): Promise<string> =>
  (await ask(at, 'officer', 'GET', `requests/${id}`)).body.state

test('a request goes from one country to the other, is asked about, accepted and answered; both show the same events by the same hashes', async () => {
  const id = await arrived()
  assert.deepEqual([await stateAt(demoland, id), await stateAt(norland, id)], ['delivered', 'delivered'])
  const shown = (await ask(norland, 'officer', 'GET', `requests/${id}/content`)).body
  assert.deepEqual(shown.answers['assistance'], { value: COMPLETE.assistance })
  assert.equal(shown.authority.country, 'DL')
  assert.equal(norland.line.opened.length, 1, 'that it was opened is told')

  for (const [at, who, name, values] of [
    [norland, 'officer', 'acknowledge', {}],
    [norland, 'officer', 'ask_more', { question: 'Which months?' }],
    [demoland, 'officer', 'give_more', { reply: 'January to June.' }],
    [norland, 'colleague', 'accept', { executing_authority: 'Regional prosecutor' }],
    [norland, 'officer', 'prepare_result', { result: 'Statements of six months.' }],
  ] as const) {
    const done = await step(at, who, id, name, values)
    assert.equal(done.status, 201, `${name}: ${JSON.stringify(done.body)}`)
    assert.ok((await carry(at, at === norland ? demoland : norland)).every((code) => code === 'ok'))
  }
  assert.equal(await stateAt(demoland, id), 'accepted', 'what was prepared and not sent is not known there')
  const sent = await apart(norland, 'approver', id, 'result')
  assert.equal(sent.status, 201, JSON.stringify(sent.body))
  await carry(norland, demoland)
  assert.equal((await step(demoland, 'officer', id, 'close', { outcome: 'used' })).status, 201)
  await carry(demoland, norland)
  assert.deepEqual([await stateAt(demoland, id), await stateAt(norland, id)], ['closed', 'closed'])

  const [ours, theirs] = await Promise.all(
    [demoland, norland].map(async (at) => (await ask(at, 'officer', 'GET', `requests/${id}/messages`)).body.items),
  )
  const said = (items: readonly RequestMessage[] | undefined) =>
    items?.map(({ type, hash }) => `${type} ${hash}`).toSorted()
  assert.deepEqual(said(ours), said(theirs))
  assert.equal(ours?.length, 7)
  const read = (await ask(demoland, 'officer', 'GET', `requests/${id}`)).body
  assert.deepEqual(read.steps.find((one) => one.step === 'send_result')?.answers['result'], {
    value: 'Statements of six months.',
  })
  assert.equal((await demoland.module.ports.verifyRequests()).broken, undefined)
  assert.equal((await norland.module.ports.verifyRequests()).broken, undefined)
})

test('who wrote a request or changed it does not approve it, whatever roles they hold', async () => {
  const begun = await draft('both')
  const { id } = begun.body
  assert.equal((await step(demoland, 'colleague', id, 'amend', COMPLETE)).status, 201)
  assert.equal((await apart(demoland, 'colleague', id, 'submit')).status, 201)
  const { digest } = (await ask(demoland, 'both', 'GET', `requests/${id}/content`)).body
  const own = await apart(demoland, 'both', id, 'approve', { digest })
  assert.deepEqual([own.status, own.body.code], [403, 'records.second_person'])
  // Nor by the general route, nor without the role.
  assert.equal((await step(demoland, 'both', id, 'approve')).status, 409)
  assert.equal((await apart(demoland, 'colleague', id, 'approve', { digest })).body.code, 'records.not_permitted')
  assert.equal(await stateAt(demoland, id), 'in_review')
  assert.equal((await apart(demoland, 'approver', id, 'approve', { digest })).status, 201)
})

test('who prepared a result does not send it, and none goes that nobody prepared', async () => {
  const id = await arrived()
  await step(norland, 'officer', id, 'acknowledge')
  await step(norland, 'officer', id, 'accept')
  assert.equal((await apart(norland, 'approver', id, 'result')).body.code, 'cooperation.not_prepared')
  assert.equal((await step(norland, 'approver', id, 'send_result', { result: 'Made up.' })).status, 409)
  await step(norland, 'both', id, 'prepare_result', { result: 'Statements.' })
  assert.equal((await apart(norland, 'both', id, 'result')).body.code, 'records.second_person')
  assert.equal((await apart(norland, 'approver', id, 'result')).status, 201)
})

test('what is incomplete is saved and does not go: the check names what is missing, by its field', async () => {
  const { purpose: _, ...without } = COMPLETE
  const { id } = (await draft('officer', { ...without, language: 'ar' })).body
  const put = await apart(demoland, 'officer', id, 'submit')
  assert.deepEqual([put.status, put.body.code], [422, 'cooperation.incomplete'])
  assert.deepEqual(
    put.body.fields.map(({ pointer, code }) => [pointer, code]),
    [
      ['/answers/purpose', 'cooperation.missing.no_purpose'],
      ['/answers/translation', 'cooperation.missing.no_translation'],
    ],
  )
  const { missing } = (await ask(demoland, 'officer', 'GET', `requests/${id}/content`)).body
  assert.deepEqual(missing, ['no_purpose', 'no_translation'])
  assert.equal((await draft('officer', { ...COMPLETE, names_victim: 'yes' })).status, 201)
})

test('a request from which a victim can be recognised is refused by either side, and nothing of it stays', async () => {
  const { id } = (await draft('officer', { ...COMPLETE, names_victim: 'yes' })).body
  const put = await apart(demoland, 'officer', id, 'submit')
  assert.deepEqual(
    put.body.fields.map(({ code }) => code),
    ['cooperation.missing.victim_named'],
  )
  const valid = (await submitted(), demoland.line.out.at(-1))
  assert.ok(valid)
  for (const answers of [
    given({ ...COMPLETE, names_victim: 'yes' }),
    given({ ...COMPLETE, victim_name: 'X' }),
    given({ facts: 'Nothing else.' }),
  ]) {
    const conversationId = newId<string>()
    const body = { answers } as unknown as Json
    const forged: Queued = { ...valid, id: newId<string>(), conversationId, type: 'cooperation.mla_request', body }
    assert.equal(await hand(norland, forged), 'cooperation.names_victim')
    assert.equal((await ask(norland, 'officer', 'GET', `requests/${conversationId}`)).status, 404)
  }
})

test('what is approved is what was read, and what is sent twice is recorded and sent once', async () => {
  const { id, digest } = await submitted()
  await step(demoland, 'officer', id, 'take_back')
  await step(demoland, 'officer', id, 'amend', { ...COMPLETE, facts: 'Seven workers were held.' })
  await apart(demoland, 'officer', id, 'submit')
  const stale = await apart(demoland, 'approver', id, 'approve', { digest })
  assert.deepEqual([stale.status, stale.body.code], [409, 'cooperation.changed_since'])
  const fresh = (await ask(demoland, 'approver', 'GET', `requests/${id}/content`)).body.digest
  const stepId = newId<string>()
  const before = demoland.line.out.length
  const clicks = await Promise.all(
    [0, 1, 2].map(() => apart(demoland, 'approver', id, 'approve', { digest: fresh }, stepId)),
  )
  assert.deepEqual(
    clicks.map(({ status }) => status),
    [201, 201, 201],
  )
  assert.equal(demoland.line.out.length, before + 1)
  const [requestId, stepTwice] = [newId<string>(), newId<string>()]
  const twice = await Promise.all([0, 1].map(() => draft('officer', COMPLETE, requestId, stepTwice)))
  assert.deepEqual(new Set(twice.map(({ status }) => status)), new Set([201]))
  assert.equal(twice[0]?.body.steps.length, 1)
  await carry(demoland, norland)
})

test('a message that arrives twice does nothing more, and one of a stranger’s desk is in no conversation', async () => {
  const id = await arrived()
  const sent = demoland.line.out.at(-1)!
  assert.equal(await hand(norland, sent), 'ok', 'the same again is the same')
  assert.equal((await ask(norland, 'officer', 'GET', `requests/${id}`)).body.steps.length, 1)
  const forged = {
    ...sent,
    id: newId<string>(),
    type: 'cooperation.mla_withdrawn',
    from: { country: 'XN', authority: 'another' },
    body: { answers: given({ reason: 'mistake' }) },
  }
  assert.equal(await hand(norland, forged as unknown as Queued), 'cooperation.no_conversation')
  assert.equal(await stateAt(norland, id), 'delivered')
})

test('a withdrawal that crosses an acceptance ends the request on both sides, and the acceptance is told as crossed', async () => {
  const id = await arrived()
  await step(norland, 'officer', id, 'acknowledge')
  await carry(norland, demoland)
  assert.equal((await step(norland, 'officer', id, 'accept')).status, 201)
  assert.equal((await step(demoland, 'officer', id, 'withdraw', { reason: 'no_longer_needed' })).status, 201)
  assert.deepEqual(await carry(norland, demoland), ['ok'])
  assert.deepEqual(await carry(demoland, norland), ['ok'])
  assert.deepEqual([await stateAt(demoland, id), await stateAt(norland, id)], ['withdrawn', 'withdrawn'])
  const { steps } = (await ask(demoland, 'officer', 'GET', `requests/${id}`)).body
  assert.equal(steps.at(-1)?.step, 'crossed')
})

test('a request is refused and postponed only on a ground of the list, with reasons', async () => {
  const id = await arrived()
  await step(norland, 'officer', id, 'acknowledge')
  const why = { reason: 'A reason.', consulted: 'By telephone.' }
  assert.equal((await step(norland, 'officer', id, 'refuse', { ...why, ground: 'bank_secrecy' })).status, 422)
  assert.equal((await step(norland, 'officer', id, 'refuse', { ground: 'sovereignty' })).status, 422)
  assert.equal((await step(norland, 'officer', id, 'postpone', { ...why, ground: 'investigation' })).status, 201)
  assert.equal((await step(norland, 'officer', id, 'refuse', { ...why, ground: 'contrary_to_law' })).status, 201)
  await carry(norland, demoland)
  assert.equal(await stateAt(demoland, id), 'refused')
})

test('an answer is not withdrawn, and conditions are agreed to before the request is carried out', async () => {
  const id = await arrived()
  await step(norland, 'officer', id, 'acknowledge')
  await step(norland, 'officer', id, 'offer_conditions', { conditions: 'For this case alone.' })
  await carry(norland, demoland)
  assert.equal((await step(norland, 'officer', id, 'prepare_result', { result: 'x' })).status, 409)
  assert.equal((await step(demoland, 'officer', id, 'agree_conditions')).status, 201)
  await carry(demoland, norland)
  await step(norland, 'officer', id, 'prepare_result', { result: 'Statements.' })
  await apart(norland, 'approver', id, 'result')
  await carry(norland, demoland)
  const late = await step(demoland, 'officer', id, 'withdraw', { reason: 'mistake' })
  assert.deepEqual([late.status, late.body.code], [409, 'records.not_open'])
})

test('handling only tightens: an answer that says less is held as its request was, and what is not allowed has no route', async () => {
  const id = await arrived({ ...COMPLETE, tlp: 'red', codes: ['h1', 'h2'] })
  const seen = (await ask(norland, 'officer', 'GET', `requests/${id}/content`)).body
  assert.deepEqual(seen.permitted, ['view'])
  for (const format of ['pdf', 'docx']) {
    const letter = await ask(norland, 'officer', 'GET', `requests/${id}/letter?format=${format}&language=en`)
    assert.deepEqual([letter.status, letter.body.code], [404, 'cooperation.unknown'], format)
  }
  await step(norland, 'officer', id, 'acknowledge')
  await step(norland, 'officer', id, 'accept')
  await step(norland, 'officer', id, 'prepare_result', { result: 'Statements.', tlp: 'green' })
  await apart(norland, 'approver', id, 'result')
  const result = norland.line.out.at(-1)!
  assert.deepEqual(
    [result.type, result.handling.tlp, result.handling.h],
    ['cooperation.mla_result', 'red', ['h0', 'h1', 'h2']],
  )
  await carry(norland, demoland)
  assert.equal((await ask(demoland, 'officer', 'GET', `requests/${id}`)).body.facts['tlp'], 'red')
  // The originator prints its own.
  const own = await ask(demoland, 'officer', 'GET', `requests/${id}/letter?format=docx&language=ar`)
  assert.equal(own.status, 200)
  const audit = await readInScope(demoland.db, systemScope('DL'), (trx) => readAudit(trx, { objectId: id }))
  assert.ok(audit.some(({ action }) => action === 'cooperation.letter_printed'))
})

test('another agency of the country, and people of other tasks, see nothing: unknown and forbidden look alike', async () => {
  const id = await arrived()
  for (const at of [demoland, norland]) {
    for (const path of ['', '/content', '/messages', '/letter?format=pdf&language=en']) {
      const theirs = await ask(at, 'stranger', 'GET', `requests/${id}${path}`)
      const none = await ask(at, 'stranger', 'GET', `requests/${newId()}${path}`)
      assert.deepEqual([theirs.status, theirs.body.code], [none.status, none.body.code], path)
      assert.equal(theirs.status, 404)
    }
    assert.equal((await step(at, 'stranger', id, 'acknowledge')).status, 404)
    assert.deepEqual((await ask(at, 'stranger', 'GET', 'requests?list=all')).body.items, [])
    assert.equal((await ask(at, 'caseworker', 'GET', `requests/${id}`)).status, 403)
  }
  assert.equal((await step(norland, 'liaison', id, 'acknowledge')).status, 403)
})

test('steps of the other country are taken by its messages alone', async () => {
  const id = await arrived()
  for (const name of ['acknowledge', 'accept', 'crossed', 'deliver', 'arrive'])
    assert.notEqual((await step(demoland, 'both', id, name)).status, 201, name)
  assert.equal(await stateAt(demoland, id), 'delivered')
})

test('without an exchange nothing is sent, and the draft is as it was', async () => {
  const alone = cooperationModule({ ...demoland.context, exchange: undefined })
  const { id, digest } = await submitted()
  const app = fastify()
  alone.routes?.(
    createApi<Principal>(app, {
      authenticate: async () => person('DL', demoland.agencyId, 9, ['central_authority_approver']),
      failures: [REGISTER_FAILURES, REQUEST_FAILURES, EXCHANGE_FAILURES, alone.failures],
      isUnavailable,
      isOutOfRoom,
    }),
  )
  const answer = await app.inject({
    method: 'POST',
    url: `${API_PREFIX}/cooperation/requests/${id}/approve`,
    headers: { 'x-gloact-request': '1' },
    payload: { stepId: newId(), happenedAt: now(), digest },
  })
  assert.deepEqual([answer.statusCode, answer.json<{ code: string }>().code], [409, 'cooperation.no_exchange'])
  assert.equal(await stateAt(demoland, id), 'in_review')
  await app.close()
})

test('nothing that a request says lies in clear, and none of it is of a person’s file, in the database neither', async () => {
  const id = await arrived()
  for (const { db, here } of [
    { db: demoland.db, here: id },
    { db: norland.db, here: there.get(id)! },
  ]) {
    const lying = await inScope<string, never>(db, systemScope(db === demoland.db ? 'DL' : 'XN'), async (trx) => {
      const { rows } = await sql<{ text: string }>`
        select (request.*)::text || (select string_agg((step.*)::text, ' ') from cooperation.request_step step
          where step.request_id = request.id) as text
        from cooperation.request request where id = ${here}`.execute(trx)
      return ok(rows.map(({ text }) => text).join(' '))
    })
    assert.ok(lying.ok && lying.value.length > 0)
    for (const word of [SUSPECT, 'quarry', 'account statements']) assert.ok(!lying.value.includes(word), word)
    await assert.rejects(
      inScope(db, systemScope(db === demoland.db ? 'DL' : 'XN'), async (trx) => {
        await sql`update cooperation.request set file_id = ${newId()} where id = ${here}`.execute(trx)
        return ok(undefined)
      }),
      /of_no_file/,
    )
  }
})

test('an agency that leaves takes its own along, and of what came from abroad only what its handling allows', async () => {
  const id = await arrived()
  const taken = async (at: Country) =>
    readInScope(at.db, systemScope(at.code), async (trx) => {
      const lines: { id: string; content: unknown }[] = []
      for await (const part of exportRequests(trx, requestsOf(at.context), at.agencyId))
        for await (const one of part.lines) lines.push(one as never)
      return lines.find((one) => one.id === (at === norland ? there.get(id) : id))
    })
  assert.ok((await taken(demoland))?.content)
  assert.equal((await taken(norland))?.content, null, 'H2: not without the originator')
})

test('a request that ended long ago opens no more, and its chain still verifies', async () => {
  const id = await arrived()
  await step(demoland, 'officer', id, 'withdraw', { reason: 'mistake' })
  await carry(demoland, norland)
  const later = { ...demoland.context, clock: fixedClock('2038-01-01T00:00:00Z') }
  assert.ok((await destroyOld(later, requestsOf(later))) >= 1)
  assert.equal((await ask(demoland, 'officer', 'GET', `requests/${id}`)).status, 404)
  assert.equal((await demoland.module.ports.verifyRequests()).broken, undefined)
  const audit = await readInScope(demoland.db, systemScope('DL'), (trx) => readAudit(trx, { objectId: id }))
  assert.ok(audit.some(({ action }) => action === 'cooperation.request_destroyed'))
})

test('whoever can take the next step has a task, and the other side’s lateness is a task of ours', async () => {
  const { id } = await submitted()
  const tasksOf = async (who: string, roles: readonly string[]) =>
    (await demoland.module.tasks?.(person('DL', demoland.agencyId, 0, roles)))
      ?.filter(({ about }) => about.id === id)
      .map(({ kind }) => `${who} ${kind}`)
  assert.deepEqual(await tasksOf('approver', ROLES['approver']!), ['approver request_turn'])
  assert.deepEqual(await tasksOf('liaison', ROLES['liaison']!), [])
  const waiting = await arrived()
  const later = cooperationModule({ ...demoland.context, clock: fixedClock('2027-02-01T00:00:00Z') })
  const late = await later.tasks?.(person('DL', demoland.agencyId, 0, ROLES['liaison']!))
  assert.ok(late?.some(({ kind, about }) => kind === 'late_abroad' && about.id === waiting))
})

test('a party abroad is the same on every server, and no agency of this country', () => {
  assert.equal(abroadId({ country: 'XN', authority: 'a' }), abroadId({ country: 'XN', authority: 'a' }))
  assert.notEqual(abroadId({ country: 'XN', authority: 'a' }), abroadId({ country: 'DL', authority: 'a' }))
})

test('SQL, HTML and formulas in what is written stand there as the words they are, on both sides', async () => {
  const words = `'; drop table cooperation.request; -- <script>alert(1)</script> {{x}} =HYPERLINK("http://e.org") %00`
  const id = await arrived({ ...COMPLETE, facts: words, purpose: words })
  for (const at of [demoland, norland]) {
    const { answers } = (await ask(at, 'officer', 'GET', `requests/${id}/content`)).body
    assert.deepEqual([answers['facts'], answers['purpose']], [{ value: words }, { value: words }])
  }
  await step(norland, 'officer', id, 'acknowledge')
  await step(norland, 'officer', id, 'ask_more', { question: words })
  await carry(norland, demoland)
  const { steps } = (await ask(demoland, 'officer', 'GET', `requests/${id}`)).body
  assert.deepEqual(steps.at(-1)?.answers['question'], { value: words })
  const wrong = await apart(demoland, 'approver', id, 'approve', { digest: words.slice(0, 90) })
  assert.equal(wrong.status, 409)
})
