import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before } from 'node:test'
import { fileAttachmentStore } from '@gloact/attachments'
import { API_PREFIX, createApi } from '@gloact/http/server'
import type { Principal } from '@gloact/identity/contract/principal'
import { err, newId, ok } from '@gloact/kernel'
import { isOutOfRoom, isUnavailable, readInScope, systemScope } from '@gloact/postgres'
import { testDatabase } from '@gloact/postgres/testing'
import { REQUEST_FAILURES, type RequestShown } from '@gloact/records/contract'
import { requestTables } from '@gloact/records/server'
import { createVault, memoryKekProvider } from '@gloact/vault'
import fastify from 'fastify'
import { sql } from 'kysely'
import { CHILDREN_FAILURES } from '../../../contract/failures.ts'
import { TRACING_FAILURES } from '../../../contract/tracing/failures.ts'
import type { MatchRow, MatchShown, TracingRow } from '../../../contract/tracing/tracing.ts'
import { INVENTED_CHILDREN } from '../../demo/invented-children.ts'
import { tracingConfig } from '../config.ts'
import type { TracingContext } from '../tracing-context.ts'
import { tracingPart } from '../tracing-part.ts'

export const { db } = await testDatabase()
const folder = mkdtempSync(join(tmpdir(), 'gloact-tracing-'))
after(() => rmSync(folder, { recursive: true, force: true }))
let moment = '2026-11-24T09:00:00.000Z'
/** What time it is in these stories. */
export const timeNow = (): string => moment
/** Time goes on. */
export const setNow = (to: string): void => {
  moment = to
}
const clock = {
  now: () => moment,
  today: () => moment.slice(0, 10),
} as unknown as TracingContext['clock']
let device: string | null = null
/** From here on requests come from this device. */
export const setDevice = (to: string | null): void => {
  device = to
}
export const vault = createVault({ kek: memoryKekProvider() })

export const AGENCIES = {
  office: '00000000-0000-4000-8000-0000000000a4',
  shelter: '00000000-0000-4000-8000-0000000000a1',
} as const
const person = (at: number, role: string, agencyId: string): Principal =>
  ({
    userId: `00000000-0000-4000-8000-0000000000f${at}`,
    agencyId,
    country: 'DL',
    teamIds: [],
    roles: [role],
    scope: 'agency',
  }) as unknown as Principal
export const PEOPLE = {
  desk: person(1, 'caseworker', AGENCIES.office),
  officer: person(2, 'child_protection_officer', AGENCIES.office),
  second: person(3, 'child_protection_officer', AGENCIES.office),
  supervisor: person(4, 'supervisor', AGENCIES.office),
  elsewhere: person(5, 'child_protection_officer', AGENCIES.shelter),
  guardian: person(6, 'guardian', AGENCIES.office),
} as const
export type Who = keyof typeof PEOPLE

/** The files of the office, as protection would answer. */
const FILES = new Map<string, string>(INVENTED_CHILDREN.map(({ fileId }) => [fileId, AGENCIES.office]))
/** Files of those who have turned 18, and were not asked since. */
export const OF_AGE = new Set<string>()
const published: (readonly [event: string, requestId: string])[] = []
export const context: TracingContext = {
  db,
  vault,
  clock,
  country: 'DL',
  calendar: { timeZone: 'UTC', weekend: [6, 7], holidays: [] },
  settings: tracingConfig.parse({}),
  files: {
    filesSeen: async (trx, ids) => {
      const agency = (await sql<{ id: string }>`select app.agency_id() as id`.execute(trx)).rows[0]!.id
      return new Set(ids.filter((id) => FILES.get(id) === agency))
    },
    numbers: async (trx, ids) => {
      const agency = (await sql<{ id: string }>`select app.agency_id() as id`.execute(trx)).rows[0]!.id
      return new Map(ids.flatMap((id) => (FILES.get(id) === agency ? [[id, `DL-${id.slice(-4)}`]] : [])))
    },
    whoIs: async (_trx, who, fileId) =>
      FILES.get(fileId) === who.agencyId ? { 'names/a': { value: true }, 'names/a/given': { value: 'Samir' } } : null,
    stillAgreed: async (_trx, fileId, { groups }) => (OF_AGE.has(fileId) ? [] : groups),
    toPassOn: async (_trx, who, fileId) =>
      FILES.get(fileId) === who.agencyId ? ok({ child: true }) : err({ code: 'protection.not_found' }),
  },
  attachments: { store: fileAttachmentStore(folder), maxBytes: 5_000_000 },
  deviceOf: async () => device,
  publish: async (_trx, event, { requestId }) => void published.push([event, requestId!]),
}
export const part = tracingPart(context)
const app = fastify()

before(async () => {
  part.routes(
    createApi<Principal>(app, {
      authenticate: async ({ headers }) => PEOPLE[String(headers['x-who']) as Who] ?? null,
      failures: [REQUEST_FAILURES, CHILDREN_FAILURES, TRACING_FAILURES],
      isUnavailable,
      isOutOfRoom,
    }),
  )
  await app.ready()
})

interface Answered {
  readonly status: number
  readonly text: string
  readonly raw: Buffer
  readonly body: RequestShown &
    MatchShown & {
      code: string
      items: (TracingRow & MatchRow)[]
      next: string | null
      sentence: string
      signs: string[]
    }
}

export async function ask(
  who: Who,
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  payload?: object | Buffer,
): Promise<Answered> {
  const answer = await app.inject({
    method,
    url: `${API_PREFIX}/children/tracing/${path}`,
    headers: {
      'x-gloact-request': '1',
      'x-who': who,
      ...(Buffer.isBuffer(payload) && { 'content-type': 'application/octet-stream' }),
    },
    ...(payload !== undefined && { payload }),
  })
  const text = answer.payload
  const isJson = String(answer.headers['content-type']).includes('json')
  return {
    status: answer.statusCode,
    text,
    raw: answer.rawPayload,
    body: (isJson ? JSON.parse(text) : {}) as Answered['body'],
  }
}

type Value = string | number | boolean | readonly string[]
export type Said = Readonly<Record<string, Value>>
export const say = (said: Said): Readonly<Record<string, { readonly value: Value }>> =>
  Object.fromEntries(Object.entries(said).map(([field, value]) => [field, { value }]))

/** Does what the queue would, in its order. */
export async function follow(): Promise<void> {
  for (let next = published.shift(); next; next = published.shift()) {
    const [event, id] = next
    if (event === 'children.tracing_request_changed') await part.followRequest(id)
    if (event === 'children.tracing_subject_changed') await part.followSubject(id)
    if (event === 'children.tracing_contact_allowed') await part.followContact(id)
  }
}

export const childOf = (number: number) => INVENTED_CHILDREN[number - 1]!

const THREE_SECRETS: Said = Object.fromEntries(
  [
    ['mark', 'Her mark is a crescent on the left knee'],
    ['animal', 'The goat is called Sultan'],
    ['song', 'The song of the river'],
  ].flatMap(([kind, words], at): [string, Value][] => {
    const row = `family_secrets/00000000-0000-7000-8061-00000000000${at}`
    return [
      [row, true],
      [`${row}/kind`, kind!],
      [`${row}/words`, words!],
    ]
  }),
)

export const sideOf = (number: number): Said => {
  const child = childOf(number)
  return {
    wish: 'yes_now',
    safety: 'safe',
    guardian: 'agrees',
    photograph: 'yes',
    given_name: `${child.given.native} / ${child.given.latin}`,
    family_name: child.family.latin,
    sex: child.sex,
    age: child.age,
    citizenship: child.citizenship,
    father_name: child.father.latin,
    mother_name: child.mother.latin,
    relative_name: child.lived.name.latin,
    relation: child.lived.relation,
    siblings: child.siblings.map(({ latin }) => latin).join(', '),
    origin: child.origin,
    separation_place: child.separationPlace,
    last_place: child.lastPlace,
    ...THREE_SECRETS,
  }
}

export async function registerChild(number: number, more: Said = {}, who: Who = 'officer'): Promise<string> {
  const id = newId<string>()
  const { status, text } = await ask(who, 'POST', 'children', {
    id,
    stepId: newId(),
    happenedAt: moment,
    answers: say({ ...sideOf(number), ...more }),
    fileId: childOf(number).fileId,
  })
  assert.equal(status, 201, text)
  return id
}

export const requestFor = (number: number, more: Said = {}): Said => {
  const child = childOf(number)
  return {
    relative_name: child.mother.native,
    relation: 'mother',
    identity_seen: 'passport',
    paper_number: `P-${number}`,
    telephone: child.telephone,
    agrees: 'yes',
    given_name: child.given.native,
    family_name: child.family.native,
    sex: child.sex,
    age: child.age,
    citizenship: child.citizenship,
    father_name: child.father.native,
    mother_name: child.mother.native,
    siblings: child.siblings.map(({ native }) => native).join('، '),
    origin: child.origin,
    separation_place: child.separationPlace,
    ...more,
  }
}

export async function registerRequest(said: Said, who: Who = 'desk'): Promise<{ id: string; answered: Answered }> {
  const id = newId<string>()
  const answered = await ask(who, 'POST', 'requests', { id, stepId: newId(), happenedAt: moment, answers: say(said) })
  assert.equal(answered.status, 201, answered.text)
  return { id, answered }
}

export const step = (who: Who, path: string, name: string, said: Said = {}, id = newId<string>()) =>
  ask(who, 'POST', `${path}/steps`, { id, step: name, happenedAt: moment, answers: say(said) })

export const stateOf = async (id: string): Promise<string | undefined> =>
  readInScope(db, systemScope('DL'), async (trx) => {
    const row = await requestTables(trx, 'children')
      .selectFrom('request')
      .select('state')
      .where('id', '=', id)
      .executeTakeFirst()
    return row?.state
  })

export const matchesOf = async (requestId: string, list = 'open', who: Who = 'officer') =>
  (await ask(who, 'GET', `matches?list=${list}&requestId=${requestId}`)).body.items

const QUESTIONS: Said = Object.fromEntries(
  ['one', 'two', 'three'].flatMap((question): [string, Value][] => {
    const row = newId<string>()
    return [
      [`questions/${row}`, true],
      [`questions/${row}/question`, `Question ${question}`],
      [`questions/${row}/answer`, `Answer ${question}`],
      [`questions/${row}/alike`, 'agrees'],
    ]
  }),
)
export const CHILD_HEARD = { asked_by: 'Ines', alone: 'yes', ...QUESTIONS, afraid: 'no', wants: 'yes_now' }
export const ADULT_HEARD = { asked_by: 'Paul', apart: 'yes', identity_seen: 'passport', ...QUESTIONS }
export const CONTACT = { child_says_yes: 'yes', safety: 'safe', guardian: 'agrees', why: 'All of it was asked today.' }
export const FINDING = { finding: 'yes', shown_by: 'both_say', why: 'Both told the same, apart.' }
