import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '@gloact/kernel'
import {
  act,
  appointment,
  ask,
  clock,
  country,
  done,
  follow,
  guardian,
  GUARDIAN,
  IVAN,
  keepAway,
  NEED,
  newChild,
  open,
  readyToDecide,
  said,
  step,
  WHO,
} from './testing/children-stage.ts'

/** A child of whom a guardian is asked; the guardian of the tests is Yara Mansour, +961 71 234 567. */
async function asked(): Promise<{ fileId: string; id: string }> {
  const fileId = await newChild()
  const { id } = await open('officer', fileId, 'guardianship', 'ask', NEED, WHO.authority.agencyId)
  return { fileId, id }
}
const refusedFor = async (id: string, who = GUARDIAN) =>
  (await step('authority', 'guardianship', id, 'provide', appointment(who))).body.params?.missing

const SIDE = {
  wish: 'yes_now',
  safety: 'safe',
  guardian: 'agrees',
  photograph: 'no',
  given_name: 'Leen / لين',
  family_name: 'Al-Homsi',
  sex: 'female',
  age: 9,
  citizenship: 'SY',
  father_name: 'Fadi',
  mother_name: 'Rania',
  relative_name: 'Rania',
  relation: 'mother',
  siblings: 'Taim',
  origin: 'Homs',
  separation_place: 'Arsal',
  last_place: 'Arsal',
  secrets: 'Her mark is a crescent on the left knee',
}
/** A mother who asks for that child in her own script. */
const ASKING = {
  relative_name: 'رانيا',
  relation: 'mother',
  identity_seen: 'passport',
  paper_number: 'P-1',
  telephone: '+96170000001',
  agrees: 'yes',
  given_name: 'لين',
  family_name: 'الحمصي',
  sex: 'female',
  age: 9,
  citizenship: 'SY',
  father_name: 'فادي',
  mother_name: 'رانيا',
  siblings: 'تيم',
  origin: 'Homs',
  separation_place: 'Arsal',
}
const traced = (who: 'officer' | 'caseworker', what: string, answers: object, more: object = {}) =>
  ask(who, 'POST', `/children/tracing/${what}`, {
    id: newId(),
    stepId: newId(),
    happenedAt: clock.now(),
    answers,
    ...more,
  })

test('a guardian whom the child’s own file names among those who had part in it is not appointed, in whatever script', async () => {
  const { fileId, id } = await asked()
  const { version } = country.forms.find((form) => form.id === 'situation')!
  const row = newId()
  const edits = {
    [`perpetrators/${row}`]: { value: true },
    [`perpetrators/${row}/known_as`]: { value: 'يارا منصور' },
  }
  await done(act('officer', fileId, 'answers_recorded', { form: 'situation', version, edits }))
  const refused = await step('authority', 'guardianship', id, 'provide', appointment())
  assert.equal(refused.body.params?.missing, 'guardian_near_suspect')
  assert.doesNotMatch(refused.text, /منصور|situation|perpetrator/, 'which record was hit is told to nobody')
  await done(step('authority', 'guardianship', id, 'provide', appointment(IVAN)))
})

test('nor one whom the child does not want to be found by, nor one who has asked for the child', async () => {
  const { fileId, id } = await asked()
  const row = newId()
  const against = {
    [`against/${row}`]: { value: true },
    [`against/${row}/name`]: { value: 'An uncle' },
    [`against/${row}/telephone`]: { value: '+96171234567' },
  }
  await done(traced('officer', 'children', { ...said(SIDE), ...against }, { fileId }))
  assert.equal(await refusedFor(id), 'guardian_near_suspect')

  const olena = newId()
  const kept = guardian('Olena Marchenko', { phone: '+380 44 555 1234' })
  await done(ask('authority', 'PUT', `/children/guardians/${olena}`, { answers: kept }))
  const other = await asked()
  const { id: side } = await done(traced('officer', 'children', said(SIDE), { fileId: other.fileId }))
  const asking = { ...ASKING, telephone: '+380 445551234' }
  const requestId = newId()
  await done(
    ask('caseworker', 'POST', '/children/tracing/requests', {
      id: requestId,
      stepId: newId(),
      happenedAt: clock.now(),
      answers: said(asking),
    }),
  )
  await follow('children.follow_request', { requestId })
  await follow('children.follow_subject', { requestId: side })
  assert.equal(await refusedFor(other.id, olena), 'guardian_near_suspect')
})

test('a tie that becomes known later stands on the child’s page, and keeps a return from being decided', async () => {
  const fileId = await newChild()
  const { id } = await readyToDecide(fileId)
  const shown = () => ask('officer', 'GET', `/children/files/${fileId}`)
  assert.deepEqual((await done(shown())).gates.guardian, [])
  const guardianship = (await done(shown())).records.find(({ kind }) => kind === 'guardianship')!
  const why = { ...NEED, ...keepAway('The driver', '+961 71234567') }
  await done(step('officer', 'guardianship', guardianship.id, 'explain', why))
  assert.deepEqual((await done(shown())).gates.guardian, ['guardian_near_suspect'])
  const decided = await step('lead', 'solution', id, 'decide', said({ reasons: 'x' }))
  assert.equal(decided.body.params?.missing, 'guardian_near_suspect')
})

test('what tracing found about the adult of a plan takes precedence over what was recorded with the plan', async () => {
  const fileId = await newChild()
  const { id } = await readyToDecide(fileId)
  const { id: side } = await done(traced('officer', 'children', said(SIDE), { fileId }))
  const requestId = newId()
  // The adult of the plan is Hanan Idris.
  const answers = said({ ...ASKING, relative_name: 'حنان إدريس', relation: 'aunt' })
  await done(
    ask('caseworker', 'POST', '/children/tracing/requests', {
      id: requestId,
      stepId: newId(),
      happenedAt: clock.now(),
      answers,
    }),
  )
  await follow('children.follow_request', { requestId })
  await follow('children.follow_subject', { requestId: side })
  const { items } = await done(ask('officer', 'GET', `/children/tracing/matches?list=open&requestId=${requestId}`))
  const match = items.find((each) => each.fileId === fileId)!.id
  const gaps = async () =>
    (await done(ask('officer', 'GET', `/children/files/${fileId}`))).gates.solutions.find((each) => each.id === id)!
      .missing
  assert.ok(!(await gaps()).includes('verification_missing'), 'a suggestion is no finding')
  await done(
    ask('officer', 'POST', `/children/tracing/matches/${match}/steps`, {
      id: newId(),
      step: 'reject',
      happenedAt: clock.now(),
      answers: said({ why: 'The child knows no such aunt.', against: ['relative_name'] }),
    }),
  )
  assert.ok((await gaps()).includes('verification_missing'))
  const decided = await step('lead', 'solution', id, 'decide', said({ reasons: 'x' }))
  assert.match(decided.body.params?.missing ?? '', /verification_missing/)
})
