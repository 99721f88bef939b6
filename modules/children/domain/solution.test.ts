import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asInstant, asPlainDate, addDays, type Instant } from '@gloact/kernel'
import fc from 'fast-check'
import { decisionMissing, PANEL_RULES } from './determination.ts'
import type { Recorded, Said } from './said.ts'
import type { Planned } from './siblings.ts'
import { RETURN_RULES, returnMissing, type ChildRecords } from './solution.ts'

const TODAY = asPlainDate('2026-11-24')
const on = (days: number): Instant => asInstant(`${addDays(TODAY, days)}T09:00:00.000Z`)
const said = (step: string, by: string, days: number, answers: Record<string, string> = {}): Said => ({
  step,
  by,
  happenedAt: on(days),
  answers: Object.fromEntries(Object.entries(answers).map(([field, value]) => [field, { value }])),
})
const NAMED = { option: 'return_to_family', place: 'Kaduna', adult: 'Amina Bello' }
const RISK = { level: 'low', agreed: 'yes', able: 'yes', confirmed: 'yes', household_checked: 'yes', open_case: 'no' }
const HEARD = {
  child_view: 'agrees',
  guardian_informed: 'yes',
  guardian_heard: 'heard',
  child_informed: 'yes',
  child_heard: 'heard',
}

/** Everything that has to be there, each piece by itself, so that one can be left out. */
function everything() {
  const steps: Record<string, Said> = {
    plan: said('plan', 'officer', -20, { ...NAMED, relative: 'yes' }),
    assess_risk: said('assess_risk', 'officer', -10, RISK),
    approve_risk: said('approve_risk', 'lead', -9),
    verify: said('verify', 'second', -9, { finding: 'reunification' }),
    hear: said('hear', 'officer', -5, HEARD),
  }
  const determination: Recorded = {
    id: 'd',
    state: 'approved',
    steps: [
      said('prepare', 'officer', -30, { purpose: 'return' }),
      said('present', 'officer', -25),
      said('vote', 'p1', -16),
      said('approve', 'p1', -15, NAMED),
    ],
  }
  const guardianship: Recorded = { id: 'g', state: 'appointed', steps: [said('appoint', 'authority', -40)] }
  const age: Recorded = { id: 'a', state: 'presumed', steps: [said('presume', 'officer', -40)] }
  return { steps, determination, guardianship, age }
}
type Everything = ReturnType<typeof everything>

const near = (guardianNear: boolean) => {
  const { steps, ...rest } = everything()
  const records = { age: rest.age, guardianship: rest.guardianship, determinations: [rest.determination], guardianNear }
  const solution: Recorded = { id: 's', state: 'planned', steps: Object.values(steps) }
  return returnMissing(solution, records, { day: TODAY, timeZone: 'UTC', actor: 'decider', rules: RETURN_RULES })
}

/** With a sister for whom these are planned, and what the panel said of the two. */
const withSister = (planned: readonly Planned[], determined: Record<string, string> = {}) => {
  const { steps, determination, age, guardianship } = everything()
  const approved = said('approve', 'p1', -15, { ...NAMED, ...determined })
  const records = {
    age,
    guardianship,
    determinations: [{ ...determination, steps: [...determination.steps.slice(0, -1), approved] }],
    siblings: [{ relation: 'sibling', shownBy: 'dna', carer: null, planned }],
  }
  const solution: Recorded = { id: 's', state: 'planned', steps: Object.values(steps) }
  return returnMissing(solution, records, { day: TODAY, timeZone: 'UTC', actor: 'decider', rules: RETURN_RULES })
}

const missing = (all: Everything, actor = 'decider', day = TODAY) => {
  const solution: Recorded = { id: 's', state: 'planned', steps: Object.values(all.steps) }
  const records: ChildRecords = { age: all.age, guardianship: all.guardianship, determinations: [all.determination] }
  return returnMissing(solution, records, { day, timeZone: 'UTC', actor, rules: RETURN_RULES })
}
const without = (all: Everything, ...names: readonly string[]): Everything => ({
  ...all,
  steps: Object.fromEntries(Object.entries(all.steps).filter(([name]) => !names.includes(name))),
})
const answer = (all: Everything, step: string, answers: Record<string, string>): Everything => ({
  ...all,
  steps: {
    ...all.steps,
    [step]: { ...all.steps[step]!, answers: { ...all.steps[step]!.answers, ...said('', '', 0, answers).answers } },
  },
})

test('with everything there nothing is missing, and each single thing that is not is named', () => {
  const all = everything()
  assert.deepEqual(missing(all), [])
  const gaps: readonly (readonly [string, Everything, string?])[] = [
    ['determination_missing', { ...all, determination: { ...all.determination, state: 'with_panel' } }],
    ['determination_void', { ...all, determination: { ...all.determination, state: 'void' } }],
    ['determination_differs', answer(all, 'plan', { place: 'Jos' })],
    ['determination_differs', answer(all, 'plan', { adult: 'Her brother' })],
    ['determination_differs', answer(all, 'plan', { option: 'third_country' })],
    ['risk_missing', without(all, 'assess_risk', 'approve_risk')],
    ['risk_not_approved', without(all, 'approve_risk')],
    ['risk_old', { ...all, steps: { ...all.steps, assess_risk: said('assess_risk', 'officer', -91, RISK) } }],
    ['risk_high', answer(all, 'assess_risk', { level: 'high' })],
    ['adult_not_confirmed', answer(all, 'assess_risk', { confirmed: 'no' })],
    ['household_not_checked', answer(all, 'assess_risk', { household_checked: 'no' })],
    ['case_open', answer(all, 'assess_risk', { open_case: 'yes' })],
    ['verification_missing', without(all, 'verify')],
    ['verification_missing', answer(all, 'verify', { finding: 'further_tracing' })],
    ['guardian_missing', { ...all, guardianship: { ...all.guardianship, state: 'asked' } }],
    [
      'guardian_complaint_open',
      { ...all, guardianship: { ...all.guardianship, steps: [said('complain', 'officer', -1)] } },
    ],
    ...['no', 'none_yet', 'absent', 'implicated', 'unsafe'].map(
      (why) => ['guardian_not_heard', answer(all, 'hear', { guardian_heard: why })] as const,
    ),
    ...['did_not_want', 'unsafe', 'no'].map(
      (why) => ['child_not_heard', answer(all, 'hear', { child_heard: why })] as const,
    ),
    ['child_says_no', answer(all, 'hear', { child_view: 'against' })],
    ['age_in_doubt', { ...all, age: { ...all.age, state: 'doubted' } }],
    ['same_person', all, 'officer'],
    ['same_person', all, 'p1'],
  ]
  for (const [gap, state, actor] of gaps) assert.deepEqual(missing(state, actor), [gap], gap)
  assert.deepEqual(near(true), ['guardian_near_suspect'])
  assert.deepEqual(withSister([]), ['siblings_apart'])
  assert.deepEqual(withSister([NAMED]), [])
  assert.deepEqual(withSister([], { siblings: 'apart' }), [], 'a panel determined that they live apart')
  assert.deepEqual(withSister([], { siblings: 'together' }), ['siblings_apart'])
  const unheard = { ...all, steps: { ...all.steps, hear: said('hear', 'officer', -16, HEARD) } }
  assert.deepEqual(
    missing(unheard),
    ['guardian_not_heard', 'child_not_heard'],
    'heard before the determination is not heard',
  )
  assert.deepEqual(missing(all, 'decider', addDays(TODAY, 170)), ['determination_void', 'risk_old'])
})

test('not known, not asked and declined are never a yes', () => {
  const questions = ['agreed', 'able', 'confirmed', 'household_checked', 'open_case'] as const
  for (const question of questions) {
    const all = everything()
    const risk = all.steps['assess_risk']!
    const unknown = { ...risk, answers: { ...risk.answers, [question]: { absent: 'not_known' as const } } }
    assert.equal(missing({ ...all, steps: { ...all.steps, assess_risk: unknown } }).length, 1, question)
  }
})

test('on no history, in whatever order it was recorded, nothing is missing without an approved determination of it and an approved risk assessment', () => {
  const step = fc.constantFrom('plan', 'assess_risk', 'approve_risk', 'verify', 'hear')
  const answers: Record<string, Record<string, string>> = {
    plan: { ...NAMED, relative: 'no' },
    assess_risk: RISK,
    verify: { finding: 'reunification' },
    hear: HEARD,
  }
  const history = fc.array(
    fc.record({ step, by: fc.constantFrom('a', 'b', 'c'), days: fc.integer({ min: -200, max: 0 }) }),
    { maxLength: 14 },
  )
  const state = fc.constantFrom('preparing', 'with_panel', 'deferred', 'approved', 'not_approved', 'void', 'closed')
  let allowed = 0
  fc.assert(
    fc.property(history, state, fc.integer({ min: -300, max: 0 }), (steps, bid, decided) => {
      const solution: Recorded = {
        id: 's',
        state: 'planned',
        steps: steps.map((each) => said(each.step, each.by, each.days, answers[each.step])),
      }
      const determination: Recorded = { id: 'd', state: bid, steps: [said('approve', 'p', decided, NAMED)] }
      const { guardianship, age } = everything()
      const gaps = returnMissing(
        solution,
        { age, guardianship, determinations: [determination] },
        { day: TODAY, timeZone: 'UTC', actor: 'decider', rules: RETURN_RULES },
      )
      if (gaps.length > 0) return
      allowed += 1
      assert.equal(bid, 'approved')
      assert.ok(decided > -190)
      const at = steps.findLastIndex((each) => each.step === 'assess_risk')
      assert.ok(at >= 0 && steps[at]!.days >= -RETURN_RULES.riskDays)
      assert.ok(steps.slice(at).some((each) => each.step === 'approve_risk' && each.by !== steps[at]!.by))
    }),
    { seed: 7, numRuns: 5_000 },
  )
  assert.ok(allowed > 0, 'some histories are allowed, or nothing was tried')
})

const OPTIONS = {
  'options/1': { value: true },
  'options/1/option': { value: 'return_to_family' },
  'options/1/safety': { value: 'for' },
}
const panel = (
  votes: readonly (readonly [string, string, string, string?])[],
  options: object = OPTIONS,
): Recorded => ({
  id: 'd',
  state: 'with_panel',
  steps: [
    { ...said('present', 'officer', -3), answers: options as never },
    ...votes.map(([by, profession, sitsFor, outcome = 'approve']) =>
      said('vote', by, -2, { profession, sits_for: sitsFor, outcome, option: 'return_to_family' }),
    ),
  ],
})
const DECISION = said('approve', 'p1', -1, NAMED)
const FULL = [
  ['p1', 'child_protection', 'child_protection'],
  ['p2', 'law', 'justice'],
  ['p3', 'health', 'ngo'],
] as const

test('a panel decides with three people, three professions, two agencies, one of child protection, and most of them for it', () => {
  const gaps = (votes: Parameters<typeof panel>[0], options?: object) =>
    decisionMissing(panel(votes, options), DECISION, PANEL_RULES)
  assert.deepEqual(gaps(FULL), [])
  assert.deepEqual(gaps(FULL.slice(0, 2)), ['panel_quorum', 'panel_professions'])
  assert.ok(gaps([FULL[1], ['p4', 'education', 'education'], FULL[2]]).includes('panel_child_protection'))
  assert.deepEqual(gaps([FULL[0], ['p2', 'law', 'justice', 'not_approve'], ['p3', 'health', 'ngo', 'defer']]), [
    'panel_no_majority',
  ])
  const against = { ...OPTIONS, 'options/1/safety': { value: 'against' } }
  assert.deepEqual(gaps(FULL, against), ['panel_safety'])
  assert.deepEqual(gaps(FULL, { ...OPTIONS, 'options/1/safety': { value: 'unknown' } }), ['panel_safety_unknown'])
  const deferred = panel(FULL)
  const again = {
    ...deferred,
    steps: [...deferred.steps, { ...said('present', 'officer', -1), answers: OPTIONS as never }],
  }
  assert.ok(decisionMissing(again, DECISION, PANEL_RULES).includes('panel_quorum'), 'new papers are voted on again')
})
