import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ok, unwrap } from '@gloact/kernel'
import { inScope, systemScope } from '@gloact/postgres'
import type { NameTokens } from '@gloact/names'
import { sql } from 'kysely'
import { lockFile, openTokens, saveTokens } from '../file/file-store.ts'
import { startNameIndex } from './name-directory.ts'
import { renewNameTokens } from './renew-name-tokens.ts'
import { plantFiles } from '../testing/plant-files.ts'
import { poolerWithoutNotifications } from '@gloact/postgres/testing/pooler'
import { protectionStage, STAFF, TEAM, TODAY } from '../testing/stage.ts'
import { tables } from '../file/file-tables.ts'

const stage = await protectionStage()
const { db, context, clock } = stage
const { agencyId, userId } = STAFF.caseworker
const plant = (count: number) =>
  plantFiles({ ...context, agencyId, teamId: TEAM, userIds: [userId], at: clock.now() }, count)
const planted = await plant(30)
const started = (atATime: number) =>
  startNameIndex({ ...context, country: 'DL', listenUrl: stage.connections.app, atATime })
const found = (index: typeof stage.names, text: string) =>
  index.search(text, STAFF.supervisor, TODAY, 50).map(({ id }) => id)

test('an index that is ready has read every file, however many are opened at a time', async () => {
  for (const atATime of [1, 7, 10, 30, 1_000]) {
    const index = await started(atATime)
    try {
      assert.equal(index.size, planted.length)
      for (const { fileId, given, family } of planted) assert.ok(found(index, `${given} ${family}`).includes(fileId))
    } finally {
      await index.stop()
    }
  }
})

test('what is recorded after a reading, and a key that is gone, are read with the next', async () => {
  const index = await started(3)
  try {
    const more = await plant(13)
    const gone = more[0]!
    await index.catchUp()
    assert.equal(index.size, planted.length + more.length)
    unwrap(
      await inScope(db, systemScope('DL'), async (trx) => {
        const { person_id } = await tables(trx)
          .selectFrom('protection.case_file')
          .select('person_id')
          .where('id', '=', gone.fileId)
          .executeTakeFirstOrThrow()
        await context.vault.destroyPersonKey(trx, person_id)
        await tables(trx)
          .updateTable('protection.name_tokens')
          .set({ changed_in: sql`pg_current_xact_id()` })
          .where('file_id', '=', gone.fileId)
          .execute()
        return ok(null)
      }),
    )
    await index.catchUp()
    assert.equal(index.size, planted.length + more.length - 1)
    assert.ok(!found(index, `${gone.given} ${gone.family}`).includes(gone.fileId))
  } finally {
    await index.stop()
  }
})

test('tokens that an earlier version made are found to be so, and made again from the name', async () => {
  const { fileId, given, family } = planted[4]!
  const index = await started(10)
  const names = { db, vault: context.vault, country: 'DL' }
  try {
    assert.deepEqual([...index.outdated], [])
    unwrap(
      await inScope(db, systemScope('DL'), async (trx) => {
        const { row, key } = unwrap(await lockFile(trx, context.vault, fileId, agencyId))
        const [tokens] = await tables(trx)
          .selectFrom('protection.name_tokens')
          .select('sealed')
          .where('file_id', '=', fileId)
          .execute()
        const old = (openTokens(key, fileId, tokens!.sealed) as NameTokens[]).map((each) => ({ ...each, version: 1 }))
        await saveTokens(trx, { id: row.id, personId: row.person_id }, old, key)
        return ok(null)
      }),
    )
    await index.catchUp()
    assert.deepEqual([...index.outdated], [fileId])
    assert.ok(found(index, `${given} ${family}`).includes(fileId))
    assert.equal(await renewNameTokens(names, index.outdated), 1)
    await index.catchUp()
    assert.deepEqual([...index.outdated], [])
    assert.ok(found(index, `${given} ${family}`).includes(fileId))
  } finally {
    await index.stop()
  }
})

test('an index that notifications do not reach is not ready: the server is not, and says so', async () => {
  const listenUrl = await poolerWithoutNotifications(stage.connections.app)
  const index = await startNameIndex({ ...context, country: 'DL', listenUrl, answerMilliseconds: 200 })
  try {
    assert.equal(index.ready, false)
    assert.ok(index.size > 0)
  } finally {
    await index.stop()
  }
  const past = await started(1_000)
  assert.equal(past.ready, true)
  await past.stop()
})
