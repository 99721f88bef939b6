import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asPlainDate } from '@gloact/kernel'
import { PAYLOAD_SCHEMAS } from '../../../contract/file/payloads.ts'
import { USUAL_RISK_BANDS } from '../../../domain/file/risk.ts'
import {
  assessmentOf,
  fieldsFrom,
  isBegun,
  NO_ASSESSMENT,
  NO_RISK,
  riskProblems,
  risksOf,
  suggestionOf,
  type AssessmentFields,
} from './risk-fields.ts'

const TODAY = asPlainDate('2026-11-24')
const fields = (over: Partial<AssessmentFields> = {}): AssessmentFields => ({
  ...NO_ASSESSMENT,
  on: TODAY,
  risks: { threat: { ...NO_RISK, likelihood: '4', impact: '3', what: ' He calls her brother. ' } },
  overall: 'high',
  tookPart: 'yes',
  ...over,
})
const assessment = (over: Partial<AssessmentFields> = {}) => assessmentOf(fields(over), TODAY, USUAL_RISK_BANDS)

test('what was typed becomes an assessment that the contract takes', () => {
  const payload = assessment({ steps: 'Goes to the neighbour.' })
  assert.ok(payload)
  assert.deepEqual(PAYLOAD_SCHEMAS.risk_assessed.parse(payload), payload)
  assert.equal(payload.risks[0]?.what, 'He calls her brother.')
  assert.deepEqual(payload.safetyPlan, { signs: null, steps: 'Goes to the neighbour.', people: null, places: null })
  assert.equal(assessment()?.safetyPlan, null, 'a safety plan that nobody made is none')
})

test('a risk of which nothing was said is left out', () => {
  assert.equal(isBegun(NO_RISK), false)
  const payload = assessment({ risks: { ...fields().risks, return: NO_RISK } })
  assert.deepEqual(
    payload?.risks.map(({ dimension }) => dimension),
    ['threat'],
  )
})

test('a risk that was begun needs its grades, or why there are none', () => {
  const begun = { ...NO_RISK, what: 'She says little.' }
  assert.deepEqual(riskProblems(begun, TODAY), ['likelihood', 'impact'])
  assert.deepEqual(riskProblems({ ...begun, likelihood: 'declined' }, TODAY), [])
  assert.deepEqual(risksOf(fields({ risks: { self_harm: { ...begun, likelihood: 'declined' } } }))?.[0]?.impact, {
    absent: 'declined',
  })
  assert.equal(assessment({ risks: { self_harm: begun } }), null)
})

test('a review day is a day, and not before the assessment', () => {
  const graded = { ...NO_RISK, likelihood: '2', impact: '2' }
  assert.deepEqual(riskProblems({ ...graded, reviewOn: '2026-11-23' }, TODAY), ['review_day'])
  assert.deepEqual(riskProblems({ ...graded, reviewOn: '2026-12' }, TODAY), ['review_day'])
  assert.deepEqual(riskProblems({ ...graded, reviewOn: '2026-11-24' }, TODAY), [])
})

test('the scores suggest and a person chooses: another level needs a reason', () => {
  assert.equal(suggestionOf(fields(), USUAL_RISK_BANDS), 'high')
  assert.equal(assessment({ overall: null }), null)
  assert.equal(assessment({ overall: 'medium' }), null)
  assert.equal(assessment({ overall: 'medium', overallReason: 'He was arrested.' })?.overall, 'medium')
})

test('a new assessment begins with the last one, to be looked at on new days', () => {
  const last = assessment({
    risks: {
      threat: { ...NO_RISK, likelihood: '4', impact: '3', reviewOn: '2026-12-01' },
      self_harm: { ...NO_RISK, likelihood: 'not_known' },
    },
    signs: 'A grey car.',
  })
  const again = fieldsFrom(last ?? undefined, asPlainDate('2026-12-02'))
  assert.equal(again.on, '2026-12-02')
  assert.equal(again.risks.threat?.likelihood, '4')
  assert.equal(again.risks.threat?.reviewOn, null)
  assert.equal(again.risks.self_harm?.likelihood, 'not_known')
  assert.equal(again.signs, 'A grey car.')
  assert.equal(again.overall, null, 'the level is decided again')
})
