import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CODE_LISTS } from '@gloact/codes'
import { HTCDS_TEST_FORMS } from '../testing/test-forms.ts'
import { guessColumns } from './guess-columns.ts'

const knowledge = { forms: HTCDS_TEST_FORMS, codeLists: CODE_LISTS, year: 2026 }
const guess = (...columns: readonly (readonly [header: string, ...samples: string[]])[]) =>
  guessColumns(
    columns.map(([header, ...samples]) => ({ header, samples })),
    knowledge,
  ).map((found) => (found === null ? null : `${found.key} by ${found.by}`))

test('columns are known by what people call them, in each language of the product', () => {
  assert.deepEqual(
    guess(['First'], ['FAMILY NAME'], ['D.O.B.'], ['Sex'], ['Nationality'], ['Phone'], ['Date of contact']),
    [
      'prs_FirstName by name',
      'prs_SecondName by name',
      'prs_Birthdate by name',
      'prs_Gender by name',
      'prs_Citizenship by name',
      'prs_MobilePhone by name',
      'cas_IncomingReferralDate by name',
    ],
  )
  for (const header of [
    'Date de naissance',
    'fecha de nacimiento',
    'Data de nascimento',
    'Дата рождения',
    'تاريخ الميلاد',
  ])
    assert.deepEqual(guess([header]), ['prs_Birthdate by name'], header)
})

test('a column that is called something else is known by what stands in it', () => {
  assert.deepEqual(
    guess(
      ['x1', 'F', 'M', 'female'],
      ['x2', '1999-02-03', '04.05.1987'],
      ['x3', 'Kyrgyzstan', 'UA', 'Sudan'],
      ['x4', 'a@example.org', 'b@example.org'],
      ['x5', '+996 555 123456', '0555 123 457'],
      ['x6', 'Came by bus', 'Came on foot'],
    ),
    [
      'prs_Gender by content',
      'prs_Birthdate by content',
      'prs_Citizenship by content',
      'prs_Email by content',
      'prs_MobilePhone by content',
      null,
    ],
  )
})

test('one value is too little to go by, and days of this year are nobody’s birth', () => {
  assert.deepEqual(guess(['x', 'F'], ['y', '2026-01-05', '2025-11-30']), [null, null])
})

test('nothing is taken twice: a name goes before a likeness, and two that look alike are left to anyone who knows', () => {
  assert.deepEqual(guess(['Sex', 'F', 'M'], ['x', 'F', 'M']), ['prs_Gender by name', null])
  assert.deepEqual(guess(['x', 'F', 'M'], ['y', 'M', 'M']), [null, null])
  assert.deepEqual(guess(['Phone', '1'], ['Telephone', '2']), ['prs_MobilePhone by name', null])
})
