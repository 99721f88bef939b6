import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '@gloact/kernel'
import { ASSESSED } from './testing/assessed.ts'
import { ask, day, done, HEARD, newChild, open, PLAN, said, step } from './testing/children-stage.ts'

const begun = async (fileId: string, why: string) =>
  (await open('officer', fileId, 'assessment', 'begin', said({ why, band: 'days_7' }))).id
const submit = (id: string, more: object = {}) =>
  step('officer', 'assessment', id, 'submit', said({ ...ASSESSED, ...more }))
const stateOf = async (id: string) => (await done(ask('officer', 'GET', `/children/assessment/${id}`))).state

test('an assessment that is approved supersedes the one for the same decision, and no other; it stays to be read', async () => {
  const fileId = await newChild()
  const [first, other, second] = [
    await begun(fileId, 'placement'),
    await begun(fileId, 'interview'),
    await begun(fileId, 'placement'),
  ]
  for (const id of [first, other]) {
    await done(submit(id))
    await done(step('lead', 'assessment', id, 'approve'))
  }
  await done(submit(second))
  assert.equal(await stateOf(first), 'approved', 'until the newer one is approved')
  const sent = { id: newId(), step: 'approve', happenedAt: `${day(0)}T09:00:00.000Z`, answers: {} }
  for (const _ of [1, 2]) await done(ask('lead', 'POST', `/children/assessment/${second}/steps`, sent))
  assert.deepEqual(
    [await stateOf(first), await stateOf(other), await stateOf(second)],
    ['superseded', 'approved', 'approved'],
  )
  const read = await done(ask('officer', 'GET', `/children/assessment/${first}`))
  assert.deepEqual(
    read.steps.map((each) => each.step),
    ['begin', 'submit', 'approve', 'supersede'],
    'once, however often the approval is sent',
  )
  assert.equal(read.steps.at(-1)!.by, null)
  const back = await step('lead', 'assessment', first, 'approve')
  assert.equal(back.body.code, 'records.not_open')
  const placed = {
    ...HEARD,
    type: 'residential',
    carer: 'House Linden',
    agency: 'Office',
    child_view: 'agrees',
    carer_assessment: 'licensed',
    siblings: 'none_known',
  }
  const care = await open('officer', fileId, 'care', 'place', said(placed))
  assert.equal(care.status, 201, care.text)
})

test('an assessment cannot leave out that a panel is needed where a solution is planned and its risk is high', async () => {
  const fileId = await newChild()
  const id = await begun(fileId, 'review')
  const solution = await open('officer', fileId, 'solution', 'plan', PLAN)
  const risk = {
    level: 'high',
    agreed: 'yes',
    able: 'yes',
    confirmed: 'yes',
    household_checked: 'yes',
    open_case: 'no',
  }
  await done(step('officer', 'solution', solution.id, 'assess_risk', said({ ...risk, words: 'w' })))
  const refused = await submit(id)
  assert.deepEqual(
    [refused.body.code, refused.body.params?.missing],
    ['children.gate', 'panel_needed_durable_solution panel_needed_risk'],
  )
  assert.equal((await submit(id, { panel_needed: ['reunification'] })).body.params?.missing, 'panel_needed_risk')
  assert.equal((await done(submit(id, { panel_needed: ['reunification', 'risk'] }))).state, 'submitted')
})

test('by whom, how, in which language a child was heard and what weight that had is kept with each decision', async () => {
  const fileId = await newChild()
  const how = {
    child_heard_by: 'The guardian',
    child_heard_how: 'play',
    child_heard_language: 'ti',
    child_view_weight: 'in_part',
  }
  const met = { type: 'none', carer: 'Nobody', agency: 'Office', child_view: 'unsure', reason: 'Nowhere.' }
  const begin = (more: object) =>
    open('officer', fileId, 'care', 'record_irregular', said({ ...met, ...HEARD, ...more }))
  const { id, status, text } = await begin(how)
  assert.equal(status, 201, text)
  const review = { ...HEARD, ...how, child_view_weight: 'followed', result: 'for_now', reasons: 'r', until: day(0) }
  const read = await done(step('lead', 'care', id, 'review', said(review)))
  for (const [place, weight] of ['in_part', 'followed'].entries())
    for (const [field, value] of Object.entries({ ...how, child_view_weight: weight }))
      assert.deepEqual(read.steps[place]!.answers[field], { value }, field)
  assert.equal((await begin({ child_view_weight: 'everything' })).body.code, 'records.invalid_answers')
  // Of a child who was not heard nobody can say how.
  for (const child_heard of ['too_young', 'did_not_want']) {
    const { status: code, body } = await begin({ ...how, child_heard })
    assert.deepEqual([code, body.code], [422, 'records.invalid_answers'])
    assert.deepEqual(
      body.fields,
      Object.keys(how).map((field) => ({ pointer: `/answers/${field}`, code: 'forms.not_asked' })),
    )
  }
  assert.equal((await begin({ child_heard: 'too_young' })).status, 201, 'without them it is recorded')
})
