import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId, ok } from '@gloact/kernel'
import { inScope, readInScope, systemScope, type Scope } from '@gloact/postgres'
import { testDatabase } from '@gloact/postgres/testing'
import { sql } from 'kysely'
import { readAudit, recordReading } from './index.ts'

const { db, owner } = await testDatabase()
const agencyId = newId()

const reader = (): Scope => ({
  ...systemScope('DL'),
  'app.user_id': newId(),
  'app.agency_id': agencyId,
  'app.row_scope': 'own',
  'app.roles': 'caseworker',
})

const readings = async (scope: Scope, objectId: string, action: 'file.read' | 'file.history_read', times: number) => {
  for (let time = 0; time < times; time += 1) {
    await inScope(db, scope, async (trx) => {
      await recordReading(trx, { action, object: { kind: 'protection.case_file', id: objectId } })
      return ok(undefined)
    })
  }
}

test('readings that repeat are one entry with a count; another person, action or file has its own', async () => {
  const [one, other] = [reader(), reader()]
  const fileId = newId()
  await readings(one, fileId, 'file.read', 5)
  await readings(other, fileId, 'file.read', 1)
  await readings(one, fileId, 'file.history_read', 2)
  await readings(one, newId(), 'file.read', 1)
  const entries = await readInScope(db, systemScope('DL'), (trx) => readAudit(trx, { objectId: fileId }))
  const told = entries.map(({ actorId, action, times }) => [actorId, action, times].join(' '))
  assert.deepEqual(
    new Set(told),
    new Set([
      `${one['app.user_id']} file.read 5`,
      `${one['app.user_id']} file.history_read 2`,
      `${other['app.user_id']} file.read 1`,
    ]),
  )
  assert.ok(entries.every(({ at, lastAt }) => lastAt >= at))
})

test('after ten minutes a reading is an entry again', async () => {
  const one = reader()
  const fileId = newId()
  await readings(one, fileId, 'file.read', 3)
  await sql`update audit.read_again set since = since - interval '11 minutes' where object_id = ${fileId}`.execute(
    owner,
  )
  await readings(one, fileId, 'file.read', 2)
  const entries = await readInScope(db, systemScope('DL'), (trx) => readAudit(trx, { objectId: fileId }))
  assert.deepEqual(
    entries.map(({ times }) => times),
    [2, 3],
  )
})

test('nobody counts in the name of another', async () => {
  const [one, other] = [reader(), reader()]
  const fileId = newId()
  await readings(one, fileId, 'file.read', 1)
  const counted = await inScope(db, other, async (trx) =>
    ok(await sql`update audit.read_again set times = 99 where object_id = ${fileId}`.execute(trx)),
  )
  assert.ok(counted.ok && counted.value.numAffectedRows === 0n)
  await readings(other, fileId, 'file.read', 1)
  const entries = await readInScope(db, systemScope('DL'), (trx) => readAudit(trx, { objectId: fileId }))
  assert.deepEqual(
    entries.map(({ times }) => times),
    [1, 1],
  )
})
