import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, addMonths, asPlainDate } from '@gloact/kernel'
import { sql } from 'kysely'
import {
  ask,
  day,
  done,
  follow,
  HEARD,
  newChild,
  open,
  owner,
  said,
  step,
  TODAY,
  type Answered,
} from './testing/children-stage.ts'

const missing = async (answer: Promise<{ status: number; body: Answered }>) => {
  const { status, body } = await answer
  return [status, body.params?.missing]
}
const dueOf = ({ clocks }: Answered, name: string) => {
  const found = clocks.find(({ clock, stoppedAt }) => clock === name && stoppedAt === null)
  return found?.dueAt?.slice(0, 10) ?? null
}
const recordOf = async (fileId: string, kind: string) =>
  (await done(ask('officer', 'GET', `/children/files/${fileId}`))).records.find((record) => record.kind === kind)!.id

test('school is due two months from first contact: a place or a reason, which is looked at again and ends nothing', async () => {
  const fileId = await newChild()
  await follow('children.begin_for_child', { fileId })
  const id = await recordOf(fileId, 'schooling')
  const read = () => done(ask('officer', 'GET', `/children/schooling/${id}`))
  const begun = await read()
  assert.deepEqual([begun.state, dueOf(begun, 'place')], ['sought', addMonths(asPlainDate(TODAY), 2)])
  const { items } = await done(ask('officer', 'GET', '/children/schooling?list=my_turn'))
  assert.ok(
    items.some((each) => each.id === id),
    'a task',
  )
  assert.equal((await open('officer', fileId, 'schooling', 'seek', {})).body.code, 'children.already')

  const reason = (again: string) => said({ reason: 'no_place', done: 'Two schools were asked.', again_on: again })
  const give = (again: string) => step('officer', 'schooling', id, 'give_reason', reason(again))
  assert.deepEqual(await missing(give(TODAY)), [409, 'school_again_late'])
  assert.deepEqual(await missing(give(addDays(addMonths(asPlainDate(TODAY), 6), 1))), [409, 'school_again_late'])
  const given = await done(give(day(30)))
  assert.deepEqual([given.state, dueOf(given, 'place'), dueOf(given, 'again')], ['not_now', null, day(30)])

  const place = said({ kind: 'bridging', school: 'Harbour School', from: TODAY, language_support: 'yes' })
  const found = await done(step('officer', 'schooling', id, 'enrol', place))
  assert.deepEqual([found.state, dueOf(found, 'place'), dueOf(found, 'again')], ['in_school', null, null])
  const left = await done(step('officer', 'schooling', id, 'leave', said({ reason: 'not_safe' })))
  assert.deepEqual([left.state, dueOf(left, 'place')], ['sought', addMonths(asPlainDate(TODAY), 2)])
})

test('a child of an old file has a school place due from the night on which it is missed, and is late for nothing', async () => {
  const [old, over, adult] = [await newChild(day(-400)), await newChild(day(-90)), await newChild(day(-30))]
  const [bare, closed] = [await newChild(day(-200)), (await open('officer', over, 'schooling', 'seek', {})).id]
  await open('officer', old, 'age', 'presume', said({ basis: 'declared', born_from: '2012-01-01', evidence: ['none'] }))
  await done(step('officer', 'schooling', closed, 'close', said({ reason: 'left_country' })))
  await open('officer', adult, 'schooling', 'seek', {})
  const kept = async (fileId: string) =>
    (await done(ask('officer', 'GET', `/children/files/${fileId}`))).records.filter(({ kind }) => kind === 'schooling')
  assert.deepEqual([await kept(old), await kept(bare)], [[], []])
  await follow('children.seek_school')
  for (const fileId of [old, bare]) {
    const [record] = await kept(fileId)
    const sought = await done(ask('officer', 'GET', `/children/schooling/${record!.id}`))
    assert.deepEqual([sought.state, dueOf(sought, 'place')], ['sought', addMonths(asPlainDate(TODAY), 2)])
  }
  assert.deepEqual(
    (await kept(over)).map(({ state }) => state),
    ['closed'],
    'what was closed is not begun again',
  )
  await follow('children.seek_school')
  assert.deepEqual([(await kept(old)).length, (await kept(adult)).length], [1, 1], 'one a child')
})

test('an old file is reached behind more newer ones than a list holds', async () => {
  const [old, newer] = [await newChild(day(-400)), await newChild()]
  const { id } = await open('officer', newer, 'schooling', 'seek', {})
  await sql`
    with copied as (
      insert into protection.case_file
      select (jsonb_populate_record(file, jsonb_build_object('id', gen_random_uuid(), 'person_id', gen_random_uuid(), 'number', 'COPY-' || place))).*
      from protection.case_file file, generate_series(1, 1000) place where file.id = ${newer}
      returning id
    )
    insert into children.request
    select (jsonb_populate_record(request, jsonb_build_object('id', gen_random_uuid(), 'file_id', copied.id))).*
    from children.request, copied where request.id = ${id}`.execute(owner)
  await follow('children.seek_school')
  assert.ok(await recordOf(old, 'schooling'))
})

test('the first assessment is due from first contact, in a week until the officer says how soon', async () => {
  const fileId = await newChild()
  await follow('children.begin_for_child', { fileId })
  const id = await recordOf(fileId, 'assessment')
  const begun = await done(ask('officer', 'GET', `/children/assessment/${id}`))
  assert.equal(dueOf(begun, 'assessment'), day(7))
  const urgent = await done(
    step('officer', 'assessment', id, 'say_why', said({ why: 'first_contact', band: 'days_2' })),
  )
  assert.equal(dueOf(urgent, 'assessment'), day(2))
})

test('a child with an unrelated adult is visited every fourteen days; detention is looked at again each day', async () => {
  const met = { ...HEARD, carer: 'A family', agency: 'Office', child_view: 'unsure', reason: 'Nowhere.' }
  const begin = async (type: string) => {
    const { id } = await open('officer', await newChild(), 'care', 'record_irregular', said({ ...met, type }))
    return id
  }
  const adult = await begin('unrelated_adult')
  assert.equal(dueOf(await done(ask('officer', 'GET', `/children/care/${adult}`)), 'first_visit'), day(7))
  const visited = await done(
    step('officer', 'care', adult, 'visit', said({ alone: 'yes', safe: 'yes', going: 'Well.' })),
  )
  assert.equal(dueOf(visited, 'visit'), day(14))
  const detained = await begin('detained')
  const review = (until: string) =>
    step('lead', 'care', detained, 'review', said({ ...HEARD, result: 'for_now', reasons: 'r', until }))
  assert.deepEqual(await missing(review(day(2))), [409, 'care_detained_daily'])
  assert.equal(dueOf(await done(review(day(1))), 'again'), day(1))
})

test('the days of an appeal are waited for, and one that was lodged until it is decided', async () => {
  const born = { basis: 'declared', born_from: '2008-01-01', born_to: '2011-12-31', evidence: ['statement'] }
  const fileId = await newChild()
  const { id } = await open('officer', fileId, 'age', 'presume', said(born))
  const take = (name: string, answers: object, who: 'officer' | 'second' = 'officer') =>
    step(who, 'age', id, name, said({ ...answers }))
  const doubt = { raised_by: 'border', raised_agency: 'Border Police', raised_function: 'removal' }
  const why = { reason: 'no_document', child_told: 'yes', guardian_told: 'yes' }
  await done(take('doubt', { ...doubt, ...why }))
  const asked = {
    asked_by: 'An officer',
    ordered_by: 'Child Protection Office',
    agreed: 'yes',
    guardian_present: 'yes',
  }
  const agreed = { ...asked, language: 'Tigrinya', interpreter: 'remote', explained: 'With drawings.' }
  await done(take('begin', agreed))
  await done(take('not_agreed', { said: 'withdrawn' }))
  const { gates } = await done(ask('officer', 'GET', `/children/files/${fileId}`))
  assert.deepEqual(gates.leave, ['age_not_settled'], 'a no is never held against')
  await done(take('doubt', { ...doubt, ...why }))
  await done(take('begin', agreed))
  const range = { people: 2, professions: 2, from_months: 230, to_months: 260, margin_months: 2 }
  for (const part of ['documents', 'interview']) await done(take('examine', { step: part, ...range }))
  const medical = { step: 'medical', why: 'Both left a year open.', method: 'X-ray of the wrist', ...range }
  const unasked = await take('examine', medical)
  assert.equal(unasked.body.code, 'records.invalid_answers')
  assert.deepEqual(await missing(take('examine', { ...medical, least_invasive: 'yes', undressed: 'yes' })), [
    409,
    'age_medical_too_harsh',
  ])
  const concluded = { conclusion: 'adult', lowest_months: 228, professions: 2, signatures: 2, reasons: 'As seen.' }
  await done(take('conclude', concluded))
  await done(take('tell', { told_by: 'Samuel Banda', words: 'Slowly.', ...HEARD }))
  const settle = (appeal: string) => take('settle', { appeal, guardian_agreed: 'no' }, 'second')
  assert.deepEqual(await missing(settle('passed')), [409, 'age_appeal_not_over'])
  const lodged = await done(take('appeal', { before: 'Court', lodged_by: 'guardian' }))
  assert.equal(dueOf(lodged, 'appeal'), null)
  assert.deepEqual(await missing(settle('passed')), [409, 'age_appeal_open'])
  await done(settle('upheld'))
  assert.deepEqual((await done(ask('officer', 'GET', `/children/files/${fileId}`))).gates.leave, ['age_still_child'])
})

test('a plan for turning 18 and the hearing before a return say why somebody was not heard; none of it is a yes', async () => {
  const plan = { stay: 's', home: 'h', money: 'm', school_or_work: 'w', health: 'h', papers: 'p', person_of_trust: 't' }
  const { id } = await open('officer', await newChild(), 'transition', 'begin', {})
  const agree = (heard: object) => step('officer', 'transition', id, 'agree', said({ ...plan, ...HEARD, ...heard }))
  const unsaid = await agree({})
  assert.equal(unsaid.body.code, 'records.invalid_answers', 'heard, it is said what was heard')
  for (const why of ['none_yet', 'absent', 'implicated', 'unsafe'])
    assert.deepEqual(await missing(agree({ guardian_heard: why, child_view: 'v' })), [409, 'plan_guardian_not_heard'])
  const silent = await done(agree({ child_heard: 'did_not_want' }))
  assert.equal(silent.state, 'agreed')
  // As devices and records from before say it.
  const before = await done(
    step('officer', 'transition', id, 'change', said({ ...plan, ...HEARD, guardian_heard: 'yes', child_view: 'v' })),
  )
  assert.deepEqual(before.steps.at(-1)!.answers['guardian_heard'], { value: 'yes' })
})
