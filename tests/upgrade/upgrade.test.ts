import assert from 'node:assert/strict'
import { chmodSync, copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { keyFromKek, restoreBackup, rowsIn } from '@gloact/backup'
import { canonicalJson, unwrap } from '@gloact/kernel'
import { replay } from '@gloact/ledger'
import { migrate, pendingMigrations, readInScope, systemScope } from '@gloact/postgres'
import { emptyDatabase } from '@gloact/postgres/testing'
import { createVault, fileKekProvider } from '@gloact/vault'
import { reduceFile, type FileAction } from '../../modules/protection/domain/actions/definitions.ts'
import { UNOPENED, type FileState } from '../../modules/protection/domain/file-state.ts'
import { openAction, openState, toStoredAction } from '../../modules/protection/server/file-store.ts'
import { tables } from '../../modules/protection/server/file-tables.ts'
import { verifyFileChains } from '../../modules/protection/server/verify-chains.ts'

const folder = mkdtempSync(join(tmpdir(), 'gloact-upgrade-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const SEEDS = ['seed-0.1'] as const

/** The seed's key; version control keeps no modes, and a key that others may read is refused. */
function kekOf(seed: string) {
  const path = join(folder, `${seed}.json`)
  copyFileSync(join(import.meta.dirname, `${seed}.invented-kek.json`), path)
  chmodSync(path, 0o600)
  return unwrap(fileKekProvider(path))
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

for (const seed of SEEDS) {
  test(`what ${seed} left is migrated forward: every file opens, chains verify, and a replay says what each state says`, async () => {
    const target = await emptyDatabase()
    const { migrator } = target.connections
    const kek = kekOf(seed)
    const restored = unwrap(
      await restoreBackup({
        path: join(import.meta.dirname, `${seed}.gloact`),
        key: keyFromKek(kek),
        migratorUrl: migrator,
        kek,
        keepFile: async (_name, content) => {
          for await (const _piece of content);
        },
      }),
    )
    assert.ok(rowsIn(restored.manifest) > 200)
    const pending = await pendingMigrations(migrator)
    assert.ok(pending.length > 0, 'it lacks what came since')
    assert.deepEqual((await migrate(migrator)).applied, pending)

    const vault = createVault({ kek })
    assert.ok((await vault.check(target.db)).ok)
    const chains = await verifyFileChains(target.db)
    assert.equal(chains.broken, undefined)
    assert.ok(chains.files >= 6 && chains.actions >= 30, `${chains.files} files, ${chains.actions} actions`)
    await readInScope(target.db, systemScope('DL'), async (trx) => {
      const files = await tables(trx).selectFrom('protection.case_file').selectAll().execute()
      for (const row of files) {
        const key = unwrap(await vault.personKey(trx, row.person_id))
        const log = await tables(trx)
          .selectFrom('protection.file_action')
          .selectAll()
          .where('file_id', '=', row.id)
          .orderBy('sequence')
          .execute()
        const actions = log.map((stored) => openAction(key, toStoredAction(stored)))
        const state = replay<FileState, FileAction>((before, action) => reduceFile(before, action), UNOPENED, actions)
        const opened = openState(key, row.id, row.sealed_state)
        // What came since is there, empty; what was sealed then is what a replay gives now, which may say more of it.
        assert.deepEqual(Object.keys(opened).toSorted(), Object.keys(state).toSorted())
        assert.equal(difference(plain(opened), plain(state)), undefined, row.number)
      }
    })
  })
}
