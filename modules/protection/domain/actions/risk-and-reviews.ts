import type { PlainDate } from '@gloact/kernel'
import type { FileFailure } from '../failures.ts'
import { withEvent, withNextReview } from '../file-state.ts'
import { nextRiskReview, suggestedLevel } from '../risk.ts'
import { firstOf, recorded, whileOpen, withinFile, type ActionDefinition } from './action-definition.ts'

/** A day for the next review is not before the day on which it was set. */
const notBefore = (set: PlainDate, days: readonly (PlainDate | null)[]): FileFailure | null =>
  days.some((day) => day !== null && day < set) ? { code: 'protection.next_review_too_early' } : null

/** Risks were assessed again. The scores suggest an overall level; who assesses decides, and says why it is another. */
export const riskAssessed: ActionDefinition<'risk_assessed'> = {
  type: 'risk_assessed',
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
}

/** The plan, the risks or the file was looked at again; what goes on is given the day of its next review. */
export const reviewHeld: ActionDefinition<'review_held'> = {
  type: 'review_held',
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
}
