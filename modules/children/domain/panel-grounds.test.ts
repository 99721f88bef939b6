import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asInstant } from '@gloact/kernel'
import fc from 'fast-check'
import { assessmentMissing } from './assessed.ts'
import { apartDetermined, PANEL_GROUNDS, panelGrounds, type PanelFacts } from './panel-grounds.ts'
import type { Recorded, Said } from './said.ts'

const said = (step: string, answers: Readonly<Record<string, unknown>> = {}, on = '2026-11-20'): Said => ({
  step,
  by: 'officer',
  happenedAt: asInstant(`${on}T09:00:00.000Z`),
  answers: Object.fromEntries(Object.entries(answers).map(([field, value]) => [field, { value: value as string }])),
})
const record = (state: string, ...steps: readonly Said[]): Recorded => ({ id: state, state, steps })
const NOTHING: PanelFacts = { care: [], solutions: [], determinations: [], siblings: [] }
const grounds = (of: Partial<PanelFacts>) => panelGrounds({ ...NOTHING, ...of })

const PLAN = { option: 'return_to_family', place: 'Kaduna', adult: 'Amina Bello' }
const planned = (...more: readonly Said[]) => record('planned', said('plan', PLAN), ...more)
const determined = (answers: object, state = 'approved', on = '2026-11-21') =>
  record(state, said('approve', { ...answers }, on))
const sister = (carer: string | null) => ({ relation: 'sibling', shownBy: 'dna', carer, planned: [PLAN] })

test('a solution that is planned is for a panel until one has decided on it', () => {
  assert.deepEqual(grounds({ solutions: [planned()] }), ['durable_solution'])
  assert.deepEqual(grounds({ solutions: [planned()], determinations: [determined(PLAN)] }), [])
  assert.deepEqual(grounds({ solutions: [planned()], determinations: [determined(PLAN, 'void')] }), [
    'durable_solution',
  ])
  assert.deepEqual(grounds({ solutions: [planned()], determinations: [determined({ option: 'remain' })] }), [
    'durable_solution',
  ])
  assert.deepEqual(grounds({ solutions: [{ ...planned(), state: 'handed_over' }] }), [])
})

test('a child who was moved from family to other care and says no to it, or whose parents do, was removed against their will', () => {
  const home = (view: string, parents?: string) =>
    record(
      'ended',
      said('place', { type: 'kinship', carer: 'Aunt' }),
      said('end', { child_view: view, ...(parents !== undefined && { parents_view: parents }) }),
    )
  const house = (view: string, type = 'residential') =>
    record('in_place', said('place', { type, carer: 'House', child_view: view }))
  assert.deepEqual(grounds({ care: [home('against'), house('unsure')] }), ['separation'])
  assert.deepEqual(grounds({ care: [home('agrees'), house('against')] }), ['separation'])
  assert.deepEqual(grounds({ care: [home('agrees'), house('unsure')] }), [])
  assert.deepEqual(grounds({ care: [home('agrees', 'against'), house('agrees')] }), ['separation'], 'the parents')
  for (const view of ['agree', 'unsure', 'not_reached', 'unsafe', 'no_parents'])
    assert.deepEqual(grounds({ care: [home('agrees', view), house('agrees')] }), [], view)
  assert.deepEqual(grounds({ care: [home('agrees', 'against'), house('agrees', 'kinship')] }), [], 'to other family')
  assert.deepEqual(grounds({ care: [home('against'), house('against', 'parents')] }), [], 'to other family')
  assert.deepEqual(grounds({ care: [house('against')] }), [], 'from nowhere')
  assert.deepEqual(
    grounds({ care: [home('against'), house('against')], determinations: [determined({ option: 'separation' })] }),
    [],
  )
  const detained = record('to_review', said('record_irregular', { type: 'detained', child_view: 'against' }))
  assert.deepEqual(grounds({ care: [home('agrees'), detained] }), ['separation'])
})

test('brothers and sisters with different carers, or for whom different things are planned, are apart', () => {
  const care = [record('in_place', said('place', { type: 'foster', carer: 'Family Achterberg' }))]
  assert.deepEqual(grounds({ care, siblings: [sister('House Linden')] }), ['siblings'])
  assert.deepEqual(grounds({ care, siblings: [sister('family  achterberg'), sister(null)] }), [])
  assert.deepEqual(grounds({ care, siblings: [{ ...sister('House Linden'), relation: 'cousin' }] }), [])
  const apart = determined({ option: 'remain', siblings: 'apart' })
  assert.deepEqual(grounds({ care, siblings: [sister('House Linden')], determinations: [apart] }), [])
  assert.deepEqual(grounds({ solutions: [planned()], siblings: [{ ...sister(null), planned: [] }] }), [
    'durable_solution',
    'siblings',
  ])
  assert.equal(apartDetermined([{ ...apart, state: 'void' }]), false)
})

test('a high risk assessment, and exploitation or contact by a suspect since the last decision of a panel, are an exceptional risk', () => {
  for (const [level, more] of [
    ['medium', []],
    ['high', ['risk']],
    ['very_high', ['risk']],
  ] as const)
    assert.deepEqual(grounds({ solutions: [planned(said('assess_risk', { level }))] }), ['durable_solution', ...more])
  const after = (kind: string, on: string, state = 'in_place') => [
    record(state, said('place', { type: 'foster', carer: 'F' }), said('incident', { kind }, on)),
  ]
  assert.deepEqual(grounds({ care: after('exploitation', '2026-11-20') }), ['risk'])
  assert.deepEqual(grounds({ care: after('contact_by_suspect', '2026-11-20') }), ['risk'])
  assert.deepEqual(grounds({ care: after('self_harm', '2026-11-20') }), [])
  assert.deepEqual(grounds({ care: after('exploitation', '2026-11-20', 'ended') }), [])
  const decision = determined({ option: 'remain' })
  assert.deepEqual(grounds({ care: after('exploitation', '2026-11-20'), determinations: [decision] }), [])
  assert.deepEqual(grounds({ care: after('exploitation', '2026-11-22'), determinations: [decision] }), ['risk'])
})

test('an assessment names each ground that is recorded, and only those that are missing are asked', () => {
  const draft = record('draft', said('begin', { why: 'review' }))
  const options = { 'options/1': true, 'options/1/option': 'a', 'options/2': true, 'options/2/option': 'b' }
  const missing = (named: readonly string[], of: Parameters<typeof assessmentMissing>[2]) =>
    assessmentMissing(draft, said('submit', { ...options, alone: 'yes', panel_needed: named }), of)
  fc.assert(
    fc.property(fc.subarray([...PANEL_GROUNDS]), fc.subarray([...PANEL_GROUNDS]), (recorded, named) => {
      assert.deepEqual(
        missing(named, recorded),
        recorded.filter((ground) => !named.includes(ground)).map((ground) => `panel_needed_${ground}`),
      )
    }),
  )
  for (const named of ['return', 'transfer', 'reunification', 'adoption'])
    assert.deepEqual(missing([named], ['durable_solution']), [], 'each of them is a durable solution')
})
