import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addStep, courseOf, forgetCourse, judged, keepCourse, keptCourses, waitingSteps } from './kept-courses.ts'

function store(room = 100_000) {
  const held = new Map<string, string>()
  return {
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (key: string, value: string) => {
      if (value.length > room) throw new Error('QuotaExceededError')
      held.set(key, value)
    },
    removeItem: (key: string) => void held.delete(key),
    key: (at: number) => [...held.keys()][at] ?? null,
    get length() {
      return held.size
    },
  }
}

const loaded = {
  courseId: 'c',
  language: 'en',
  version: 2,
  content: {
    title: 'T',
    about: '',
    minutes: 1,
    sources: [],
    steps: [{ kind: 'page' as const, id: 'p', title: '', text: 'Read.' }],
  },
}

test('each step waits under one id until the server has judged it, and says what became of it', () => {
  const phone = store()
  let course = addStep(addStep(courseOf('ABC', loaded, ['x']), 'p', []), 'q', [1])
  assert.equal(keepCourse(phone, course), true)
  const waiting = waitingSteps(keptCourses(phone)[0]!)
  assert.deepEqual(
    waiting.map(({ step, version }) => [step, version]),
    [
      ['p', 2],
      ['q', 2],
    ],
  )
  course = judged(course, [
    { id: waiting[0]!.id, refused: null },
    { id: waiting[1]!.id, refused: 'training.no_such_step' },
  ])
  assert.deepEqual(
    course.steps.map(({ step, state, why }) => [step, state, why]),
    [
      ['x', 'accepted', null],
      ['p', 'accepted', null],
      ['q', 'refused', 'training.no_such_step'],
    ],
  )
  assert.deepEqual(waitingSteps(course), [])
  assert.equal(addStep(course, 'p', [3]), course, 'the first answer counts')
})

test('a device without room says so; what is damaged is no course; removed, nothing stays', () => {
  assert.equal(keepCourse(store(10), courseOf('ABC', loaded, [])), false)
  const phone = store()
  phone.setItem('training-course:c:XYZ', '{"code":1')
  assert.deepEqual(keptCourses(phone), [])
  const course = courseOf('ABC', loaded, [])
  keepCourse(phone, course)
  forgetCourse(phone, course)
  assert.deepEqual(keptCourses(phone), [])
})
