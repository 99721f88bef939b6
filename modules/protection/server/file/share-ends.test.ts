import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { readCaseFile } from '../reading/read-case-file.ts'
import { act, consent, day, opening, protectionStage, STAFF, TODAY } from '../testing/stage.ts'
import { stepsOn } from '../testing/steps.ts'
import { countShareEnds } from './share-ends.ts'

const stage = await protectionStage()
const { context } = stage
const { open } = stepsOn(context)

/** A file that the authority was asked about, with consent until a day. */
async function sharedFile(until: string): Promise<string> {
  const fileId = await open(STAFF.caseworker, [
    opening('adult'),
    act('consent_recorded', consent({ identification: true, until })),
    act('identification_requested', {
      kind: 'reasonable_grounds',
      requestedOn: day(TODAY),
      bodyAgencyId: STAFF.authority.agencyId,
    }),
  ])
  return fileId
}

const endOf = async (fileId: string) =>
  (
    await sql<{ ends_at: string | null }>`
      select ends_at from protection.file_share where file_id = ${fileId}`.execute(stage.owner)
  ).rows[0]?.ends_at

/** Whether the authority reads the file at a moment of the application's. */
async function readsAt(moment: string, fileId: string): Promise<boolean> {
  const now = stage.clock.now()
  stage.clock.set(moment)
  const { ok } = await readCaseFile(context, STAFF.authority, fileId)
  stage.clock.set(now)
  return ok
}

test('a share ends with its last day in the country, which another day’s end in UTC does not move', async () => {
  assert.equal(context.rules.calendar.timeZone, 'Asia/Riyadh')
  const fileId = await sharedFile('2026-11-30')
  assert.equal(await endOf(fileId), '2026-11-30T21:00:00.000Z')
  assert.ok(await readsAt('2026-11-30T20:59:59.999Z', fileId))
  assert.ok(!(await readsAt('2026-11-30T21:00:00Z', fileId)), 'the country’s day is over, UTC’s is not')
})

test('of shares that an earlier version wrote it is counted at the next start', async () => {
  const fileId = await sharedFile('2026-11-30')
  const forget = sql`update protection.file_share set ends_at = null where file_id = ${fileId}`
  await forget.execute(stage.owner)
  assert.ok(await readsAt('2026-11-30T23:59:59Z', fileId), 'not counted, the day is UTC’s')
  assert.ok(!(await readsAt('2026-12-01T00:00:00Z', fileId)), 'not counted, the day is UTC’s')
  await countShareEnds(context)
  assert.equal(await endOf(fileId), '2026-11-30T21:00:00.000Z')
})
