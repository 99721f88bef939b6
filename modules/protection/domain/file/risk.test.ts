import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ABSENCES, asPlainDate } from '@gloact/kernel'
import {
  changeOf,
  inOrder,
  levelOf,
  levelOfScore,
  nextRiskReview,
  RISK_DIMENSIONS,
  RISK_GRADES,
  RISK_LEVELS,
  risksToShowFirst,
  scoreOf,
  suggestedLevel,
  USUAL_RISK_BANDS,
  type RiskGrade,
  type AssessedRisk,
} from './risk.ts'

const risk = (over: Partial<AssessedRisk> = {}): AssessedRisk => ({
  dimension: 'threat',
  likelihood: { value: 3 },
  impact: { value: 3 },
  what: null,
  mitigation: null,
  ownerId: null,
  reviewOn: null,
  ...over,
})

const graded = (likelihood: RiskGrade, impact: RiskGrade, over: Partial<AssessedRisk> = {}) =>
  risk({ likelihood: { value: likelihood }, impact: { value: impact }, ...over })

const grade = fc.oneof(
  fc.constantFrom(...RISK_GRADES).map((value) => ({ value })),
  fc.constantFrom(...ABSENCES).map((absent) => ({ absent })),
)
const someRisk = fc
  .record({ dimension: fc.constantFrom(...RISK_DIMENSIONS), likelihood: grade, impact: grade })
  .map((one) => risk(one))

test('a score is likelihood times impact, and the bands give its level', () => {
  assert.equal(scoreOf(graded(4, 5)), 20)
  const levels = [1, 4, 5, 9, 10, 16, 17, 25].map((score) => levelOfScore(score, USUAL_RISK_BANDS))
  assert.deepEqual(levels, ['low', 'low', 'medium', 'medium', 'high', 'high', 'very_high', 'very_high'])
})

test('a grade that is not known makes no score: it is never taken for a low one', () => {
  for (const absent of ABSENCES) {
    assert.equal(levelOf(risk({ likelihood: { absent } }), USUAL_RISK_BANDS), undefined)
    assert.equal(suggestedLevel([risk({ impact: { absent } })], USUAL_RISK_BANDS), undefined)
  }
})

test('the greatest risk gives the suggestion, and no further risk ever lowers it', () => {
  fc.assert(
    fc.property(fc.array(someRisk), someRisk, (risks, more) => {
      const rank = (of: readonly AssessedRisk[]) => {
        const level = suggestedLevel(of, USUAL_RISK_BANDS)
        return level === undefined ? -1 : RISK_LEVELS.indexOf(level)
      }
      assert.ok(rank([...risks, more]) >= rank(risks))
      assert.equal(rank([...risks, more]), Math.max(rank(risks), rank([more])))
    }),
  )
})

test('the first day on which one of the risks is to be looked at is the next review', () => {
  const on = (day: string) => risk({ reviewOn: asPlainDate(day) })
  assert.equal(nextRiskReview({ risks: [on('2026-12-24'), risk(), on('2026-12-01')] }), '2026-12-01')
  assert.equal(nextRiskReview({ risks: [risk()] }), null)
})

test('a high risk stands at the top of the file, and self-harm as soon as it is more than very unlikely', () => {
  const first = (...risks: AssessedRisk[]) =>
    risksToShowFirst({ overall: 'medium', risks }, USUAL_RISK_BANDS).risks.map(({ dimension }) => dimension)
  assert.deepEqual(first(graded(2, 2), graded(4, 4, { dimension: 'return' })), ['return'])
  assert.deepEqual(first(graded(2, 1, { dimension: 'self_harm' })), ['self_harm'])
  assert.deepEqual(first(graded(1, 5, { dimension: 'self_harm' })), [])
  assert.deepEqual(
    first(risk({ dimension: 'self_harm', likelihood: { value: 3 }, impact: { absent: 'not_known' } })),
    ['self_harm'],
    'how hard it would be need not be known',
  )
  assert.equal(risksToShowFirst({ overall: 'medium', risks: [] }, USUAL_RISK_BANDS).overall, null)
  assert.equal(risksToShowFirst({ overall: 'high', risks: [] }, USUAL_RISK_BANDS).overall, 'high')
})

test('beside the assessment before it a risk went up, down, stayed, is new, or cannot be told', () => {
  const before = [graded(3, 3), graded(2, 2, { dimension: 'return' })]
  assert.equal(changeOf(graded(4, 3), before), 'up')
  assert.equal(changeOf(graded(1, 3), before), 'down')
  assert.equal(changeOf(graded(3, 3), before), 'same')
  assert.equal(changeOf(graded(3, 3, { dimension: 'self_harm' }), before), 'new')
  assert.equal(changeOf(risk({ impact: { absent: 'declined' } }), before), 'unknown')
})

test('assessments stand by the day on which they were made, and of one day as they were entered', () => {
  const on = (day: string, name: string) => ({ assessedOn: asPlainDate(day), name })
  const ordered = inOrder([on('2026-11-20', 'b'), on('2026-11-02', 'a'), on('2026-11-20', 'c')])
  assert.deepEqual(
    ordered.map(({ name }) => name),
    ['a', 'b', 'c'],
  )
})
