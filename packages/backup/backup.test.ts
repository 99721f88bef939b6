import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fixedClock, newId, ok, unwrap } from '@gloact/kernel'
import { inScope, migrate, readMigrations, systemScope } from '@gloact/postgres'
import { emptyDatabase, testDatabase } from '@gloact/postgres/testing'
import { createVault } from '@gloact/vault'
import { memoryKekProvider } from '@gloact/vault/testing'
import { sql, type Kysely } from 'kysely'
import { isOfADay } from './describe-database.ts'
import { keyFromKek, restoreBackup, verifyBackup, writeBackup, type BackupFile, type RestoreOptions } from './index.ts'

const { db, owner, connections } = await testDatabase()
const folder = mkdtempSync(join(tmpdir(), 'gloact-backup-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const kek = memoryKekProvider()
const vault = createVault({ kek })
const key = keyFromKek(kek)
const clock = fixedClock('2026-11-24T12:00:00.000Z')
const about = { software: '0.1.0', country: 'DL', kind: 'production', erasures: 0 } as const
const [personId, agencyId] = [newId<'person'>(), newId<'agency'>()]

const attachment: BackupFile = { name: 'attachments/ab/abc', content: [Buffer.from('sealed '), Buffer.from('bytes')] }

async function* oneFile(): AsyncGenerator<BackupFile> {
  yield attachment
}
async function* noFile(): AsyncGenerator<BackupFile> {
  yield* []
}

const backUp = (name: string, files = oneFile, databaseUrl = connections.owner) =>
  writeBackup({ databaseUrl, key, out: join(folder, name), clock, about, files })

/** What a database holds to: constraints, triggers, row-level security and policies of the tables that last. */
async function rulesOf(database: Kysely<unknown>): Promise<readonly string[]> {
  const { rows } = await sql<{ schema: string; name: string; rule: string }>`
    select nspname as schema, relname as name, rule from (
      select conrelid as of, conname || ' ' || pg_get_constraintdef(oid) as rule from pg_constraint where contype <> 'n'
      union all select tgrelid, tgname || ' ' || tgenabled::text from pg_trigger where not tgisinternal
      union all select oid, relrowsecurity::text || relforcerowsecurity::text from pg_class where relkind = 'r'
      union all select polrelid, polname::text from pg_policy
    ) rules join pg_class class on class.oid = of join pg_namespace namespace on namespace.oid = relnamespace
    where nspname !~ '^(pg_|information_schema)'
    order by 1, 2, 3`.execute(database)
  return rows.filter((row) => !isOfADay(row)).map(({ schema, name, rule }) => `${schema}.${name} ${rule}`)
}

const kept = new Map<string, string>()
const keepFile = async (name: string, content: AsyncIterable<Uint8Array>): Promise<void> => {
  const pieces: Uint8Array[] = []
  for await (const piece of content) pieces.push(piece)
  kept.set(name, Buffer.concat(pieces).toString('utf8'))
}

await inScope(db, systemScope('DL'), async (trx) => {
  await vault.createPersonKey(trx, { personId, agencyId, country: 'DL' })
  await sql`insert into identity.agency (id, name, type, country)
    values (${agencyId}, ${'Tab\there, back\\slash, \nnewline, \u{1F331} and \\N'}, 'ngo', 'DL')`.execute(trx)
  await sql`insert into identity.team (id, agency_id, name) values (${newId()}, ${agencyId}, 'Team')`.execute(trx)
  return ok(undefined)
})

test('a backup restored into an empty database has the same rows, rules and sequences, and its files', async () => {
  // A backup of another day than the one on which it is restored has other days of the queue's figures.
  await sql`create table jobs.queue_stats_20200101 partition of jobs.queue_stats
    for values from ('2020-01-01 00:00:00+00') to ('2020-01-02 00:00:00+00')`.execute(owner)
  const made = unwrap(await backUp('whole.gloact'))
  assert.ok(made.manifest.parts.some(({ name, rows }) => name === 'identity.team' && rows === 1))
  assert.deepEqual(made.description.kekVersions, [1])
  const target = await emptyDatabase()
  const restored = unwrap(
    await restoreBackup({
      path: join(folder, 'whole.gloact'),
      key,
      migratorUrl: target.connections.migrator,
      kek,
      keepFile,
    }),
  )
  assert.deepEqual(restored.manifest, made.manifest)
  assert.equal(kept.get('attachments/ab/abc'), 'sealed bytes')
  assert.deepEqual(await rulesOf(target.owner), await rulesOf(db))
  const agencies = sql`select * from identity.agency`
  assert.deepEqual((await agencies.execute(target.owner)).rows, (await agencies.execute(db)).rows)
  // The application's role is bound as before, and the vault opens what came back.
  assert.equal((await sql`select 1 from vault.person_key`.execute(target.db)).rows.length, 0)
  assert.deepEqual(await vault.check(target.db), ok({ versions: [1] }))
  await assert.rejects(sql`delete from protection.file_action`.execute(target.db))

  const again = await restoreBackup({
    path: join(folder, 'whole.gloact'),
    key,
    migratorUrl: target.connections.migrator,
    kek,
    keepFile,
  })
  assert.deepEqual(again, { ok: false, error: { code: 'backup.database_not_empty' } })
})

test('a backup made before a migration is restored with the migrations that it had', async () => {
  const older = await emptyDatabase()
  const migrations = readMigrations()
  await migrate(older.connections.migrator, migrations.slice(0, -1))
  unwrap(await backUp('older.gloact', noFile, older.connections.owner))
  const target = await emptyDatabase()
  const path = join(folder, 'older.gloact')
  unwrap(await restoreBackup({ path, key, migratorUrl: target.connections.migrator, kek, keepFile }))
  const { applied } = await migrate(target.connections.migrator, migrations)
  assert.deepEqual(applied, [migrations.at(-1)!.name])
})

test('a later version, a migration that differs, a missing key and a damaged file are refused before anything is touched', async () => {
  unwrap(await backUp('refused.gloact'))
  const target = await emptyDatabase()
  const path = join(folder, 'refused.gloact')
  const options = { path, key, migratorUrl: target.connections.migrator, kek, keepFile }
  const migrations = readMigrations()
  const code = async (changed: Partial<RestoreOptions>) => {
    const result = await restoreBackup({ ...options, ...changed })
    return result.ok ? 'restored' : result.error.code
  }
  assert.equal(await code({ migrations: migrations.slice(0, -1) }), 'backup.later_version')
  assert.equal(
    await code({ migrations: migrations.map((each, at) => (at === 2 ? { ...each, digest: 'x' } : each)) }),
    'backup.migration_differs',
  )
  assert.equal(await code({ kek: { get: () => undefined } }), 'backup.kek_missing')
  const bytes = readFileSync(path)
  bytes[bytes.length - 40] = bytes[bytes.length - 40]! ^ 1
  writeFileSync(join(folder, 'damaged.gloact'), bytes)
  assert.equal(await code({ path: join(folder, 'damaged.gloact') }), 'backup.damaged')
  assert.equal(await code({ path: join(folder, 'nowhere.gloact') }), 'backup.missing')
  const { rows } = await sql`select from pg_namespace where nspname = 'identity'`.execute(target.owner)
  assert.equal(rows.length, 0)
})

test('a restore that fails half-way leaves the database as empty as it was', async () => {
  const path = join(folder, 'half.gloact')
  unwrap(await backUp('half.gloact'))
  const target = await emptyDatabase()
  const options = { path, key, migratorUrl: target.connections.migrator, kek }
  const broken = async () => {
    throw new Error('the disk went away')
  }
  await assert.rejects(restoreBackup({ ...options, keepFile: broken }), /disk went away/)
  assert.ok((await restoreBackup({ ...options, keepFile })).ok)
})

test('a role that policies bind makes no backup: it would lack rows without a word', async () => {
  for (const url of [connections.app, connections.migrator]) {
    const made = await backUp('bound.gloact', oneFile, url)
    assert.deepEqual(made, { ok: false, error: { code: 'backup.sees_too_little' } })
  }
})

test('where the backup cannot be finished, its file is not there, nor half of it', async () => {
  async function* breaking(): AsyncGenerator<BackupFile> {
    yield attachment
    throw Object.assign(new Error('no space left'), { code: 'ENOSPC' })
  }
  assert.deepEqual(await backUp('full.gloact', breaking), { ok: false, error: { code: 'backup.no_room' } })
  assert.deepEqual(
    readdirSync(folder).filter((name) => name.includes('full') || name.endsWith('.part')),
    [],
  )
  unwrap(await backUp('there.gloact'))
  assert.deepEqual(await backUp('there.gloact'), { ok: false, error: { code: 'backup.file_exists' } })
  assert.ok(existsSync(join(folder, 'there.gloact')))
})

test('a backup is checked without a database, and tells what it holds', async () => {
  unwrap(await backUp('checked.gloact'))
  const checked = unwrap(await verifyBackup(join(folder, 'checked.gloact'), key))
  assert.equal(checked.description.country, 'DL')
  assert.equal(readFileSync(join(folder, 'checked.gloact')).includes('newline'), false)
})
