import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkComplete } from '@gloact/forms'
import { tracingSubjectForm } from './forms.ts'
import { FEWEST_SECRETS, withoutUnasked, withRows } from './secrets.ts'

const rows = (answers: object) => Object.keys(answers).filter((path) => path.startsWith('family_secrets/'))
const side = { safety: { value: 'safe' }, guardian: { value: 'agrees' }, given_name: { value: 'Noor' } }

test('as many rows as are asked for stand there at once, and none of them is sent where the wish is another', () => {
  const asked = withRows({ ...side, wish: { value: 'yes_now' } })
  assert.equal(rows(asked).length, FEWEST_SECRETS)
  assert.equal(withRows(asked), asked, 'once')
  assert.equal(withoutUnasked(asked), asked)
  assert.equal(checkComplete(tracingSubjectForm, asked).length, FEWEST_SECRETS * 2, 'each needs its kind and words')
  for (const wish of ['no', 'too_young']) assert.deepEqual(rows(withRows({ ...side, wish: { value: wish } })), [])
  const no = withoutUnasked({ ...asked, wish: { value: 'no' } })
  assert.deepEqual([rows(no), checkComplete(tracingSubjectForm, no)], [[], []])
})
