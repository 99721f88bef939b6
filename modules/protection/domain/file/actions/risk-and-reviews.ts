import type { PlainDate } from '@gloact/kernel'
import { answer, choice, day, id, list, nullable, object, optionalText, text } from '@gloact/records/shape'
import type { FileFailure } from '../../failures.ts'
import { withEvent, withNextReview } from '../file-state.ts'
import type { ReviewHeld } from '../payloads.ts'
import {
  type AssessedRisk,
  RISK_DIMENSIONS,
  RISK_GRADES,
  RISK_LEVELS,
  type RiskAssessed,
  type SafetyPlan,
  nextRiskReview,
  suggestedLevel,
} from '../risk.ts'
import { REVIEW_DECISIONS, REVIEW_SUBJECTS } from '../words.ts'
import { type EntryDefinition, firstOf, recorded, whileOpen, withinFile } from './action-definition.ts'

const GRADE = answer(choice(RISK_GRADES))

const ASSESSED_RISK = object<AssessedRisk>({
  dimension: choice(RISK_DIMENSIONS),
  likelihood: GRADE,
  impact: GRADE,
  what: optionalText(4_000),
  mitigation: optionalText(4_000),
  ownerId: nullable(id()),
  reviewOn: nullable(day()),
})

const SAFETY_PLAN = object<SafetyPlan>({
  signs: optionalText(4_000),
  steps: optionalText(4_000),
  people: optionalText(4_000),
  places: optionalText(4_000),
})

/** A day for the next review is not before the day on which it was set. */
const notBefore = (set: PlainDate, days: readonly (PlainDate | null)[]): FileFailure | null =>
  days.some((day) => day !== null && day < set) ? { code: 'protection.next_review_too_early' } : null

/** Risks were assessed again. The scores suggest an overall level; who assesses decides, and says why it is another. */
export const riskAssessed: EntryDefinition<'risk_assessed', RiskAssessed> = {
  type: 'risk_assessed',
  shape: object<RiskAssessed>({
    assessedOn: day(),
    risks: list(ASSESSED_RISK, RISK_DIMENSIONS.length, { min: 1, unique: 'dimension' }),
    overall: choice(RISK_LEVELS),
    overallReason: optionalText(4_000),
    personTookPart: answer(choice(['yes', 'no'])),
    safetyPlan: nullable(SAFETY_PLAN),
  }),
  by: ['contact', 'casework'],
  second: false,
  check: (state, { assessedOn, risks, overall, overallReason }, circumstances) =>
    firstOf(
      whileOpen(state),
      withinFile(state, assessedOn, circumstances),
      notBefore(
        assessedOn,
        risks.map(({ reviewOn }) => reviewOn),
      ),
      overallReason === null && suggestedLevel(risks, circumstances.riskBands) !== overall
        ? { code: 'protection.risk_reason_missing' }
        : null,
    ),
  // The clock of the assessment before it ends: it was the review. For the first assessment's clock see `clockEvents`.
  reduce: (state, action) =>
    withNextReview({ ...state, risks: [...state.risks, recorded(action)] }, action.id, {
      of: 'risk',
      from: action.payload.assessedOn,
      on: nextRiskReview(action.payload),
    }),
  references: ({ risks }) => ({ staff: risks.map(({ ownerId }) => ownerId) }),
  event: null,
  sign: 'shield',
  section: 'risk',
  tells: { to: 'agency', codes: ({ overall }) => ({ level: overall }) },
  compared: null,
  entry: {
    entries: ({ risks }) => risks,
    with: ({ risks }, put) => ({ risks: put(risks) }),
    day: 'assessedOn',
    events: [],
    correctable: ['assessedOn', 'overallReason'],
    strikable: true,
    setsReviews: true,
  },
}

/** The plan, the risks or the file was looked at again; what goes on is given the day of its next review. */
export const reviewHeld: EntryDefinition<'review_held', ReviewHeld> = {
  type: 'review_held',
  shape: object<ReviewHeld>({
    of: choice(REVIEW_SUBJECTS),
    heldOn: day(),
    participants: text(1_000),
    personTookPart: answer(choice(['yes', 'no'])),
    findings: text(10_000),
    decision: choice(REVIEW_DECISIONS),
    nextReviewOn: nullable(day()),
  }),
  by: ['casework'],
  second: false,
  check: (state, { heldOn, decision, nextReviewOn }, circumstances) =>
    firstOf(
      whileOpen(state),
      withinFile(state, heldOn, circumstances),
      decision !== 'close' && nextReviewOn === null ? { code: 'protection.next_review_missing' } : null,
      notBefore(heldOn, [nextReviewOn]),
    ),
  reduce: (state, action) => {
    const { of, heldOn, nextReviewOn } = action.payload
    const next = withNextReview({ ...state, reviews: [...state.reviews, recorded(action)] }, action.id, {
      of,
      from: heldOn,
      on: nextReviewOn,
    })
    return of === 'plan' ? withEvent(next, 'plan_reviewed', heldOn, { by: action.id }) : next
  },
  references: null,
  event: null,
  sign: 'refresh',
  section: 'reviews',
  tells: { to: 'agency', codes: ({ of, decision }) => ({ kind: of, decision }) },
  compared: null,
  entry: {
    entries: ({ reviews }) => reviews,
    with: ({ reviews }, put) => ({ reviews: put(reviews) }),
    day: 'heldOn',
    events: ['plan_reviewed'],
    correctable: ['heldOn', 'participants', 'findings', 'nextReviewOn'],
    strikable: true,
    setsReviews: true,
  },
}
