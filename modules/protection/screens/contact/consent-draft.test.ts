import assert from 'node:assert/strict'
import { test } from 'node:test'
import { consentPurpose, dataGroup, recipientKind, type CodeList } from '@gloact/codes'
import { asPlainDate } from '@gloact/kernel'
import { PAYLOAD_SCHEMAS } from '../../contract/file/payloads.ts'
import {
  addRecipient,
  allowanceOf,
  allowGroups,
  allowPurpose,
  allowUntil,
  capacitiesFor,
  consentFrom,
  consentGaps,
  consentPayload,
  EMPTY_CONSENT,
  grantsOf,
  removeRecipient,
  withoutDeclined,
  type ConsentDraft,
} from './consent-draft.ts'
import { agenciesOfKind, CONSENT_PRESETS, withPreset } from './consent-presets.ts'

const around = { path: 'adult', today: asPlainDate('2026-11-24'), consentMonths: 6 } as const

const complete: ConsentDraft = {
  ...EMPTY_CONSENT,
  language: 'ar',
  explainedBy: 'A worker',
  capacity: 'adult',
  form: 'written',
  questions: { consents_to_interview: { value: 'yes' } },
}

function allowing(...cells: readonly (readonly [kind: string, purpose: string, groups: readonly string[]])[]) {
  return cells.reduce((draft, [kind, purpose, groups]) => {
    const added = addRecipient(draft, kind, null)
    const recipient = added.recipients.find((one) => one.kind === kind)!
    const ticked = allowPurpose(added, recipient.id, purpose, true)
    return allowGroups(ticked, allowanceOf(ticked, recipient.id, purpose)!, groups)
  }, complete)
}

test('consent begins with nobody told anything', () => {
  assert.deepEqual(grantsOf(EMPTY_CONSENT, around), [])
})

test('a recipient that was added is told nothing until a purpose and data groups are chosen', () => {
  const added = addRecipient(complete, 'shelter', null)
  assert.deepEqual(grantsOf(added, around), [])
  const ticked = allowPurpose(added, added.recipients[0]!.id, 'assistance', true)
  assert.deepEqual(grantsOf(ticked, around), [])
  assert.deepEqual(consentGaps(ticked, around), ['no_groups'])
})

test('a usual case is laid out in one press, for any agency of the kind; pressed again it changes nothing that was cleared', () => {
  const [clinic] = CONSENT_PRESETS
  const laid = withPreset(complete, clinic!)
  assert.deepEqual(
    grantsOf(laid, around).map(({ recipientKind, purpose, recipientAgencyId, dataGroup }) =>
      [recipientKind, purpose, String(recipientAgencyId), dataGroup].join(),
    ),
    ['needs', 'identity', 'contact', 'health'].map((group) => `health,referral,null,${group}`),
  )
  const recipient = laid.recipients[0]!.id
  const fewer = allowGroups(laid, allowanceOf(laid, recipient, 'referral')!, ['needs'])
  assert.deepEqual(grantsOf(withPreset(fewer, clinic!), around), grantsOf(fewer, around))
  for (const preset of CONSENT_PRESETS) {
    const known = (list: CodeList, code: string) => list.codes.some((one) => one.code === code)
    assert.ok(known(recipientKind, preset.kind) && known(consentPurpose, preset.purpose), preset.id)
    assert.ok(
      preset.groups.every((group) => known(dataGroup, group)),
      preset.id,
    )
  }
})

test('a kind of recipient offers the agencies that can be of it', () => {
  const agencies = [
    { id: '1', name: 'Clinic', type: 'health_service', designations: [] },
    { id: '2', name: 'Police', type: 'law_enforcement', designations: [] },
    { id: '3', name: 'Board', type: 'central_government', designations: ['competent_authority'] },
  ] as const
  const offered = (kind: string) => agenciesOfKind(agencies as never, kind).map(({ name }) => name)
  assert.deepEqual(offered('health'), ['Clinic'])
  assert.deepEqual(offered('competent_authority'), ['Board'])
  assert.deepEqual(offered('family'), [])
  assert.equal(offered('other').length, 3)
})

test('each data group is a grant of its own, for as long as is usual', () => {
  const grants = grantsOf(allowing(['shelter', 'assistance', ['identity', 'health']]), around)
  assert.deepEqual(
    grants.map(({ dataGroup }) => dataGroup),
    ['identity', 'health'],
  )
  assert.equal(new Set(grants.map(({ id }) => id)).size, 2)
  assert.deepEqual([grants[0]?.validFrom, grants[0]?.validUntil], ['2026-11-24', '2027-05-24'])
})

test('a data group that stays chosen keeps its id, so that sending again is the same grant', () => {
  const draft = allowing(['shelter', 'assistance', ['health']])
  const more = allowGroups(draft, draft.allowances[0]!, ['identity', 'health'])
  const health = (one: ConsentDraft) => grantsOf(one, around).find(({ dataGroup }) => dataGroup === 'health')?.id
  assert.equal(health(draft), health(more))
})

test('a shorter time is kept, and one that ends before it begins is not accepted', () => {
  const draft = allowing(['shelter', 'assistance', ['health']])
  const shorter = allowUntil(draft, draft.allowances[0]!, asPlainDate('2026-12-01'))
  assert.equal(grantsOf(shorter, around)[0]?.validUntil, '2026-12-01')
  const early = allowUntil(draft, draft.allowances[0]!, asPlainDate('2026-11-01'))
  assert.deepEqual(consentGaps(early, around), ['ends_early'])
})

test('removing a recipient removes what they were allowed', () => {
  const draft = allowing(['shelter', 'assistance', ['health']], ['legal', 'referral', ['identity']])
  const removed = removeRecipient(draft, draft.recipients[0]!.id)
  assert.deepEqual(
    grantsOf(removed, around).map(({ recipientKind }) => recipientKind),
    ['legal'],
  )
})

test('the same recipient is not added twice', () => {
  assert.equal(addRecipient(addRecipient(complete, 'shelter', null), 'shelter', null).recipients.length, 1)
})

test('declining identification takes away only what was for identification', () => {
  const draft = allowing(['competent_authority', 'identification', ['identity']], ['shelter', 'assistance', ['health']])
  const purposes = (declined: readonly string[]) =>
    grantsOf(withoutDeclined(draft, declined), around).map(({ purpose }) => purpose)
  assert.deepEqual(purposes(['identification']), ['assistance'])
  assert.deepEqual(purposes(['sharing']), [])
  assert.deepEqual(purposes([]), ['identification', 'assistance'])
})

test('an adult who says no to being recorded is not recorded', () => {
  const no = { ...complete, questions: { consents_to_interview: { value: 'no' } } } as const
  assert.deepEqual(consentGaps(no, around), ['says_no'])
  assert.deepEqual(consentGaps({ ...complete, questions: {} }, around), ['not_asked'])
  assert.equal(consentPayload(no, around), null)
})

test('consent that is not in writing needs a witness', () => {
  const oral: ConsentDraft = { ...complete, form: 'thumbprint', witness: '  ' }
  assert.deepEqual(consentGaps(oral, around), ['no_witness'])
  assert.equal(consentPayload({ ...oral, witness: ' B ' }, around)?.witness, 'B')
})

test('a child consents through a guardian, or on a best-interests basis, and an adult through neither', () => {
  const child = { ...around, path: 'child' } as const
  assert.deepEqual(consentGaps(complete, child), ['no_capacity'])
  const guarded: ConsentDraft = { ...complete, capacity: 'child_assent_with_guardian' }
  assert.deepEqual(consentGaps(guarded, child), ['no_guardian'])
  assert.deepEqual(consentGaps({ ...complete, capacity: 'child_best_interests' }, child), ['no_basis'])
  assert.deepEqual(consentGaps({ ...guarded, guardian: 'G' }, around), ['no_capacity'])
  assert.equal(consentPayload({ ...complete, guardian: 'G' }, around)?.guardian, null)
  assert.deepEqual(capacitiesFor('child', ['adult', 'child_best_interests']), ['child_best_interests'])
})

test('a day in the future is not accepted', () => {
  assert.deepEqual(consentGaps({ ...complete, consentOn: asPlainDate('2026-11-25') }, around), ['in_future'])
})

test('what is recorded is what the contract takes, with marks that nobody sees left out', () => {
  const payload = consentPayload(
    { ...allowing(['shelter', 'assistance', ['health']]), explainedBy: '\u200fأ. حداد ' },
    around,
  )
  assert.equal(payload?.explainedBy, 'أ. حداد')
  assert.deepEqual(payload?.questions.informed_of_use, { absent: 'not_asked' })
  assert.deepEqual(PAYLOAD_SCHEMAS.consent_recorded.parse(payload), payload)
})

test('an earlier consent lends its language and form, never its answers or what was allowed', () => {
  const first = consentPayload(allowing(['shelter', 'assistance', ['health']]), around)!
  const again = consentFrom(first)
  assert.deepEqual([again.language, again.form, again.explainedBy], ['ar', 'written', 'A worker'])
  assert.deepEqual([again.questions, again.recipients, again.allowances], [{}, [], []])
})
