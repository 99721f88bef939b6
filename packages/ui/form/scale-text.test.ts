import assert from 'node:assert/strict'
import { test } from 'node:test'
import { scaleText, stepsOf } from './answer-text.ts'

const scale = {
  id: 'useful',
  type: 'scale',
  min: 1,
  max: 4,
  ends: { low: { en: 'Not useful', fr: 'Inutile' }, high: { en: 'Very useful', fr: 'Très utile' } },
  label: { en: 'Useful' },
  sensitivity: 'open',
} as const
const digits = (value: number) => String(value)

test('every step of a scale is offered, and the ends say what they mean', () => {
  assert.deepEqual(
    stepsOf(scale).map((step) => scaleText(scale, step, 'en', digits, { outOf: false })),
    ['1: Not useful', '2', '3', '4: Very useful'],
  )
})

test('an answer says of how many steps it is one', () => {
  assert.equal(scaleText(scale, 3, 'fr', digits), '3 / 4')
  assert.equal(scaleText(scale, 4, 'fr', digits), '4 / 4: Très utile')
})
