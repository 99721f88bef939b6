import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TimelineEntry } from '../contract/reading/files.ts'
import { changesSince, withChanges } from './changes.ts'

const ME = 'me'
const SECTIONS = new Set(['summary', 'notes', 'plan', 'journey', 'history'])

const entry = (sequence: number, over: Partial<TimelineEntry> = {}): TimelineEntry => ({
  id: `action-${sequence}`,
  sequence,
  type: 'note_added',
  actorId: 'colleague',
  agencyId: 'agency',
  happenedAt: '2026-11-24T09:00:00.000Z',
  recordedAt: '2026-11-24T09:00:00.000Z',
  deviceTime: null,
  about: {},
  ...over,
})

test('a change is what somebody else recorded after what this page knows', () => {
  const entries = [entry(9), entry(8, { actorId: ME }), entry(7), entry(6)]
  assert.deepEqual(
    changesSince(entries, 6, ME, SECTIONS).map(({ sequence }) => sequence),
    [9, 7],
  )
})

test('a change marks the section in which it shows: the form that was answered, or where its kind has its place', () => {
  const entries = [
    entry(3, { type: 'answers_recorded', about: { form: 'journey', fields: ['route'] } }),
    entry(2, { type: 'plan_agreed' }),
    entry(1, { type: 'guardian_appointed' }),
  ]
  assert.deepEqual(
    changesSince(entries, 0, ME, SECTIONS).map(({ section }) => section),
    ['journey', 'plan', 'history'],
    'a section that the reader does not have is not marked: the history is',
  )
})

test('changes that are learnt twice are counted once, the newest first', () => {
  const first = changesSince([entry(2)], 0, ME, SECTIONS)
  const both = changesSince([entry(3), entry(2)], 0, ME, SECTIONS)
  assert.deepEqual(
    withChanges(first, both).map(({ sequence }) => sequence),
    [3, 2],
  )
})
