import assert from 'node:assert/strict'
import { test } from 'node:test'
import { randomSource } from '@gloact/kernel'
import { barePosts } from './bare-posts.ts'
import { countPeople } from './counting.ts'
import { pairOf, samePeople, type SameDecision } from './same-person.ts'

const random = randomSource(Number(process.env['GLOACT_TEST_SEED'] ?? 17))
const someone = () => `p${random.below(12)}`

function drawn() {
  const entries = Array.from({ length: 40 }, () => ({
    practitionerId: someone(),
    eventId: `e${random.below(4)}`,
    day: `2026-01-0${1 + random.below(3)}`,
  }))
  const decisions: SameDecision[] = Array.from({ length: random.below(8) }, () => {
    const [one, other] = pairOf(someone(), someone())
    return { one, other, same: random.below(4) > 0 }
  }).filter(({ one, other }) => one !== other)
  return { entries, decisions }
}

test('distinct people are never more than entries, and entries never more than participant-days, however people are merged', () => {
  for (let times = 0; times < 500; times += 1) {
    const { entries, decisions } = drawn()
    const counted = countPeople(entries, samePeople(decisions))
    assert.ok(counted.people <= counted.entries && counted.entries <= counted.participantDays)
    assert.ok(counted.people <= countPeople(entries).people)
  }
})

test('to merge and then to undo it changes nothing, in whatever order the decisions were made', () => {
  for (let times = 0; times < 500; times += 1) {
    const { decisions } = drawn()
    const [one, other] = pairOf('p0', `p${1 + random.below(11)}`)
    const before = samePeople(decisions)
    const merged = [...decisions, { one, other, same: true }]
    const together = samePeople(merged)
    assert.equal(together.get(one) ?? one, together.get(other) ?? other)
    assert.deepEqual(samePeople(merged.filter((_, at) => at < decisions.length)), before)
    const turned = samePeople(merged.toReversed())
    for (const id of together.keys()) assert.equal(turned.get(id), together.get(id))
  }
})

test('that two are not one person keeps nobody apart whom others bring together, and merges nobody', () => {
  assert.deepEqual(samePeople([{ one: 'a', other: 'b', same: false }]), new Map())
  const chain = [
    { one: 'b', other: 'c', same: true },
    { one: 'a', other: 'c', same: true },
  ]
  assert.deepEqual(Object.fromEntries(samePeople(chain)), { b: 'a', c: 'a' })
})

test('a post is left bare when the last who was trained has gone, and no sooner', () => {
  const police = { employer: 'Police', profession: 'police' }
  const moved = { employer: 'Customs', profession: 'other', gone: false, left: [{ ...police, since: '2026-03-01' }] }
  const stays = { ...police, gone: false, left: [] }
  assert.deepEqual(barePosts([moved, stays]), [])
  assert.deepEqual(barePosts([moved]), [{ ...police, left: 1, since: '2026-03-01' }])
  assert.deepEqual(barePosts([moved, { ...stays, gone: true }]), [{ ...police, left: 2, since: '2026-03-01' }])
})
