import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sideFromFile } from './from-file.ts'

const row = (id: string, given: string, family: string, more: Readonly<Record<string, string>> = {}) =>
  Object.entries({ given, family, ...more }).map(([part, value]) => [`names/${id}/${part}`, { value }] as const)

test('both spellings of a name stand in one field, and what both have stands once', () => {
  const side = sideFromFile(
    Object.fromEntries([
      ...row('a', 'حسن', 'كمال', { middle: 'علي', nickname: 'أبو علي' }),
      ...row('b', 'Hassan', 'كمال', { kind: 'other_spelling' }),
    ]),
  )
  assert.deepEqual(side, {
    given_name: { value: 'حسن علي / Hassan' },
    family_name: { value: 'كمال' },
    nickname: { value: 'أبو علي' },
  })
})

test('what is absent, open or not asked in tracing is left out', () => {
  assert.deepEqual(
    sideFromFile({
      birth_date: { absent: 'not_known' },
      sex: { value: 'not_said' },
      citizenship: { value: ['SY', 'LB'] },
      estimated_age_from: { value: 12 },
      estimated_age_to: { value: 15 },
      primary_language: { value: 'ar' },
      disability: { value: 'yes' },
    }),
    { mother_tongue: { value: 'ar' } },
  )
  assert.deepEqual(
    sideFromFile({
      birth_date: { value: '2012-04-03' },
      sex: { value: 'female' },
      citizenship: { value: ['SY'] },
      estimated_age_from: { value: 13 },
      estimated_age_to: { value: 13 },
    }),
    {
      sex: { value: 'female' },
      birth_date: { value: '2012-04-03' },
      age: { value: 13 },
      citizenship: { value: 'SY' },
    },
  )
})
