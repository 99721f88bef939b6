import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FormAnswers } from '@gloact/forms'
import { misuseSigns, type MisuseKnown } from '../../modules/children/domain/tracing/misuse.ts'
import { FAMILY_DRAWS, inventFamilies } from '../../packages/linkage/bench/tracing-families.ts'

const NOTHING: MisuseKnown = {
  earlier: [],
  others: [],
  against: [],
  keptAway: [],
  suggested: [],
  alike: () => false,
}
/** What a request asks of the child and the past, by the column of the invented ones. */
const COLUMNS = {
  relative_name: 'inquirer_name',
  given_name: 'child_first_name',
  nickname: 'nickname',
  father_name: 'father',
  mother_name: 'mother',
  grandfather_name: 'grandfather_name',
  siblings: 'siblings',
  birth_date: 'child_dob',
  age: 'child_age',
  origin: 'place_of_origin',
  separation_place: 'place_of_separation',
  separated_on: 'date_of_separation',
  last_place: 'last_place',
} as const
type Asked = Readonly<Record<keyof typeof COLUMNS, string>>

/** Requests of true families, of whose cells so many are filled. */
function families(filled: number): readonly Asked[] {
  const settings = { ...FAMILY_DRAWS.even, cases: 10, requests: 1_500, filled, found: 0, further: true }
  const { columns, rows } = inventFamilies(settings, 7).requests
  return rows.map(
    (row) =>
      Object.fromEntries(
        Object.entries(COLUMNS).map(([field, column]) => [field, row[columns.indexOf(column)] ?? '']),
      ) as Asked,
  )
}

const signsOf = (asked: Partial<Asked> & { readonly said?: string }) => {
  const answers: FormAnswers = Object.fromEntries(
    Object.entries({ identity_seen: 'passport', agrees: 'yes', ...asked }).map(([field, value]) => [field, { value }]),
  )
  return misuseSigns(
    { requestId: 'r', at: '2026-11-01T09:00:00Z', enteredBy: 'desk', desk: 'office', devices: [], answers },
    NOTHING,
  )
}

test('of families who know little, since nobody wrote more down, hardly any is held', () => {
  for (const [filled, most] of [
    [0.42, 0.03],
    [0.55, 0.015],
    [0.7, 0.005],
  ] as const) {
    const all = families(filled)
    const held = all.filter((asked) => signsOf(asked).length > 0).length / all.length
    assert.ok(held <= most, `${filled}: ${held}`)
  }
})

test('anyone who knows name and age, a town and where the child is now is held, every one', () => {
  const decoys = families(0.85).filter(
    ({ given_name: given, age, origin }) => given !== '' && age !== '' && origin !== '',
  )
  assert.ok(decoys.length > 500)
  for (const { relative_name, given_name, age, origin } of decoys) {
    assert.deepEqual(signsOf({ relative_name, given_name, age }), ['knows_little'])
    assert.deepEqual(signsOf({ relative_name, given_name, age, origin }), ['knows_little'])
    const present = signsOf({ relative_name, given_name, age, origin, said: 'She is in the shelter by the river now' })
    assert.deepEqual(present, ['knows_little', 'knows_present'])
  }
  // A past that is made up does not help where the present is known.
  for (const asked of decoys.slice(0, 100))
    assert.ok(signsOf({ ...asked, said: 'She lives in the shelter' }).includes('knows_present'))
})
