import assert from 'node:assert/strict'
import { test } from 'node:test'
import { EXERCISE_IDS, EXERCISES, exercisesOf, isDone, type Activity } from './exercises.ts'

const activity = (what: string, waitedOnDevice = false): Activity => ({ what, waitedOnDevice })
const exercise = (id: string) => EXERCISES.find((one) => one.id === id)!

test('every exercise stands there once, in the order of a file’s life, and somebody can practise it', () => {
  assert.deepEqual(
    EXERCISES.map(({ id }) => id),
    EXERCISE_IDS,
  )
  for (const { id, places } of EXERCISES) assert.ok(Object.keys(places).length > 0, id)
})

test('a role sees its own exercises, and who holds two roles sees each exercise once', () => {
  assert.deepEqual(
    exercisesOf(['competent_authority']).map(({ exercise: { id } }) => id),
    ['identity', 'decide'],
  )
  const both = exercisesOf(['caseworker', 'supervisor'])
  assert.equal(new Set(both.map(({ exercise: { id } }) => id)).size, both.length)
  assert.deepEqual(exercisesOf(['analyst']), [])
})

test('consent is practised with a yes and with a no: one of them alone is not the exercise', () => {
  assert.equal(isDone(exercise('consent'), [activity('consent_recorded')]), false)
  assert.equal(isDone(exercise('consent'), [activity('refusal_recorded')]), false)
  assert.equal(isDone(exercise('consent'), [activity('refusal_recorded'), activity('consent_recorded')]), true)
})

test('working offline is done by whatever waited on the device, and by nothing that went at once', () => {
  assert.equal(isDone(exercise('offline'), [activity('note_added')]), false)
  assert.equal(isDone(exercise('offline'), [activity('note_added', true)]), true)
})

test('nothing done is no exercise done', () => {
  for (const one of EXERCISES) assert.equal(isDone(one, []), false, one.id)
})
