import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sameAddress, samePaper, samePhone, shareContacts } from './contacts.ts'

test('a telephone is one with and without its country, in whatever figures and with whatever between them', () => {
  assert.ok(samePhone('+961 70 123456', '070/123 456'))
  assert.ok(samePhone('+961 70 123456', '٠٧٠ ١٢٣ ٤٥٦'))
  assert.ok(!samePhone('+961 70 123456', '+961 70 123457'))
  assert.ok(!samePhone('112', '112'), 'a short number is everybody’s')
  assert.ok(!samePhone('', undefined))
})

test('an address is one house in whatever order it is written; a town alone is none', () => {
  assert.ok(sameAddress('12, Rue de la Paix, Tyre', 'Tyre – rue de la paix ١٢'))
  assert.ok(sameAddress('Hamra 4', 'hamra, 4'))
  assert.ok(!sameAddress('Tyre', 'Tyre'))
  assert.ok(!sameAddress('South Tyre', 'Tyre South'))
  assert.ok(!sameAddress('12 Rue de la Paix', '14 Rue de la Paix'))
})

test('a document is one by its letters and figures; a short number is on many', () => {
  assert.ok(samePaper('AB-123 456', 'ab123456'))
  assert.ok(samePaper('ب ١٢٣٤٥', 'ب 12345'))
  assert.ok(!samePaper('P-1', 'P-1'))
  assert.ok(!samePaper('passport', 'passport'))
})

test('nothing known is nothing shared, and one thing shared is enough', () => {
  assert.ok(!shareContacts({ name: 'Rania' }, { name: 'Rania' }))
  assert.ok(!shareContacts({ phone: '', address: '', paper: '' }, { phone: '', address: '', paper: '' }))
  assert.ok(shareContacts({ phone: '+961 70 123456', paper: 'X1' }, { phone: '70123456' }))
})
