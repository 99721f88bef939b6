import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, type PlainDate } from '@gloact/kernel'
import { takeDueSteps, verifyRequests } from '@gloact/records/server'
import { weighed } from '../../domain/tracing/weighed.ts'
import { changedSinceParked } from '../../domain/tracing/parking.ts'
import { matchAll } from './find-matches.ts'
import {
  type Said,
  PEOPLE,
  ask,
  childOf,
  follow,
  matchesOf,
  part,
  registerChild,
  registerRequest,
  requestFor,
  setNow,
  sideOf,
  stateOf,
  step,
  timeNow,
} from './testing/tracing-stage.ts'

const today = () => timeNow().slice(0, 10) as PlainDate
const isTask = async (id: string) => (await part.tasks(PEOPLE.second)).some(({ about }) => about.id === id)
const aside = (days: number): Said => ({ look_again_on: addDays(today(), days), why: 'The aunt is asked first.' })

async function suggested(number: number, more: Said = {}) {
  const said = requestFor(number, { telephone: `+4477009020${10 + number}`, paper_number: `K-${number}`, ...more })
  const { id } = await registerRequest(said)
  await follow()
  const [best] = await matchesOf(id)
  return { request: id, match: best!.id, path: `matches/${best!.id}`, said }
}

test('a suggestion is set aside until a day, is nobody’s task until then, and comes back by itself', async () => {
  for (let number = 1; number <= 6; number++) await registerChild(number)
  await follow()
  const { match, path } = await suggested(1)
  assert.match(String((await ask('officer', 'GET', path)).body.model), /^[0-9a-f]{64}$/)
  for (const days of [-1, 0, 91]) {
    const refused = await step('officer', path, 'park', aside(days))
    assert.deepEqual([refused.status, refused.body.code], [422, 'children.park_day'], String(days))
  }
  assert.equal((await step('desk', path, 'park', aside(5))).status, 403)
  assert.equal((await step('elsewhere', path, 'park', aside(5))).status, 404)
  assert.equal((await step('officer', path, 'park', { look_again_on: addDays(today(), 5) })).status, 422, 'why is said')
  assert.equal(await isTask(match), true)
  assert.equal((await step('officer', path, 'park', aside(5))).body.state, 'parked')
  assert.equal(await isTask(match), false)
  // Neither the search of a night nor an early look brings it back.
  await matchAll(part.matching)
  assert.equal(await takeDueSteps(part.kinds.matches), 0)
  assert.equal(await stateOf(match), 'parked')
  const there = timeNow()
  setNow('2026-11-28T23:00:00.000Z')
  assert.equal(await takeDueSteps(part.kinds.matches), 0)
  setNow('2026-11-29T00:20:00.000Z')
  assert.equal(await takeDueSteps(part.kinds.matches), 1)
  assert.equal(await stateOf(match), 'suggested')
  assert.equal(await isTask(match), true)
  const { back, steps } = (await ask('second', 'GET', path)).body
  assert.deepEqual(back, [])
  assert.deepEqual(weighed(steps), { at: steps[0]!.recordedAt, asideSince: true })
  setNow(there)
})

test('it comes back before its day where what spoke for or against it changed, and says what; nothing else brings it back', async () => {
  const { request, match, path, said } = await suggested(2)
  await step('officer', path, 'park', aside(30))
  await step('desk', `requests/${request}`, 'amend', { ...said, said: 'She sings.', nickname: 'Zuzu' })
  await follow()
  assert.equal(await stateOf(match), 'parked')
  await step('desk', `requests/${request}`, 'amend', { ...said, mother_name: 'Somebody Else' })
  await follow()
  assert.equal(await stateOf(match), 'suggested')
  assert.deepEqual((await ask('second', 'GET', path)).body.back, ['mother_name'])
  assert.equal(await isTask(match), true)
})

test('where it comes back and is not suggested any more, its reasons are those of the day on which it was weighed, and the page can say so', async () => {
  const { request, match, path, said } = await suggested(6, { mother_name: childOf(6).mother.native })
  const before = (await ask('second', 'GET', path)).body
  assert.equal(weighed(before.steps).asideSince, false)
  await step('officer', path, 'park', aside(30))
  const other = { given_name: 'Zenobia', family_name: 'Quillfeather', father_name: 'Horatio', mother_name: 'Perpetua' }
  await step('desk', `requests/${request}`, 'amend', {
    ...said,
    ...other,
    sex: 'male',
    age: 2,
    siblings: '',
    origin: 'X',
  })
  await follow()
  assert.equal(await stateOf(match), 'suggested')
  const after = (await ask('second', 'GET', path)).body
  assert.deepEqual(after.reasons, before.reasons)
  assert.deepEqual(weighed(after.steps), { at: weighed(before.steps).at, asideSince: true })
})

test('what is set aside can be taken up or rejected; it leaves when the request does, and who entered it sets nothing aside', async () => {
  const taken = await suggested(3)
  await step('officer', taken.path, 'take_up', { seen_both: 'yes', why: 'Fits.' })
  assert.equal((await step('officer', taken.path, 'park', aside(10))).body.state, 'parked')
  assert.equal(
    (await step('second', taken.path, 'take_up', { seen_both: 'yes', why: 'Fits.' })).body.state,
    'verifying',
  )
  const gone = await suggested(4)
  await step('officer', gone.path, 'park', aside(10))
  await step('desk', `requests/${gone.request}`, 'withdraw')
  await follow()
  assert.equal(await stateOf(gone.match), 'dropped')
  const child = await suggested(5)
  await step('second', child.path, 'park', aside(10))
  const { facts } = (await ask('second', 'GET', child.path)).body
  await step('officer', `children/${String(facts['subject_id'])}`, 'change', { ...sideOf(5), wish: 'no' })
  await follow()
  assert.equal(await stateOf(child.match), 'dropped')
  const own = await registerRequest(requestFor(6, { telephone: '+447700902099', paper_number: 'K-own' }), 'officer')
  await follow()
  const [best] = await matchesOf(own.id, 'open', 'second')
  assert.equal((await step('officer', `matches/${best!.id}`, 'park', aside(10))).status, 404)
  const verified = await verifyRequests(part.kinds.matches)
  assert.deepEqual([verified.broken, verified.requests > 0], [undefined, true])
})

test('what both sides say only now brings it back, too; what neither compares does not', () => {
  const parked = {
    reasons: [
      { field: 'given_name', how: 'same', weight: 5, rare: true },
      { field: 'mother_name', how: 'unsaid', weight: 0, rare: false },
    ],
    request: { given_name: 'Leen' },
    child: { given_name: 'Leen', mother_name: 'Huda' },
  } as const
  assert.deepEqual(changedSinceParked(parked, parked), [])
  assert.deepEqual(
    changedSinceParked(parked, { request: { given_name: 'Leen', mother_name: 'Huda' }, child: parked.child }),
    ['mother_name'],
  )
  assert.deepEqual(
    changedSinceParked(parked, { request: { given_name: 'Leen', origin: 'Homs' }, child: parked.child }),
    [],
  )
  assert.deepEqual(changedSinceParked(parked, { request: { given_name: 'Lina' }, child: parked.child }), ['given_name'])
})
