import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '@gloact/kernel'
import type { CoursePackageView, CourseSummaryView, TakenCourse } from '../contract/courses.ts'
import type { PractitionerView } from '../contract/practitioners.ts'
import { OUR_COURSES } from './courses/our-courses.ts'
import { ask, clinic, phone, running } from './testing/training-stage.ts'

const INDICATORS = OUR_COURSES[0].id
type Progress = { items: { id: string; refused: string | null }[] }

const offer = (eventId: string, courseId: string, offered = true) =>
  ask('POST', `events/${eventId}/courses`, { id: newId(), courseId, offered })
const load = (code: string, courseId: string, language = 'en') =>
  ask<CoursePackageView>('POST', 'take-part/course', { code, courseId, language }, phone)
const taken = async (code: string) =>
  (await ask<{ items: TakenCourse[] }>('POST', 'take-part/courses', { code }, phone)).body.items
const send = (code: string, items: object[]) => ask<Progress>('POST', 'take-part/progress', { code, items }, phone)

/** Every step of a course answered well, as a telephone keeps it. */
const stepsOf = ({ courseId, language, version, content }: CoursePackageView) =>
  content.steps.map((step) => ({
    id: newId(),
    courseId,
    language,
    version,
    step: step.id,
    answer: step.kind === 'page' ? [] : step.kind === 'check' ? [step.choices.findIndex(({ right }) => right)] : [1, 1],
  }))

const CONTENT = {
  title: 'At the port',
  about: '',
  minutes: 5,
  sources: ['Own experience'],
  steps: [
    { kind: 'page', id: 'p', title: 'Look', text: 'Look first.' },
    {
      kind: 'check',
      id: 'c',
      question: 'What first?',
      choices: [
        { text: 'Look', right: true, why: 'Yes.' },
        { text: 'Ask', right: false, why: 'Later.' },
      ],
    },
  ],
}

test('a course is loaded by its size, done without a network, sent twice, and stands once in the record', async () => {
  const event = await running('Learner One')
  assert.equal((await load(event.code, INDICATORS)).status, 404, 'not before it is offered')
  assert.equal((await offer(event.id, INDICATORS)).status, 200)
  const [listed] = await taken(event.code)
  assert.equal(listed?.languages.length, 6)
  const loaded = await load(event.code, INDICATORS)
  assert.equal(
    loaded.raw.length,
    listed.languages.find(({ language }) => language === 'en')?.bytes,
    'the size that was said',
  )

  const items = stepsOf(loaded.body)
  const half = items.slice(0, 5)
  assert.ok((await send(event.code, half)).body.items.every(({ refused }) => refused === null))
  assert.deepEqual((await taken(event.code))[0]?.done.length, 5)
  // The answer was lost on the way: everything goes again.
  assert.ok((await send(event.code, items)).body.items.every(({ refused }) => refused === null))
  assert.ok((await send(event.code, items)).body.items.every(({ refused }) => refused === null))
  // Another telephone of the same person, with ids of its own: alike is accepted, another answer is not.
  const check = items.find(({ answer }) => answer.length === 1)!
  const other = await send(event.code, [
    { ...check, id: newId() },
    { ...check, id: newId(), answer: [check.answer[0] === 0 ? 1 : 0] },
  ])
  assert.deepEqual(
    other.body.items.map(({ refused }) => refused),
    [null, 'training.already_answered'],
  )
  const [end] = await taken(event.code)
  assert.deepEqual([end?.completed, end?.score, end?.done.length], [true, 100, items.length])

  const { body } = await ask<{ items: { begun: number; completed: number }[] }>('GET', `events/${event.id}/courses`)
  assert.deepEqual(
    body.items.map(({ begun, completed }) => [begun, completed]),
    [[1, 1]],
  )
  const people = await ask<{ items: PractitionerView[] }>('GET', 'practitioners')
  assert.equal(people.body.items.find(({ name }) => name === 'Learner One')?.courses, 1)
})

test('each step has its own answer: what is refused holds up nothing else', async () => {
  const event = await running('Learner Two')
  await offer(event.id, INDICATORS)
  const [first, second] = stepsOf((await load(event.code, INDICATORS)).body)
  const sent = await send(event.code, [
    { ...first, step: 'nowhere', id: newId() },
    { ...second, answer: [9], id: newId() },
    { ...first, version: 7, id: newId() },
    first!,
  ])
  assert.deepEqual(
    sent.body.items.map(({ refused }) => refused),
    ['training.no_such_step', 'training.no_such_step', 'training.no_such_step', null],
  )
  await offer(event.id, INDICATORS, false)
  assert.deepEqual((await send(event.code, [second!])).body.items[0]?.refused, 'training.not_offered')
  assert.deepEqual((await send(event.code, [first!])).body.items[0]?.refused, null, 'what was recorded stays')
  assert.deepEqual(await taken(event.code), [])
  assert.equal((await send('22222-22222', [first!])).status, 404)
  const stranger = await running('Learner Three')
  await offer(stranger.id, INDICATORS)
  assert.deepEqual((await send(stranger.code, [first!])).body.items[0]?.refused, 'training.id_used')
})

test('a trainer writes a course; each saving is a version, of which telephones keep the one that they loaded', async () => {
  const courseId = newId()
  const save = (after: number, more: object = {}, as = {}) =>
    ask<{ version: number }>(
      'POST',
      `courses/${courseId}/versions`,
      { id: newId(), language: 'en', after, content: { ...CONTENT, ...more } },
      { role: 'trainer', ...as },
    )
  const once = { id: newId(), language: 'en', after: 0, content: CONTENT }
  for (const _ of [1, 2]) {
    const { status, body } = await ask<{ version: number }>('POST', `courses/${courseId}/versions`, once)
    assert.deepEqual([status, body.version], [201, 1])
  }
  assert.equal((await save(0)).status, 409, 'somebody saved meanwhile')
  const event = await running('Learner Four')
  await offer(event.id, courseId)
  const old = (await load(event.code, courseId)).body
  const faulty = await save(1, { steps: [{ ...CONTENT.steps[1], choices: [{ text: 'A', right: false, why: '' }] }] })
  assert.equal(faulty.status, 422)
  const added = await save(1, { steps: [...CONTENT.steps, { kind: 'page', id: 'q', title: 'Then', text: 'Listen.' }] })
  assert.deepEqual([added.status, added.body.version], [201, 2])
  const items = stepsOf(old)
  assert.ok((await send(event.code, items)).body.items.every(({ refused }) => refused === null))
  assert.equal((await taken(event.code))[0]?.completed, true)

  const listed = await ask<{ items: CourseSummaryView[] }>('GET', 'courses')
  assert.deepEqual(
    listed.body.items.filter(({ ours }) => !ours).map(({ id, steps }) => [id, steps]),
    [[courseId, 3]],
  )
  assert.equal((await save(2, {}, { agency: clinic })).status, 409, 'another agency neither reads nor changes it')
  const hidden = await ask('GET', `courses/${courseId}?language=en`, undefined, { agency: clinic })
  assert.equal(hidden.status, 404)
  const ours = { id: newId(), language: 'en', after: 1, content: CONTENT }
  assert.equal((await ask('POST', `courses/${INDICATORS}/versions`, ours)).status, 404, 'ours are nobody’s to change')
  assert.equal((await ask('GET', 'courses', undefined, { role: 'supervisor' })).status, 403)
})
