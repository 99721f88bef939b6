import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CODE_LISTS } from '@gloact/codes'
import { appointmentWords } from './code-words.ts'

test('an appointment is in words before the country’s lists are there, whatever its code is', () => {
  assert.equal(appointmentWords(undefined, 'medical', 'en'), appointmentWords(CODE_LISTS, 'medical', 'en'))
  assert.notEqual(appointmentWords(undefined, 'medical', 'en'), 'medical')
  assert.equal(appointmentWords(undefined, 'of_the_country', 'fr'), appointmentWords(undefined, 'other', 'fr'))
  const own = { id: 'appointment_kind', version: '1', codes: [{ code: 'of_the_country', label: { en: 'Oath' } }] }
  assert.equal(appointmentWords({ appointment_kind: own }, 'of_the_country', 'en'), 'Oath')
})
