import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { asInstant } from '@gloact/kernel'
import { detailsOf, fileTaskOf, TASK_KINDS } from '../../contract/work/tasks.ts'
import { DEADLINE_KINDS } from '../../domain/file/file-rules.ts'
import { DECISION_KINDS } from '../../domain/file/words.ts'
import { sectionOfTask } from '../file-address.ts'
import { addressOfTask, clockOfTask, messagesOf, shapeOf, type PressingTask } from './task-words.ts'

const task = (over: Partial<PressingTask> = {}): PressingTask => ({
  kind: 'deadline',
  about: 'plan',
  file: { id: '0', number: 'DL-0', path: 'adult', stage: 'plan', assignedTo: null, label: null },
  dueAt: '2026-11-24T17:59:59.999Z',
  warnAt: '2026-11-21T18:00:00.000Z',
  urgency: 'today',
  since: '2026-11-01T00:00:00.000Z',
  ...over,
})

const everyTask = TASK_KINDS.flatMap((kind) =>
  (kind === 'deadline' ? DEADLINE_KINDS : kind === 'decide' ? DECISION_KINDS : [null]).map((about) => ({
    kind,
    about,
  })),
)

const catalogue = (language: string) =>
  JSON.parse(readFileSync(new URL(`../../locales/${language}.json`, import.meta.url), 'utf8')) as Readonly<
    Record<string, string>
  >

test('every kind of task says what there is to do and what to press, in both languages', () => {
  for (const language of ['en', 'ar']) {
    const words = catalogue(language)
    for (const one of everyTask.flatMap((each) => [task(each), task({ ...each, urgency: 'overdue' })])) {
      const { title, action } = messagesOf(one)
      assert.ok(words[title], `${language} ${title}`)
      assert.ok(words[action], `${language} ${action}`)
    }
  }
})

test('every kind of task leads to where it is done', () => {
  assert.equal(sectionOfTask({ kind: 'deadline', about: 'guardian' }), 'age')
  for (const one of everyTask) assert.ok(sectionOfTask(one))
  assert.equal(addressOfTask(task({ kind: 'retention_ended', about: null })), '/erasures?file=0&basis=retention_ended')
  assert.equal(addressOfTask(task({ kind: 'unassigned', about: null })), '/files/0/people')
})

test('a task comes back as it was from among those of other modules', () => {
  for (const over of [{}, { kind: 'appointment', about: 'medical', allDay: true }] as const) {
    const { urgency: _urgency, ...mine } = task(over)
    const sent = { ...mine, about: { id: mine.file.id }, to: mine.file.assignedTo, details: detailsOf(mine) }
    assert.deepEqual(fileTaskOf(sent), mine)
  }
  assert.equal(fileTaskOf({ ...task(), kind: 'of_tomorrow', about: { id: '0' }, details: {} }), undefined)
})

test('a task is due soon when its clock is, whatever else is due that day; one without a date has no clock', () => {
  const at = (now: string, over: Partial<PressingTask> = {}) => clockOfTask(task(over), asInstant(now), 'Asia/Bishkek')
  assert.equal(at('2026-11-24T09:00:00Z')?.state, 'due_soon')
  assert.equal(at('2026-11-21T18:00:00Z', { urgency: 'this_week' })?.state, 'due_soon')
  assert.equal(at('2026-11-21T17:59:59Z', { urgency: 'this_week' })?.state, 'running')
  assert.equal(at('2026-11-24T09:00:00Z', { warnAt: null })?.state, 'running')
  assert.equal(at('2026-11-24T09:00:00Z', { dueAt: null }), undefined)
})

test('a task with a clock looks as pressing as the clock in its file', () => {
  const shapeAt = (now: string, over: Partial<PressingTask> = {}) =>
    shapeOf(task(over), clockOfTask(task(over), asInstant(now), 'Asia/Bishkek'))
  assert.equal(shapeAt('2026-11-22T09:00:00Z', { urgency: 'this_week' }), 'today')
  assert.equal(shapeAt('2026-11-20T09:00:00Z', { urgency: 'this_week' }), 'normal')
  assert.equal(shapeAt('2026-11-24T09:00:00Z', { warnAt: null }), 'today')
  assert.equal(shapeAt('2026-11-25T09:00:00Z', { urgency: 'overdue' }), 'late')
})
