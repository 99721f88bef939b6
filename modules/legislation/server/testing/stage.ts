import { API_PREFIX, createApi } from '@gloact/http/server'
import type { Principal } from '@gloact/identity/contract/principal'
import { fixedClock, newId } from '@gloact/kernel'
import { isOutOfRoom, isUnavailable } from '@gloact/postgres'
import { testDatabase } from '@gloact/postgres/testing'
import fastify from 'fastify'
import { legislationModule } from '../module.ts'

const [officer, reviewer] = ['00000000-0000-4000-8000-0000000000c1', '00000000-0000-4000-8000-0000000000c3'] as const
const agencies = { mine: newId<'agency'>(), theirs: newId<'agency'>() }

export interface As {
  readonly agency?: keyof typeof agencies
  readonly role?: 'legal_officer' | 'legal_reviewer' | 'caseworker'
  readonly version?: number
}

interface Answer {
  readonly code: string
}

/** This module alone behind its API, with a database of its own, for its tests. */
export async function legislationStage() {
  const principal = (agency: keyof typeof agencies, role: string): Principal =>
    ({
      userId: role === 'legal_reviewer' ? reviewer : officer,
      agencyId: agencies[agency],
      agencyName: 'Ministry of Justice',
      country: 'DL',
      teamIds: [],
      roles: [role],
      scope: 'none',
    }) as unknown as Principal
  const { db } = await testDatabase()
  const module = legislationModule({
    db,
    clock: fixedClock('2026-11-28T09:00:00Z'),
    staffNames: async (ids) => new Map(ids.map((id) => [id, `Name ${id.slice(-2)}`])),
    demoPrincipal: (role) => principal('mine', role),
  })
  const app = fastify()
  module.routes?.(
    createApi<Principal>(app, {
      authenticate: async ({ headers }) =>
        principal(headers['x-agency'] === 'theirs' ? 'theirs' : 'mine', String(headers['x-role'])),
      failures: [module.failures],
      isUnavailable,
      isOutOfRoom,
    }),
  )
  await app.ready()
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the test says what it asked for
  return async function ask<Body = Answer>(
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    payload?: object,
    { agency = 'mine', role = 'legal_officer', version }: As = {},
  ) {
    const answer = await app.inject({
      method,
      url: `${API_PREFIX}/legislation/${path}`,
      headers: {
        'x-gloact-request': '1',
        'x-agency': agency,
        'x-role': role,
        ...(payload instanceof Uint8Array && { 'content-type': 'application/octet-stream' }),
        ...(version !== undefined && { 'if-match': `"${version}"` }),
      },
      ...(payload && { payload: payload instanceof Uint8Array ? Buffer.from(payload) : payload }),
    })
    const isJson = String(answer.headers['content-type']).includes('json')
    return { status: answer.statusCode, body: (isJson ? answer.json() : {}) as Body & Answer, raw: answer.rawPayload }
  }
}

export const sampleLaw = (more: object = {}) => ({
  id: newId(),
  expressionId: newId(),
  title: 'Protection Act',
  type: 'act',
  number: '3',
  madeOn: '2020-01-01',
  language: 'en',
  validFrom: '2020-02-01',
  source:
    'An Act to protect\n\nBe it enacted:\n\n1. Offence\n\n(1) Nobody shall recruit.\n\n(2) Anyone who does is punished.',
  ...more,
})
