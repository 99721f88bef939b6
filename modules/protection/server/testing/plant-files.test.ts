import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asInstant, unwrap } from '@gloact/kernel'
import { openDatabase } from '@gloact/postgres'
import { plantFiles } from './plant-files.ts'
import { act, day, protectionStage, STAFF, TEAM, TODAY } from './stage.ts'
import { stepsOn } from './steps.ts'

const stage = await protectionStage()
const { read, record } = stepsOn(stage.context)

test('what is planted for measuring is what the use cases would have left: it opens, has its names and takes another action', async () => {
  const db = openDatabase(stage.connections.owner, { max: 1 })
  const planted = await plantFiles(
    {
      db,
      vault: stage.context.vault,
      rules: stage.context.rules,
      agencyId: STAFF.caseworker.agencyId,
      teamId: TEAM,
      userIds: [STAFF.caseworker.userId],
      at: asInstant(`${TODAY}T08:00:00Z`),
    },
    20,
  )
  await db.destroy()
  assert.equal(new Set(planted.map(({ fileId }) => fileId)).size, 20)
  const { fileId } = planted[7]!
  const file = await read(STAFF.caseworker, fileId)
  assert.deepEqual([file.version, file.notes.length, file.status], [3, 1, 'open'])
  unwrap(
    await record(
      STAFF.caseworker,
      fileId,
      act('note_added', { kind: 'general', text: 'One more.', notedOn: day(TODAY) }),
    ),
  )
  assert.equal((await read(STAFF.caseworker, fileId)).version, 4)
})
