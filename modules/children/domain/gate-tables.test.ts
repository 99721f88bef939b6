import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, asInstant, asPlainDate, type Answer } from '@gloact/kernel'
import fc from 'fast-check'
import { assessmentMissing } from './assessed.ts'
import { placementMissing } from './care.ts'
import { conditionMissed, standsOn, voteMissing } from './determination.ts'
import type { Recorded, Said } from './said.ts'

/* Of each gate: everything there passes, and each single thing that is missing is named, alone. */

const DAY = asPlainDate('2026-11-24')
type Given = Readonly<Record<string, unknown>>
const answersOf = (given: Given): Readonly<Record<string, Answer>> =>
  Object.fromEntries(Object.entries(given).map(([question, value]) => [question, { value: value as never }]))
const said = (
  step: string,
  given: Given = {},
  { by = 'somebody', on = DAY }: { by?: string; on?: string } = {},
): Said => ({
  step,
  by,
  happenedAt: asInstant(`${on}T09:00:00.000Z`),
  answers: answersOf(given),
})
const record = (state: string, ...steps: readonly Said[]): Recorded => ({ id: 'a', state, steps })

const PLACED = {
  type: 'foster',
  carer: 'Amina Bello',
  carer_assessment: 'suitable',
  carer_assessed_on: '2026-03-01',
  carer_identity_seen: 'yes',
  home_visited: 'yes',
  other_children: 'no',
  work_expected: 'no',
  suspects_near: 'no',
  siblings: 'none_known',
  'household/1': true,
  'household/1/name': 'Musa Bello',
  'household/1/checked': 'yes',
}
const placed = (more: Given, of: { assessed?: boolean } = {}) =>
  placementMissing(said('place', { ...PLACED, ...more }), { assessed: true, apartDetermined: false, on: DAY, ...of })

test('a carer of a child was assessed within twelve months, is who they say, has no suspect near, and their home was studied', () => {
  assert.deepEqual(placed({}), [])
  const single: readonly (readonly [Given, string])[] = [
    [{ carer_assessed_on: undefined }, 'care_carer_assessment_old'],
    [{ carer_assessed_on: '2025-11-23' }, 'care_carer_assessment_old'],
    [{ carer_assessed_on: '2026-11-25' }, 'care_carer_assessment_old'],
    [{ carer_identity_seen: 'no' }, 'care_carer_identity'],
    [{ suspects_near: undefined }, 'care_carer_suspects'],
    [{ suspects_near: 'yes' }, 'care_carer_suspects'],
    [{ home_visited: 'no' }, 'care_home_not_visited'],
    [{ carer_assessment: 'not_done' }, 'care_carer_not_assessed'],
    [{ 'household/1/checked': 'no' }, 'care_household'],
    [{ siblings: 'apart' }, 'care_siblings'],
  ]
  for (const [more, gap] of single) assert.deepEqual(placed(more), [gap], JSON.stringify(more))
  assert.deepEqual(placed({}, { assessed: false }), ['care_no_assessment'])
  // Kin are not studied at home, unless other people's children live there, or nobody knows.
  assert.deepEqual(placed({ type: 'kinship', home_visited: 'no' }), [])
  assert.deepEqual(placed({ type: 'kinship', home_visited: 'no', other_children: 'yes' }), ['care_home_not_visited'])
  assert.deepEqual(placed({ type: 'kinship', home_visited: 'no', other_children: undefined }), [
    'care_home_not_visited',
  ])
  // A licensed house is assessed by who licenses it.
  assert.deepEqual(placed({ type: 'residential', carer_assessment: 'licensed', carer_assessed_on: undefined }), [])
})

const papers = said('present', { 'options/1': true, 'options/1/option': 'foster', 'options/1/safety': 'against' })
const vote = (more: Given = {}) =>
  said(
    'vote',
    { conflict: 'no', outcome: 'approve', option: 'foster', safety_words: 'A second visit.', ...more },
    { by: 'member' },
  )

test('a member signs once, without an interest, without having acted for the child, and with words where safety speaks against it', () => {
  const before = record('with_panel', papers)
  assert.deepEqual(voteMissing(before, vote()), [])
  assert.deepEqual(voteMissing(before, vote({ conflict: undefined })), ['panel_conflict'])
  assert.deepEqual(voteMissing(before, vote({ safety_words: ' ' })), ['panel_safety'])
  assert.deepEqual(voteMissing(before, vote({ safety_words: undefined, outcome: 'not_approve' })), [])
  assert.deepEqual(voteMissing(before, vote(), [record('approved', said('approve', {}, { by: 'member' }))]), [
    'panel_acted',
  ])
  assert.deepEqual(voteMissing(before, vote(), [record('approved', said('approve', {}, { by: 'another' }))]), [])
  assert.deepEqual(voteMissing(record('with_panel', papers, vote()), vote()), ['panel_voted'])
})

test('a determination carries nothing from the day after a condition was due until somebody records that it is met', () => {
  const condition = (by: string) => ({ 'conditions/1': true, 'conditions/1/what': 'w', 'conditions/1/by': by })
  const approved = (by: string) => said('approve', condition(by), { on: '2026-11-01' })
  const met = (value: string, on: string) => said('check_conditions', { met: value }, { on })
  const stands = (...steps: readonly Said[]) => standsOn(record('approved', ...steps), DAY, 'UTC')
  assert.equal(stands(approved('2026-11-24')), true, 'due today')
  assert.equal(stands(approved('2026-11-23')), false)
  assert.equal(stands(approved('2026-11-23'), met('no', '2026-11-24')), false)
  assert.equal(stands(approved('2026-11-23'), met('yes', '2026-11-22')), false, 'said before it was due')
  assert.equal(stands(approved('2026-11-23'), met('yes', '2026-11-24')), true)
  assert.equal(stands(approved('2026-11-23'), met('yes', '2026-11-23'), met('no', '2026-11-24')), false)

  const days = fc.integer({ min: -60, max: 60 })
  fc.assert(
    fc.property(days, fc.array(fc.record({ on: days, met: fc.boolean() }), { maxLength: 4 }), (by, checks) => {
      const due = addDays(DAY, by)
      const inOrder = checks.toSorted((a, b) => a.on - b.on)
      const log = inOrder.map((check) => met(check.met ? 'yes' : 'no', addDays(DAY, check.on)))
      const last = inOrder.at(-1)
      const isMet = last?.met === true && addDays(DAY, last.on) >= due
      assert.equal(conditionMissed(record('approved', approved(due), ...log), DAY, 'UTC'), due < DAY && !isMet)
    }),
  )
})

test('an assessment weighs two options, says why a child was not seen alone, and names the panel that its purpose needs', () => {
  const options = { 'options/1': true, 'options/1/option': 'a', 'options/2': true, 'options/2/option': 'b' }
  const missing = (why: string, more: Given) =>
    assessmentMissing(record('draft', said('begin', { why })), said('submit', { ...options, alone: 'yes', ...more }))
  assert.deepEqual(missing('placement', {}), [])
  assert.deepEqual(missing('placement', { 'options/2': false }), ['options_missing'])
  assert.deepEqual(missing('placement', { alone: 'no' }), ['alone_not_explained'])
  assert.deepEqual(missing('placement', { alone: 'no', why_not_alone: 'A baby.' }), [])
  for (const why of ['return', 'transfer', 'reunification']) {
    assert.deepEqual(missing(why, {}), ['panel_needed'])
    assert.deepEqual(missing(why, { panel_needed: ['risk'] }), ['panel_needed'])
    assert.deepEqual(missing(why, { panel_needed: ['risk', why] }), [])
  }
})
