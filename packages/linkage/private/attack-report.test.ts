import assert from 'node:assert/strict'
import { test } from 'node:test'
import { byChance, recorded, withstands, type AttackReport } from './attack-report.ts'

const report = (records: number, right: number, claimed = right): AttackReport => ({
  records,
  dummies: 10,
  attacks: [
    { attack: 'frequency', claimed: 0, right: 0, found: 0 },
    { attack: 'graph', claimed, right, found: right / records },
  ],
})

test('what is recorded of an attack is that it kept to the limit, found no more than guessing would, or succeeded', () => {
  const told = (one: AttackReport) => {
    const { withstood, withinChance, succeeded } = recorded(one, 0.01)
    return { withstood, withinChance, succeeded, passes: withstands(one, 0.01).ok }
  }
  assert.deepEqual(told(report(29, 2, 29)), {
    withstood: ['frequency'],
    withinChance: ['graph'],
    succeeded: [],
    passes: true,
  })
  assert.deepEqual(told(report(1000, 10, 900)), {
    withstood: ['frequency', 'graph'],
    withinChance: [],
    succeeded: [],
    passes: true,
  })
  assert.deepEqual(told(report(1000, 90, 900)), {
    withstood: ['frequency'],
    withinChance: [],
    succeeded: ['graph'],
    passes: false,
  })
  assert.deepEqual(
    byChance(report(29, 2, 29), 0.01).map(({ right }) => right),
    [2],
  )
})
