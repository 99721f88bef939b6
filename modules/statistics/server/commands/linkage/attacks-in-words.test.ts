import assert from 'node:assert/strict'
import { test } from 'node:test'
import { attacksInWords } from './run-match.ts'

const recorded = {
  mostFound: 0.01,
  withstood: ['frequency', 'patterns'],
  withinChance: ['graph'],
  succeeded: [],
  tries: null,
}

test('match says what is true of each attack that an agency recorded', () => {
  assert.equal(
    attacksInWords(recorded),
    '2 of 3 attacks (frequency, patterns) found at most 1 % of the records; 1 of 3 attacks (graph) found over 1 % of the records, but no more than guessing would.',
  )
  assert.match(
    attacksInWords({ ...recorded, withinChance: [], succeeded: ['graph'] }),
    /; 1 of 3 attacks \(graph\) found over 1 % of the records, and it was handed out all the same/,
  )
})

test('of a file that does not tell chance apart no more is said than it can', () => {
  assert.equal(
    attacksInWords({ ...recorded, withstood: ['frequency', 'graph'], withinChance: null }),
    '2 of 2 attacks (frequency, graph) found at most 1 % of the records, or no more than guessing would.',
  )
})

test('lists that were refused before are told', () => {
  assert.match(
    attacksInWords({ ...recorded, tries: { number: 3, refused: 2 } }),
    /Lists were tried 3 times under the agreement, and 2 of them were refused\.$/,
  )
  assert.doesNotMatch(attacksInWords({ ...recorded, tries: { number: 2, refused: 0 } }), /tried/)
})
