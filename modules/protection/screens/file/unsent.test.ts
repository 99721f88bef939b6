import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asInstant, type Answer } from '@gloact/kernel'
import { afterRecording, nextBatch, refusedKeys, unsentOf, withEdit, withoutKeys, type Unsent } from './unsent.ts'

const NONE: ReadonlySet<string> = new Set()
const at = (second: number) => asInstant(Date.UTC(2026, 10, 24, 9, 0, second))
const typed = (unsent: Unsent, path: string, answer: Answer, live: readonly string[] = [], second = 0) =>
  withEdit(unsent, { form: 'journey', version: '1', edits: { [path]: answer }, live: { [path]: live }, at: at(second) })

test('what an answer takes the place of is what stood there when it was begun', () => {
  const begun = typed({}, 'route', { value: 'b' }, ['action-1'])
  const later = typed(begun, 'route', { value: 'by' }, ['action-1', 'action-from-elsewhere'])
  assert.deepEqual(nextBatch(later, NONE)?.replaces, ['action-1'])
  assert.deepEqual(nextBatch(later, NONE)?.edits, { route: { value: 'by' } })
})

test('what was recorded leaves; what changed while it was being sent stays and takes its place', () => {
  const unsent = typed(typed({}, 'route', { value: 'by' }, ['action-1']), 'by_sea', { value: 'yes' })
  const batch = nextBatch(unsent, NONE)!
  const changed = typed(unsent, 'route', { value: 'by sea' }, ['action-1'], 1)
  const left = afterRecording(changed, batch, 'action-2')
  assert.deepEqual(unsentOf(left, 'journey'), { route: { value: 'by sea' } })
  assert.deepEqual(nextBatch(left, NONE)?.replaces, ['action-1', 'action-2'])
  assert.deepEqual(afterRecording(unsent, batch, 'action-2'), {})
})

test('one batch holds the answers of one form and version, the oldest first', () => {
  const journey = typed({}, 'route', { value: 'by sea' }, [], 5)
  const both = withEdit(journey, {
    form: 'plan',
    version: '2',
    edits: { goal: { value: 'Work' } },
    live: {},
    at: at(1),
  })
  const first = nextBatch(both, NONE)!
  assert.equal(first.form, 'plan')
  assert.equal(nextBatch(afterRecording(both, first, 'a'), NONE)?.form, 'journey')
  assert.deepEqual(unsentOf(both, 'plan'), { goal: { value: 'Work' } })
})

test('an answer that was refused is held back, the others are sent, and it is tried again once it was changed', () => {
  const unsent = typed(typed({}, 'route', { value: 'by sea' }), 'left_on', { value: '2026-02' })
  const refused = new Set(refusedKeys(nextBatch(unsent, NONE)!, ['left_on']))
  assert.deepEqual(Object.keys(nextBatch(unsent, refused)!.edits), ['route'])
  assert.deepEqual([...withoutKeys(refused, 'journey', { left_on: { value: '2026-01' } })], [])
  assert.deepEqual([...withoutKeys(refused, 'journey', { route: { value: 'x' } })], ['journey/left_on'])
})

test('a refusal that names no answer holds them all back, and nothing is forgotten', () => {
  const unsent = typed(typed({}, 'route', { value: 'by sea' }), 'by_sea', { value: 'yes' })
  const refused = new Set(refusedKeys(nextBatch(unsent, NONE)!, []))
  assert.equal(nextBatch(unsent, refused), undefined)
  assert.equal(Object.keys(unsent).length, 2)
})
