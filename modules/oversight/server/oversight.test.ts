import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { auditPublicKeys, checkAuditProof, closeBlock, fileAuditSigner, recordAudit } from '@gloact/audit'
import { createApi } from '@gloact/http/server'
import type { AccountAccess } from '@gloact/identity/contract/account-access'
import { rowScopeOf, type Principal, type Role } from '@gloact/identity/contract/principal'
import { addDays, asInstant, asPlainDate, fixedClock, newId, ok, unwrap } from '@gloact/kernel'
import type { LogsVerified } from '@gloact/module'
import { inScope, isOutOfRoom, isUnavailable, systemScope } from '@gloact/postgres'
import { testDatabase } from '@gloact/postgres/testing'
import fastify from 'fastify'
import { sql } from 'kysely'
import type { AccessRow, FilesVerified, Verification } from '../contract/oversight.ts'
import { oversightModule, type OversightContext } from './module.ts'
import { tables } from './tables.ts'

const { db, owner } = await testDatabase()
const folder = mkdtempSync(join(tmpdir(), 'gloact-oversight-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const signer = unwrap(fileAuditSigner(folder))
const clock = fixedClock(new Date().toISOString())
const app = fastify()
after(() => app.close())

const COUNTRY = 'DL'
const [officer, caseworker, idle, agency] = [newId(), newId(), newId(), newId()]
const fileId = newId()
const YEAR_AGO = asInstant(Date.parse(clock.now()) - 365 * 86_400_000)

const account = (staffId: string, name: string, part: Partial<AccountAccess> = {}): AccountAccess => ({
  staffId,
  name,
  agencyName: 'Shelter',
  state: 'active',
  secondFactor: true,
  madeAt: YEAR_AGO,
  teams: ['Outreach'],
  changedAt: null,
  unproven: 0,
  roles: [
    {
      role: 'caseworker',
      scope: 'team',
      inForce: true,
      since: YEAR_AGO,
      grantedBy: 'Noor',
      confirmedBy: 'Samir',
      changedAt: YEAR_AGO,
    },
  ],
  ...part,
})
let filesFound: FilesVerified = { files: 3, actions: 7, held: 7 }
let requestsFound: LogsVerified = { requests: 2, steps: 5 }
let accounts = [account(caseworker, 'Lina'), account(idle, 'Omar'), account(officer, 'Dana')]

const context: OversightContext = {
  db,
  clock,
  country: COUNTRY,
  timeZone: 'UTC',
  retention: { adultYears: 10, childYearsAfter18: 10, basis: 'general knowledge' },
  audit: { signer, publicKeys: () => auditPublicKeys(folder), headsFile: join(folder, 'heads.jsonl') },
  accounts: async () => accounts,
  staffNames: async () => new Map(accounts.map(({ staffId, name }) => [staffId, name])),
  verifyFiles: async () => filesFound,
  verifyRequests: async () => requestsFound,
  closedFiles: async () => [
    {
      fileId,
      number: 'DL-1',
      agencyName: 'Shelter',
      kind: 'adult',
      endsOn: asPlainDate('2022-01-01'),
    },
    {
      fileId: newId(),
      number: 'DL-2',
      agencyName: 'Shelter',
      kind: 'adult',
      endsOn: addDays(clock.today('UTC'), 3_650),
    },
  ],
}

/** Signed in as the person whom the headers name. */
const principalOf = (userId: string, role: Role, country = COUNTRY): Principal =>
  ({
    userId,
    agencyId: agency,
    agencyName: 'Shelter',
    agencyType: 'ngo',
    country,
    teamIds: [],
    roles: [role],
    scope: rowScopeOf([role]),
    displayName: 'Somebody',
    language: 'en',
    demo: false,
    secondFactor: 'verified',
  }) as unknown as Principal

before(async () => {
  const oversight = oversightModule(context)
  oversight.routes?.(
    createApi<Principal>(app, {
      authenticate: async ({ headers }) =>
        principalOf(
          String(headers['x-user']),
          String(headers['x-role']) as Role,
          String(headers['x-country'] ?? COUNTRY),
        ),
      failures: [oversight.failures],
      isUnavailable,
      isOutOfRoom,
    }),
  )
  await app.ready()
  await inScope(db, systemScope(COUNTRY), async (trx) => {
    const by = { actorId: caseworker, agencyId: agency, country: COUNTRY }
    await recordAudit(trx, { action: 'session.started', ...by })
    for (let opened = 0; opened < 12; opened++) {
      const object = { kind: 'protection.case_file', id: opened < 2 ? fileId : newId() }
      await recordAudit(trx, { action: 'file.identity_opened', object, purpose: 'assistance', ...by })
    }
    await recordAudit(trx, {
      action: 'file.exported',
      purpose: 'court',
      detail: { rows: 7, columns: ['name', 'sex'], batch: newId() },
      ...by,
    })
    await recordAudit(trx, {
      action: 'file.glass_broken',
      object: { kind: 'protection.case_file', id: fileId },
      purpose: 'danger_to_life',
      ...by,
    })
    return ok(undefined)
  })
  await closeBlock(db, signer, clock)
})

/** What answers of this module hold, all routes together. */
interface AnswerBody extends Verification {
  readonly code: string
  readonly mayReview: boolean
  readonly items: readonly (AccessRow & {
    readonly action: string
    readonly purpose: string
    readonly details: readonly { readonly name: string; readonly value: string }[]
  })[]
  readonly emergencies: readonly object[]
  readonly overdue: number
  readonly months: readonly object[]
  readonly files: readonly { readonly number: string; readonly kind: string }[]
  readonly proof: unknown
}

async function ask(method: 'GET' | 'POST', path: string, role: Role, body?: object, country = COUNTRY) {
  const response = await app.inject({
    method,
    url: `/api/v1/oversight${path}`,
    headers: { 'x-user': officer, 'x-role': role, 'x-country': country, 'x-gloact-request': '1' },
    ...(body && { payload: body }),
  })
  return { status: response.statusCode, body: response.json<AnswerBody>() }
}
const get = (path: string, role: Role = 'data_protection_officer') => ask('GET', path, role)

test('only the data-protection officer of the country sees what was opened, exported, kept and proved', async () => {
  const pages = ['/openings', '/exports', '/retention', '/audit/verification']
  for (const role of ['administrator', 'supervisor', 'national_coordinator', 'analyst'] as const) {
    for (const page of pages)
      assert.equal((await get(page, role)).body.code, 'oversight.not_allowed', `${role} ${page}`)
    assert.equal((await ask('POST', '/audit/proof', role, {})).status, 403)
  }
  for (const page of [...pages, '/access']) {
    assert.equal((await get(page)).status, 200, page)
    assert.equal((await ask('GET', page, 'data_protection_officer', undefined, 'XX')).status, 403, page)
  }
})

test('an administrator reads who may do what, and reviews nothing', async () => {
  const { status, body } = await get('/access', 'administrator')
  assert.deepEqual([status, body.mayReview], [200, false])
  const review = { id: newId(), staffIds: [caseworker] }
  assert.equal((await ask('POST', '/access/reviews', 'administrator', review)).status, 403)
  assert.equal((await get('/access', 'caseworker')).status, 403)
})

test('a review of access is kept, and is due again when a role changes', async () => {
  const row = async (id: string) => {
    const found = (await get('/access')).body.items.find(({ staffId }) => staffId === id)
    assert.ok(found)
    return found
  }
  const first = await row(caseworker)
  assert.deepEqual([first.toReview, first.review, first.unused], [true, null, false])
  assert.equal((await row(idle)).unused, true, 'nobody signed in with it for ninety days')
  const waits = async () =>
    (await oversightModule(context).tasks!(principalOf(officer, 'data_protection_officer'))).find(
      ({ kind }) => kind === 'accounts_to_review',
    )?.details['times']
  assert.equal(await waits(), 2, 'one’s own account is left to somebody else')

  const review = { id: newId(), staffIds: [caseworker, officer] }
  assert.deepEqual((await ask('POST', '/access/reviews', 'data_protection_officer', review)).body, { reviewed: 1 })
  assert.deepEqual((await ask('POST', '/access/reviews', 'data_protection_officer', review)).body, { reviewed: 0 })
  assert.partialDeepStrictEqual(await row(caseworker), { toReview: false, review: { by: 'Dana' } })
  assert.equal((await row(officer)).toReview, true, 'nobody reviews themselves')
  assert.equal(await waits(), 1)
  assert.deepEqual(await oversightModule(context).tasks!(principalOf(caseworker, 'caseworker')), [])

  const [before] = accounts
  assert.ok(before)
  const later = asInstant(Date.parse(clock.now()) + 1000)
  accounts = [{ ...before, roles: before.roles.map((role) => ({ ...role, changedAt: later })) }, ...accounts.slice(1)]
  assert.equal((await row(caseworker)).toReview, true)
  accounts = [{ ...before, changedAt: later }, ...accounts.slice(1)]
  assert.equal((await row(caseworker)).toReview, true, 'another team, address, reset or enabling, confirmed by two')
  const unknown = { id: newId(), staffIds: [newId()] }
  assert.equal((await ask('POST', '/access/reviews', 'data_protection_officer', unknown)).status, 422)
})

test('the database takes no review of oneself, nor one by another role', async () => {
  const add = (role: string, staffId: string) =>
    inScope(
      db,
      {
        'app.user_id': officer,
        'app.agency_id': agency,
        'app.country': COUNTRY,
        'app.team_ids': '',
        'app.row_scope': 'none',
        'app.roles': role,
      },
      async (trx) =>
        ok(
          await tables(trx)
            .insertInto('oversight.access_review')
            .values({
              id: newId(),
              country: COUNTRY,
              staff_id: staffId,
              reviewed_by: officer,
              reviewed_at: clock.now(),
            })
            .execute(),
        ),
    )
  await assert.rejects(add('data_protection_officer', officer), /not_by_oneself/)
  await assert.rejects(add('administrator', caseworker), /row-level security/)
})

test('what was opened is told by staff, day and purpose, and emergencies beside it', async () => {
  const { body } = await get('/openings?days=7')
  assert.partialDeepStrictEqual(body.items, [
    { name: 'Lina', opened: 12, files: 11, purposes: [{ purpose: 'assistance', count: 12 }] },
  ])
  assert.partialDeepStrictEqual(body.emergencies, [{ fileId, reason: 'danger_to_life', reviewed: false }])
})

test('exports are told with purpose, codes and counts, and no id', async () => {
  const { body } = await get('/exports')
  const [exported] = body.items.filter(({ action }) => action === 'file.exported')
  assert.deepEqual(exported?.purpose, 'court')
  assert.deepEqual(
    exported?.details.toSorted((a, b) => a.name.localeCompare(b.name)),
    [
      { name: 'columns', value: 'name, sex' },
      { name: 'rows', value: '7' },
    ],
  )
})

test('the preview of retention names files by number, and only those whose time comes', async () => {
  const { body } = await get('/retention')
  assert.equal(body.overdue, 1)
  assert.equal(body.months.length, 12)
  assert.deepEqual(
    body.files.map(({ number, kind }) => [number, kind]),
    [['DL-1', 'adult']],
  )
})

test('the log is checked from the page, and a change to it is found', async () => {
  const run = async () => {
    assert.equal((await ask('POST', '/audit/verification', 'data_protection_officer')).status, 202)
    for (;;) {
      await setImmediate()
      const { body } = await get('/audit/verification')
      if (body.state !== 'running') return body
    }
  }
  assert.partialDeepStrictEqual(await run(), {
    state: 'done',
    result: {
      ok: true,
      broken: null,
      files: { files: 3, actions: 7, held: 7, broken: null },
      requests: { requests: 2, steps: 5, broken: null },
    },
  })
  const requestId = newId()
  requestsFound = { ...requestsFound, broken: { requestId, break: { reason: 'gone', brokenAt: 1 } } }
  assert.partialDeepStrictEqual(await run(), {
    result: { ok: false, requests: { broken: { requestId, reason: 'gone', brokenAt: 1 } } },
  })
  requestsFound = { requests: 2, steps: 5 }
  filesFound = { ...filesFound, broken: { fileId, break: { reason: 'behind_audit', brokenAt: 4 } } }
  assert.partialDeepStrictEqual(await run(), {
    result: { ok: false, broken: null, files: { broken: { fileId, reason: 'behind_audit', brokenAt: 4 } } },
  })
  await owner.transaction().execute(async (trx) => {
    await sql`set local session_replication_role = replica`.execute(trx)
    await sql`update audit.entry set purpose = 'other' where action = 'file.exported'`.execute(trx)
  })
  assert.partialDeepStrictEqual(await run(), { result: { ok: false, broken: { kind: 'entry_changed', block: 1 } } })
})

test('what the server found in the night stands on the page, whether or not anyone looked', async () => {
  assert.equal((await get('/audit/verification')).body.night, null)
  for (const [country, result] of [
    [COUNTRY, 'whole'],
    [COUNTRY, 'behind_audit'],
    ['XX', 'whole'],
  ] as const) {
    await inScope(db, systemScope(country), async (trx) => {
      const detail = { nightly: true, result, blocks: 1, files: 3, read: 3, witnessed: 0 }
      await recordAudit(trx, { action: 'audit.verified', country, detail })
      return ok(undefined)
    })
  }
  assert.partialDeepStrictEqual((await get('/audit/verification')).body.night, { result: 'behind_audit', files: 3 })
})

test('a proof from the page checks by itself', async () => {
  const { body } = await ask('POST', '/audit/proof', 'data_protection_officer', {})
  assert.equal(checkAuditProof(body.proof).ok, true)
})

test('looking is recorded too', async () => {
  const rows = await owner
    .withSchema('audit')
    .selectFrom('entry')
    .select('action')
    .where('actor_id', '=', officer)
    .execute()
  const actions = new Set(rows.map((row) => String(row['action'])))
  for (const action of ['audit.read', 'audit.verified', 'audit.proof_exported', 'access.reviewed']) {
    assert.ok(actions.has(action), action)
  }
})
