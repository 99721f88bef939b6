import assert from 'node:assert/strict'
import { test } from 'node:test'
import { choiceOf } from './choice-of.ts'

const CURRENCIES = [
  { value: 'EUR', label: 'EUR · Euro' },
  { value: 'USD', label: 'USD · US Dollar' },
  { value: 'USN', label: 'USN · US Dollar (Next day)' },
]

test('what is typed and chosen from nothing is the option of that code, of those words, or the only one that begins so', () => {
  assert.equal(choiceOf('EUR', CURRENCIES)?.value, 'EUR')
  assert.equal(choiceOf(' eur ', CURRENCIES)?.value, 'EUR')
  assert.equal(choiceOf('EUR · Euro', CURRENCIES)?.value, 'EUR')
  assert.equal(choiceOf('USD', CURRENCIES)?.value, 'USD')
  assert.equal(choiceOf('eu', CURRENCIES)?.value, 'EUR')
})

test('words that mean no option, or more than one, choose nothing', () => {
  assert.equal(choiceOf('US', CURRENCIES), undefined)
  assert.equal(choiceOf('euros', CURRENCIES), undefined)
  assert.equal(choiceOf('  ', CURRENCIES), undefined)
  assert.equal(choiceOf('EUR', [{ value: 'EUR', label: 'EUR', disabled: true }]), undefined)
})
