import assert from 'node:assert/strict'
import { test } from 'node:test'
import { err, failure, ok } from '@gloact/kernel'
import { sql } from 'kysely'
import {
  bypassesRowSecurity,
  inScope,
  isOutOfRoom,
  isUnavailable,
  migrate,
  openDatabase,
  pendingMigrations,
  readInScope,
  systemScope,
  violatedUnique,
} from './index.ts'
import { testDatabase } from './testing.ts'

const { db, migrator, owner, connections } = await testDatabase()

await sql`create schema trial; create table trial.thing (
  id int primary key, team text, on_day date, at timestamptz default '2026-11-24T15:00:00Z', n bigint default 9007199254740991);
  alter table trial.thing enable row level security; alter table trial.thing force row level security;
  create policy team on trial.thing using (team = nullif(current_setting('app.team_ids', true), ''))
    with check (team = nullif(current_setting('app.team_ids', true), ''));
  grant usage on schema trial to gloact_app; grant select, insert on trial.thing to gloact_app`.execute(migrator)

const scopeOf = (team: string) => ({ ...systemScope('DL'), 'app.team_ids': team })

test('the application role cannot look past row-level security, and the cluster owner can', async () => {
  assert.equal(await bypassesRowSecurity(db), false)
  assert.equal(await bypassesRowSecurity(migrator), false)
  assert.equal(await bypassesRowSecurity(owner), true)
})

test('a transaction sees the rows of its scope, and no scope sees none', async () => {
  await inScope(db, scopeOf('north'), async (trx) => {
    await trx.insertInto('trial.thing').values({ id: 1, team: 'north', on_day: '2026-03-29' }).execute()
    return ok(undefined)
  })
  const seenBy = async (team: string) =>
    readInScope(db, scopeOf(team), (trx) => trx.selectFrom('trial.thing').selectAll().execute())
  assert.equal((await seenBy('north')).length, 1)
  assert.equal((await seenBy('south')).length, 0)
  assert.equal((await db.selectFrom('trial.thing').selectAll().execute()).length, 0)
})

test('a scope ends with its transaction: the same connection then sees nothing', async () => {
  await db.connection().execute(async (connection) => {
    await readInScope(connection, scopeOf('north'), (trx) => trx.selectFrom('trial.thing').select('id').execute())
    assert.deepEqual(await connection.selectFrom('trial.thing').selectAll().execute(), [])
  })
})

test('a failure rolls back what was written before it', async () => {
  const result = await inScope(db, scopeOf('north'), async (trx) => {
    await trx.insertInto('trial.thing').values({ id: 2, team: 'north' }).execute()
    return err(failure('trial.refused'))
  })
  assert.deepEqual(result, { ok: false, error: { code: 'trial.refused' } })
  const rows = await readInScope(db, scopeOf('north'), (trx) => trx.selectFrom('trial.thing').select('id').execute())
  assert.deepEqual(rows, [{ id: 1 }])
})

test('reading in a scope cannot write', async () => {
  await assert.rejects(
    readInScope(db, scopeOf('north'), (trx) =>
      trx.insertInto('trial.thing').values({ id: 3, team: 'north' }).execute(),
    ),
    /read-only transaction/,
  )
})

test('an instant comes back to the millisecond, however PostgreSQL writes its fraction', async () => {
  const said = [
    '2026-11-24 15:00:00.1+00',
    '2026-11-24 15:00:00.123999+00',
    '0987-01-02 03:04:05+02',
    '12026-01-01 00:00:00+00',
  ]
  const { rows } = await sql<{ at: string }>`select unnest(${said}::timestamptz[]) as at`.execute(db)
  assert.deepEqual(
    rows.map(({ at }) => at),
    ['2026-11-24T15:00:00.100Z', '2026-11-24T15:00:00.123Z', '0987-01-02T01:04:05.000Z', '+012026-01-01T00:00:00.000Z'],
  )
  await assert.rejects(sql`select 'infinity'::timestamptz as at`.execute(db), RangeError)
})

test('a date comes back as the date it is, an instant in UTC and a bigint as an exact number', async () => {
  const [row] = await readInScope(db, scopeOf('north'), (trx) => trx.selectFrom('trial.thing').selectAll().execute())
  assert.deepEqual(row, {
    id: 1,
    team: 'north',
    on_day: '2026-03-29',
    at: '2026-11-24T15:00:00.000Z',
    n: 9007199254740991,
  })
})

test('a violated unique constraint is told by name', async () => {
  const insert = () =>
    inScope(db, scopeOf('north'), async (trx) => {
      await trx.insertInto('trial.thing').values({ id: 1, team: 'north' }).execute()
      return ok(undefined)
    })
  await assert.rejects(insert, (error: unknown) => violatedUnique(error) === 'thing_pkey')
})

test('a connection that breaks between two statements of a transaction fails the next one, and ends nothing else', async () => {
  const own = openDatabase(connections.app)
  try {
    // Anyone who has it listens for nothing, as between two statements of a transaction.
    const client = await own.pool.connect()
    const ended = new Promise((end) => client.once('end', () => end(undefined)))
    await client.query('begin')
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
    await sql`select pg_terminate_backend(${rows[0]!.pid})`.execute(owner)
    await ended
    await assert.rejects(client.query('select 1'), isUnavailable)
    client.release()
    assert.equal(await bypassesRowSecurity(own), false, 'the pool goes on')
  } finally {
    await own.destroy()
  }
})

test('a disk that is full is no database that is away', async () => {
  const full = sql`do $$ begin raise exception 'No space left on device' using errcode = '53100'; end $$`.execute(db)
  await assert.rejects(full, (error: unknown) => isOutOfRoom(error) && !isUnavailable(error))
})

test('migrating again applies nothing, and a migration that changed after it was applied is refused', async () => {
  const migration = { name: '20261124T0000-create-trial', sql: 'create schema once', digest: 'a' }
  assert.deepEqual(await migrate(connections.migrator, [migration]), { applied: [migration.name] })
  assert.deepEqual(await migrate(connections.migrator, [migration]), { applied: [] })
  await assert.rejects(
    migrate(connections.migrator, [{ ...migration, digest: 'b' }]),
    /was changed after it had been applied/,
  )
  const later = { name: '20261125T0000-fail', sql: 'create schema twice; select nonsense', digest: 'c' }
  await assert.rejects(migrate(connections.migrator, [migration, later]), /20261125T0000-fail failed/)
  assert.deepEqual(await pendingMigrations(connections.migrator, [migration, later]), [later.name])
})

test('whatever went through it, a database that is closed has closed its connections', async () => {
  const used = [
    openDatabase(connections.app, { max: 1 }),
    openDatabase(connections.app, { max: 1 }),
    openDatabase(connections.app, { max: 1 }),
  ] as const
  await used[0].pool.query('select 1')
  await sql`select 1`.execute(used[1])
  for (const one of used) {
    await one.destroy()
    // A second time, as where both a test and what it tests tidy up.
    await one.destroy()
    assert.deepEqual([one.pool.ended, one.pool.totalCount], [true, 0])
  }
})
