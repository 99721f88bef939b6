import assert from 'node:assert/strict'
import { API_PREFIX, createApi } from '@gloact/http/server'
import type { Principal } from '@gloact/identity/contract/principal'
import { disclosureRule } from '@gloact/disclosure'
import { fixedClock, newId, unwrap } from '@gloact/kernel'
import { isOutOfRoom, isUnavailable } from '@gloact/postgres'
import { testDatabase } from '@gloact/postgres/testing'
import { createVault } from '@gloact/vault'
import { memoryKekProvider } from '@gloact/vault/testing'
import fastify from 'fastify'
import type { EventPageView } from '../../contract/training-events.ts'
import type { TakingPart } from '../../contract/tests.ts'
import type { TrainingContext } from '../context.ts'
import { trainingModule } from '../module.ts'

/** The module on a database of its own, asked by injected requests. Each test file that takes it has another. */
export const { db, owner } = await testDatabase()
export const vault = createVault({ kek: memoryKekProvider() })
export const clock = fixedClock('2026-11-20T08:00:00Z')
export const context: TrainingContext = {
  db,
  clock,
  country: 'DL',
  timeZone: 'UTC',
  publicUrl: 'http://localhost:4600',
  wordKey: () => vault.wordKey(db, 'DL'),
  smallCounts: unwrap(disclosureRule({ audience: 'agency' })),
}
export const module = trainingModule({
  ...context,
  demoOrganiser: { agencyId: newId(), agencyName: 'Office', userId: newId() },
})
export const [office, police, clinic] = [newId(), newId(), newId()]
const app = fastify({ trustProxy: true })

const USER = '00000000-0000-4000-8000-0000000000d1'
export const SECOND_USER = '00000000-0000-4000-8000-0000000000d2'

export const principal = (agencyId: string, role: string, userId = USER): Principal =>
  ({
    userId,
    agencyId,
    agencyName: agencyId === office ? 'Office of Training' : agencyId === police ? 'Police' : 'Clinic',
    country: 'DL',
    teamIds: [],
    roles: [role],
    scope: 'none',
  }) as unknown as Principal

module.routes?.(
  createApi<Principal>(app, {
    authenticate: async ({ headers }) =>
      headers['x-role'] === undefined
        ? null
        : principal(String(headers['x-agency']), String(headers['x-role']), String(headers['x-user'])),
    failures: [module.failures],
    isUnavailable,
    isOutOfRoom,
  }),
)
await app.ready()

interface As {
  readonly agency?: string
  readonly role?: string | null
  readonly from?: string
  readonly user?: string
}

const OF_THE_DAYS = /^(sessions\/[^/]+\/(attendance|state)|events\/[^/]+\/certificates)$/
const LAST_DAY = '2026-11-28T08:00:00Z'

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- what comes back is what the caller says it is
export async function ask<Body = { code: string }>(
  method: 'GET' | 'POST',
  path: string,
  payload?: object,
  { agency = office, role = 'training_officer', from = '10.0.0.1', user = USER }: As = {},
) {
  const before = clock.now()
  // What is recorded of the days themselves is recorded on the last of them: not before they have come.
  const ofTheDays = method === 'POST' && OF_THE_DAYS.test(path) && before < LAST_DAY
  if (ofTheDays) clock.set(LAST_DAY)
  const answer = await app.inject({
    method,
    url: `${API_PREFIX}/training/${path}`,
    headers: {
      'x-gloact-request': '1',
      'x-forwarded-for': from,
      ...(role !== null && { 'x-agency': agency, 'x-role': role, 'x-user': user }),
    },
    ...(payload && { payload }),
  })
  if (ofTheDays) clock.set(before)
  const isJson = String(answer.headers['content-type']).includes('json')
  return {
    status: answer.statusCode,
    body: (isJson ? answer.json() : {}) as Body & { code: string },
    raw: answer.rawPayload,
  }
}

/** Sends a file, as it is. */
export const upload = async (path: string, bytes: Uint8Array, { role = 'training_officer' }: As = {}) => {
  const headers = { 'x-gloact-request': '1', 'x-agency': office, 'x-role': String(role), 'x-user': USER }
  const answer = await app.inject({
    method: 'POST',
    url: `${API_PREFIX}/training/${path}`,
    headers: { ...headers, 'content-type': 'application/octet-stream' },
    payload: Buffer.from(bytes),
  })
  return { status: answer.statusCode, body: answer.json<{ code: string; title: string; files: number }>() }
}

/** What a browser is given at an address of its own, outside the API. */
export const browse = (url: string, headers: Readonly<Record<string, string>> = {}) =>
  app.inject({ method: 'GET', url, headers: { host: 'gloact.example', ...headers } })

export const phone: As = { role: null }

export async function planned(more: object = {}): Promise<{ id: string; sessions: string[] }> {
  const id = newId()
  const sessions = [newId(), newId()]
  const answer = await ask('POST', 'events', {
    id,
    title: 'First contact',
    place: 'Port Isa',
    language: 'en',
    startsOn: '2026-11-27',
    endsOn: '2026-11-28',
    nominateBy: '2026-11-21',
    hours: 12,
    seats: 2,
    criteria: { professions: ['police'], yearsInPost: 2, seatsAnAgency: null },
    criteriaText: '',
    passMark: 60,
    attendanceNeeded: 50,
    repeats: false,
    sessions: [
      { id: sessions[0], title: 'Day one', day: '2026-11-27' },
      { id: sessions[1], title: 'Day two', day: '2026-11-28' },
    ],
    ...more,
  })
  assert.equal(answer.status, 201)
  return { id, sessions }
}

export const person = (name: string, more: object = {}) => ({
  id: newId(),
  practitionerId: newId(),
  name,
  email: 'a@police.example',
  phone: '',
  employer: null,
  profession: 'police',
  yearsInPost: 5,
  ...more,
})

export const page = async (id: string, as: As = {}) =>
  (await ask<EventPageView>('GET', `events/${id}`, undefined, as)).body

/** An event with one participant, their code, and tests drawn from a bank of eight questions. */
export async function running(name: string, more: object = {}) {
  const event = await planned(more)
  await ask('POST', `events/${event.id}/publish`)
  const nominee = person(name)
  assert.equal((await ask('POST', `events/${event.id}/nominations`, nominee)).status, 201)
  const decided = { id: newId(), decision: 'selected', reason: 'meets_criteria' }
  assert.equal((await ask('POST', `nominations/${nominee.id}/decisions`, decided)).status, 200)
  const text = Array.from({ length: 8 }, (_, at) => `::Q${at}::Which is right?{=right${at} ~wrong}`).join('\n\n')
  const bank = newId()
  assert.equal((await ask('POST', 'banks', { id: bank, title: 'B', language: 'en', text })).status, 201)
  assert.equal((await ask('POST', `events/${event.id}/tests`, { bankId: bank, perForm: 4 })).status, 200)
  const invited = await ask<{ items: { code: string; name: string }[] }>('POST', `events/${event.id}/invitations`)
  const { tests } = await page(event.id)
  return { ...event, code: invited.body.items[0]!.code, tests, nominee }
}

export const open = (testId: string, on = true) => ask('POST', `tests/${testId}/state`, { open: on })
export const take = (code: string, as: As = phone) => ask<TakingPart>('POST', 'take-part', { code }, as)

/** Answers as somebody who knows `right` of the questions: the right choice is the one whose text says so. */
export function answersOf(test: TakingPart['tests'][number], right: number) {
  return Object.fromEntries(
    test.questions.map((question, at) => {
      assert.equal(question.ask, 'one')
      const choices = question.ask === 'one' ? question.choices : []
      const found = choices.find(({ text }) => text.text.startsWith('right') === at < right)!
      return [question.id, { choices: [found.at] }]
    }),
  )
}
