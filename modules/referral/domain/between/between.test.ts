import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isEnd, problemsOfKind } from '@gloact/records'
import { everyWalkHolds } from '@gloact/records/testing'
import { BETWEEN_FORMS, needsTwice } from './forms.ts'
import { BETWEEN, BETWEEN_NAMES, BETWEEN_WAYS, betweenClock, betweenNameOf, KEEPS_FILE, TOLD } from './kinds.ts'
import { agreedForAll } from './sharing.ts'

for (const name of BETWEEN_NAMES) {
  const kind = BETWEEN[name]
  test(`what holds for every kind of request holds for ${name}, and random walks come to each of its states`, () => {
    assert.deepEqual(problemsOfKind(kind), [])
    const { visited } = everyWalkHolds(kind, { runs: 4000 })
    assert.deepEqual(Object.keys(kind.states).toSorted(), [...visited].toSorted())
  })

  test(`in ${name} every form is there, every clock runs for some time, and its parties are its own`, () => {
    for (const { needs } of Object.values<{ needs?: string }>(kind.steps))
      if (needs) assert.ok(BETWEEN_FORMS[needs], needs)
    for (const clock of Object.keys(kind.clocks)) assert.ok(betweenClock(name, {})(clock, {}), clock)
    for (const party of [KEEPS_FILE[name], ...TOLD[name]])
      assert.ok((kind.parties as readonly string[]).includes(party))
    for (const state of BETWEEN_WAYS[name]) assert.ok(state in kind.states, state)
    assert.equal(betweenNameOf(kind.kind), name)
  })
}

test('responsibility moves at acceptance and not before, and back only when the sender takes it', () => {
  const { steps } = BETWEEN.transfer
  const into = (state: string) => Object.entries(steps).flatMap(([step, { to }]) => (to === state ? [step] : []))
  assert.deepEqual(into('accepted'), ['accept', 'keep_there'])
  assert.deepEqual(into('returned'), ['take_back'])
  assert.deepEqual(steps.take_back.by, ['sender'])
  assert.deepEqual(steps.accept.notBy, ['acknowledge'], 'by a second person')
})

test('of a request for a transfer the asker sees a yes, or that the time is over; never a no', () => {
  const { steps, states } = BETWEEN.transfer_request
  assert.deepEqual(steps.refuse.seenBy, ['holder'])
  const ends = Object.keys(states).filter((state) => isEnd(BETWEEN.transfer_request, state))
  assert.deepEqual(ends, ['agreed', 'unanswered'])
  assert.deepEqual(steps.lapse.from, ['asked', 'refused'], 'silence and a no end alike')
})

test('several agencies are told what was agreed for each of them, and all of that', () => {
  const groups = fc.uniqueArray(fc.constantFrom<string>('needs', 'identity', 'contact', 'health', 'risk'))
  fc.assert(
    fc.property(fc.array(groups, { minLength: 1, maxLength: 4 }), (agreed) => {
      const shared = agreedForAll(agreed)
      for (const one of agreed) assert.ok(shared.every((group) => one.includes(group)))
      for (const group of agreed[0]!)
        assert.equal(
          shared.includes(group),
          agreed.every((one) => one.includes(group)),
        )
    }),
  )
  assert.deepEqual(agreedForAll([]), [])
})

test('no need is two agencies’', () => {
  assert.deepEqual(needsTwice(['health', 'legal_assistance'], ['shelter']), [])
  assert.deepEqual(needsTwice(['health', 'shelter'], ['shelter']), ['shelter'])
})
