import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId, unwrap } from '@gloact/kernel'
import { readInScope, systemScope } from '@gloact/postgres'
import type { Payloads } from '../../domain/file/actions/definitions.ts'
import { listCaseFiles } from '../lists/list-case-files.ts'
import { listTimeline } from '../history/list-timeline.ts'
import { fileTasks } from '../work/read-my-work.ts'
import { tables } from './file-tables.ts'
import { act, consent, day, identityAnswers, opening, protectionStage, STAFF, TODAY } from '../testing/stage.ts'
import { ask, codeOf, stepsOn } from '../testing/steps.ts'

const stage = await protectionStage()
const { context } = stage
const { open, adultFile, record, read } = stepsOn(context)

const assessment = (over: Partial<Payloads['risk_assessed']> = {}) =>
  act('risk_assessed', {
    assessedOn: day(TODAY),
    risks: [
      {
        dimension: 'threat',
        likelihood: { value: 4 },
        impact: { value: 4 },
        what: 'The employer telephones her brother.',
        mitigation: 'A new number.',
        ownerId: STAFF.caseworker.userId,
        reviewOn: day('2026-11-28'),
      },
    ],
    overall: 'high',
    overallReason: null,
    personTookPart: { value: 'yes' },
    safetyPlan: { signs: null, steps: 'Goes to the neighbour on the second floor.', people: null, places: null },
    ...over,
  })

const review = (of: Payloads['review_held']['of'], nextReviewOn: string | null) =>
  act('review_held', {
    of,
    heldOn: day(TODAY),
    participants: 'The caseworker and the nurse',
    personTookPart: { absent: 'declined' },
    findings: 'The course began.',
    decision: nextReviewOn === null ? 'close' : 'continue',
    nextReviewOn: nextReviewOn === null ? null : day(nextReviewOn),
  })

const ANY_RISK: Payloads['risk_assessed']['risks'][number] = {
  dimension: 'return',
  likelihood: { value: 4 },
  impact: { value: 3 },
  what: null,
  mitigation: null,
  ownerId: null,
  reviewOn: null,
}

/** A file whose person agreed that the deciding body may also read the risks, where `agreed`. */
async function sharedFile(agreed: boolean): Promise<string> {
  const given = consent({ identification: true })
  const [first] = given.grants
  const risk = { ...first!, id: newId<'grant'>(), dataGroup: 'risk' }
  const fileId = await open(STAFF.caseworker, [
    opening('adult'),
    act('consent_recorded', agreed ? { ...given, grants: [...given.grants, risk] } : given),
    identityAnswers([{ given: 'Nurgul' }]),
  ])
  unwrap(
    await record(
      STAFF.caseworker,
      fileId,
      assessment(),
      review('file', '2026-12-24'),
      review('risk', '2026-11-30'),
      ask('reasonable_grounds'),
    ),
  )
  return fileId
}

test('risks and reviews are read by those who work on the file, and their words lie nowhere in clear', async () => {
  const fileId = await adultFile()
  unwrap(await record(STAFF.caseworker, fileId, assessment(), review('file', '2026-12-24')))
  const file = await read(STAFF.colleague, fileId)
  assert.equal(file.risks[0]?.payload.risks[0]?.what, 'The employer telephones her brother.')
  assert.deepEqual(file.reviews[0]?.payload.personTookPart, { absent: 'declined' })
  const row = await readInScope(context.db, systemScope('DL'), (trx) =>
    tables(trx).selectFrom('protection.case_file').select(['coded']).where('id', '=', fileId).executeTakeFirstOrThrow(),
  )
  assert.equal(row.coded['risk_level'], 'high')
  for (const said of ['employer', 'neighbour', 'nurse', 'course']) assert.ok(!JSON.stringify(row).includes(said), said)
})

test('the next review is a task of the person who works on the file, until the risks are assessed again', async () => {
  const fileId = await open(STAFF.caseworker, [
    opening('adult', { assignedTo: STAFF.caseworker.userId }),
    act('consent_recorded', consent()),
  ])
  unwrap(await record(STAFF.caseworker, fileId, assessment()))
  const tasks = async () =>
    (await fileTasks(context, STAFF.caseworker))
      .filter((task) => task.file.id === fileId && task.kind === 'deadline')
      .map(({ about, dueAt }) => [about, dueAt?.slice(0, 10)])
  assert.ok((await tasks()).some(([about, due]) => about === 'risk_review' && due === '2026-11-28'))
  unwrap(await record(STAFF.caseworker, fileId, assessment({ risks: [ANY_RISK] })))
  assert.ok(!(await tasks()).some(([about]) => about === 'risk_review'))
})

test('the person who reads by a share reads the risks where the person agreed to it, and no other review', async () => {
  const file = await read(STAFF.authority, await sharedFile(true))
  assert.equal(file.risks.length, 1)
  assert.deepEqual(
    file.reviews.map(({ payload }) => payload.of),
    ['risk'],
  )
  assert.deepEqual(
    file.deadlines.map(({ kind }) => kind).filter((kind) => kind.endsWith('_review')),
    ['risk_review'],
  )
})

test('without that agreement nothing of the risks shows by a share: not a level, not a clock, not in a list', async () => {
  const fileId = await sharedFile(false)
  const file = await read(STAFF.authority, fileId)
  assert.deepEqual([file.risks, file.reviews], [[], []])
  assert.ok(!file.deadlines.some(({ kind }) => kind === 'risk_review' || kind === 'file_review'))
  assert.notEqual(file.nextDeadline?.kind, 'risk_review')
  const listed = unwrap(await listCaseFiles(context, STAFF.authority, { limit: 200 }))
  assert.notEqual(listed.items.find(({ id }) => id === fileId)?.nextDeadline?.kind, 'risk_review')
  const timeline = unwrap(await listTimeline(context, STAFF.authority, fileId, { limit: 100 }))
  const said = timeline.items.filter(({ type }) => type === 'risk_assessed' || type === 'review_held')
  assert.deepEqual(
    said.map(({ about }) => about),
    [{}, {}, {}],
  )
  const own = unwrap(await listTimeline(context, STAFF.caseworker, fileId, { limit: 100 }))
  assert.deepEqual(own.items.find(({ type }) => type === 'risk_assessed')?.about, { level: 'high' })
})

test('what is done in the work on a file is not told in the timeline of whom it is shared with', async () => {
  const fileId = await sharedFile(false)
  unwrap(
    await record(
      STAFF.caseworker,
      fileId,
      act('audience_set', { audience: 'medical', userIds: [STAFF.caseworker.userId] }),
    ),
  )
  const aboutFor = async (who: typeof STAFF.caseworker) =>
    unwrap(await listTimeline(context, who, fileId, { limit: 1 })).items.map(({ about }) => about)
  assert.deepEqual(await aboutFor(STAFF.authority), [{}])
  assert.deepEqual(await aboutFor(STAFF.caseworker), [{ audience: 'medical' }])
})

test('a body that was asked for a child’s decision reads no risks: that is no part of what it decides on', async () => {
  const fileId = await open(STAFF.childProtection, [opening('child')])
  unwrap(await record(STAFF.childProtection, fileId, assessment({ risks: [ANY_RISK] }), ask('reasonable_grounds')))
  assert.deepEqual((await read(STAFF.authority, fileId)).risks, [])
})

test('who may not work on a file assesses nothing in it', async () => {
  const fileId = await sharedFile(true)
  assert.equal(await codeOf(record(STAFF.authority, fileId, assessment())), 'protection.not_allowed')
  assert.equal(await codeOf(record(STAFF.authority, fileId, review('file', '2026-12-24'))), 'protection.not_allowed')
  assert.equal(await codeOf(record(STAFF.stranger, fileId, assessment())), 'protection.not_found')
})

test('who sees to a risk is somebody of the agency', async () => {
  const fileId = await adultFile()
  const [risk] = (assessment().payload as Payloads['risk_assessed']).risks
  const foreign = assessment({ risks: [{ ...risk!, ownerId: STAFF.stranger.userId }] })
  assert.equal(await codeOf(record(STAFF.caseworker, fileId, foreign)), 'protection.assignee_unknown')
})

test('what pins how a person may be reached is read without opening who they are; a number is not', async () => {
  const fileId = await adultFile()
  const edits = { never: { value: 'Never after six.' }, mobile_phone: { value: '+99912345678' } }
  unwrap(await record(STAFF.caseworker, fileId, act('answers_recorded', { form: 'contact', version: '2', edits })))
  const contact = (await read(STAFF.colleague, fileId)).forms.find(({ form }) => form === 'contact')
  assert.deepEqual(contact?.answers['never'], { value: 'Never after six.' })
  assert.ok(!('mobile_phone' in (contact?.answers ?? {})))
})
