import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '@gloact/kernel'
import {
  act,
  appointment,
  ask,
  clock,
  day,
  done,
  HEARD,
  HOW_SOON,
  NEED,
  newChild,
  open,
  readyToDecide,
  said,
  step,
  THREE_SECRETS,
  VIEWS,
  WHO,
} from './testing/children-stage.ts'

const missing = async (answer: ReturnType<typeof step>) => (await answer).body.params?.missing?.split(' ')
const MET = { ...HEARD, type: 'emergency', agency: 'Office', child_view: 'unsure', reason: 'Nowhere.' }
const placed = (fileId: string, carer: string) =>
  open('officer', fileId, 'care', 'record_irregular', said({ ...MET, carer }))
const incident = (id: string, answers: object) =>
  done(step('officer', 'care', id, 'incident', said({ kind: 'violence', police_told: 'yes', words: 'w', ...answers })))
const stateOf = async (id: string) => (await done(ask('panel', 'GET', `/children/determination/${id}`))).state
const gapsOf = async (fileId: string) =>
  (await done(ask('lead', 'GET', `/children/files/${fileId}`))).gates.solutions.at(-1)?.missing ?? []

test('an incident about the adult whom a panel chose makes its determination void, and no gate lets the child go', async () => {
  const fileId = await newChild()
  const { id, determination } = await readyToDecide(fileId)
  const house = await placed(fileId, 'A family')
  assert.deepEqual(await gapsOf(fileId), [])
  const unnamed = said({ kind: 'violence', police_told: 'yes', words: 'w' })
  assert.equal((await step('officer', 'care', house.id, 'incident', unnamed)).body.code, 'records.invalid_answers')
  // What is about others leaves it standing.
  await incident(house.id, { alleged_of: 'carer' })
  await incident(house.id, { alleged_of: 'not_known' })
  await incident(house.id, { alleged_of: 'somebody_else', alleged_name: 'Boris Petrenko' })
  await incident(house.id, { kind: 'moved' })
  assert.equal(await stateOf(determination), 'approved')

  await incident(house.id, { alleged_of: 'somebody_else', alleged_name: 'هنان إدريس' })
  assert.equal(await stateOf(determination), 'void', 'by name, in whatever script')
  const told = await done(ask('officer', 'GET', `/children/determination/${determination}`))
  assert.deepEqual([told.steps.at(-1)!.step, told.steps.at(-1)!.by], ['void_alleged', null])
  assert.ok(told.clocks.every(({ stoppedAt }) => stoppedAt !== null))
  assert.deepEqual(await gapsOf(fileId), ['determination_void'])
  assert.deepEqual(await missing(step('lead', 'solution', id, 'decide', said({ reasons: 'r' }))), [
    'determination_void',
  ])
})

test('an allegation against the carer who was chosen, and a child’s complaint about that home, void it as well', async () => {
  const withAunt = await newChild()
  const first = await readyToDecide(withAunt)
  const house = await placed(withAunt, 'hanan  IDRIS')
  await incident(house.id, { kind: 'allegation', alleged_of: 'carer' })
  assert.equal(await stateOf(first.determination), 'void')

  const complaining = await newChild()
  const second = await readyToDecide(complaining)
  const { records } = await done(ask('officer', 'GET', `/children/files/${complaining}`))
  const guardianship = records.find(({ kind }) => kind === 'guardianship')!.id
  const complain = (of: string) =>
    done(
      step(
        'officer',
        'guardianship',
        guardianship,
        'complain',
        said({ how: 'words', safety: 'no', alleged_of: of, said: 's' }),
      ),
    )
  await complain('guardian')
  assert.equal(await stateOf(second.determination), 'approved')
  await complain('chosen')
  assert.equal(await stateOf(second.determination), 'void')
  assert.ok((await gapsOf(complaining)).includes('determination_void'))
})

test('the papers say what family tracing has recorded, and of each who was asked what they said or why not', async () => {
  const fileId = await newChild()
  const request = said({ purpose: 'durable_solution', ...HOW_SOON, short_form: 'no', history: 'h', situation: 's' })
  const bare = await open(
    'officer',
    fileId,
    'determination',
    'prepare',
    { purpose: request['purpose'] },
    WHO.panel.agencyId,
  )
  const asked = (bare.body as unknown as { fields: { pointer: string }[] }).fields.map(({ pointer }) => pointer)
  for (const question of ['priority_reasons', 'separation_status']) assert.ok(asked.includes(`/answers/${question}`))
  const { id } = await open('officer', fileId, 'determination', 'prepare', request, WHO.panel.agencyId)
  const present = (more: Readonly<Record<string, unknown>>) =>
    step('officer', 'determination', id, 'present', { ...papers(HERE), ...said(more) })
  const silent = await present({ parents_asked: 'given' })
  assert.deepEqual(
    (silent.body as unknown as { fields: { pointer: string }[] }).fields.map(({ pointer }) => pointer),
    ['/answers/parents_view'],
  )
  const subject = {
    id: newId(),
    stepId: newId(),
    fileId,
    happenedAt: clock.now(),
    answers: { ...said(TRACED), ...THREE_SECRETS },
  }
  await done(ask('officer', 'POST', '/children/tracing/children', subject))
  const page = (await done(ask('officer', 'GET', `/children/files/${fileId}`))) as unknown as { tracingResult: string }
  assert.equal(page.tracingResult, 'under_way')
  assert.deepEqual(await missing(present({ tracing_result: 'not_begun' })), ['panel_tracing_differs'])
  await done(present({ tracing_result: 'under_way' }))
})

const TRACED = { given_name: 'Lina', wish: 'yes_now', guardian: 'agrees', safety: 'safe' }
const HERE = { option: 'local_integration', place: 'Port Isa' }
const ROWS = ['safety', 'view', 'family', 'development', 'health', 'education', 'lasting', 'follow_up']
function papers(chosen: Readonly<Record<string, string>>) {
  const weights = Object.fromEntries(ROWS.map((row) => [row, 'for']))
  const rows = [chosen, { option: 'remain' }].flatMap((option): [string, { value: unknown }][] => {
    const at = newId()
    return [
      [`options/${at}`, { value: true }],
      ...Object.entries({ ...weights, evidence: 'e', ...option }).map(
        ([field, value]): [string, { value: unknown }] => [`options/${at}/${field}`, { value }],
      ),
    ]
  })
  return { ...Object.fromEntries(rows), ...said({ child_view: 'Here.', ...VIEWS }) }
}

const ALL = { stay: 'yes', cared_for: 'yes', school_or_work: 'yes', health: 'yes', safe: 'yes', words: 'w' }
const NOBODY_ELSE = { level: 'low', household_checked: 'yes', open_case: 'no', words: 'w' }
const AN_ADULT = { ...NOBODY_ELSE, agreed: 'yes', able: 'yes', confirmed: 'yes' }
const HANDED = { place: 'p', handed_over_by: 'o', identity_seen: 'yes', asked_again: 'yes', papers: 'yes' }
const BEGUN = { plan: 'A flat, a course, a doctor.', owner: 'The office', asked_again: 'yes' }

/** A solution of this kind, decided through a panel and the gate. */
async function decided(
  fileId: string,
  named: Readonly<Record<string, string>>,
  risk: Readonly<Record<string, unknown>>,
): Promise<string> {
  const guardianship = await open('officer', fileId, 'guardianship', 'ask', NEED, WHO.authority.agencyId)
  await done(step('authority', 'guardianship', guardianship.id, 'appoint', appointment()))
  const request = said({ purpose: 'durable_solution', ...HOW_SOON, short_form: 'no', history: 'h', situation: 's' })
  const { id: determination } = await open('officer', fileId, 'determination', 'prepare', request, WHO.panel.agencyId)
  await done(step('officer', 'determination', determination, 'present', papers(named)))
  for (const [who, profession, sitsFor] of [
    ['panel', 'child_protection', 'child_protection'],
    ['panel2', 'law', 'justice'],
    ['panel3', 'psychology', 'ngo'],
  ] as const) {
    const vote = {
      profession,
      sits_for: sitsFor,
      conflict: 'no',
      outcome: 'approve',
      option: named['option'],
      reasons: 'r',
    }
    await done(step(who, 'determination', determination, 'vote', said(vote)))
  }
  const decision = said({ ...named, ...HEARD, reasons: 'r', review_on: day(100) })
  await done(step('panel', 'determination', determination, 'approve', decision))
  const relative = named['adult'] === undefined ? {} : { relative: 'no' }
  const { id, status, text } = await open('officer', fileId, 'solution', 'plan', said({ ...named, ...relative }))
  assert.equal(status, 201, text)
  assert.ok((await gapsOf(fileId)).includes('risk_missing'))
  await done(step('officer', 'solution', id, 'assess_risk', said(risk)))
  await done(step('lead', 'solution', id, 'approve_risk'))
  const heard = { ...HEARD, child_view: 'agrees', child_words: 'Here, yes.' }
  await done(step('officer', 'solution', id, 'hear', said(heard)))
  await done(step('lead', 'solution', id, 'decide', said({ reasons: 'As determined.' })))
  return id
}

test('integration here is a solution of its own: nobody is handed over, and it is in place with a home that lasts', async () => {
  const fileId = await newChild()
  const id = await decided(fileId, HERE, NOBODY_ELSE)
  assert.deepEqual(await missing(step('officer', 'solution', id, 'hand_over', said(HANDED))), ['solution_carry_out'])
  const { open: offered } = await done(ask('officer', 'GET', `/children/solution/${id}`))
  assert.ok(offered.some((each) => each.step === 'carry_out') && !offered.some((each) => each.step === 'hand_over'))
  assert.deepEqual(await missing(step('officer', 'solution', id, 'carry_out', said({ ...BEGUN, asked_again: 'no' }))), [
    'child_not_asked_again',
  ])
  const begun = await done(step('officer', 'solution', id, 'carry_out', said(BEGUN)))
  assert.equal(begun.state, 'under_way')
  assert.ok(begun.clocks.some(({ clock: name, dueAt }) => name === 'month_12' && dueAt !== null))
  assert.deepEqual(await missing(step('officer', 'solution', id, 'put_in_place', said(ALL))), ['lasting_no_home'])
  const there = await done(step('officer', 'solution', id, 'put_in_place', said({ ...ALL, home: 'yes' })))
  assert.equal(there.state, 'in_place')
})

test('adoption or kafala names an adult who has agreed, and is in place with the order in force', async () => {
  const adopted = { option: 'adoption_or_kafala', place: 'Port Isa', adult: 'Hanan Idris' }
  const fileId = await newChild()
  const id = await decided(fileId, adopted, AN_ADULT)
  assert.deepEqual(await missing(step('officer', 'solution', id, 'carry_out', said(BEGUN))), ['solution_hand_over'])
  await done(step('officer', 'solution', id, 'hand_over', said(HANDED)))
  assert.deepEqual(await missing(step('officer', 'solution', id, 'put_in_place', said({ ...ALL, order: 'no' }))), [
    'lasting_no_order',
  ])
  await done(step('officer', 'solution', id, 'put_in_place', said({ ...ALL, order: 'yes' })))
  // It is no return, and lets no other module record one.
  const returned = { reason: 'returned_and_handed_over', summary: 'Went home.' }
  assert.equal((await act('officer', fileId, 'closure_requested', returned)).body.code, 'protection.child_gate')
  const unagreed = await newChild()
  const plan = await open('officer', unagreed, 'solution', 'plan', said({ ...adopted, relative: 'no' }))
  await done(step('officer', 'solution', plan.id, 'assess_risk', said(NOBODY_ELSE)))
  assert.ok((await gapsOf(unagreed)).includes('adult_not_confirmed'))
})
