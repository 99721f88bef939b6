import { API_PREFIX, createApi } from '@gloact/http/server'
import type { Principal } from '@gloact/identity/contract/principal'
import { disclosureRule } from '@gloact/disclosure'
import { defineForm } from '@gloact/forms'
import { fixedClock, newId, unwrap } from '@gloact/kernel'
import { isOutOfRoom, isUnavailable } from '@gloact/postgres'
import { testDatabase } from '@gloact/postgres/testing'
import { REGISTER_FAILURES } from '@gloact/registers/contract'
import { createVault } from '@gloact/vault'
import { memoryKekProvider } from '@gloact/vault/testing'
import fastify from 'fastify'
import { sql } from 'kysely'
import type { CountableFile } from '../../domain/code-file.ts'
import { statisticsConfig } from '../config.ts'
import type { FiguresContext } from '../context.ts'
import { statisticsModule } from '../module.ts'

/* A country whose figures are tested: its own list of codes with a gap, files that a test hands over, and two analysts. */

export const { db, owner } = await testDatabase()
const vault = createVault({ kek: memoryKekProvider() })
const clock = fixedClock('2026-11-20T08:00:00Z')

export const label = { en: 'A question' }
const form = defineForm({
  id: 'asked',
  version: '1',
  title: label,
  sections: [
    {
      id: 's',
      title: label,
      fields: [
        {
          id: 'sex',
          type: 'choice',
          label,
          sensitivity: 'statistical',
          codeList: 'sex',
          codeMapping: { glotip: 'sex' },
        },
        {
          id: 'age_group',
          type: 'choice',
          label,
          sensitivity: 'statistical',
          codeList: 'age_group',
          codeMapping: { glotip: 'age' },
        },
        { id: 'name', type: 'text', label, sensitivity: 'identifying', codeMapping: { ictip: 'victim.citizenship' } },
        {
          id: 'episodes',
          type: 'group',
          label,
          sensitivity: 'case',
          fields: [
            {
              id: 'forms',
              type: 'choices',
              label,
              sensitivity: 'statistical',
              codeList: 'kind_of_exploitation',
              codeMapping: { glotip: 'exploitation' },
            },
          ],
        },
      ],
    },
  ],
} as never)

/** The country’s own list has a code that its crosswalk lacks. */
const settings = statisticsConfig.parse({
  population: { 2025: { total: 5_000_000, female: 2_500_000, male: 2_500_000 } },
  glotip: { articles: ['Article 171'], source: 'Case files' },
  agencyAreas: [{ area: 'north', agencies: ['Shelter'] }],
  crosswalks: [
    {
      from: 'kind_of_exploitation',
      to: 'exploitation_form',
      version: '1',
      pairs: [
        { from: 'sex', to: 'sexual_exploitation' },
        { from: 'work', to: 'forced_labour' },
      ],
    },
  ],
})

const AREAS = ['north', 'coast'].map((area) => ({ area, label, points: [] }))

/** The files of the country, as the module that keeps them would hand them over. */
export const state: { files: readonly CountableFile[]; left: readonly string[] } = { files: [], left: [] }
export const agencyId = newId<string>()
export const context: FiguresContext = {
  db,
  clock,
  country: 'DL',
  timeZone: 'UTC',
  forms: [form],
  disclosure: { public: unwrap(disclosureRule()), agency: unwrap(disclosureRule({ audience: 'agency' })) },
  settings,
  countable: {
    ofFile: async (_trx, fileId) => {
      const file = state.files.find((one) => one.fileId === fileId)
      return file
        ? { personId: file.personId, files: state.files.filter(({ personId }) => personId === file.personId) }
        : null
    },
    all: async function* pages() {
      for (const personId of new Set(state.files.map((file) => file.personId)))
        yield state.files.filter((file) => file.personId === personId)
    },
  },
  agencies: async () => [{ id: agencyId, name: 'Shelter', type: 'ngo' }],
  areas: AREAS,
  wordKey: () => vault.wordKey(db, 'DL'),
  staffNames: () => Promise.resolve(new Map()),
  account: async (userId) => (state.left.includes(userId) ? null : { roles: ['analyst'] }),
}

export const module = statisticsModule({
  ...context,
  limits: undefined,
  codeLists: {},
  demoAnalyst: () => Promise.resolve(principal('analyst')),
})
const app = fastify()

export const USERS: Readonly<Record<string, string>> = {
  one: '00000000-0000-4000-8000-0000000000d1',
  two: '00000000-0000-4000-8000-0000000000d2',
}

export const principal = (role: string, user = 'one'): Principal =>
  ({ userId: USERS[user], agencyId, country: 'DL', teamIds: [], roles: [role], scope: 'none' }) as unknown as Principal

/** Routes are served once the first question is asked. */
async function ready() {
  module.routes?.(
    createApi<Principal>(app, {
      authenticate: async ({ headers }) =>
        headers['x-role'] === undefined
          ? null
          : principal(String(headers['x-role']), String(headers['x-user'] ?? 'one')),
      failures: [REGISTER_FAILURES, module.failures],
      isUnavailable,
      isOutOfRoom,
    }),
  )
  await app.ready()
}
let served: Promise<void> | undefined

export interface As {
  readonly role?: string
  readonly user?: string
  readonly ifMatch?: number
}

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- what comes back is what the caller says it is
export async function ask<Body = { code: string }>(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  payload?: object | Buffer,
  { role = 'analyst', user = 'one', ifMatch }: As = {},
) {
  await (served ??= ready())
  const answer = await app.inject({
    method,
    url: `${API_PREFIX}/statistics/${path}`,
    headers: {
      'x-gloact-request': '1',
      'x-role': role,
      'x-user': user,
      ...(ifMatch !== undefined && { 'if-match': `"${ifMatch}"` }),
      ...(Buffer.isBuffer(payload) && { 'content-type': 'application/octet-stream' }),
    },
    ...(payload && { payload }),
  })
  const isJson = String(answer.headers['content-type']).includes('json')
  return {
    status: answer.statusCode,
    body: (isJson ? answer.json() : {}) as Body & { code: string },
    raw: answer.rawPayload,
  }
}

export const QUERY = { measure: 'identified', rows: 'year', columns: 'sex' }

export const fileOf = (more: Partial<CountableFile> = {}): CountableFile => ({
  fileId: newId<string>(),
  personId: newId<string>(),
  agencyId,
  openedOn: '2026-03-01',
  coded: { conclusive_grounds: 'positive', age_statement: 'adult', channel: 'self' },
  ...more,
})

export const record = async () => {
  const { rows } = await sql<Record<string, unknown>>`
    select person.*, (select coalesce(jsonb_agg(jsonb_build_array(id, form, form_detail, border) order by id), '[]')
      from statistics.situation where situation.person_id = person.person_id) as situations
    from statistics.person person order by person_id`.execute(owner)
  return rows
}
