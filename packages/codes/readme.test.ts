import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CODE_LISTS, gender, genderToSex, labelOf, translate } from './index.ts'

test('the example of the README holds', () => {
  assert.equal(labelOf(gender, 'Feminine', 'ar'), 'امرأة أو فتاة')
  assert.deepEqual(translate(genderToSex, 'Feminine'), ['female'])
  assert.equal(CODE_LISTS['country']?.id, 'country')
})
