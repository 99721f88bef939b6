import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '@gloact/kernel'
import {
  appointment,
  ask,
  atOnce,
  clock,
  done,
  follow,
  guardian,
  HEARD,
  NEED,
  newChild,
  open,
  said,
  step,
  WHO,
  type Who,
} from './testing/children-stage.ts'

/** A guardian of a name of their own: names that are alike are ties. */
const NAMES = ['Wanjiru Kamau', 'Giorgos Papadakis', 'Xiomara Quispe', 'Bùi Thị Hoa', 'Sigrún Einarsdóttir']
async function anotherGuardian(): Promise<string> {
  const id = newId()
  await done(ask('authority', 'PUT', `/children/guardians/${id}`, { answers: guardian(NAMES.pop()!) }))
  return id
}
async function childOf(guardianId: string): Promise<{ fileId: string; id: string }> {
  const fileId = await newChild()
  const { id } = await open('officer', fileId, 'guardianship', 'ask', NEED, WHO.authority.agencyId)
  await done(step('authority', 'guardianship', id, 'appoint', appointment(guardianId)))
  return { fileId, id }
}
const COMPLAINT = said({ how: 'words', safety: 'no', said: 'Nobody comes.' })
const complain = (id: string) => done(step('officer', 'guardianship', id, 'complain', COMPLAINT))
const answered = (outcome: string, more: Readonly<Record<string, string>> = {}) =>
  said({ outcome, of_guardian: 'yes', told: 'yes', words: 'You were right.', ...more })
const answer = (id: string, outcome: string, more = {}) =>
  step('authority', 'guardianship', id, 'answer_complaint', answered(outcome, more))
const opens = async (who: Who, kind: string, id: string) =>
  (await done(ask(who, 'GET', `/children/${kind}/${id}`))).open.map((each) => each.step)
const stands = async (id: string) => (await done(ask('officer', 'GET', `/children/guardianship/${id}`))).state
interface Told {
  readonly code?: string
  readonly suspended: boolean
  readonly complaints: readonly { readonly id: string; readonly stands: boolean }[]
}
const told = async (who: Who, id: string) => {
  const { status, body } = await ask(who, 'GET', `/children/guardian-complaints/${id}`)
  return { status, ...(body as unknown as Told) }
}
const review = async (who: Who, id: string, complaint: string, result: string, sent: string = newId()) => {
  const path = `/children/guardian-complaints/${id}/${complaint}/reviews`
  return (await ask(who, 'POST', path, { id: sent, result })).body as unknown as Told
}

test('an answer is offered, and taken, only where a complaint waits for one', async () => {
  const { id } = await childOf(await anotherGuardian())
  assert.ok(!(await opens('authority', 'guardianship', id)).includes('answer_complaint'))
  const refused = await answer(id, 'upheld')
  assert.deepEqual([refused.body.code, refused.body.params?.missing], ['children.gate', 'complaint_none'])
  await complain(id)
  assert.ok((await opens('authority', 'guardianship', id)).includes('answer_complaint'))
  assert.deepEqual((await atOnce(answer(id, 'not_upheld'), answer(id, 'not_upheld'))).toSorted(), [
    'children.gate',
    'done',
  ])
  assert.ok(!(await opens('authority', 'guardianship', id)).includes('answer_complaint'))
})

test('the second complaint that is upheld suspends a guardian: no child is left to them, and the 24 hours begin again', async () => {
  const who = await anotherGuardian()
  const [one, two, closed] = [await childOf(who), await childOf(who), await childOf(who)]
  await done(step('authority', 'guardianship', closed.id, 'close', said({ reason: 'turned_18' })))
  await complain(one.id)
  await done(answer(one.id, 'upheld'))
  // About the house, and not about the guardian.
  await complain(one.id)
  await done(answer(one.id, 'upheld', { of_guardian: 'no' }))
  assert.equal((await told('authority', who)).suspended, false)
  assert.equal(await stands(one.id), 'appointed')

  await complain(two.id)
  const shown = await done(answer(two.id, 'upheld'))
  assert.equal(shown.state, 'asked', 'the child who complained has no guardian from that moment on')
  const running = shown.clocks.filter(({ stoppedAt }) => stoppedAt === null).map((each) => [each.clock, each.startedAt])
  assert.deepEqual(
    running.toSorted(([one], [other]) => one!.localeCompare(other!)),
    [
      ['appointment', clock.now()],
      ['provisional', clock.now()],
    ],
  )
  await follow('children.cover_children', { guardianId: who })
  await follow('children.cover_children', { guardianId: who })
  assert.deepEqual([await stands(one.id), await stands(closed.id)], ['asked', 'ended'])

  const { body: row } = await ask('authority', 'GET', `/children/guardians/${who}`)
  const kept = row as unknown as { version: number; answers: Record<string, { value: unknown }> }
  assert.equal(kept.answers['status']?.value, 'suspended')
  const refused = await step('authority', 'guardianship', one.id, 'provide', appointment(who))
  assert.equal(refused.body.params?.missing, 'guardian_not_active')
  await done(step('authority', 'guardianship', one.id, 'provide', appointment(await anotherGuardian())))
})

test('one about safety suspends at once; the authority lifts it by a second person, and only then may the register say otherwise', async () => {
  const who = await anotherGuardian()
  const { id } = await childOf(who)
  await complain(id)
  await done(answer(id, 'upheld_safety', { told: 'no' }))
  assert.equal(await stands(id), 'asked')
  const { suspended, complaints } = await told('authority', who)
  assert.deepEqual([suspended, complaints.map((each) => each.stands)], [true, [true]])
  const [complaint] = complaints

  for (const other of ['officer', 'guardian', 'panel'] as const) {
    assert.equal((await told(other, who)).code, 'children.not_allowed')
    assert.equal((await review(other, who, complaint!.id, 'not_founded')).code, 'children.not_allowed')
  }
  assert.equal((await review('authority', who, complaint!.id, 'not_founded')).code, 'children.own_finding')
  assert.equal((await review('authority2', who, newId(), 'not_founded')).code, 'children.no_guardian')
  assert.equal((await told('authority', newId())).code, 'children.no_guardian')
  const active = async () => {
    const { body, text } = await ask('authority', 'GET', `/children/guardians/${who}`)
    const kept = body as unknown as { version: number; answers: object }
    assert.match(text, /suspended|active/)
    const payload = { answers: { ...kept.answers, status: { value: 'active' } } }
    return ask('authority', 'PUT', `/children/guardians/${who}`, payload, `"${kept.version}"`)
  }
  assert.match((await active()).text, /children\.suspended/)
  const sent = newId<string>()
  assert.equal((await review('authority2', who, complaint!.id, 'stands', sent)).suspended, true)
  assert.equal((await review('authority2', who, complaint!.id, 'not_founded')).suspended, false)
  assert.equal(
    (await review('authority2', who, complaint!.id, 'stands', sent)).suspended,
    false,
    'sent again, it is the earlier one',
  )
  const after = await active()
  assert.ok(after.status < 300, after.text)
  await done(step('authority', 'guardianship', id, 'appoint', appointment(who)))
})

test('while nobody is missing no search is reviewed, and nobody is heard afterwards who was heard', async () => {
  const fileId = await newChild()
  const placed = { type: 'detained', carer: 'Station', agency: 'Police', child_view: 'against', reason: 'r', ...HEARD }
  const { id } = await open('officer', fileId, 'care', 'record_irregular', said(placed))
  const searches = ['find', 'tell_missing', 'search_day', 'search_week', 'search_month', 'hear']
  const now = async () => (await opens('officer', 'care', id)).filter((each) => searches.includes(each))
  assert.deepEqual(await now(), [])
  await done(step('officer', 'care', id, 'report_missing', said({ last_seen: 'At the gate', suspects: 'no' })))
  assert.deepEqual((await now()).toSorted(), ['find', 'search_day', 'search_week', 'tell_missing'])
  assert.ok(!(await opens('officer', 'care', id)).some((each) => each === 'report_missing' || each === 'end'))
  await done(step('officer', 'care', id, 'tell_missing', said({ police: 'Sgt. 12', guardian: 'Nobody yet' })))
  assert.deepEqual((await now()).toSorted(), ['find', 'search_day', 'search_week'])
})
