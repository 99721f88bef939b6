import assert from 'node:assert/strict'
import { test } from 'node:test'
import { unwrap } from '@gloact/kernel'
import { inScope, systemScope } from '@gloact/postgres'
import type { FileView } from '../../contract/reading/files.ts'
import { protectionErases } from '../erasure/erase-person.ts'
import { tables } from '../file/file-tables.ts'
import { act, day, protectionStage, STAFF, TODAY } from '../testing/stage.ts'
import { codeOf, stepsOn } from '../testing/steps.ts'
import { keptViews } from '../file/kept-views.ts'
import { readCaseFile } from './read-case-file.ts'

const stage = await protectionStage()
const { context, views } = stage
const { adultFile, record } = stepsOn(context)
const opened = async (who: typeof STAFF.caseworker, fileId: string) => unwrap(await readCaseFile(context, who, fileId))
const note = (text: string) => act('note_added', { kind: 'general', text, notedOn: day(TODAY) })

test('a file that nothing was written to is answered as it was, and each time it is recorded that it was read', async () => {
  const fileId = await adultFile()
  const first = await opened(STAFF.caseworker, fileId)
  assert.equal(await opened(STAFF.caseworker, fileId), first)
  const counts = await stage.owner
    .selectFrom('audit.read_again')
    .select('times')
    .where('object_id', '=', fileId)
    .where('actor_id', '=', STAFF.caseworker.userId)
    .execute()
  assert.deepEqual(counts, [{ times: 2 }])
})

test('what is written shows at the next opening, to each who opens it', async () => {
  const fileId = await adultFile()
  await opened(STAFF.caseworker, fileId)
  await opened(STAFF.supervisor, fileId)
  unwrap(await record(STAFF.supervisor, fileId, note('She slept.')))
  for (const who of [STAFF.caseworker, STAFF.supervisor]) {
    assert.deepEqual(
      (await opened(who, fileId)).notes.map(({ payload }) => payload.text),
      ['She slept.'],
    )
  }
})

test('another role of the same person is another reader', async () => {
  const fileId = await adultFile()
  const before = await opened(STAFF.caseworker, fileId)
  const more = await opened({ ...STAFF.caseworker, roles: STAFF.supervisor.roles }, fileId)
  assert.notDeepEqual(more.may, before.may)
})

test('a file that somebody may no longer see is not answered from memory', async () => {
  const fileId = await adultFile()
  await opened(STAFF.caseworker, fileId)
  const elsewhere = { ...STAFF.stranger, userId: STAFF.caseworker.userId }
  assert.equal(await codeOf(readCaseFile(context, elsewhere, fileId)), 'protection.not_found')
})

test('of a file that was erased nothing is answered, and nothing stays in memory', async () => {
  const fileId = await adultFile()
  await opened(STAFF.caseworker, fileId)
  const kept = views.size
  unwrap(
    await inScope(context.db, systemScope('DL'), async (trx) => {
      const { person_id: personId } = await tables(trx)
        .selectFrom('protection.case_file')
        .select('person_id')
        .where('id', '=', fileId)
        .executeTakeFirstOrThrow()
      await protectionErases(context).erase(trx, { personId, fileIds: [fileId], how: 'asked' })
      return context.vault.destroyPersonKey(trx, personId)
    }),
  )
  assert.equal(await codeOf(readCaseFile(context, STAFF.caseworker, fileId)), 'protection.not_found')
  await stage.names.catchUp()
  assert.equal(views.size, kept - 1)
})

test('what is kept ends by itself, and the oldest of too much goes first', () => {
  let time = 0
  const some = keptViews(() => time)
  const keep = (fileId: string, bytes: number) => some.keep(fileId, 'a', { from: '1', view: {} as FileView, bytes })
  keep('one', 9_000_000)
  keep('two', 9_000_000)
  assert.equal(some.find('one', 'a', '1'), undefined)
  assert.ok(some.find('two', 'a', '1'))
  assert.equal(some.find('two', 'b', '1'), undefined)
  assert.equal(some.find('two', 'a', '2'), undefined)
  time = 120_000
  assert.equal(some.find('two', 'a', '1'), undefined)
})
