import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asPlainDate } from '@gloact/kernel'
import type { HtcdsAnswers } from '@gloact/standards'
import { ageStatementOf, contactDateOf, declinesRecording, identityOf, likeness } from './imported-person.ts'

const today = asPlainDate('2026-11-24')

test('a person is an adult only where that is certain, and on the child path otherwise', () => {
  const on = asPlainDate('2026-05-01')
  const aged = (birth: string) => ageStatementOf({ prs_Birthdate: { value: birth } }, on)
  assert.deepEqual(['2000-01-01', '2008-05-01', '2008-05-02', '2008', '2007', '2015'].map(aged), [
    'adult',
    'adult',
    'child',
    'not_sure',
    'adult',
    'child',
  ])
  assert.equal(ageStatementOf({}, on), 'not_sure')
  assert.equal(ageStatementOf({ vic_AgeWhenTrafficked: { value: 30 } }, on), 'adult')
  const no: HtcdsAnswers = { con_Consent: { value: false } }
  assert.deepEqual([declinesRecording(no, 'adult'), declinesRecording(no, 'not_sure')], [true, false])
  assert.equal(contactDateOf({ cas_IncomingReferralDate: { value: '2025-02' } }, today), '2025-02-28')
  assert.equal(contactDateOf({}, today), today)
})

test('a row is named by who it is about; without a name or number it has none', () => {
  const row: HtcdsAnswers = { prs_FirstName: { value: 'Aida' }, cas_Status: { value: 'Active' } }
  assert.equal(identityOf(row), identityOf({ ...row, cas_Status: { value: 'Closed' } }))
  assert.equal(identityOf({ cas_Status: { value: 'Active' } }), undefined)
  const numbered = { ...row, prs_IdentityNumber: { value: 'ab 12-34' } }
  assert.equal(
    identityOf(numbered),
    identityOf({ prs_FirstName: { value: 'Aïda' }, prs_IdentityNumber: { value: 'AB1234' } }),
  )
  assert.notEqual(identityOf(numbered), identityOf(row))
  assert.notEqual(identityOf(numbered), identityOf({ ...numbered, prs_IdentityNumber: { value: 'AB1235' } }))
  assert.doesNotMatch(identityOf({ ...row, prs_IdentityNumber: { value: ' - ' } }) ?? '', /^number/)
  assert.equal(likeness(row, { ...row, cas_Status: { value: 'Closed' } }), 0.5)
})
