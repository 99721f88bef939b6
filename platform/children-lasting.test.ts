import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '@gloact/kernel'
import {
  type Answered,
  appointment,
  ask,
  children,
  clock,
  day,
  done,
  HEARD,
  NEED,
  newChild,
  open,
  readyToDecide,
  said,
  step,
  WHO,
  type Who,
} from './testing/children-stage.ts'

const gap = async (answer: ReturnType<typeof step>) => (await answer).body.params?.missing
const ALL = { stay: 'yes', cared_for: 'yes', school_or_work: 'yes', health: 'yes', safe: 'yes', words: 'w' }
const FOLLOWED = { alone: 'yes', safe: 'yes', school: 'yes', suspects_near: 'no', result: 'going_well', words: 'w' }
const dueOf = ({ clocks }: Answered, name: string) =>
  clocks.find(({ clock, stoppedAt }) => clock === name && stoppedAt === null)?.dueAt ?? null

test('a solution comes to be in place, and is confirmed by a second person after twelve months; what keeps it from that is named', async () => {
  const { id } = await readyToDecide(await newChild())
  await done(step('lead', 'solution', id, 'decide', said({ reasons: 'As determined.' })))
  const take = (who: Who, name: string, answers: object, on?: string) =>
    on === undefined
      ? step(who, 'solution', id, name, answers)
      : ask(who, 'POST', `/children/solution/${id}/steps`, {
          id: newId(),
          step: name,
          happenedAt: `${on}T09:00:00.000Z`,
          answers,
        })
  const early = await take('officer', 'put_in_place', said(ALL))
  assert.equal(early.body.code, 'records.not_open', 'nothing is in place before the hand-over')
  const handed = { place: 'Port Isa', handed_over_by: 'S', identity_seen: 'yes', asked_again: 'yes', papers: 'yes' }
  await done(take('officer', 'hand_over', said(handed), day(-370)))

  assert.equal(await gap(take('officer', 'put_in_place', said({ ...ALL, stay: 'no' }))), 'lasting_no_stay')
  await done(take('officer', 'put_in_place', { ...said(ALL), health: { absent: 'not_known' } })).then(
    () => assert.fail('not known is no yes'),
    () => undefined,
  )
  await done(take('officer', 'put_in_place', said(ALL), day(-200)))
  assert.equal(await gap(take('lead', 'confirm', said(ALL))), 'lasting_not_followed_up')
  const alone = await done(take('officer', 'follow_12', said({ ...FOLLOWED, result: 'at_risk' }), day(-4)))
  assert.ok(dueOf(alone, 'confirmation'), 'and the clock to confirm it runs')
  assert.equal(await gap(take('lead', 'confirm', said(ALL))), 'lasting_not_going_well')
  await done(take('officer', 'follow_12', said(FOLLOWED)))
  assert.equal((await take('officer', 'confirm', said(ALL))).body.code, 'records.second_person')
  const confirmed = await done(take('lead', 'confirm', said(ALL)))
  assert.equal(confirmed.state, 'confirmed_at_12_months')
  const last = confirmed.steps.at(-1)!
  assert.deepEqual([last.step, last.by], ['confirm', WHO.lead.userId], 'by whom, with the day')
  assert.ok(confirmed.clocks.every(({ stoppedAt }) => stoppedAt !== null))
})

test('before twelve months have passed nobody confirms it, and what did not last is recorded as that', async () => {
  const { id } = await readyToDecide(await newChild())
  await done(step('lead', 'solution', id, 'decide', said({ reasons: 'As determined.' })))
  const handed = { place: 'Port Isa', handed_over_by: 'S', identity_seen: 'yes', asked_again: 'yes', papers: 'yes' }
  await done(step('officer', 'solution', id, 'hand_over', said(handed)))
  await done(step('officer', 'solution', id, 'put_in_place', said(ALL)))
  await done(step('officer', 'solution', id, 'follow_12', said(FOLLOWED)))
  assert.equal(await gap(step('lead', 'solution', id, 'confirm', said(ALL))), 'lasting_too_early')
  const failed = await done(step('officer', 'solution', id, 'fail', said({ because: 'not_safe', words: 'w' })))
  assert.equal(failed.state, 'failed')
})

test('a measure too urgent to hear child and guardian is made good within three working days, and is a task until then', async () => {
  const fileId = await newChild()
  const met = { type: 'emergency', carer: 'A family', agency: 'Office', child_view: 'unsure', reason: 'Nowhere.' }
  const irregular = { ...met, ...HEARD }
  const begin = (more: object) => open('officer', fileId, 'care', 'record_irregular', said({ ...irregular, ...more }))
  const heard = await begin({ guardian_heard: 'none_yet', child_heard: 'heard' })
  assert.equal(dueOf(heard.body, 'urgent'), null, 'nobody was left out because of haste')
  const nothing = step('officer', 'care', heard.id, 'hear', said({ guardian_heard: 'heard', words: 'w' }))
  assert.equal(await gap(nothing), 'care_nothing_urgent')

  const urgent = await begin({ guardian_heard: 'urgent', child_heard: 'heard' })
  // From a Tuesday: Wednesday, Thursday, and where Friday is worked Friday; the end of that day.
  assert.match(String(dueOf(urgent.body, 'urgent')), /^2026-11-2[79]/)
  const isTask = async () => (await children.tasks!(WHO.lead)).some(({ about }) => about.id === urgent.id)
  assert.ok(await isTask())
  const hear = (answers: object) => step('officer', 'care', urgent.id, 'hear', said({ words: 'w', ...answers }))
  assert.equal(await gap(hear({ guardian_heard: 'urgent' })), 'care_still_unheard')
  assert.equal(await gap(hear({ child_heard: 'heard' })), 'care_still_unheard')
  const good = await done(hear({ guardian_heard: 'heard' }))
  assert.equal(dueOf(good, 'urgent'), null)
})

test('every decision of care asks whether guardian and child were informed and heard; the guardian reads it as it stands', async () => {
  const fileId = await newChild()
  const guardianship = await open('officer', fileId, 'guardianship', 'ask', NEED, WHO.authority.agencyId)
  await done(step('authority', 'guardianship', guardianship.id, 'provide', appointment()))
  const met = { type: 'none', carer: 'Nobody', agency: 'Office', child_view: 'unsure', reason: 'Nowhere.' }
  const unsaid = await open('officer', fileId, 'care', 'record_irregular', said(met))
  assert.deepEqual(
    (unsaid.body as unknown as { fields: { pointer: string }[] }).fields.map(({ pointer }) => pointer).toSorted(),
    ['child_heard', 'child_informed', 'guardian_heard', 'guardian_informed'].map((field) => `/answers/${field}`),
  )
  const hasty = { ...met, ...HEARD, guardian_informed: 'no', guardian_heard: 'urgent', child_heard: 'did_not_want' }
  const { id } = await open('officer', fileId, 'care', 'record_irregular', said(hasty))
  const decisions = async () =>
    (await done(ask('guardian', 'GET', '/children/mine'))).items.find(
      (each) => each.id === guardianship.id,
    ) as unknown as {
      decisions: { kind: string; informed: boolean; heard: boolean }[]
    }
  const ofCare = async () => (await decisions()).decisions.map(({ kind, informed, heard }) => [kind, informed, heard])
  assert.deepEqual(await ofCare(), [['care', false, false]])
  // Haste is no reason for a review, which can wait for them.
  const review = { ...HEARD, result: 'for_now', reasons: 'r', until: clock.now().slice(0, 10) }
  const late = await step('lead', 'care', id, 'review', said({ ...review, child_heard: 'urgent' }))
  assert.equal(late.body.code, 'records.invalid_answers')
  await done(step('officer', 'care', id, 'hear', said({ guardian_heard: 'heard', words: 'She agrees.' })))
  assert.deepEqual(await ofCare(), [['care', true, true]])
})

test('a child who cannot write complains by pictures, past the guardian: fear is answered within a day, nothing is no complaint', async () => {
  const fileId = await newChild()
  const { id } = await open('officer', fileId, 'guardianship', 'ask', NEED, WHO.authority.agencyId)
  await done(step('authority', 'guardianship', id, 'provide', appointment()))
  assert.equal(
    await gap(step('officer', 'guardianship', id, 'complain', said({ how: 'words', safety: 'no' }))),
    'complaint_empty',
  )
  const since = Date.parse(clock.now())
  const complained = await done(
    step('officer', 'guardianship', id, 'complain', said({ how: 'picture', pictures: ['afraid'], safety: 'yes' })),
  )
  assert.equal((Date.parse(String(dueOf(complained, 'complaint'))) - since) / 3_600_000, 24)
  const read = await done(ask('authority', 'GET', `/children/guardianship/${id}`))
  assert.deepEqual(read.steps.at(-1)!.answers['pictures'], { value: ['afraid'] })
  assert.doesNotMatch((await ask('guardian', 'GET', '/children/mine')).text, /afraid|complain/)
})
