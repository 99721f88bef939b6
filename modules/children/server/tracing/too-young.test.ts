import assert from 'node:assert/strict'
import { test } from 'node:test'
import { verifyRequests } from '@gloact/records/server'
import { CPIMS_SEPARATION } from '../../domain/cpims.ts'
import { KNOWN_VALUES } from '../../domain/primero/lists.ts'
import { SEPARATION_CAUSES } from '../../domain/tracing/separation-causes.ts'
import {
  type Who,
  PEOPLE,
  ask,
  childOf,
  follow,
  matchesOf,
  part,
  registerChild,
  registerRequest,
  setNow,
  timeNow,
  requestFor,
  sideOf,
  stateOf,
  step,
} from './testing/tracing-stage.ts'

const young = { wish: 'too_young', basis: 'Nobody here knows who she belongs to.', separation_cause: 'displacement' }
const AGREED = { why: 'Found alone after the flood; a family would be her best protection.' }

test('a child too young to say is compared with nobody until a supervisor who did not write it down agrees, and again after a change', async () => {
  const subject = await registerChild(1, young)
  const path = `children/${subject}`
  const { id } = await registerRequest(requestFor(1, { telephone: '+447700904001', paper_number: 'Y-1' }))
  await follow()
  const found = async () => (await matchesOf(id)).filter(({ fileId }) => fileId === childOf(1).fileId).length
  const tasksOf = async (who: Who) =>
    (await part.tasks(PEOPLE[who])).flatMap(({ about, kind }) => (about.id === subject ? [kind] : []))
  const due = async () =>
    (await ask('officer', 'GET', path)).body.clocks.flatMap(({ clock, dueAt, stoppedAt }) =>
      dueAt !== null && stoppedAt === null ? [clock] : [],
    )
  assert.equal(await found(), 0)
  assert.deepEqual(await due(), ['agreement'], 'nothing is looked for meanwhile')
  assert.deepEqual(await tasksOf('supervisor'), ['agree_for_child'])
  const task = (await part.tasks(PEOPLE.supervisor)).find(({ about }) => about.id === subject)!
  assert.equal(task.details['number'], `DL-${childOf(1).fileId.slice(-4)}`, 'whose it is, by the number of the file')
  for (const who of ['officer', 'second', 'desk'] as const) assert.deepEqual(await tasksOf(who), [], who)
  const there = timeNow()
  setNow('2026-11-30T09:00:00.000Z')
  assert.deepEqual(await tasksOf('supervisor'), ['agree_for_child'])
  assert.deepEqual(await tasksOf('officer'), ['ask_supervisor'], 'late, it is asked for')
  setNow(there)
  for (const who of ['officer', 'second', 'desk'] as const)
    assert.ok((await step(who, path, 'agree_for_child', AGREED)).status >= 400, who)
  assert.equal((await step('supervisor', path, 'agree_for_child', {})).status, 422, 'with a reason')
  assert.equal((await step('supervisor', path, 'agree_for_child', AGREED)).status, 201)
  await follow()
  assert.equal(await found(), 1)
  assert.deepEqual(await due(), ['first_action'])
  await step('officer', path, 'change', { ...sideOf(1), ...young, basis: 'Another reason.' })
  await follow()
  assert.equal(await found(), 0, 'said otherwise, they are asked again')
  await step('supervisor', path, 'agree_for_child', AGREED)
  await follow()
  const [best] = await matchesOf(id)
  await step('officer', `matches/${best!.id}`, 'take_up', { seen_both: 'yes', why: 'Fits.' })
  await step('officer', path, 'change', { ...sideOf(1), ...young, last_place: 'The old bridge' })
  await follow()
  assert.equal(
    await stateOf(best!.id),
    'verifying',
    'what was taken up goes on; nobody is told before they agree again',
  )
  await step('supervisor', path, 'change', { ...sideOf(1), ...young })
  assert.deepEqual(await tasksOf('supervisor'), [], 'who wrote it down is not who agrees')
  assert.equal((await step('supervisor', path, 'agree_for_child', AGREED)).body.code, 'records.second_person')
  assert.equal(
    (await step('officer', path, 'change', { ...sideOf(1), wish: 'too_young' })).status,
    422,
    'with its basis',
  )
  const verified = await verifyRequests(part.kinds.subjects)
  assert.equal(verified.broken, undefined)
})

test('every cause of a separation has its code in CPIMS+, and every one of its codes is a cause here', () => {
  assert.deepEqual(Object.keys(CPIMS_SEPARATION).toSorted(), Object.keys(SEPARATION_CAUSES).toSorted())
  assert.deepEqual(Object.values(CPIMS_SEPARATION).toSorted(), KNOWN_VALUES['separation_cause']?.toSorted())
})
