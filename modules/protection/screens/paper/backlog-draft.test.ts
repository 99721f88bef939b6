import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FormDefinition } from '@gloact/forms'
import { asInstant, type PlainDate } from '@gloact/kernel'
import { PAYLOAD_SCHEMAS } from '../../contract/file/payloads.ts'
import {
  backlogActions,
  backlogGaps,
  FIRST_COMMON,
  minutesEach,
  nameOf,
  newBacklogDraft,
  withOneMore,
  type BacklogDraft,
} from './backlog-draft.ts'

const form = (id: string): FormDefinition => ({ id, version: '3', title: { en: id }, sections: [] })
const around = {
  today: '2026-11-24' as PlainDate,
  timeZone: 'Asia/Bishkek',
  now: asInstant('2026-11-24T09:00:00Z'),
  forms: [form('identity'), form('journey')],
}

function filled(over: Partial<BacklogDraft> = {}): BacklogDraft {
  const draft = newBacklogDraft({
    ...FIRST_COMMON,
    contactOn: '2024-03-05',
    channel: 'ngo',
    explainedBy: 'K. Osei',
    language: 'ky',
    forms: ['identity', 'journey'],
  })
  return {
    ...draft,
    ids: { ...draft.ids, forms: { identity: 'id-1', journey: 'id-2' } },
    age: 'adult',
    agreed: 'yes',
    ...over,
  }
}

test('a paper file is opened on the day on which it happened, marked as backlog, with its written consent', () => {
  const actions = backlogActions(filled(), around)
  assert.ok(actions)
  assert.deepEqual(
    actions.map(({ type }) => type),
    ['file_opened', 'consent_recorded'],
  )
  const [opened, consented] = actions
  assert.equal(opened?.type === 'file_opened' && opened.payload.backlog, true)
  assert.equal(opened?.happenedAt, '2024-03-04T18:00:00.000Z', 'the beginning of that day in the country')
  assert.ok(consented?.type === 'consent_recorded')
  assert.equal(consented.payload.form, 'written')
  assert.equal(consented.payload.consentOn, '2024-03-05')
  assert.deepEqual(consented.payload.grants, [], 'nobody else is told anything by a paper that does not say so')
  for (const action of actions) PAYLOAD_SCHEMAS[action.type as 'file_opened'].parse(action.payload)
})

test('an adult whose paper does not say that they agreed is not entered', () => {
  assert.deepEqual(backlogGaps(filled({ agreed: null }), around), ['agreed'])
  assert.deepEqual(backlogGaps(filled({ agreed: 'no' }), around), ['declined'])
  assert.equal(backlogActions(filled({ agreed: 'no' }), around), null)
})

test('a child’s file waits for no consent; the guardian’s is recorded where the paper has it', () => {
  const child = filled({ age: 'child', agreed: null })
  assert.deepEqual(
    backlogActions(child, around)?.map(({ type }) => type),
    ['file_opened'],
  )
  const guarded = backlogActions({ ...child, guardian: 'An aunt' }, around)
  assert.ok(guarded?.[1]?.type === 'consent_recorded')
  assert.equal(guarded[1].payload.guardian, 'An aunt')
})

test('forms are recorded in the country’s order, those with nothing in them not at all', () => {
  const row = Object.keys(filled().answers['identity'] ?? {})[0] ?? ''
  const draft = filled({
    answers: {
      journey: { route: { value: 'by sea' } },
      identity: { [row]: { value: true }, [`${row}/given`]: { value: 'Nurgul' } },
    },
  })
  assert.equal(nameOf(draft), 'Nurgul')
  assert.deepEqual(
    backlogActions(draft, around)?.flatMap((action) =>
      action.type === 'answers_recorded' ? [action.payload.form] : [],
    ),
    ['identity', 'journey'],
  )
})

test('sent again after a lost reply it is the same request', () => {
  const sent = filled({ sentAt: asInstant('2026-11-24T08:00:00Z') })
  assert.deepEqual(
    backlogActions(sent, around),
    backlogActions(sent, { ...around, now: asInstant('2026-11-24T10:00:00Z') }),
  )
})

test('a day that has not come, or an answer that does not fit, stops the recording', () => {
  const draft = filled()
  assert.deepEqual(backlogGaps({ ...draft, common: { ...draft.common, contactOn: '2999-01-01' } }, around), [
    'contact_on',
  ])
  assert.deepEqual(backlogGaps(filled({ unfit: { journey: { route: { value: 'x' } } } }), around), ['unfit'])
})

test('the pace is that of today', () => {
  const first = withOneMore(null, '2026-11-24', 0, 240_000)
  const second = withOneMore(first, '2026-11-24', 300_000, 600_000)
  assert.equal(second.count, 2)
  assert.equal(minutesEach(second), 5)
  assert.equal(withOneMore(second, '2026-11-25', 0, 60_000).count, 1)
})
