import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fixedClock, ok, unwrap } from '@gloact/kernel'
import { sql } from 'kysely'
import { inScope, openDatabase, readInScope, readSnapshot, systemScope, type Scope } from './index.ts'
import { testDatabase } from './testing.ts'

const { db, owner, connections } = await testDatabase()

const USER = '00000000-0000-4000-8000-000000000001'
const AGENCY = '00000000-0000-4000-8000-000000000002'
const TEAMS = ['00000000-0000-4000-8000-000000000003', '00000000-0000-4000-8000-000000000004']
const caseworker: Scope = {
  'app.user_id': USER,
  'app.agency_id': AGENCY,
  'app.country': 'DL',
  'app.team_ids': TEAMS.join(),
  'app.row_scope': 'team',
  'app.roles': 'caseworker,supervisor',
}

const ASKED = sql`select app.user_id(), app.agency_id(), app.country(), app.team_ids()::text[], app.row_scope(),
  app.is_system(), app.has_files(), app.in_country('DL') as here, app.in_country('XX') as elsewhere,
  app.has_role('supervisor') as supervises, app.has_role('super') as half_a_name,
  app.has_any_role('analyst', 'caseworker') as any_of, app.has_any_role('analyst', 'trainer') as none_of`

test('the settings of a transaction have names in SQL', async () => {
  const { rows } = await readInScope(db, caseworker, (trx) => ASKED.execute(trx))
  assert.deepEqual(rows, [
    {
      user_id: USER,
      agency_id: AGENCY,
      country: 'DL',
      team_ids: TEAMS,
      row_scope: 'team',
      is_system: false,
      has_files: true,
      here: true,
      elsewhere: false,
      supervises: true,
      half_a_name: false,
      any_of: true,
      none_of: false,
    },
  ])
  const system = await readInScope(db, systemScope('DL'), (trx) => ASKED.execute(trx))
  const { is_system, has_files, here } = system.rows[0] as Record<string, unknown>
  assert.deepEqual({ is_system, has_files, here }, { is_system: true, has_files: false, here: true })
})

test('without a scope, and after one, every answer is null: a policy takes it for no', async () => {
  await readInScope(db, caseworker, async () => undefined)
  const { rows } = await ASKED.execute(db)
  for (const [name, value] of Object.entries(rows[0] as object)) assert.equal(value, null, name)
})

test('what ends by itself ends by the clock of the pool, and by PostgreSQL’s where it has none', async () => {
  const clock = fixedClock('2031-05-06T07:08:09.012Z')
  const clocked = openDatabase(connections.app, { max: 1, clock })
  test.after(() => clocked.destroy())
  const asked = sql<{ moment: string; own: string }>`select app.moment() as moment, now() as own`
  const ofRead = await readInScope(clocked, caseworker, (trx) => asked.execute(trx))
  assert.equal(ofRead.rows[0]?.moment, clock.now())
  clock.set('2032-01-01T00:00:00Z')
  const ofWrite = unwrap(await inScope(clocked, caseworker, async (trx) => ok(await asked.execute(trx))))
  assert.equal(ofWrite.rows[0]?.moment, clock.now())
  const ofSnapshot = await readSnapshot(clocked, caseworker, (trx) => asked.execute(trx))
  assert.equal(ofSnapshot.rows[0]?.moment, clock.now())
  // The connection keeps nothing of it.
  const outside = (await asked.execute(clocked)).rows[0]!
  assert.equal(outside.moment, outside.own)
  const without = (await readInScope(db, caseworker, (trx) => asked.execute(trx))).rows[0]!
  assert.equal(without.moment, without.own)
})

test('no policy reads a setting but by its name, and none of the names costs a call', async () => {
  const { rows: pasted } = await sql<{ name: string }>`
    select policyname as name from pg_policies where concat(qual, with_check) like '%current_setting(%'`.execute(owner)
  assert.deepEqual(pasted, [])
  const { rows: named } = await sql<{ name: string }>`
    select policyname as name from pg_policies where concat(qual, with_check) like '%app.%'`.execute(owner)
  assert.ok(named.length >= 45, `${named.length} policies ask who is asking`)
  // What the planner cannot put into the policy's own expression would stand in the plan as a call, once for each row.
  const { rows: functions } = await sql<{ name: string; inlined: boolean }>`
    select proname as name, provolatile = 's' and proparallel = 's' and not prosecdef and not proisstrict
      and proconfig is null and prosqlbody is not null as inlined
    from pg_proc where pronamespace = 'app'::regnamespace
      and exists (select from pg_policies where concat(qual, with_check) like '%app.' || proname || '(%')`.execute(
    owner,
  )
  assert.ok(functions.length >= 6, `${functions.length} names`)
  assert.deepEqual(
    functions.filter(({ inlined }) => !inlined),
    [],
  )
  for (const table of ['protection.case_file', 'protection.saved_view', 'protection.import_batch', 'audit.entry']) {
    const plan = await readInScope(db, caseworker, (trx) =>
      sql<{ 'QUERY PLAN': string }>`explain (verbose) select * from ${sql.table(table)}`.execute(trx),
    )
    const text = plan.rows.map((row) => row['QUERY PLAN']).join('\n')
    assert.match(text, /current_setting\('app\./)
    assert.doesNotMatch(text, /\bapp\.\w+\(/, table)
  }
})
