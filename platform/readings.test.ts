import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { readAudit } from '@gloact/audit'
import { EXCHANGE_FAILURES } from '@gloact/exchange/contract'
import { API_PREFIX, createApi } from '@gloact/http/server'
import { demoPrincipal, seedDemoStaff } from '@gloact/identity/server'
import type { Principal } from '@gloact/identity/contract/principal'
import { isOutOfRoom, isUnavailable, readInScope, systemScope } from '@gloact/postgres'
import { loadDemoFiles, loadDemoReferred } from '@gloact/protection/server'
import { REQUEST_FAILURES } from '@gloact/records/contract'
import { requestTables } from '@gloact/records/server'
import { REGISTER_FAILURES } from '@gloact/registers/contract'
import fastify from 'fastify'
import { platformStage } from './testing.ts'

// Whoever opens a record about a person, in any module, is among those who have read that person's file: the list is promised
// to the person. Every kind of request that the invented country has is opened in every role.

const { db, country, platform } = await platformStage()
const app = fastify()
/** Addresses under which one request is read, as the modules serve them. */
const reads: string[] = []
app.addHook('onRoute', ({ method, url }) => {
  if (method === 'GET' && url.endsWith('/:requestId')) reads.push(url.slice(API_PREFIX.length))
})
const modules = ['protection', 'referral', 'children', 'cooperation'].map((id) =>
  platform.modules.find((each) => each.id === id)!,
)
/** All that may see something of a person, and some that may not. */
const ROLES = [
  'frontline_worker',
  'caseworker',
  'supervisor',
  'competent_authority',
  'child_protection_officer',
  'service_provider',
  'guardianship_authority',
  'guardian',
  'panel_member',
  'cooperation_officer',
  'central_authority_approver',
  'data_protection_officer',
  'national_coordinator',
  'administrator',
] as const
let staff: ReadonlyMap<string, Principal>

before(async () => {
  await seedDemoStaff(db, {
    country: country.code,
    conductVersion: country.conduct.version,
    everybody: platform.modules,
  })
  staff = new Map(ROLES.map((role) => [role, demoPrincipal(country.code, role, platform.modules)] as const))
  const by = (role: (typeof ROLES)[number]) => staff.get(role)!
  const shelter = {
    frontline: by('frontline_worker'),
    caseworker: by('caseworker'),
    supervisor: by('supervisor'),
    authority: by('competent_authority'),
    childProtection: by('child_protection_officer'),
  }
  await loadDemoFiles(platform.protection, shelter)
  await loadDemoReferred(platform.protection, shelter, by('service_provider').agencyId)
  for (const module of modules)
    if (module.id !== 'protection') await module.demo?.({ progress: () => undefined, people: () => undefined })
  const api = createApi<Principal>(app, {
    authenticate: async ({ headers }) => staff.get(String(headers['x-who'])) ?? null,
    failures: [
      EXCHANGE_FAILURES,
      REGISTER_FAILURES,
      REQUEST_FAILURES,
      ...platform.modules.map(({ failures }) => failures),
    ],
    isUnavailable,
    isOutOfRoom,
  })
  for (const module of modules) module.routes?.(api)
  await app.ready()
})

/** Two requests of each kind that is about somebody's file. */
async function requestsOf(schema: string) {
  const rows = await readInScope(db, systemScope(country.code), (trx) =>
    requestTables(trx, schema)
      .selectFrom('request')
      .select(['id', 'kind', 'file_id'])
      .where('file_id', 'is not', null)
      .orderBy('kind')
      .orderBy('opened_at')
      .execute(),
  )
  return [...Map.groupBy(rows, ({ kind }) => kind).values()].flatMap((own) => own.slice(0, 2))
}

test('whoever opens a record about a person in any module is among the readers of the file', async () => {
  assert.ok(reads.length > 8, reads.join(' '))
  const words = ['file.record_read', ...platform.modules.flatMap(({ readings = [] }) => readings)] as const
  const kinds = new Set<string>()
  let opened = 0
  const missing: string[] = []
  for (const { id: schema } of modules) {
    if (schema === 'protection') continue
    for (const { id, kind, file_id: fileId } of await requestsOf(schema)) {
      for (const [role, who] of staff) {
        for (const path of reads.filter((each) => each.startsWith(`/${schema}/`))) {
          const { statusCode } = await app.inject({
            url: `${API_PREFIX}${path.replace(':requestId', id)}`,
            headers: { 'x-gloact-request': '1', 'x-who': role },
          })
          if (statusCode !== 200) continue
          opened += 1
          kinds.add(kind)
          const entries = await readInScope(db, systemScope(country.code), (trx) =>
            readAudit(trx, { objectId: fileId!, actions: words, limit: 1_000 }),
          )
          if (!entries.some(({ actorId }) => actorId === who.userId)) missing.push(`${role} read ${kind} by ${path}`)
        }
      }
    }
  }
  assert.deepEqual(missing, [])
  assert.ok(opened > 30 && kinds.size > 8, `${opened} readings of ${kinds.size} kinds`)
})
