import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { asInstant, newId, unwrap } from '@gloact/kernel'
import type { Principal } from '@gloact/identity/contract/principal'
import type { ProtectionContext } from '../file/context.ts'
import { signalPresence } from './signal-presence.ts'
import { act, day, protectionStage, STAFF, TEAM, TODAY } from '../testing/stage.ts'
import { ask, codeOf, stepsOn } from '../testing/steps.ts'

const stage = await protectionStage()
const { adultFile, record, read } = stepsOn(stage.context)

/** The same, so many seconds later. */
const later = (seconds: number): ProtectionContext => ({
  ...stage.context,
  clock: {
    ...stage.context.clock,
    now: () => asInstant(Date.parse(stage.context.clock.now()) + seconds * 1_000),
  },
})

const sign = async (by: Principal, fileId: string, section: string | null = null, context = stage.context) =>
  unwrap(await signalPresence(context, by, fileId, { section }))

const teamFile = async () => {
  const fileId = await adultFile()
  unwrap(await record(STAFF.supervisor, fileId, act('assigned', { teamId: TEAM, userId: null })))
  return fileId
}

test('colleagues see who has the file open, and where; nobody sees themselves', async () => {
  const fileId = await teamFile()
  assert.deepEqual((await sign(STAFF.caseworker, fileId, 'plan')).others, [])
  const seen = await sign(STAFF.colleague, fileId, 'notes')
  assert.deepEqual(
    seen.others.map(({ userId, section }) => ({ userId, section })),
    [{ userId: STAFF.caseworker.userId, section: 'plan' }],
  )
  const back = await sign(STAFF.caseworker, fileId, 'plan')
  assert.deepEqual(
    back.others.map(({ userId }) => userId),
    [STAFF.colleague.userId],
  )
})

test('of another agency it is said that somebody is there, not who and not where', async () => {
  const fileId = await teamFile()
  unwrap(await record(STAFF.caseworker, fileId, ask('reasonable_grounds')))
  await sign(STAFF.caseworker, fileId, 'notes')
  const { others } = await sign(STAFF.authority, fileId, 'decisions')
  assert.deepEqual(
    others.map(({ userId, agencyId, section }) => ({ userId, agencyId, section })),
    [{ userId: null, agencyId: STAFF.caseworker.agencyId, section: null }],
  )
  const mine = await sign(STAFF.colleague, fileId)
  assert.equal(mine.others.find(({ agencyId }) => agencyId === STAFF.authority.agencyId)?.userId, null)
  assert.ok(!JSON.stringify(mine).includes(STAFF.authority.userId))
})

test('anyone who may not see the file gets the answer of a file that does not exist, and is not entered', async () => {
  const fileId = await teamFile()
  for (const stranger of [STAFF.stranger, STAFF.otherTeam, STAFF.authority, STAFF.administrator]) {
    const refused = await signalPresence(stage.context, stranger, fileId, { section: null })
    const missing = await signalPresence(stage.context, stranger, newId<'file'>(), { section: null })
    assert.deepEqual(refused, missing)
    assert.equal(await codeOf(Promise.resolve(refused)), 'protection.not_found')
  }
  assert.deepEqual((await sign(STAFF.caseworker, fileId)).others, [])
})

test('anyone who gives no sign any more is gone, and so is anyone who leaves', async () => {
  const fileId = await teamFile()
  await sign(STAFF.caseworker, fileId)
  assert.equal((await sign(STAFF.colleague, fileId, null, later(25))).others.length, 1)
  assert.equal((await sign(STAFF.colleague, fileId, null, later(31))).others.length, 0)
  await sign(STAFF.caseworker, fileId, null, later(40))
  assert.equal((await sign(STAFF.colleague, fileId, null, later(41))).others[0]?.since, later(40).clock.now())
  unwrap(await signalPresence(later(42), STAFF.caseworker, fileId, { section: null, leaving: true }))
  assert.equal((await sign(STAFF.colleague, fileId, null, later(43))).others.length, 0)
})

test('the answer says how far the file has come, and a sign is no action and no audit entry', async () => {
  const fileId = await teamFile()
  const { version } = await read(STAFF.caseworker, fileId)
  const entries = async () =>
    (await sql<{ n: number }>`select count(*)::int as n from audit.entry`.execute(stage.owner)).rows[0]?.n
  const before = await entries()
  assert.equal((await sign(STAFF.colleague, fileId)).version, version)
  assert.equal(await entries(), before)
  unwrap(
    await record(
      STAFF.caseworker,
      fileId,
      act('note_added', { kind: 'general', text: 'Asked for a lawyer.', notedOn: day(TODAY) }),
    ),
  )
  assert.equal((await sign(STAFF.colleague, fileId)).version, version + 1)
})
