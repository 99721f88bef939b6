import assert from 'node:assert/strict'
import { test } from 'node:test'
import { randomSource } from '@gloact/kernel'
import { behaviour, mayLeave, spreadOf, standsBeside } from './levels.ts'

test('a mean says of how many it is; a spread of one is undefined, and a mean of nobody too', () => {
  assert.deepEqual(spreadOf([]), { n: 0, mean: null, spread: null })
  assert.deepEqual(spreadOf([4]), { n: 1, mean: 4, spread: null })
  assert.deepEqual(spreadOf([2, 4]), { n: 2, mean: 3, spread: Math.SQRT2 })
})

test('use is of those who answered, the response rate of those who attended; an example nobody looked at is not verified', () => {
  const answer = { uses: true, verified: null, inPost: true, barriers: [] }
  const found = behaviour({
    attended: 4,
    answers: [
      answer,
      { ...answer, verified: true },
      { uses: false, verified: true, inPost: false, barriers: ['no_cases'] },
    ],
    confirmations: ['yes', null, 'cannot_say'],
  })
  assert.deepEqual(found.responses, { count: 3, of: 4, share: 0.75 })
  assert.deepEqual([found.uses.count, found.verified.count, found.inPost.count], [2, 1, 2])
  assert.deepEqual(
    found.barriers.filter(({ count }) => count > 0),
    [{ barrier: 'no_cases', count: 1, of: 3, share: 1 / 3 }],
  )
  assert.deepEqual([found.confirmed, found.asked], [{ count: 1, of: 2, share: 0.5 }, 3])
  assert.equal(behaviour({ attended: 0, answers: [], confirmations: [] }).uses.share, null)
})

test('a count leaves the team where neither it nor what is left over is a few', () => {
  const told = [0, 4, 5, 6, 9, 10].map((count) => mayLeave(count, 10, 5))
  assert.deepEqual(told, [true, false, true, false, false, true])
  assert.equal(mayLeave(3, 3, 5), false)
})

test('a year beside its events gives nothing away: what is left is hidden in two events, and is not a few', () => {
  const random = randomSource(17)
  const threshold = 5
  for (let round = 0; round < 500; round += 1) {
    const events = Array.from({ length: 1 + random.below(5) }, () => {
      const count = random.below(12)
      return { count, hidden: count > 0 && (count < threshold || random.below(4) === 0) }
    })
    if (!standsBeside(events, threshold)) continue
    // Anybody subtracts what the events' reports show from the year.
    const hidden = events.filter((event) => event.hidden)
    const left = hidden.reduce((sum, { count }) => sum + count, 0)
    assert.ok(hidden.length !== 1)
    assert.ok(left === 0 || left >= threshold)
  }
  assert.equal(
    standsBeside(
      [
        { count: 3, hidden: true },
        { count: 9, hidden: false },
      ],
      threshold,
    ),
    false,
  )
  assert.equal(
    standsBeside(
      [
        { count: 3, hidden: true },
        { count: 4, hidden: true },
      ],
      threshold,
    ),
    true,
  )
})
