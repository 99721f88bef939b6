import { openLogged } from '@gloact/records/server'
import { FILE } from '../../modules/protection/server/file/file-kind.ts'
import assert from 'node:assert/strict'
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, test } from 'node:test'
import { fileAttachmentStore, isObjectId } from '@gloact/attachments'
import { auditPublicKeys, verifyAudit } from '@gloact/audit'
import { keyFromKek, restoreBackup, rowsIn } from '@gloact/backup'
import { canonicalJson, unwrap } from '@gloact/kernel'
import { replay } from '@gloact/ledger'
import { migrate, pendingMigrations, readInScope, systemScope } from '@gloact/postgres'
import { emptyDatabase } from '@gloact/postgres/testing'
import { createVault, fileKekProvider } from '@gloact/vault'
import { sql } from 'kysely'
import { totp } from '../../modules/identity/server/testing/totp.ts'
import { reduceFile, type FileAction } from '../../modules/protection/domain/file/actions/definitions.ts'
import { UNOPENED, type FileState } from '../../modules/protection/domain/file/file-state.ts'
import { erasureTables } from '../../modules/protection/server/erasure/erasure-tables.ts'
import { openState } from '../../modules/protection/server/file/file-store.ts'
import { tables } from '../../modules/protection/server/file/file-tables.ts'
import { verifyFileChains } from '../../modules/protection/server/history/verify-chains.ts'
import { action, answered, openAttachment, record, today } from '../support/file-story.ts'
import {
  callerOf,
  READY,
  signInAs,
  startServerProcess,
  untilReady,
  type ServerProcess,
} from '../support/server-process.ts'
import { SEED_AUTHENTICATOR, SEED_FILE } from './seed-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'gloact-upgrade-'))
after(() => rmSync(folder, { recursive: true, force: true }))

/** What a seed holds beside the demonstration's first files. */
interface Seed {
  readonly name: string
  /** Since 0.2: what the file of `seed-file.ts` says, and tables that 0.1 did not have or left empty. */
  readonly holds?: readonly string[]
}

const SEEDS: readonly Seed[] = [
  { name: 'seed-0.1' },
  {
    name: 'seed-0.2',
    holds: [
      'audit.block',
      'audit.head_export',
      'identity.authenticator',
      'identity.device',
      'identity.recovery_code',
      'oversight.access_review',
      'protection.appointment',
      'protection.attachment',
      'protection.calendar_feed',
      'protection.erasure',
      'protection.file_opening',
      'protection.import_row',
      'protection.list_preference',
      'protection.refusal',
      'protection.saved_view',
      'protection.service',
      'protection.tag',
    ],
  },
]

const HEADS = 'audit-heads.jsonl'

/** Where the server looks for the files that lie beside a database. */
async function keep(dataDir: string, name: string, content: AsyncIterable<Uint8Array>): Promise<void> {
  const object = /^attachments\/(.+)$/.exec(name)?.[1]
  if (object !== undefined) {
    assert.ok(isObjectId(object))
    unwrap(await fileAttachmentStore(join(dataDir, 'attachments')).put(object, content))
    return
  }
  mkdirSync(dirname(join(dataDir, name)), { recursive: true, mode: 0o700 })
  await writeFile(join(dataDir, name), content, { mode: 0o600 })
}

/** People go on: they find a file and open what is in it, and sign in with the second factor that they had. */
async function work(server: ServerProcess, seed: string): Promise<void> {
  const caseworker = await signInAs(server, 'caseworker')
  const { matches } = await answered<{ matches: { file: { id: string } }[] }>(
    caseworker.post('/protection/search', { text: SEED_FILE.name, limit: 5 }),
  )
  assert.equal(matches.length, 1)
  const fileId = matches[0]!.file.id
  const file = await answered<{ attachments: { attachmentId: string }[] }>(
    caseworker.get(`/protection/files/${fileId}`),
  )
  assert.ok(JSON.stringify(file).includes(SEED_FILE.note))
  const letter = await answered<Uint8Array>(openAttachment(caseworker, fileId, file.attachments[0]!.attachmentId))
  assert.equal(Buffer.from(letter).toString('utf8'), SEED_FILE.letter)
  await record(caseworker, fileId, action('note_added', { kind: 'general', text: 'Goes on.', notedOn: today() }))

  const { role } = SEED_AUTHENTICATOR
  const { email, password } = server.signIns.find((each) => each.role === role)!
  const analyst = callerOf(server.url)
  const first = await answered(analyst.post('/identity/sign-in', { email, password }))
  assert.equal((first as { next: string }).next, 'second_factor')
  const secret = readFileSync(join(import.meta.dirname, SEED_AUTHENTICATOR.file(seed)), 'utf8').trim()
  assert.deepEqual(await answered(analyst.post('/identity/sign-in/totp', { code: totp(secret) })), { next: 'done' })
}

/** The seed's key; version control keeps no modes, and a key that others may read is refused. */
function kekFileOf(seed: string): string {
  const path = join(folder, `${seed}.json`)
  copyFileSync(join(import.meta.dirname, `${seed}.invented-kek.json`), path)
  chmodSync(path, 0o600)
  return path
}

const plain = (value: unknown): unknown => JSON.parse(canonicalJson(value))

/** The first place at which `whole` does not have what `part` says; undefined where it says all of it, or more. */
function difference(part: unknown, whole: unknown, place = ''): string | undefined {
  if (Array.isArray(part)) {
    if (!Array.isArray(whole) || whole.length !== part.length) return place
    return part.map((each, index) => difference(each, whole[index], `${place}/${index}`)).find((found) => found)
  }
  if (typeof part !== 'object' || part === null) return part === whole ? undefined : place
  if (typeof whole !== 'object' || whole === null) return place
  const other = whole as Readonly<Record<string, unknown>>
  return Object.entries(part)
    .map(([key, value]) => difference(value, other[key], `${place}/${key}`))
    .find((found) => found)
}

for (const { name: seed, holds } of SEEDS) {
  const target = await emptyDatabase()
  test(`what ${seed} left is migrated forward: every file opens, chains verify, a replay says what each state says, and a server runs on it`, async () => {
    const { migrator } = target.connections
    const kekFile = kekFileOf(seed)
    const kek = unwrap(fileKekProvider(kekFile))
    const dataDir = join(folder, seed)
    const environment = {
      GLOACT_DATA_DIR: dataDir,
      GLOACT_KEK_FILE: kekFile,
      DATABASE_URL: target.connections.app,
      DATABASE_MIGRATOR_URL: migrator,
    }
    const restored = unwrap(
      await restoreBackup({
        path: join(import.meta.dirname, `${seed}.gloact`),
        key: keyFromKek(kek),
        migratorUrl: migrator,
        kek,
        keepFile: (name, content) => keep(dataDir, name, content),
      }),
    )
    assert.ok(rowsIn(restored.manifest) > 200)
    const pending = await pendingMigrations(migrator)
    assert.ok(pending.length > 0, 'it lacks what came since')
    assert.deepEqual((await migrate(migrator)).applied, pending)

    for (const table of holds ?? []) {
      const [schema, name] = table.split('.') as [string, string]
      const { rows } = await sql`select from ${sql.id(schema, name)} limit 1`.execute(target.owner)
      assert.equal(rows.length, 1, `a row in ${table}`)
    }

    const vault = createVault({ kek })
    assert.ok((await vault.check(target.db)).ok)
    const chains = await verifyFileChains(target.db)
    assert.equal(chains.broken, undefined)
    assert.ok(chains.files >= 6 && chains.actions >= 30, `${chains.files} files, ${chains.actions} actions`)
    await readInScope(target.db, systemScope('DL'), async (trx) => {
      const files = await tables(trx).selectFrom('protection.case_file').selectAll().execute()
      const erased = await erasureTables(trx).selectFrom('protection.erasure').select('file_id').execute()
      for (const row of files) {
        const found = await vault.personKey(trx, row.person_id)
        if (erased.some(({ file_id: id }) => id === row.id)) {
          assert.equal(found.ok, false, 'anyone who was erased stays erased')
          continue
        }
        const key = unwrap(found)
        const log = await tables(trx)
          .selectFrom('protection.file_action')
          .selectAll()
          .where('file_id', '=', row.id)
          .orderBy('sequence')
          .execute()
        const actions = log.map((stored) => openLogged(FILE, key, FILE.toStored(stored)))
        const state = replay<FileState, FileAction>((before, action) => reduceFile(before, action), UNOPENED, actions)
        const opened = openState(key, row.id, row.sealed_state)
        // What came since is there, empty; what was sealed then is what a replay gives now, which may say more of it.
        assert.deepEqual(Object.keys(opened).toSorted(), Object.keys(state).toSorted())
        // By which entries the next reviews were set is read from the log where a file was sealed before that was kept.
        const { reviewsSetBy: _fromTheLog, ...sealed } = opened
        assert.equal(difference(plain(sealed as FileState), plain(state)), undefined, row.number)
      }
    })
    const publicKeys = auditPublicKeys(join(dataDir, 'keys'))
    assert.ok((await verifyAudit(target.db, { publicKeys, headsFile: join(dataDir, HEADS) })).ok)

    // 0.1 lacks what tells a demonstration that it is loaded: there, that the server is ready has to do.
    const server = await startServerProcess({
      dataDir,
      env: environment,
      args: holds ? [] : ['--no-demo'],
    })
    try {
      assert.deepEqual(await untilReady(server), READY)
      if (holds) await work(server, seed)
    } finally {
      assert.equal(await server.stop(), 0)
    }
  })
}
