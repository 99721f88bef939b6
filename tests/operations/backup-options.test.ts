import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, before, test } from 'node:test'
import { fileAttachmentStore, newObjectId } from '@gloact/attachments'
import { newId, ok, unwrap } from '@gloact/kernel'
import { inScope, openDatabase, systemScope } from '@gloact/postgres'
import { atTheEnd, emptyDatabase, testDatabase, type TestDatabase } from '@gloact/postgres/testing'
import { createVault, fileKekProvider } from '@gloact/vault'
import { sql } from 'kysely'
import { gloact } from '../support/gloact-command.ts'
import { repository } from '../support/server-process.ts'

// A PostgreSQL of one's own, as the guides set it up: the command is told of roles, and finds no cluster in its folder.
const here = await testDatabase()
const folder = mkdtempSync(join(tmpdir(), 'gloact-backup-options-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const at = (name: string): string => join(folder, name)
const KEK = at('kek.json')
const OBJECTS = 3

const PASSWORD = 'invented-for-this-test'
/** The role as the guide makes it, with its dots filled in. */
const ROLE = /```sql\n(create role gloact_backup [^`]+)```/
  .exec(readFileSync(join(repository, 'docs', 'guides', 'back-up-and-restore.md'), 'utf8'))![1]!
  .replace('…', PASSWORD)
const backupUrl = (): string => {
  const url = new URL(here.connections.app)
  url.username = 'gloact_backup'
  url.password = PASSWORD
  return url.href
}

interface Machine {
  readonly database?: TestDatabase
  readonly dataDir?: string
  readonly env?: NodeJS.ProcessEnv
}

const run = (args: readonly string[], { database = here, dataDir = at('data'), env = {} }: Machine = {}) =>
  gloact(dataDir, args, {
    GLOACT_KEK_FILE: KEK,
    DATABASE_URL: database.connections.app,
    DATABASE_MIGRATOR_URL: database.connections.migrator,
    ...env,
  })
const backUp = (name: string, ...more: readonly string[]) =>
  run(['backup', '--out', at(name), ...more], { env: { DATABASE_BACKUP_URL: backupUrl() } })

before(async () => {
  await sql`drop role if exists gloact_backup`.execute(here.owner)
  await sql.raw(ROLE).execute(here.owner)
  // Roles are the cluster's, which outlives this file's databases.
  atTheEnd(async () => void (await sql`drop role gloact_backup`.execute(here.owner)))
  const vault = createVault({ kek: unwrap(fileKekProvider(KEK)) })
  await inScope(here.db, systemScope('DL'), async (trx) => {
    const agencyId = newId<'agency'>()
    await sql`insert into identity.agency (id, name, type, country)
      values (${agencyId}, 'Shelter of a backup', 'ngo', 'DL')`.execute(trx)
    for (let person = 0; person < 3; person += 1) {
      await vault.createPersonKey(trx, { personId: newId<'person'>(), agencyId, country: 'DL' })
    }
    return ok(undefined)
  })
  vault.close()
  mkdirSync(at('data'), { mode: 0o700 })
  const store = fileAttachmentStore(join(at('data'), 'attachments'))
  for (let object = 0; object < OBJECTS; object += 1) {
    unwrap(await store.put(newObjectId(), Readable.from([Buffer.from(`sealed ${object}`)])))
  }
})

test('the role that the guide makes sees every row and changes none; without it there is no backup, and none is left', async () => {
  const bound = await run(['backup', '--out', at('bound.gloact')])
  assert.deepEqual([bound.exit, bound.json['error']], [3, 'backup.sees_too_little'])
  assert.match(bound.error, /DATABASE_BACKUP_URL/)
  assert.ok(!readdirSync(folder).some((name) => name.startsWith('bound')))

  const made = await backUp('whole.gloact')
  assert.equal(made.exit, 0, made.error + JSON.stringify(made.json))
  assert.equal(made.json['files'], OBJECTS)
  const role = openDatabase(backupUrl(), { max: 1 })
  try {
    const { rows } = await sql`select from vault.person_key`.execute(role)
    assert.equal(rows.length, 3)
    await assert.rejects(sql`update vault.person_key set wrapped = null`.execute(role), /permission denied/)
    await assert.rejects(sql`delete from identity.agency`.execute(role), /permission denied/)
  } finally {
    await role.destroy()
  }
})

test('attachments that are copied by other means are left out where that is asked for, and everything else is there', async () => {
  const made = await backUp('rows.gloact', '--without-attachments')
  assert.equal(made.exit, 0, made.error)
  assert.equal(made.json['files'], 0)
  const whole = await run(['backup', '--verify', at('whole.gloact')])
  assert.equal(whole.json['files'], OBJECTS)
  const target = await emptyDatabase()
  const dataDir = at('restored-rows')
  const restored = await run(['restore', at('rows.gloact')], { database: target, dataDir })
  assert.equal(restored.exit, 0, restored.error + JSON.stringify(restored.json))
  assert.equal(restored.json['files'], 0)
  assert.equal((await sql`select from vault.person_key`.execute(target.owner)).rows.length, 3)
  assert.ok(!readdirSync(dataDir).includes('attachments'))
})

test('a backup sealed with a passphrase opens with it and the KEK, and with neither alone', async () => {
  const [right, wrong, short] = ['right', 'wrong', 'short'].map((name) => at(`${name}-passphrase`)) as [
    string,
    string,
    string,
  ]
  writeFileSync(right, 'the ferry leaves at nine\n')
  writeFileSync(wrong, 'the ferry leaves at ten\n')
  writeFileSync(short, 'ferry\n')
  const sealed = at('sealed.gloact')
  const made = await backUp('sealed.gloact', '--passphrase-file', right)
  assert.equal(made.exit, 0, made.error)

  const verify = async (...more: readonly string[]) => {
    const { exit, json } = await run(['backup', '--verify', sealed, ...more])
    return [exit, json['error'] ?? 'whole']
  }
  assert.deepEqual(await verify('--passphrase-file', right), [0, 'whole'])
  assert.deepEqual(await verify(), [3, 'backup.other_key'])
  assert.deepEqual(await verify('--passphrase-file', wrong), [3, 'backup.other_key'])
  assert.deepEqual(await verify('--passphrase-file', short), [2, 'passphrase_short'])
  for (const none of [at('no-passphrase'), folder]) {
    assert.deepEqual(await verify('--passphrase-file', none), [2, 'passphrase_missing'])
  }

  const target = await emptyDatabase()
  const restore = async (dataDir: string, more: readonly string[], kek = KEK) => {
    const args = ['restore', sealed, ...more]
    const { exit, json } = await run(args, { database: target, dataDir: at(dataDir), env: { GLOACT_KEK_FILE: kek } })
    return [exit, json['error'] ?? json['ok']]
  }
  assert.deepEqual(await restore('refused', []), [3, 'backup.other_key'])
  assert.deepEqual(await restore('refused', ['--passphrase-file', right], at('no-kek')), [3, 'vault.kek_missing'])
  assert.deepEqual(await restore('restored', ['--passphrase-file', right]), [0, true])
  assert.equal((await sql`select from vault.person_key`.execute(target.owner)).rows.length, 3)
  const objects = (dataDir: string) =>
    new Map(
      readdirSync(join(at(dataDir), 'attachments'), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ name, parentPath }) => [name, readFileSync(join(parentPath, name), 'utf8')]),
    )
  assert.equal(objects('restored').size, OBJECTS)
  assert.deepEqual(objects('restored'), objects('data'))
})
