import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { newFileNumber } from '../file/file-number.ts'
import { saysWho } from './view-name.ts'

const format = { prefix: 'DL', bodyLength: 5 }

test('the name of a list may say what the list is of', () => {
  for (const name of [
    'Overdue in my team',
    'Since 11/2026',
    'Risk 3 to 4, 2025 and 2026',
    'متأخر في فريقي',
    'Ждут решения',
  ]) {
    assert.equal(saysWho(name, format), false, name)
  }
})

test('a telephone number, an address, a day of birth and the digits of a document are not put into the name of a list', () => {
  for (const name of [
    'Call +993 65 12 34 56',
    'AB1234567',
    'born 03.02.1999',
    'write to someone@example.org',
    'هاتف ٠٦٥١٢٣٤٥',
  ]) {
    assert.equal(saysWho(name, format), true, name)
  }
})

test('a file’s number is not put into the name of a list, wherever it stands and however it is written', () => {
  fc.assert(
    fc.property(
      fc.constant(null).map(() => newFileNumber(format)),
      fc.constantFrom('', 'Look at ', 'Mine ('),
      fc.boolean(),
      (number, before, plain) => {
        const written = plain ? number.replaceAll('-', '').toLowerCase() : number
        assert.equal(saysWho(`${before}${written}`, format), true)
      },
    ),
  )
})
