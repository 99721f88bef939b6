import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Principal } from '@gloact/identity/contract/principal'
import { asInstant, unwrap } from '@gloact/kernel'
import { readNotices, seeNotices } from './read-notices.ts'
import { act, decision, protectionStage, STAFF, TEAM, TODAY } from '../testing/stage.ts'
import { ask, stepsOn } from '../testing/steps.ts'

const stage = await protectionStage()
const { context } = stage
const on = stepsOn(context)
const { caseworker, colleague, supervisor, authority, otherAuthority, stranger, administrator } = STAFF

const kindsOf = async (who: Principal, fileId: string): Promise<readonly string[]> =>
  (await readNotices(context, who)).items
    .filter(({ file }) => file?.id === fileId)
    .map(({ kind }) => kind)
    .toSorted()

const give = (fileId: string, to: Principal) =>
  on.record(supervisor, fileId, act('assigned', { teamId: TEAM, userId: to.userId }))

test('who asked for a decision hears that it was made, the authority hears that it is asked, and nobody else hears either', async () => {
  const fileId = await on.adultFile()
  unwrap(await give(fileId, caseworker))
  unwrap(await on.record(caseworker, fileId, ask('reasonable_grounds')))
  assert.deepEqual(await kindsOf(authority, fileId), ['decision_asked'])
  assert.deepEqual(await kindsOf(otherAuthority, fileId), [])
  unwrap(await on.record(authority, fileId, decision(authority, 'reasonable_grounds', 'positive')))
  assert.deepEqual(await kindsOf(caseworker, fileId), ['assigned', 'decision_recorded'])
  assert.deepEqual(await kindsOf(authority, fileId), [], 'what was asked is answered; what one did oneself is no news')
  for (const nobody of [stranger, administrator]) assert.deepEqual(await kindsOf(nobody, fileId), [])
})

test('a file that was given is news to whom it was given, as long as it is theirs', async () => {
  const fileId = await on.adultFile()
  unwrap(await give(fileId, colleague))
  assert.deepEqual(await kindsOf(colleague, fileId), ['assigned'])
  assert.deepEqual(await kindsOf(supervisor, fileId), [])
  unwrap(await give(fileId, caseworker))
  assert.deepEqual(await kindsOf(colleague, fileId), [])
  assert.deepEqual(await kindsOf(caseworker, fileId), ['assigned'])
})

test('an approval that is asked for reaches the supervisor, and its answer the person who asked', async () => {
  const fileId = await on.adultFile(caseworker, false)
  unwrap(await give(fileId, caseworker))
  unwrap(
    await on.record(
      caseworker,
      fileId,
      act('closure_requested', { reason: 'goals_achieved', summary: 'All is done.' }),
    ),
  )
  assert.deepEqual(await kindsOf(supervisor, fileId), ['closure_requested'])
  assert.deepEqual(await kindsOf(caseworker, fileId), ['assigned'])
  unwrap(await on.record(supervisor, fileId, act('closure_returned', { reasons: 'The review is missing.' })))
  assert.deepEqual(await kindsOf(supervisor, fileId), [])
  assert.deepEqual(await kindsOf(caseworker, fileId), ['assigned', 'closure_returned'])
})

test('what was looked at is no longer new; the mark goes on and never back, and is nobody else’s', async () => {
  const fileId = await on.adultFile()
  unwrap(await give(fileId, colleague))
  const before = await readNotices(context, colleague)
  assert.ok(before.unseen > 0)
  const other = (await readNotices(context, caseworker)).unseen
  const latest = asInstant(before.items[0]!.at)
  assert.equal((await seeNotices(context, colleague, latest)).unseen, 0)
  await seeNotices(context, colleague, asInstant('2020-01-01T00:00:00Z'))
  assert.equal((await readNotices(context, colleague)).unseen, 0)
  assert.equal((await readNotices(context, caseworker)).unseen, other)
  // Not further than now: what comes later is new.
  await seeNotices(context, colleague, asInstant('2099-01-01T00:00:00Z'))
  stage.clock.set(asInstant(`${TODAY}T10:00:00Z`))
  const later = await on.adultFile()
  unwrap(await give(later, colleague))
  assert.equal((await readNotices(context, colleague)).unseen, 1)
})

test('a notice says kinds, numbers and moments: nobody’s name, and nothing that was written', async () => {
  const { items } = await readNotices(context, caseworker)
  assert.ok(items.length > 0)
  assert.doesNotMatch(JSON.stringify(items), /Nurgul|Asanova|Person \d|missing/)
  for (const item of items)
    assert.deepEqual(Object.keys(item).toSorted(), ['about', 'at', 'file', 'files', 'id', 'kind', 'unseen'])
})
