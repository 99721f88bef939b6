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

const reads = async (fileId: string) => (await readCaseFile(context, STAFF.authority, fileId)).ok

test('a share ends with its last day in the country, which another day’s end in UTC does not move', async () => {
  assert.equal(context.rules.calendar.timeZone, 'Asia/Riyadh')
  const fileId = await sharedFile('2199-12-30')
  assert.equal(await endOf(fileId), '2199-12-30T21:00:00.000Z')
  assert.ok(await reads(fileId))

  const ends = (validUntil: string, endsAt: string) =>
    sql`update protection.file_share set valid_until = ${sql.raw(validUntil)}, ends_at = ${sql.raw(endsAt)}
      where file_id = ${fileId}`.execute(stage.owner)
  await ends('current_date', `now() - interval '1 second'`)
  assert.ok(!(await reads(fileId)), 'the country’s day is over, UTC’s is not')
  await ends('current_date - 1', `now() + interval '1 hour'`)
  assert.ok(await reads(fileId), 'UTC’s day is over, the country’s is not')
})

test('of shares that an earlier version wrote it is counted at the next start', async () => {
  const fileId = await sharedFile('2199-12-30')
  const forget = sql`update protection.file_share set ends_at = null where file_id = ${fileId}`
  await forget.execute(stage.owner)
  assert.ok(await reads(fileId))
  await countShareEnds(context)
  assert.equal(await endOf(fileId), '2199-12-30T21:00:00.000Z')
  await sql`update protection.file_share set valid_until = current_date - 1, ends_at = null
    where file_id = ${fileId}`.execute(stage.owner)
  assert.ok(!(await reads(fileId)), 'not counted, the day is UTC’s')
})
