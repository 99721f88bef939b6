import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { barOfNext, factsForReceiver, MOST_HOPS } from './chain.ts'
import { confirmedAsking, exceptionStepsOpen, GROUNDS, groupsOnGround } from './override.ts'
import { IN_WORDS_ALONE, narrowedTo } from './passing-on.ts'

const agency = fc.constantFrom<string>('a', 'b', 'c', 'd')
const need = fc.constantFrom<string>('health', 'shelter')
const hops = fc.array(fc.record({ need, agencies: fc.tuple(agency, agency) }), { maxLength: 4 })

test('no need goes round in a circle: an agency that had part in it is chosen again by somebody who leads alone', () => {
  fc.assert(
    fc.property(hops, need, agency, fc.integer({ min: 2, max: 6 }), fc.boolean(), (chain, of, receiver, hop, leads) => {
      const bar = barOfNext(chain, { need: of, receiver, hop, leads })
      const before = chain.some((each) => each.need === of && each.agencies.includes(receiver))
      if (hop > MOST_HOPS) assert.equal(bar, 'too_many_hops', 'no matter who decides')
      else assert.equal(bar, before && !leads ? 'loop' : null)
    }),
  )
})

test('the receiver sees which referral for the need it is, and neither whom else was asked nor who declined', () => {
  const facts = { hop: 3, need: 'health', chain: 'x', follows: 'y', offer_set: 'z' }
  assert.deepEqual(factsForReceiver(facts), { hop: 3, need: 'health' })
})

const groups = fc.uniqueArray(
  fc.constantFrom<string>('needs', 'identity', 'contact', 'health', 'exploitation', 'journey'),
)

test('narrowed, nothing that was withdrawn stays and nothing agreed goes; where the words may speak of it the whole goes', () => {
  fc.assert(
    fc.property(groups, groups, (sent, withdrawn) => {
      const left = narrowedTo(sent, withdrawn)
      const gone = sent.filter((group) => withdrawn.includes(group))
      if (gone.some((group) => IN_WORDS_ALONE.includes(group))) return assert.equal(left, null)
      return assert.deepEqual(
        left ?? [],
        sent.filter((group) => !withdrawn.includes(group)),
      )
    }),
    { numRuns: 1000 },
  )
})

test('after any history of withdrawals nothing withdrawn is left to be read', () => {
  fc.assert(
    fc.property(groups, fc.array(groups, { maxLength: 6 }), (sent, withdrawals) => {
      let left: readonly string[] | null = sent
      for (const withdrawn of withdrawals) left = left && narrowedTo(left, withdrawn)
      const all = new Set(withdrawals.flat())
      assert.ok((left ?? []).every((group) => !all.has(group)))
    }),
    { numRuns: 100_000 },
  )
})

test('an exception covers what its ground covers, of what was wanted, and nothing without a second person', () => {
  fc.assert(
    fc.property(groups, fc.constantFrom(...GROUNDS), (wanted, ground) => {
      const covered = groupsOnGround(ground, wanted)
      assert.ok(covered.every((group) => wanted.includes(group) && group !== 'exploitation' && group !== 'journey'))
    }),
  )
  assert.deepEqual(groupsOnGround(null, ['needs']), [])
  const steps = fc.array(fc.constantFrom<string>('ask_override', 'confirm_override', 'review_override', 'send'))
  fc.assert(
    fc.property(steps, (names) => {
      const log = names.map((step, id) => ({ id: String(id), step }))
      const asked = confirmedAsking(log)
      if (asked) assert.ok(log.slice(Number(asked.id)).some(({ step }) => step === 'confirm_override'))
      // Asked again, the confirmation of before counts no more.
      if (asked) assert.ok(log.slice(Number(asked.id) + 1).every(({ step }) => step !== 'ask_override'))
      if (exceptionStepsOpen(log).includes('confirm_override')) assert.equal(asked, undefined)
    }),
  )
})
