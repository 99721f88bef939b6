import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Principal } from '@gloact/identity/contract/principal'
import { newId, unwrap } from '@gloact/kernel'
import { listTimeline } from '../history/list-timeline.ts'
import { readNotices } from './read-notices.ts'
import { act, day, decision, protectionStage, STAFF, TEAM, TODAY } from '../testing/stage.ts'
import { ask, codeOf, stepsOn } from '../testing/steps.ts'

const stage = await protectionStage()
const { caseworker, supervisor, authority, otherAuthority } = STAFF
const dependent = new Set<string>()
const together = {
  ...stage.context,
  rules: { ...stage.context.rules, decisionMembers: 2 },
  directory: { ...stage.context.directory, notIndependentOf: async () => dependent },
}
const on = stepsOn(together)
const second: Principal = { ...authority, userId: newId<'user'>() }

const asked = async (): Promise<string> => {
  const fileId = await on.adultFile()
  unwrap(await on.record(supervisor, fileId, act('assigned', { teamId: TEAM, userId: caseworker.userId })))
  unwrap(await on.record(caseworker, fileId, ask('reasonable_grounds')))
  return fileId
}
const kinds = async (who: Principal, fileId: string) =>
  (await readNotices(together, who)).items.filter(({ file }) => file?.id === fileId).map(({ kind }) => kind)

const signed = () => decision(authority, 'reasonable_grounds', 'positive', { members: 2 })

/** What is no word of anybody, and is kept as it is. */
const HOSTILE = `'; drop table protection.case_file; -- <script>alert(1)</script>`

test('where two members decide, the first signature starts no clock, tells nobody, and is seen by the authority alone', async () => {
  const fileId = await asked()
  const before = stage.events.length
  const first = signed()
  unwrap(await on.record(authority, fileId, first))
  const { decisions, awaited, decisionWaits, deadlines } = await on.read(caseworker, fileId)
  assert.deepEqual([decisions.length, awaited?.kind, decisionWaits], [0, 'reasonable_grounds', null])
  assert.ok(!deadlines.some(({ kind }) => kind === 'reflection'))
  assert.deepEqual(await kinds(caseworker, fileId), ['assigned'])
  assert.ok(!stage.events.slice(before).some(({ event }) => event === 'protection.decision_recorded'))
  const told = unwrap(await listTimeline(together, caseworker, fileId, { limit: 50 }))
  assert.equal(told.items.find(({ type }) => type === 'decision_recorded')?.about['outcome'], 'with_others')
  assert.deepEqual((await on.read(second, fileId)).decisionWaits?.agreedBy, [authority.userId])

  // Nobody agrees with themselves, with anyone who has their account in hand, or for another authority; nothing is signed twice.
  const agree = () => act('decision_agreed', { decisionId: first.id })
  assert.equal(await codeOf(on.record(authority, fileId, agree())), 'protection.own_request')
  assert.equal(await codeOf(on.record(second, fileId, signed())), 'protection.decision_waits')
  assert.notEqual(await codeOf(on.record(otherAuthority, fileId, agree())), 'recorded')
  assert.notEqual(await codeOf(on.record(caseworker, fileId, agree())), 'recorded')
  dependent.add(authority.userId)
  assert.equal(await codeOf(on.record(second, fileId, agree())), 'protection.not_two_people')
  dependent.clear()

  unwrap(await on.record(second, fileId, agree()))
  const decided = await on.read(caseworker, fileId)
  assert.deepEqual([decided.decisions.length, decided.awaited], [1, null])
  assert.ok(decided.deadlines.some(({ kind }) => kind === 'reflection'))
  assert.ok((await kinds(caseworker, fileId)).includes('decision_agreed'))
  assert.equal(stage.events.slice(before).filter(({ event }) => event === 'protection.decision_recorded').length, 1)
})

test('a decision that waits can be sent back with reasons, and the authority decides anew', async () => {
  const fileId = await asked()
  const first = signed()
  unwrap(await on.record(authority, fileId, first))
  unwrap(await on.record(second, fileId, act('decision_sent_back', { decisionId: first.id, reasons: HOSTILE })))
  const back = await on.read(second, fileId)
  assert.deepEqual([back.decisionWaits, back.awaited?.kind, back.decisions.length], [null, 'reasonable_grounds', 0])
  assert.equal(
    await codeOf(on.record(second, fileId, act('decision_agreed', { decisionId: first.id }))),
    'protection.nothing_waits',
  )
  unwrap(await on.record(second, fileId, signed()))
})

test('one signature is not enough where the country has two, nor two where it has one', async () => {
  const fileId = await asked()
  assert.equal(
    await codeOf(on.record(authority, fileId, decision(authority, 'reasonable_grounds', 'positive'))),
    'protection.members_differ',
  )
  const alone = stepsOn(stage.context)
  assert.equal(await codeOf(alone.record(authority, fileId, signed())), 'protection.members_differ')
  unwrap(await alone.record(authority, fileId, decision(authority, 'reasonable_grounds', 'positive')))
})

test('the authority asks what it has to know, the case team hears it and answers once, and the authority hears that', async () => {
  const fileId = await asked()
  const question = act('information_requested', { question: 'When did she arrive?', askedOn: day(TODAY) })
  assert.notEqual(await codeOf(on.record(caseworker, fileId, question)), 'recorded')
  assert.notEqual(await codeOf(on.record(otherAuthority, fileId, question)), 'recorded')
  unwrap(await on.record(authority, fileId, question))
  assert.ok((await kinds(caseworker, fileId)).includes('information_requested'))
  const answer = () =>
    act('information_given', { requestId: question.id, answer: 'In March, by bus.', givenOn: day(TODAY) })
  assert.notEqual(await codeOf(on.record(authority, fileId, answer())), 'recorded')
  unwrap(await on.record(caseworker, fileId, answer()))
  assert.equal(await codeOf(on.record(supervisor, fileId, answer())), 'protection.nothing_asked')
  assert.ok((await kinds(authority, fileId)).includes('information_given'))
  const read = await on.read(authority, fileId)
  assert.deepEqual(
    read.informationRequests.map(({ payload, given }) => [payload.question, given?.payload.answer]),
    [['When did she arrive?', 'In March, by bus.']],
  )
  assert.equal(read.awaited?.kind, 'reasonable_grounds', 'a question is no decision')
})
