import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ctdcShares } from '../bench/ctdc-shares.ts'

const FORMS = ['isForcedLabour', 'isSexualExploit', 'isOtherExploit']

test('the example of CTDC’s codebook comes out as the codebook has it: 50, 50 and 25 percent, without person 4', () => {
  const people = [
    { isForcedLabour: '1' },
    { isSexualExploit: '1' },
    { isOtherExploit: '1' },
    {},
    { isForcedLabour: '1', isSexualExploit: '1' },
  ]
  assert.deepEqual(
    [...ctdcShares(people, FORMS)],
    [
      ['isForcedLabour', 50],
      ['isSexualExploit', 50],
      ['isOtherExploit', 25],
    ],
  )
})

test('who has no answer of a group changes none of its shares, and of nobody there is no share', () => {
  const answer = fc.constantFrom('', '0', '1', undefined)
  fc.assert(
    fc.property(
      fc.array(fc.record({ isForcedLabour: answer, isSexualExploit: answer, isOtherExploit: answer }), {
        maxLength: 20,
      }),
      (people) => {
        const shares = ctdcShares(people, FORMS)
        assert.deepEqual([...ctdcShares([...people, {}, {}], FORMS)], [...shares])
        const some = people.some((one) => Object.values(one).includes('1'))
        for (const share of shares.values())
          assert.ok(some ? share !== null && share >= 0 && share <= 100 : share === null)
      },
    ),
  )
})
