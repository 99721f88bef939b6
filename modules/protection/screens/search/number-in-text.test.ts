import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { newFileNumber } from '../../domain/file/file-number.ts'
import { numberInText } from './number-in-text.ts'

const FORMAT = { prefix: 'DL', bodyLength: 5 }

test('a number is known however it is written: any case, spaces, dashes or nothing between', () => {
  fc.assert(
    fc.property(fc.constantFrom(' ', '-', '', ' - ', '.'), fc.boolean(), (between, lower) => {
      const number = newFileNumber(FORMAT)
      const written = ` ${number.replaceAll('-', between)} `
      assert.equal(numberInText(lower ? written.toLowerCase() : written), number)
    }),
  )
})

test('a number with a wrong character is none, and neither is a name', () => {
  const number = newFileNumber(FORMAT)
  const wrong = number.slice(0, -1) + (number.endsWith('7') ? '8' : '7')
  for (const text of [wrong, 'Nurgul', 'Asanova', 'plan', '', 'DL', '2026-11-24']) {
    assert.equal(numberInText(text), undefined, text)
  }
})
