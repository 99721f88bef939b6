import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FormDefinition } from '@gloact/forms'
import { isReached, reachesIntelligence, reachesVictims, type AuthoritySheet } from './authority.ts'
import { REPORT_FORMS } from './intelligence/forms.ts'
import { intelligence, REPORT_MESSAGE_OF, REPORT_STEP_OF } from './intelligence/kind.ts'
import { ANSWER_FORMS } from './answer-forms.ts'
import { requestForm } from './request-form.ts'
import { assistance, MESSAGE_OF, STEP_OF } from './request-kind.ts'
import {
  belongsTo,
  EVIDENCE_MESSAGES,
  INTELLIGENCE_MESSAGES,
  REFERRAL_MESSAGES,
  evaluationProblem,
  NEVER_IN_EVIDENCE,
  PERSON_ROLES,
  strayAnswers,
  trackOf,
  TRACKS,
} from './tracks.ts'

const fieldsOf = (form: FormDefinition): readonly string[] =>
  form.sections.flatMap(({ fields }) =>
    fields.flatMap((field) => [
      field.id,
      ...(field.type === 'group' ? field.fields.map(({ id }) => `${field.id}/row/${id}`) : []),
    ]),
  )

test('a message is of one track, and stands in no conversation of another', () => {
  for (const type of EVIDENCE_MESSAGES) {
    assert.equal(trackOf(type), 'evidence')
    assert.deepEqual(
      TRACKS.filter((track) => belongsTo(type, track)),
      ['evidence'],
    )
  }
  assert.equal(trackOf('cooperation.victim_offer'), 'referral')
  assert.equal(trackOf('cooperation.intel_shared'), 'intelligence')
  assert.equal(trackOf('cooperation.other'), undefined)
  assert.equal(trackOf('exchange.receipt'), undefined)
})

test('no step of a request sends a message of another track, and every message of this one takes a step', () => {
  for (const type of Object.values(MESSAGE_OF)) assert.ok(belongsTo(type, 'evidence'))
  for (const type of EVIDENCE_MESSAGES) assert.ok(assistance.steps[STEP_OF[type]], type)
})

test('no message of one track is of another, and no form for intelligence has a place for a victim or a file', () => {
  const messages = { evidence: EVIDENCE_MESSAGES, intelligence: INTELLIGENCE_MESSAGES, referral: REFERRAL_MESSAGES }
  for (const track of TRACKS)
    for (const type of messages[track])
      assert.deepEqual(
        TRACKS.filter((other) => belongsTo(type, other)),
        [track],
        type,
      )
  for (const type of INTELLIGENCE_MESSAGES) assert.ok(intelligence.steps[REPORT_STEP_OF[type]], type)
  for (const type of Object.values(REPORT_MESSAGE_OF)) assert.ok(belongsTo(type, 'intelligence'))
  for (const form of Object.values(REPORT_FORMS)) assert.deepEqual(strayAnswers(fieldsOf(form)), [], form.id)
})

test('a desk is of one track, whatever else its entry says', () => {
  const sheet = { desk: 'x', channels: ['exchange'] }
  for (const matters of [
    ['intelligence'],
    ['referral'],
    ['mla'],
    ['mla', 'intelligence'],
    ['intelligence', 'referral'],
  ]) {
    const entry = { ...sheet, matters } as unknown as AuthoritySheet
    const reached = [isReached, reachesIntelligence, reachesVictims].filter((reaches) => reaches(entry))
    assert.equal(reached.length, matters.length === 1 ? 1 : 0, matters.join())
  }
})

test('nothing that crosses the border for evidence has a place for a victim, a case file or a consent', () => {
  for (const form of [requestForm, ...Object.values(ANSWER_FORMS)])
    assert.deepEqual(strayAnswers(fieldsOf(form)), [], form.id)
  assert.deepEqual(strayAnswers(['facts', 'victim_name', 'persons/1/file_id', 'consent']), [
    'victim_name',
    'persons/1/file_id',
    'consent',
  ])
  assert.ok(NEVER_IN_EVIDENCE.includes('victim'))
})

test('a request names suspects, witnesses and companies, and has no role for a victim or somebody who seeks asylum', () => {
  assert.deepEqual(
    PERSON_ROLES.filter((role) => /victim|asylum|migrant|child/.test(role)),
    [],
  )
})

test('intelligence is graded, evidence is not, and nobody grades what a victim said', () => {
  const graded = { source: 'b', information: '2' } as const
  assert.equal(evaluationProblem('intelligence', null), 'missing')
  assert.equal(evaluationProblem('intelligence', graded), undefined)
  assert.equal(evaluationProblem('evidence', graded), 'forbidden')
  assert.equal(evaluationProblem('referral', graded), 'forbidden')
  assert.equal(evaluationProblem('referral', null), undefined)
})
