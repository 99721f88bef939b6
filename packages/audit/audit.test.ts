import assert from 'node:assert/strict'
import { test } from 'node:test'
import { err, failure, newId, ok } from '@gloact/kernel'
import { inScope, readInScope, systemScope, type Scope } from '@gloact/postgres'
import { testDatabase } from '@gloact/postgres/testing'
import { sql } from 'kysely'
import { AUDIT_ACTIONS, readAudit, recordAudit, type AuditDetail, type AuditEntry } from './index.ts'

const { db, migrator, owner } = await testDatabase()

const actorId = newId()
const agencyId = newId()
const scopeOf = (user: string, roles = 'caseworker', country = 'DL'): Scope => ({
  ...systemScope(country),
  'app.user_id': user,
  'app.agency_id': agencyId,
  'app.row_scope': 'own',
  'app.roles': roles,
})
const caseworker = scopeOf(actorId)
const officer = scopeOf(newId(), 'supervisor,data_protection_officer')

const record = (scope: Scope, ...entries: AuditEntry[]) =>
  inScope(db, scope, async (trx) => ok(await recordAudit(trx, ...entries)))
const read = (scope: Scope, objectId: string) => readInScope(db, scope, (trx) => readAudit(trx, { objectId }))

test('an entry says who, from where, what and why, taken from the scope it was written in', async () => {
  const fileId = newId()
  await record(caseworker, {
    action: 'file.identity_opened',
    object: { kind: 'protection.case_file', id: fileId },
    purpose: 'assistance',
    detail: { sections: ['identity', 'contact'], count: 2 },
  })
  const [entry] = await read(officer, fileId)
  assert.ok(entry)
  const { sequence, id, at, lastAt, ...rest } = entry
  assert.ok(sequence > 0 && id && Math.abs(Date.now() - Date.parse(at)) < 60_000)
  assert.deepEqual(rest, {
    actorId,
    agencyId,
    country: 'DL',
    action: 'file.identity_opened',
    objectKind: 'protection.case_file',
    objectId: fileId,
    purpose: 'assistance',
    detail: { sections: ['identity', 'contact'], count: 2 },
    times: 1,
  })
  assert.equal(lastAt, at)
})

test('an entry is there only if the use case that wrote it succeeded', async () => {
  const fileId = newId()
  await inScope(db, caseworker, async (trx) => {
    await recordAudit(trx, { action: 'file.read', object: { kind: 'protection.case_file', id: fileId } })
    return err(failure('trial.refused'))
  })
  assert.deepEqual(await read(officer, fileId), [])
})

test('entries come latest first, page by page, by what was read and who did it', async () => {
  const object = { kind: 'protection.case_file', id: newId() }
  await record(caseworker, { action: 'file.opened', object }, { action: 'file.read', object })
  await record(scopeOf(newId()), { action: 'file.read', object })
  const all = await read(officer, object.id)
  assert.deepEqual(
    all.map((entry) => entry.action),
    ['file.read', 'file.read', 'file.opened'],
  )
  const filter = { objectId: object.id, actorId, action: 'file.read' } as const
  const mine = await readInScope(db, officer, (trx) => readAudit(trx, filter))
  assert.deepEqual(mine, [all[1]])
  const older = await readInScope(db, officer, (trx) =>
    readAudit(trx, { objectId: object.id, before: all[1]!.sequence, limit: 1 }),
  )
  assert.deepEqual(older, [all[2]])
})

test('a detail that is no id, code or count is refused, and the error does not repeat it', async () => {
  const details: AuditDetail[] = [
    { name: 'Nurgul Asanova' },
    { text: ['ok', 'She left.'] },
    { phone: '+996555123456' },
    { 'Her name': 1 },
  ]
  for (const detail of details) {
    await assert.rejects(record(caseworker, { action: 'search.ran', detail }), (error: unknown) => {
      assert.ok(error instanceof TypeError)
      assert.doesNotMatch(error.message, /Nurgul|left|996|Her/)
      return true
    })
  }
})

test('nobody writes an entry in another’s name, and the system may record a failed sign-in', async () => {
  const other = newId()
  await assert.rejects(record(caseworker, { action: 'file.read', actorId: other }), /row-level security/)
  await assert.rejects(record(scopeOf(''), { action: 'file.read' }), /row-level security/)
  await record(systemScope('DL'), { action: 'session.failed', actorId: other })
  const [entry] = await readInScope(db, systemScope(''), (trx) => readAudit(trx, { actorId: other }))
  assert.deepEqual([entry?.action, entry?.agencyId, entry?.country], ['session.failed', null, 'DL'])
})

test('the log is read by a data-protection officer of the country and by the system, by nobody else', async () => {
  const fileId = newId()
  await record(caseworker, { action: 'file.read', object: { kind: 'protection.case_file', id: fileId } })
  assert.equal((await read(officer, fileId)).length, 1)
  assert.equal((await read(systemScope(''), fileId)).length, 1)
  for (const scope of [
    caseworker,
    scopeOf(newId(), 'data_protection_officer', 'XX'),
    scopeOf(newId(), 'administrator'),
    scopeOf(newId(), 'data_protection_officer_assistant'),
  ]) {
    assert.deepEqual(await read(scope, fileId), [])
  }
})

test('nothing recorded is changed or removed, by the application or by who owns the tables', async () => {
  await record(caseworker, { action: 'file.read' })
  const attempts = [
    `update audit.entry set action = 'file.listed'`,
    `delete from audit.entry`,
    `truncate audit.entry cascade`,
    `update audit.block set hash = ''`,
    `delete from audit.block`,
  ]
  for (const attempt of attempts) {
    const byApplication = inScope(db, systemScope(''), async (trx) => ok(await sql.raw(attempt).execute(trx)))
    await assert.rejects(byApplication, /permission denied/, attempt)
    for (const role of [migrator, owner]) {
      await assert.rejects(sql.raw(attempt).execute(role), /only ever added to/, attempt)
    }
  }
})

test('every action has a code of the form subject.verb, once', () => {
  assert.equal(new Set(AUDIT_ACTIONS).size, AUDIT_ACTIONS.length)
  for (const action of AUDIT_ACTIONS) assert.match(action, /^[a-z_]+\.[a-z_]+$/)
})
