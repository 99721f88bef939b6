import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ok, unwrap } from '@gloact/kernel'
import { inScope, systemScope } from '@gloact/postgres'
import { sql } from 'kysely'
import { startNameIndex } from './name-directory.ts'
import { plantFiles } from './testing/plant-files.ts'
import { protectionStage, STAFF, TEAM, TODAY } from './testing/stage.ts'
import { tables } from './file-tables.ts'

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
