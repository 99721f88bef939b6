import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import {
  childOf,
  follow,
  matchesOf,
  registerChild,
  registerRequest,
  requestFor,
  stateOf,
  step,
} from './testing/tracing-stage.ts'

const HELD = 20
const [ONE, OTHER] = [21, 22] as const
const LIKELY = 0.9

/** What twins have in common is all but what they are called. */
const twinOf = (number: number) => {
  const child = childOf(number)
  return {
    family_name: child.family.latin,
    sex: child.sex,
    age: child.age,
    citizenship: child.citizenship,
    father_name: child.father.latin,
    mother_name: child.mother.latin,
    relative_name: child.lived.name.latin,
    relation: child.lived.relation,
    origin: child.origin,
    separation_place: child.separationPlace,
    last_place: child.lastPlace,
  }
}
/** What the second of them is called. */
const NAME = 'Zarifa'

before(async () => {
  for (let number = 1; number <= HELD; number++) await registerChild(number)
  await registerChild(ONE, { siblings: NAME })
  await registerChild(OTHER, { ...twinOf(ONE), given_name: NAME, siblings: childOf(ONE).given.latin })
  await follow()
})

const suggested = async (said: Parameters<typeof registerRequest>[0]) => {
  const { id } = await registerRequest(said)
  await follow()
  const matches = await matchesOf(id)
  const of = (twin: number) => matches.find(({ fileId }) => fileId === childOf(twin).fileId)
  return { one: of(ONE), other: of(OTHER) }
}

test('twins are two children: each is found by their own name, and the other is never likely', async () => {
  const first = await suggested(requestFor(ONE, { siblings: NAME }))
  const second = await suggested(
    requestFor(ONE, { given_name: NAME, siblings: childOf(ONE).given.latin, paper_number: 'P-twin' }),
  )
  assert.ok(first.one && first.one.probability > (first.other?.probability ?? 0))
  assert.ok(second.other && second.other.probability > (second.one?.probability ?? 0))
  assert.ok((first.other?.probability ?? 0) < LIKELY && (second.one?.probability ?? 0) < LIKELY)
  // What is decided of one is not decided of the other.
  const rejected = await step('officer', `matches/${first.one.id}`, 'reject', { against: ['origin'], why: 'Not she.' })
  assert.ok(rejected.status < 300, rejected.text)
  assert.equal(await stateOf(first.one.id), 'rejected')
  assert.equal(await stateOf(second.other.id), 'suggested')
})

test('called by a name that is neither’s, neither of the two is likely', async () => {
  const { one, other } = await suggested(
    requestFor(ONE, { given_name: 'Oksana', siblings: '', paper_number: 'P-neither' }),
  )
  for (const match of [one, other]) assert.ok((match?.probability ?? 0) < LIKELY)
})
