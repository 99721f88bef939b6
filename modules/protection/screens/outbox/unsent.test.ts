import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asInstant, type Answer } from '@gloact/kernel'
import {
  afterRecording,
  carriedOver,
  heldOf,
  keepingMine,
  nextBatch,
  ofOtherVersion,
  overtaken,
  takingTheirs,
  unsentOf,
  withEdit,
  withReason,
  withoutRefusals,
  withRefusal,
  type Unsent,
} from './unsent.ts'

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

test('an answer chosen over somebody else’s while an earlier sending of it was under way is sent again, over both', () => {
  const mine = typed({}, 'route', { value: 'by sea' }, ['action-1'])
  const batch = nextBatch(mine, NONE)!
  const view = { form: 'journey', live: { route: ['theirs'] }, answers: { route: { value: 'by air' } } }
  const chosen = keepingMine(mine, Object.values(mine)[0]!, view)
  const left = afterRecording(chosen, batch, 'action-2')
  assert.deepEqual(nextBatch(left, NONE)?.replaces, ['action-1', 'theirs', 'action-2'])
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
  const refused = withRefusal(unsent, nextBatch(unsent, NONE)!, 'protection.invalid_answers', [
    { path: 'left_on', code: 'forms.date_in_future', params: { max: 3 } },
  ])
  assert.deepEqual(Object.keys(nextBatch(refused, heldOf(refused))!.edits), ['route'])
  assert.deepEqual(refused['journey/left_on']?.refused?.failure, { code: 'forms.date_in_future', params: { max: 3 } })
  assert.deepEqual([...heldOf(typed(refused, 'left_on', { value: '2026-01' }))], [])
  assert.deepEqual([...heldOf(typed(refused, 'route', { value: 'x' }))], ['journey/left_on'])
  assert.deepEqual(withoutRefusals(refused), unsent)
})

test('a refusal that names no answer holds them all back, and nothing is forgotten', () => {
  const unsent = typed(typed({}, 'route', { value: 'by sea' }), 'by_sea', { value: 'yes' })
  const refused = withRefusal(unsent, nextBatch(unsent, NONE)!, 'protection.file_closed', [])
  assert.equal(nextBatch(refused, heldOf(refused)), undefined)
  assert.equal(Object.keys(refused).length, 2)
})

const view = (live: readonly string[], answer: Answer) => ({
  form: 'journey',
  live: { route: live },
  answers: { route: answer },
})
const NOBODY: ReadonlySet<string> = new Set()

test('an answer that was changed while it was being sent is another one, and was not refused', () => {
  const unsent = typed({}, 'route', { value: 'by sea' })
  const batch = nextBatch(unsent, NONE)!
  const changed = typed(unsent, 'route', { value: 'by land' })
  assert.deepEqual([...heldOf(withRefusal(changed, batch, 'protection.invalid_answers', []))], [])
})

test('what somebody else answered meanwhile is waited with, unless it says the same or is my own', () => {
  const mine = typed({}, 'route', { value: 'by sea' }, ['a-1'])
  assert.equal(overtaken(mine, view(['a-1'], { value: 'by land' }), NOBODY).length, 0)
  assert.equal(overtaken(mine, view(['a-2'], { value: 'by land' }), NOBODY).length, 1)
  assert.equal(overtaken(mine, view(['a-2'], { value: 'by sea' }), NOBODY).length, 0)
  assert.equal(overtaken(mine, view(['a-2'], { value: 'by land' }), new Set(['a-2'])).length, 0)
})

test('keeping mine takes the place of what I have seen; taking theirs leaves it standing', () => {
  const mine = typed({}, 'route', { value: 'by sea' }, ['a-1'])
  const theirs = view(['a-2'], { value: 'by land' })
  const [entry] = overtaken(mine, theirs, NOBODY)
  assert.ok(entry)
  const kept = keepingMine(mine, entry, theirs)
  assert.deepEqual(nextBatch(kept, NONE)?.replaces, ['a-1', 'a-2'])
  assert.equal(overtaken(kept, theirs, NOBODY).length, 0)
  assert.deepEqual(takingTheirs(mine, entry), {})
})

test('why an answer is changed waits with it, and goes with what is sent', () => {
  const typed = (path: string, reason?: string) => ({
    form: 'contact',
    version: '2',
    edits: { [path]: { value: 'x' } },
    live: {},
    at: '2026-11-24T09:00:00Z' as never,
    reason,
  })
  const before = withEdit(withEdit({}, typed('a')), { ...typed('b'), form: 'plan' })
  const said = withReason(before, 'contact', 'A mishearing.')
  assert.equal(nextBatch(said, new Set(['plan/b']))?.reason, 'A mishearing.')
  assert.equal(nextBatch(said, new Set(['contact/a']))?.reason, undefined)
  assert.equal(nextBatch(withReason(said, 'contact', undefined), new Set(['plan/b']))?.reason, undefined)
  assert.equal(nextBatch(withEdit({}, typed('a', 'Misspelt.')), new Set())?.reason, 'Misspelt.')
})

test('what was typed into an earlier version goes on where its question is still asked, refused before or not', () => {
  const answer = (path: string, version: string) => ({
    form: 'contact',
    version,
    path,
    answer: { value: path },
    replaces: [],
    at: asInstant('2026-11-24T09:00:00Z'),
  })
  const unsent: Unsent = {
    'contact/a': { ...answer('a', '1'), refused: { code: 'protection.unknown_form', failure: null } },
    'contact/gone': answer('gone', '1'),
    'contact/c': answer('c', '2'),
    'plan/a': { ...answer('a', '1'), form: 'plan' },
  }
  const now = { form: 'contact', version: '2' }
  assert.deepEqual(
    ofOtherVersion(unsent, now).map(({ path }) => path),
    ['a', 'gone'],
  )
  const next = carriedOver(unsent, now, (path) => path !== 'gone')
  assert.deepEqual(Object.keys(next), ['contact/a', 'contact/c', 'plan/a'])
  assert.deepEqual(next['contact/a'], answer('a', '2'))
  assert.equal(next['plan/a']?.version, '1')
})

test('what was typed into a row goes with the row; the answers of other rows stay', () => {
  const [gone, stays] = ['019a0000-0000-7000-8000-000000000001', '019a0000-0000-7000-8000-000000000002']
  const rows = typed(typed({}, `names/${gone}/nickname`, { value: 'Mimi' }), `names/${stays}/given`, {
    value: 'Mariam',
  })
  const left = typed(rows, `names/${gone}`, { value: false }, [], 1)
  assert.deepEqual(unsentOf(left, 'journey'), {
    [`names/${stays}/given`]: { value: 'Mariam' },
    [`names/${gone}`]: { value: false },
  })
})
