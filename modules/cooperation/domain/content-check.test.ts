import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FormAnswers } from '@gloact/forms'
import { asPlainDate, type Json } from '@gloact/kernel'
import { EVIDENCE_MATTERS, isStale, sheetOf, type AuthoritySheet } from './authority.ts'
import { ASKED_BY, checkContent, CONTENT_PROBLEMS, FIELD_OF, sectionOf } from './content-check.ts'
import { OTHER_TYPE_NAMES, OTHER_TYPES, type OtherTypeName } from './other-types.ts'
import { requestForm } from './request-form.ts'
import { COMPLETE_REQUEST } from './testing/complete-request.ts'

const TODAY = asPlainDate('2026-11-24')
const given = (values: Readonly<Record<string, Json>>): FormAnswers =>
  Object.fromEntries(Object.entries(values).map(([path, value]) => [path, { value }])) as FormAnswers

const SHEET: AuthoritySheet = {
  id: 'a',
  country: 'XN',
  desk: 'central_authority',
  matters: ['mla'],
  channels: ['exchange'],
  languages: ['en', 'fr'],
  translationRequired: true,
  dualCriminality: false,
  confirmedOn: '2026-05-01',
}

const missing = (more: Readonly<Record<string, Json>> = {}, sheet: AuthoritySheet | undefined = SHEET) =>
  checkContent(given({ ...COMPLETE_REQUEST, ...more }), sheet, TODAY).missing

test('an empty request misses everything that the Convention lists, each with its article and its place in the form', () => {
  const { missing: all } = checkContent({}, SHEET, TODAY)
  for (const letter of ['(a)', '(b)', '(c)', '(d)', '(f)'])
    assert.ok(
      all.some((problem) => ASKED_BY[problem] === `UNTOC 18(15)${letter}`),
      letter,
    )
  const ids = requestForm.sections.flatMap(({ fields }) => fields.map(({ id }) => id))
  for (const problem of CONTENT_PROBLEMS) {
    const field = FIELD_OF[problem]
    if (field !== null) assert.ok(ids.includes(field) && sectionOf(problem) !== undefined, problem)
  }
})

test('a complete request misses nothing; each part that is taken away is named', () => {
  assert.deepEqual(missing(), [])
  assert.deepEqual(missing({ purpose: ' ' }), ['no_purpose'])
  assert.deepEqual(missing({ urgency: 'emergency' }), ['no_deadline_reason'])
  assert.deepEqual(missing({ deadline: '2026-11-01', deadline_reason: 'Hearing.' }), ['deadline_past'])
  assert.deepEqual(missing({ codes: ['h3'] }), ['no_handling_note'])
  assert.deepEqual(missing({ legal_basis: 'bilateral' }), ['no_treaty'])
})

test('a request that was made by voice is confirmed in writing with when and to which office, and only where it is urgent', () => {
  const urgent = { urgency: 'emergency', deadline_reason: 'A hearing.', oral: 'yes' }
  assert.deepEqual(missing(urgent), ['no_oral_details'])
  assert.deepEqual(missing({ ...urgent, oral_on: '2026-11-23' }), ['no_oral_details'])
  assert.deepEqual(missing({ ...urgent, oral_on: '2026-11-23', oral_to: 'The duty desk' }), [])
  assert.deepEqual(missing({ oral: 'yes', oral_on: '2026-11-23', oral_to: 'The duty desk' }), ['oral_not_urgent'])
  assert.deepEqual(missing({ oral: 'no' }), [])
})

test('a request from which a victim can be recognised does not go, nor one of which nobody knows', () => {
  assert.deepEqual(missing({ names_victim: 'yes' }), ['victim_named'])
  const { names_victim: _, ...without } = COMPLETE_REQUEST
  assert.deepEqual(checkContent(given(without), SHEET, TODAY).missing, ['victim_not_excluded'])
  const unknown = { ...given(without), names_victim: { absent: 'not_known' } } as FormAnswers
  assert.deepEqual(checkContent(unknown, SHEET, TODAY).missing, ['victim_not_excluded'])
})

test('nobody is named in a role that requests for evidence do not have', () => {
  const row = 'persons/0193a000-0000-7000-8000-000000000001'
  assert.deepEqual(missing({ [row]: true, [`${row}/role`]: 'suspect' }), [])
  assert.deepEqual(missing({ [row]: true, [`${row}/role`]: 'victim' }), ['person_role'])
  assert.deepEqual(missing({ [row]: true, [`${row}/name`]: 'X' }), ['person_role'])
})

test('the receiver’s sheet asks for a translation and for dual criminality; what it leaves open counts as asked', () => {
  assert.deepEqual(missing({ language: 'ar' }), ['no_translation'])
  assert.deepEqual(missing({ language: 'ar', translation: 'In Russian.', translation_language: 'ru' }), [
    'translation_language',
  ])
  assert.deepEqual(missing({ language: 'ar', translation: 'In English.', translation_language: 'en' }), [])
  assert.deepEqual(missing({}, { ...SHEET, dualCriminality: true }), ['no_dual_criminality'])
  const open = sheetOf('b', given({ country: 'XN', languages: ['en'] }))
  assert.deepEqual([open.translationRequired, open.dualCriminality, open.desk], [true, true, null])
})

test('a request goes only to an authority for these matters that this system reaches', () => {
  assert.deepEqual(missing({}, { ...SHEET, matters: ['referral'] }), ['not_reached'])
  assert.deepEqual(missing({}, { ...SHEET, channels: ['diplomatic'] }), ['not_reached'])
  assert.deepEqual(missing({}, { ...SHEET, desk: null }), ['not_reached'])
})

test('an entry is stale a year after somebody last confirmed it', () => {
  assert.equal(isStale('2025-11-24', TODAY), false)
  assert.equal(isStale('2025-11-23', TODAY), true)
  assert.equal(isStale('', TODAY), true)
  assert.equal(isStale('2023-02-28', asPlainDate('2024-02-29')), true)
  assert.equal(checkContent({}, { ...SHEET, confirmedOn: '2024-01-01' }, TODAY).staleSheet, true)
})

const ROLE = 'persons/0193a000-0000-7000-8000-000000000001'
/** What each of the other types asks besides, answered. */
const OWN: Readonly<Record<OtherTypeName, Readonly<Record<string, Json>>>> = {
  extradition: {
    warrant: '12/2026, Regional Court',
    penalty: 'Twelve years',
    [ROLE]: true,
    [`${ROLE}/role`]: 'accused',
  },
  spontaneous: { information: 'A recruiter moves to your country. For your investigation alone.' },
  joint_team: { team_members: 'Two prosecutors', team_period: 'A year', team_rules: 'Law of the place' },
  detained_transfer: {
    detained_consent: 'In writing, before a lawyer',
    detained_terms: 'Custody, safe conduct, back after two days',
    [ROLE]: true,
    [`${ROLE}/role`]: 'witness',
  },
  transfer_of_proceedings: {
    transfer_case: '77/2026, before the charge',
    transfer_reason: 'All evidence is there',
    [ROLE]: true,
    [`${ROLE}/role`]: 'legal_person',
  },
  police_enquiry: { police_unit: 'Smuggling unit, duty line' },
  boarding: {
    vessel: 'Blue hull, 12 m',
    vessel_flag: 'XN',
    vessel_position: '34N 20E, 09:10',
    measures: 'Board and search',
  },
  nationality: { documents_held: 'None', seeks_no_protection: 'yes', [ROLE]: true, [`${ROLE}/role`]: 'returnee' },
  return: { documents_held: 'None', seeks_no_protection: 'yes', [ROLE]: true, [`${ROLE}/role`]: 'returnee' },
}
const ALL_MATTERS = { ...SHEET, matters: [...EVIDENCE_MATTERS] }

test('each other type asks what is its own, of an authority that deals with it, and lets the rest of article 18(15) be', () => {
  for (const name of OTHER_TYPE_NAMES) {
    const type = OTHER_TYPES[name]
    assert.deepEqual(missing({ type: name, ...OWN[name] }, ALL_MATTERS), [], name)
    for (const [field, problem] of Object.entries(type.asks))
      assert.deepEqual(missing({ type: name, ...OWN[name], [field]: '' }, ALL_MATTERS), [problem], `${name} ${field}`)
    if (type.person.length > 0)
      assert.deepEqual(missing({ type: name, ...OWN[name], [`${ROLE}/role`]: 'expert' }, ALL_MATTERS), ['no_person'])
    const others = { ...SHEET, matters: EVIDENCE_MATTERS.filter((each) => each !== type.matter) }
    assert.deepEqual(missing({ type: name, ...OWN[name] }, others), ['type_not_served'], name)
    // A victim is named in none of them.
    assert.deepEqual(missing({ type: name, ...OWN[name], names_victim: 'yes' }, ALL_MATTERS), ['victim_named'])
  }
})

test('no country is asked about a person it may call its own before it is known that they seek no protection from it', () => {
  for (const name of ['nationality', 'return'] as const)
    for (const said of ['no', ''])
      assert.deepEqual(missing({ type: name, ...OWN[name], seeks_no_protection: said }, ALL_MATTERS), [
        'protection_not_excluded',
      ])
})
