import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before } from 'node:test'
import { fileAttachmentStore } from '@gloact/attachments'
import { REQUEST_FAILURES, type RequestShown } from '@gloact/records/contract'
import { REGISTER_FAILURES, type ImportReport, type RegisterRow } from '@gloact/registers/contract'
import { API_PREFIX, createApi } from '@gloact/http/server'
import type { Principal } from '@gloact/identity/contract/principal'
import { fixedClock, newId } from '@gloact/kernel'
import type { ResponseFigures } from '@gloact/module'
import { isOutOfRoom, isUnavailable } from '@gloact/postgres'
import { testDatabase } from '@gloact/postgres/testing'
import { createVault, memoryKekProvider } from '@gloact/vault'
import fastify from 'fastify'
import { strategyConfig } from '../config.ts'
import type { StrategyContext } from '../context.ts'
import { strategyModule } from '../module.ts'

export const { db, owner } = await testDatabase()
const folder = mkdtempSync(join(tmpdir(), 'gloact-strategy-'))
after(() => rmSync(folder, { recursive: true, force: true }))
export const store = fileAttachmentStore(folder)
export const clock = fixedClock('2026-11-24T09:00:00Z')
const vault = createVault({ kek: memoryKekProvider() })
export const AGENCIES = {
  shelter: '00000000-0000-4000-8000-0000000000a1',
  clinic: '00000000-0000-4000-8000-0000000000a2',
  board: '00000000-0000-4000-8000-0000000000a3',
  children: '00000000-0000-4000-8000-0000000000a4',
  coordination: '00000000-0000-4000-8000-0000000000a5',
} as const

const person = (at: number, role: string, agencyId: string): Principal =>
  ({
    userId: `00000000-0000-4000-8000-0000000000f${at}`,
    agencyId,
    country: 'DL',
    teamIds: [],
    roles: [role],
    scope: 'none',
  }) as unknown as Principal
export const PEOPLE = {
  officer: person(1, 'strategy_officer', AGENCIES.coordination),
  coordinator: person(2, 'national_coordinator', AGENCIES.coordination),
  focal: person(3, 'focal_point', AGENCIES.shelter),
  other: person(4, 'focal_point', AGENCIES.clinic),
  second: person(6, 'strategy_officer', AGENCIES.coordination),
  caseworker: person(5, 'caseworker', AGENCIES.shelter),
} as const
export type Who = keyof typeof PEOPLE

/** Who each account is now; a test changes it as an administrator would. */
export const accounts = new Map<string, Principal>(
  Object.values(PEOPLE).map((who) => [who.userId, { ...who, language: 'fr' }]),
)

export const all = async <Item>(items: AsyncIterable<Item>): Promise<Item[]> => {
  const list: Item[] = []
  for await (const item of items) list.push(item)
  return list
}

/** What another module tells, as one of a country may: here, that it holds two obligations and a service, and one small number. */
export const INVENTED: ResponseFigures<Principal> = {
  parts: async () => [
    {
      kind: 'cases',
      title: 'Cases',
      rule: 'Of last quarter.',
      of: 'Area',
      columns: ['All'],
      rows: [
        { id: 'north', label: 'North', counts: [41] },
        { id: 'south', label: 'South', counts: [null] },
      ],
      to: ({ roles }) => (roles.includes('national_coordinator') ? '/cases' : null),
    },
  ],
  coming: async (from) => [
    {
      id: '00000000-0000-4000-8000-0000000000e1',
      kind: 'training',
      title: 'A course',
      on: from,
      agencies: [AGENCIES.clinic],
      to: () => null,
    },
  ],
  missing: async () => [{ what: 'Entries', agencyId: AGENCIES.clinic, count: 3 }],
  followed: async (use) =>
    use === 'referral'
      ? {
          what: 'Referrals',
          rule: 'By quarter.',
          quarters: [
            { id: '2026-Q2', from: '2026-04-01', to: '2026-07-01', count: 40 },
            { id: '2026-Q1', from: '2026-01-01', to: '2026-04-01', count: null },
          ],
          to: () => null,
        }
      : null,
  assistance: async ({ agencies, services }) => ({
    kind: 'assistance',
    title: 'Its services',
    rule: 'Rounded.',
    of: 'Quarter',
    columns: ['Taken in'],
    rows: [{ id: '2026-Q2', label: [...agencies, ...services].join(' '), counts: [40] }],
    to: () => null,
  }),
  needs: async () => [
    { list: 'obligations', code: 'law-1', label: { en: 'Punish it' }, lacking: true },
    { list: 'obligations', code: 'law-2', label: { en: 'Define it' }, lacking: false },
    { list: 'services', code: 'shelter', label: { en: 'Shelter' }, lacking: true },
  ],
}

export const context: StrategyContext = {
  db,
  vault,
  clock,
  country: 'DL',
  calendar: { timeZone: 'UTC', weekend: [6, 7], holidays: [] },
  directory: {
    agencies: async () => Object.entries(AGENCIES).map(([name, id]) => ({ id, name, active: true })),
    staffNames: async () => new Map(),
  },
  attachments: { store, maxBytes: 5_000_000 },
  smallCounts: { threshold: 10 },
  feeds: {
    secrets: { secret: 'a secret that only these tests know, long enough', former: [] },
    ownerOf: async (userId) => accounts.get(userId) ?? null,
  },
  settings: strategyConfig.parse({
    needs: [
      { code: 'C1', domain: 'law', question: { en: 'Does the law cover it?' } },
      { code: 'C2', domain: 'data', question: { en: 'Is it counted?' } },
    ],
  }),
  everybody: () => [{ id: 'invented', response: INVENTED }],
  demo: {
    officer: async () => PEOPLE.officer,
    focalPoint: async () => PEOPLE.focal,
    coordinator: async () => PEOPLE.coordinator,
    agencies: AGENCIES,
  },
}
export const module = strategyModule(context)
const app = fastify()

before(async () => {
  module.routes?.(
    createApi<Principal>(app, {
      authenticate: async ({ headers }) => PEOPLE[String(headers['x-who']) as Who] ?? null,
      failures: [REGISTER_FAILURES, REQUEST_FAILURES, module.failures],
      isUnavailable,
      isOutOfRoom,
    }),
  )
  await app.ready()
})

export type Body = RegisterRow &
  RequestShown &
  ImportReport & {
    code: string
    fields: { pointer: string; code: string }[]
    items: (RegisterRow & { state: string; evidence: { sha256: string } | null })[]
    total: number
    mayClaim: boolean
  }

export async function ask(
  who: Who,
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  payload?: object | Buffer,
  version?: number,
): Promise<{ status: number; body: Body; raw: Buffer }> {
  const answer = await app.inject({
    method,
    url: `${API_PREFIX}/strategy/${path}`,
    headers: {
      'x-gloact-request': '1',
      'x-who': who,
      ...(version !== undefined && { 'if-match': `"${version}"` }),
      ...(Buffer.isBuffer(payload) && { 'content-type': 'application/octet-stream' }),
    },
    ...(payload && { payload }),
  })
  const isJson = String(answer.headers['content-type']).includes('json')
  return { status: answer.statusCode, body: (isJson ? answer.json() : {}) as Body, raw: answer.rawPayload }
}

export const given = (values: Readonly<Record<string, unknown>>) => ({
  answers: Object.fromEntries(Object.entries(values).map(([path, value]) => [path, { value }])),
})

/** A plan of the office with a goal, and an action that the shelter leads. */
export async function planned(more: Readonly<Record<string, unknown>> = {}) {
  const [plan, goal, action] = [newId(), newId(), newId()]
  const made = [
    await ask(
      'officer',
      'PUT',
      `plans/${plan}`,
      given({
        title: { en: 'A plan' },
        scope: 'national',
        state: 'adopted',
        starts_on: '2024-01-01',
        ends_on: '2028-12-31',
      }),
    ),
    await ask(
      'officer',
      'PUT',
      `goals/${goal}`,
      given({ title: { en: 'A goal' }, code: `T-${goal.slice(-6)}`, plan, pillar: 'protection' }),
    ),
    await ask('officer', 'PUT', `actions/${action}`, given(actionOf({ plan, goal }, more))),
  ]
  assert.deepEqual(
    made.map(({ status }) => status),
    [200, 200, 200],
    JSON.stringify(made.map(({ body }) => body)),
  )
  return { plan, goal, action }
}

export const actionOf = (of: { plan: string; goal: string }, more: Readonly<Record<string, unknown>> = {}) => ({
  title: { en: 'An action' },
  code: `T.${newId().slice(-8)}`,
  ...of,
  pillar: 'protection',
  owner: AGENCIES.shelter,
  state: 'in_progress',
  ...more,
})
