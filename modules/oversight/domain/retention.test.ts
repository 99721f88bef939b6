import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asPlainDate } from '@gloact/kernel'
import { monthsFrom, retentionEnd, type ClosedFile } from './retention.ts'

const RULE = { adultYears: 10, childYearsAfter18: 10, basis: 'test' }
const file = (part: Partial<ClosedFile>): ClosedFile => ({
  fileId: 'a',
  number: 'DL-1',
  path: 'adult',
  openedOn: asPlainDate('2020-03-01'),
  closedOn: asPlainDate('2021-05-10'),
  ageAtContact: 30,
  ...part,
})

test('an adult’s file is kept so many years after it was closed', () => {
  assert.deepEqual(retentionEnd(file({}), RULE), { kind: 'adult', endsOn: '2031-05-10' })
  assert.deepEqual(retentionEnd(file({ ageAtContact: null }), RULE), { kind: 'adult', endsOn: '2031-05-10' })
})

test('a child’s is kept so many years after the eighteenth birthday', () => {
  assert.deepEqual(retentionEnd(file({ path: 'child', ageAtContact: 10 }), RULE), {
    kind: 'child',
    endsOn: '2038-03-01',
  })
})

test('a child whose age is not known is reckoned as the youngest', () => {
  assert.deepEqual(retentionEnd(file({ path: 'child', ageAtContact: null }), RULE), {
    kind: 'child_age_unknown',
    endsOn: '2048-03-01',
  })
})

test('a child’s file that was closed late is not let go before an adult’s would be', () => {
  const late = file({ path: 'child', ageAtContact: 17, closedOn: asPlainDate('2030-01-31') })
  assert.equal(retentionEnd(late, RULE).endsOn, '2040-01-31')
})

test('twelve months begin with the present one', () => {
  const months = monthsFrom(asPlainDate('2026-11-24'))
  assert.deepEqual([months[0], months[1], months[2], months.length], ['2026-11', '2026-12', '2027-01', 12])
})
