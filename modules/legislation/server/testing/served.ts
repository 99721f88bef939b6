import assert from 'node:assert/strict'
import { before } from 'node:test'
import { API_PREFIX, createApi } from '@gloact/http/server'
import type { Principal } from '@gloact/identity/contract/principal'
import { fixedClock, newId } from '@gloact/kernel'
import { isOutOfRoom, isUnavailable } from '@gloact/postgres'
import { testDatabase } from '@gloact/postgres/testing'
import { REQUEST_FAILURES } from '@gloact/records/contract'
import { createVault, memoryKekProvider } from '@gloact/vault'
import fastify from 'fastify'
import { legislationModule } from '../module.ts'

export const [officer, second, reviewer, third] = ['c1', 'c2', 'c3', 'c4'].map(
  (end) => `00000000-0000-4000-8000-0000000000${end}`,
) as [string, string, string, string]
export const [mine, theirs] = [newId<'agency'>(), newId<'agency'>()]

export const principal = (agencyId: string, role: string, userId: string): Principal =>
  ({
    userId,
    agencyId,
    agencyName: 'Ministry of Justice',
    country: 'DL',
    teamIds: [],
    roles: role.split(','),
    scope: 'none',
  }) as unknown as Principal

export const { db, migrator, owner } = await testDatabase()
export const module = legislationModule({
  db,
  clock: fixedClock('2026-11-28T09:00:00Z'),
  vault: createVault({ kek: memoryKekProvider() }),
  country: 'DL',
  calendar: { timeZone: 'UTC', weekend: [6, 7], holidays: [] },
  agencies: async () => [
    { id: mine, name: 'Ministry of Justice', active: true },
    { id: theirs, name: 'Harbour House', active: true },
  ],
  staffNames: async (ids) => new Map(ids.map((id) => [id, `Name ${id.slice(-2)}`])),
  demoPrincipal: (role, _, address) =>
    principal(
      role === 'legal_commenter' ? theirs : mine,
      role,
      role === 'legal_officer' ? officer : address === undefined ? reviewer : third,
    ),
})
const app = fastify()

before(async () => {
  module.routes?.(
    createApi<Principal>(app, {
      authenticate: async ({ headers }) =>
        principal(String(headers['x-agency']), String(headers['x-role']), String(headers['x-user'])),
      failures: [module.failures, REQUEST_FAILURES],
      isUnavailable,
      isOutOfRoom,
    }),
  )
  await app.ready()
})

export interface As {
  readonly agency?: string
  readonly role?: string
  readonly user?: string
  readonly version?: number
}

interface Answer {
  readonly code: string
}

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the test says what it asked for
export async function ask<Body = Answer>(method: 'GET' | 'POST' | 'PUT', path: string, payload?: object, as: As = {}) {
  const { agency = mine, role = 'legal_officer', user = officer, version } = as
  const answer = await app.inject({
    method,
    url: `${API_PREFIX}/legislation/${path}`,
    headers: {
      'x-gloact-request': '1',
      'x-agency': agency,
      'x-role': role,
      'x-user': user,
      ...(payload instanceof Uint8Array && { 'content-type': 'application/octet-stream' }),
      ...(version !== undefined && { 'if-match': `"${version}"` }),
    },
    ...(payload && { payload: payload instanceof Uint8Array ? Buffer.from(payload) : payload }),
  })
  const isJson = String(answer.headers['content-type']).includes('json')
  return { status: answer.statusCode, body: (isJson ? answer.json() : {}) as Body & Answer, raw: answer.rawPayload }
}

export const ACT =
  'An Act to protect\n\nBe it enacted:\n\n1. Offence\n\n(1) Nobody shall recruit.\n\n(2) Anyone who does is punished.'

export const law = (more: object = {}) => ({
  id: newId(),
  expressionId: newId(),
  title: 'Protection Act',
  type: 'act',
  number: '3',
  madeOn: '2020-01-01',
  language: 'en',
  validFrom: '2020-02-01',
  source: ACT,
  ...more,
})

/** A law and an assessment, as an officer has made them. */
export async function opened(more: object = {}) {
  const text = law(more)
  assert.equal((await ask('POST', 'laws', text)).status, 201)
  const assessment = {
    id: newId(),
    title: 'Trafficking Protocol',
    packs: ['tip-protocol-2000'],
    tier: 'core',
    kind: 'baseline',
    asOf: '2026-11-28',
  }
  assert.equal((await ask('POST', 'assessments', assessment)).status, 201)
  const place = (element: string) => `assessments/${assessment.id}/findings/${element}`
  const cites = [{ expressionId: text.expressionId, eId: 'sec_1__subsec_1' }]
  return { text, assessment, place, cites }
}
