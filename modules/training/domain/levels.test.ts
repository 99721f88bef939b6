import assert from 'node:assert/strict'
import { test } from 'node:test'
import { behaviour, mayLeave, spreadOf } from './levels.ts'

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
