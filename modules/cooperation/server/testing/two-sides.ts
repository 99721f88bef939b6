import assert from 'node:assert/strict'
import { after, before } from 'node:test'
import { CODE_LISTS } from '@gloact/codes'
import { disclosureRule } from '@gloact/disclosure'
import { EXCHANGE_FAILURES } from '@gloact/exchange/contract'
import type { NewMessage, TimelineEntry } from '@gloact/exchange'
import type { MessageType, Received } from '@gloact/exchange/server'
import { API_PREFIX, createApi } from '@gloact/http/server'
import type { Principal } from '@gloact/identity/contract/principal'
import { canonicalJson, fixedClock, newId, ok, type Instant, type Json, unwrap } from '@gloact/kernel'
import { inScope, isOutOfRoom, isUnavailable, systemScope } from '@gloact/postgres'
import { testDatabase } from '@gloact/postgres/testing'
import { REQUEST_FAILURES, type RequestShown } from '@gloact/records/contract'
import { REGISTER_FAILURES } from '@gloact/registers/contract'
import { createVault, memoryKekProvider } from '@gloact/vault'
import fastify, { type FastifyInstance } from 'fastify'
import { createHash } from 'node:crypto'
import type { RequestContent, RequestMessage } from '../../contract/requests.ts'
import { COMPLETE_REQUEST } from '../../domain/testing/complete-request.ts'
import type { ExchangeInUse } from '../context.ts'
import type { VictimContext } from '../victims/victims-context.ts'
import { victimPorts, type InventedFile } from './victim-files.ts'
import { cooperationModule } from '../module.ts'

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

/** Accounts that lately made or let in one another: two ids, and not two people. */
export const dependent = new Map<string, ReadonlySet<string>>()

export type Queued = Received & { readonly received: boolean }

interface Line {
  readonly exchange: ExchangeInUse
  readonly types: Map<string, MessageType>
  readonly out: Queued[]
  readonly timeline: TimelineEntry[]
  readonly desks: { authority: string; agencyId: string; name: string }[]
  readonly opened: string[]
  /** Conversations that the other side was asked to compare. */
  readonly compared: string[]
}

function line(country: string): Line {
  const types = new Map<string, MessageType>()
  const [out, timeline, desks]: [Queued[], TimelineEntry[], Line['desks']] = [[], [], []]
  const [opened, compared]: [string[], string[]] = [[], []]
  const seqs = new Map<string, number>()
  return {
    types,
    out,
    timeline,
    desks,
    opened,
    compared,
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
      // The registry and its alarms have tests of their own, on the exchange itself.
      peers: noPeers,
      alarms: async () => [],
      seeAlarm: async () => NOT_HERE,
      sendAgain: async () => NOT_HERE,
      tellOfStop: async () => undefined,
      openMessage: async () => NOT_HERE,
      compare: async (_, conversationId) => {
        compared.push(conversationId)
        return ok(undefined)
      },
      makeBundle: async () => NOT_HERE,
      takeBundle: async () => NOT_HERE,
      comparisons: async () => [],
      lastComparisons: async () => [],
      // Files have tests of their own, on the exchange itself.
      files: {
        add: async () => NOT_HERE,
        of: async () => [],
        name: async () => NOT_HERE,
        remove: async () => NOT_HERE,
        open: async () => NOT_HERE,
        kept: async () => new Set(),
        erase: async () => undefined,
      },
    },
  }
}

const NOT_HERE = { ok: false, error: { code: 'exchange.not_found' } } as const
const noPeers: ExchangeInUse['peers'] = {
  list: async () => [],
  changes: async () => [],
  propose: async () => NOT_HERE,
  confirm: async () => NOT_HERE,
  decline: async () => NOT_HERE,
  revoke: async () => NOT_HERE,
  stops: async () => [],
  crossedSince: async () => [],
  announcements: async () => [],
  own: () => ({
    entry: { country: 'DL', name: 'DL', baseUrl: '', signingKeys: [], encryptionKeys: [], certificates: [] },
    words: [],
  }),
  exportList: async () => '',
  readList: async () => NOT_HERE,
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

export interface Country {
  readonly code: string
  readonly agencyId: string
  readonly shelterId: string
  readonly policeId: string
  readonly line: Line
  readonly context: VictimContext
  readonly files: Map<string, InventedFile>
  readonly module: ReturnType<typeof cooperationModule>
  readonly app: FastifyInstance
  readonly db: Awaited<ReturnType<typeof testDatabase>>['db']
}

export const person = (country: string, agencyId: string, at: number, roles: readonly string[]): Principal =>
  ({
    userId: `00000000-0000-4000-8000-0000000000f${at.toString(16)}`,
    agencyId,
    agencyName: 'Central Authority',
    country,
    teamIds: [],
    roles,
    scope: 'none',
  }) as unknown as Principal

export const ROLES: Readonly<Record<string, readonly string[]>> = {
  officer: ['cooperation_officer'],
  colleague: ['cooperation_officer'],
  approver: ['central_authority_approver'],
  both: ['cooperation_officer', 'central_authority_approver'],
  liaison: ['liaison_officer'],
  caseworker: ['caseworker'],
  stranger: ['cooperation_officer', 'central_authority_approver'],
  lead: ['supervisor'],
  shelter: ['caseworker'],
  night: ['caseworker'],
  intel: ['intelligence_officer'],
  chief: ['intelligence_approver'],
}
type Who = keyof typeof ROLES
/** Who works in a shelter, and not in the central authority. */
const SHELTER: ReadonlySet<string> = new Set(['lead', 'shelter', 'night'])

/** Who works for the police, and in neither of the two. */
const POLICE: ReadonlySet<string> = new Set(['intel', 'chief'])

async function country(code: string): Promise<Country> {
  const { db } = await testDatabase()
  const agencyId = newId<string>()
  const elsewhere = newId<string>()
  const shelterId = newId<string>()
  const policeId = newId<string>()
  const ends = line(code)
  const files = new Map<string, InventedFile>()
  const context: VictimContext = {
    victims: victimPorts(files),
    db,
    vault: createVault({ kek: memoryKekProvider() }),
    clock,
    country: code,
    calendar: { timeZone: 'UTC', weekend: [6, 7], holidays: [] },
    smallCounts: unwrap(disclosureRule()),
    codeLists: LISTS,
    config: { clocks: {}, victimClocks: {}, keepYears: 10, victimMonths: 12 },
    exchange: ends.exchange,
    agencies: async () => [],
    staffNames: async () => new Map(),
    notIndependentOf: async (userId) => dependent.get(userId) ?? new Set(),
  }
  const module = cooperationModule(context)
  const app = fastify()
  const people = Object.fromEntries(
    Object.entries(ROLES).map(([name, roles], at) => [
      name,
      person(
        code,
        name === 'stranger' ? elsewhere : POLICE.has(name) ? policeId : SHELTER.has(name) ? shelterId : agencyId,
        at,
        roles,
      ),
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
  return { code, agencyId, shelterId, policeId, line: ends, context, files, module, app, db }
}

export const [demoland, norland] = [await country('DL'), await country('XN')]
after(async () => {
  await Promise.all([demoland.app.close(), norland.app.close()])
})

type Body = RequestShown &
  RequestContent & {
    code: string
    fields: { pointer: string; code: string }[]
    items: RequestMessage[]
  }

export async function ask(
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
export const there = new Map<string, string>()
const idsThere = (at: Country, path: string): string =>
  at === norland ? path.replace(/[0-9a-f-]{36}/, (id) => there.get(id) ?? id) : path

export const given = (values: Readonly<Record<string, Json>>) =>
  Object.fromEntries(
    Object.entries(values).map(([path, value]) => [path, value === 'unknown' ? { absent: 'not_known' } : { value }]),
  )
export const now = (): Instant => clock.now()

/** What is on the way from one country arrives at the other, in order. */
export async function carry(from: Country, to: Country): Promise<readonly string[]> {
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

const agencyOf = (to: Country, authority: string): string =>
  to.line.desks.find((desk) => desk.authority === authority)?.agencyId ?? to.agencyId

/** One message at its desk, as the exchange hands it to this module; `ok` or what it was refused for. */
export async function hand(to: Country, message: Queued): Promise<string> {
  const type = to.line.types.get(message.type)
  if (!type) return 'unsupported'
  if (!type.schema.safeParse(message.body).success) return 'invalid'
  const done = await inScope(to.db, systemScope(to.code), (trx) =>
    type.apply(trx, { ...message, agencyId: agencyOf(to, message.to.authority) }),
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

export const SUSPECT = 'Ivo Marek of Quarry Lane'
export const COMPLETE = {
  ...COMPLETE_REQUEST,
  'persons/0193a000-0000-7000-8000-000000000001': true,
  'persons/0193a000-0000-7000-8000-000000000001/role': 'suspect',
  'persons/0193a000-0000-7000-8000-000000000001/name': SUSPECT,
  codes: ['h2'],
}

export const draft = (
  who: Who,
  values: Readonly<Record<string, Json>> = COMPLETE,
  id = newId<string>(),
  stepId = newId<string>(),
) => ask(demoland, who, 'POST', 'requests', { id, stepId, authorityId, happenedAt: now(), answers: given(values) })

export const step = (
  at: Country,
  who: Who,
  id: string,
  name: string,
  values: Readonly<Record<string, Json>> = {},
  stepId = newId<string>(),
) => ask(at, who, 'POST', `requests/${id}/steps`, { id: stepId, step: name, happenedAt: now(), answers: given(values) })
export const apart = (at: Country, who: Who, id: string, name: string, more: object = {}, stepId = newId<string>()) =>
  ask(at, who, 'POST', `requests/${id}/${name}`, { stepId, happenedAt: now(), ...more })

/** A request that was written by the officer and put forward. */
export async function submitted(
  values: Readonly<Record<string, Json>> = COMPLETE,
): Promise<{ id: string; digest: string }> {
  const { body, status } = await draft('officer', values)
  assert.equal(status, 201, JSON.stringify(body))
  const put = await apart(demoland, 'officer', body.id, 'submit')
  assert.equal(put.status, 201, JSON.stringify(put.body))
  const { digest } = (await ask(demoland, 'approver', 'GET', `requests/${body.id}/content`)).body
  return { id: body.id, digest }
}

/** The same, approved, and arrived in the other country. */
export async function arrived(values: Readonly<Record<string, Json>> = COMPLETE): Promise<string> {
  const { id, digest } = await submitted(values)
  const sent = await apart(demoland, 'approver', id, 'approve', { digest })
  assert.equal(sent.status, 201, JSON.stringify(sent.body))
  assert.ok((await carry(demoland, norland)).every((code) => code === 'ok'))
  there.set(id, demoland.line.out.findLast(({ type }) => type === 'cooperation.mla_request')!.conversationId)
  return id
}

export const stateAt = async (at: Country, id: string): Promise<string> =>
  (await ask(at, 'officer', 'GET', `requests/${id}`)).body.state
