import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, asPlainDate, newId } from '@gloact/kernel'
import { act, ask, clock, day, done, follow, newChild, open, said, step, TODAY, WHO } from './testing/children-stage.ts'

interface Begun {
  readonly records: readonly { readonly id: string; readonly kind: string; readonly state: string }[]
}
/** An adult agrees that a file is kept. */
const CONSENT = {
  consentOn: TODAY,
  questions: Object.fromEntries(
    [
      'consents_to_interview',
      'informed_of_purpose',
      'informed_of_use',
      'informed_of_research',
      'informed_of_access',
      'informed_of_retention',
      'informed_of_withdrawal',
    ].map((question) => [question, { value: 'yes' }]),
  ),
  capacity: 'adult',
  form: 'written',
  explainedBy: 'Amal Haddad',
  language: 'ru',
  interpreter: null,
  witness: null,
  assent: { absent: 'not_applicable' },
  guardian: null,
  bestInterestsBasis: null,
  grants: [],
}

const recordsOf = async (fileId: string) =>
  ((await done(ask('officer', 'GET', `/children/files/${fileId}`))) as unknown as Begun).records
const kindsOf = async (fileId: string) =>
  (await recordsOf(fileId)).map(({ kind, state }) => `${kind}.${state}`).toSorted()

/** What a child has from the first contact on. */
const BEGUN = ['age.presumed', 'assessment.draft', 'guardianship.asked', 'schooling.sought']

test('from the first contact on a child is presumed one and a guardian is asked for, without anybody’s doing', async () => {
  const fileId = await newChild()
  assert.deepEqual(await kindsOf(fileId), [])
  await follow('children.begin_for_child', { fileId })
  await follow('children.begin_for_child', { fileId })
  assert.deepEqual(await kindsOf(fileId), BEGUN, 'told twice, begun once')

  const { items } = await done(ask('authority', 'GET', '/children/guardianship?list=my_turn'))
  const asked = (await recordsOf(fileId)).find(({ kind }) => kind === 'guardianship')!
  assert.ok(items.some(({ id }) => id === asked.id))
  const shown = await done(ask('officer', 'GET', `/children/guardianship/${asked.id}`))
  const clocks = Object.fromEntries(shown.clocks.map(({ clock, dueAt }) => [clock, dueAt]))
  assert.deepEqual(
    [clocks['provisional'], clocks['appointment']?.slice(0, 10)],
    ['2026-11-25T09:00:00.000Z', '2026-12-16'],
  )
  const [first] = shown.steps
  assert.deepEqual([first!.by, first!.answers], [null, {}], 'nobody’s answers are invented')

  const suspect = newId()
  const why = {
    ...said({ reason: 'adult_unchecked', asylum: 'no' }),
    [`keep_away/${suspect}`]: { value: true },
    [`keep_away/${suspect}/name`]: { value: 'Yara Mansour' },
    [`keep_away/${suspect}/role`]: { value: 'suspect' },
  }
  await done(step('officer', 'guardianship', asked.id, 'explain', why))
  const again = await open(
    'officer',
    fileId,
    'guardianship',
    'ask',
    said({ reason: 'unaccompanied', asylum: 'no' }),
    WHO.authority.agencyId,
  )
  assert.equal(again.body.code, 'children.already')
})

test('what was written down from paper later asks nobody by itself; a file of an adult begins nothing', async () => {
  const old = await newChild(day(-30))
  await follow('children.begin_for_child', { fileId: old })
  assert.deepEqual(await kindsOf(old), [])

  const adult = newId()
  const payload = { age: 'adult', contactOn: TODAY, channel: 'police', teamId: null, assignedTo: WHO.officer.userId }
  const action = (type: string, given: object) => ({
    id: newId(),
    type,
    payload: given,
    happenedAt: clock.now(),
    replaces: [],
    deviceTime: null,
  })
  const actions = [action('file_opened', payload), action('consent_recorded', CONSENT)]
  await done(ask('officer', 'POST', '/protection/files', { fileId: adult, personId: newId(), actions }))
  await follow('children.begin_for_child', { fileId: adult })
  assert.deepEqual(await kindsOf(adult), [])

  const found = { to: 'child', basis: 'declared', reasons: 'She is 15, she says.', establishedOn: TODAY }
  await done(act('officer', adult, 'path_changed', found))
  await follow('children.begin_for_found', { fileId: adult })
  assert.deepEqual(await kindsOf(adult), BEGUN, 'an adult found to be a child')
})

test('the first thing that is said of an age makes nobody an adult either', async () => {
  const [fileId, begun] = [await newChild(), await newChild()]
  const adult = said({ basis: 'estimated', born_from: '2000-01-01', born_to: '2001-01-01', evidence: ['appearance'] })
  const presumed = await open('officer', fileId, 'age', 'presume', adult)
  assert.deepEqual([presumed.status, presumed.body.params?.missing], [409, 'age_ends_childhood'])

  await follow('children.begin_for_child', { fileId: begun })
  const { id } = (await recordsOf(begun)).find(({ kind }) => kind === 'age')!
  const restated = await step('officer', 'age', id, 'restate', adult)
  assert.equal(restated.body.params?.missing, 'age_ends_childhood')
  const child = said({
    basis: 'declared',
    born_from: '2011-01-01',
    born_to: addDays(asPlainDate('2011-01-01'), 364),
    evidence: ['statement'],
  })
  await done(step('officer', 'age', id, 'restate', child))
  const { gates } = await done(ask('officer', 'GET', `/children/files/${begun}`))
  assert.deepEqual(gates.leave, ['age_not_settled'])
})
