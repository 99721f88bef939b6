import type { ActionId } from '@gloact/ledger'
import { findEntry, withEntry, type FoundEntry } from '../correction.ts'
import type { FileFailure } from '../failures.ts'
import { laterReview, type FileState, type Mistake, type SetReview } from '../file-state.ts'
import {
  type ActionType,
  type DecisionRecorded,
  type Payloads,
  CORRECTABLE,
  CORRECTABLE_TYPES,
  STRIKABLE_TYPES,
} from '../payloads.ts'
import { nextRiskReview } from '../risk.ts'
import { firstOf, whileOpen, withinFile, type ActionDefinition, type Circumstances } from './action-definition.ts'
import { consentRecorded, refusalRecorded } from './consent-actions.ts'
import { guardianAppointed, noteAdded } from './opening.ts'
import { planAgreed } from './plan-and-closure.ts'
import { reviewHeld, riskAssessed } from './risk-and-reviews.ts'
import type { Recorded } from '../recorded.ts'

const UNKNOWN: FileFailure = { code: 'protection.entry_unknown' }

/** The entry as it is after the changes. */
const corrected = ({ entry }: FoundEntry, changes: object): Recorded<object> => ({ ...entry, ...changes })

/** What holds of a new entry of its kind holds of a corrected one. */
function soundWhenCorrected(state: FileState, found: FoundEntry, changes: object, circumstances: Circumstances) {
  const again = <Type extends ActionType>(definition: ActionDefinition<Type>): FileFailure | null =>
    definition.check(state, corrected(found, changes) as unknown as Payloads[Type], circumstances)
  switch (found.kind) {
    case 'note_added':
      return again(noteAdded)
    case 'consent_recorded':
      return again(consentRecorded)
    case 'refusal_recorded':
      return again(refusalRecorded)
    case 'guardian_appointed':
      return again(guardianAppointed)
    case 'plan_agreed':
      return again(planAgreed)
    case 'risk_assessed':
      return again(riskAssessed)
    case 'review_held':
      return again(reviewHeld)
    case 'decision_recorded':
      return slipOfADecision(state, corrected(found, changes) as unknown as DecisionRecorded, circumstances)
    case 'screening_recorded':
      return UNKNOWN
  }
}

/** Only the body that decided corrects how its decision is written. What it decided is reconsidered, not corrected. */
const slipOfADecision = (state: FileState, decision: DecisionRecorded, circumstances: Circumstances) =>
  firstOf(
    whileOpen(state),
    withinFile(state, decision.decidedOn, circumstances),
    decision.body.agencyId === circumstances.agencyId ? null : { code: 'protection.not_the_body_asked' },
  )

const mistakeIn = (
  found: FoundEntry,
  action: { readonly id: Mistake['correctedIn']; readonly actor: string; readonly happenedAt: Mistake['happenedAt'] },
  more: Pick<Mistake, 'struck' | 'reason'>,
): Mistake =>
  ({
    kind: found.kind,
    was: found.entry,
    ...more,
    correctedIn: action.id,
    actor: action.actor,
    happenedAt: action.happenedAt,
  }) as Mistake

/** An entry's dates or words are put right; what it said stays beside it. */
export const entryCorrected: ActionDefinition<'entry_corrected'> = {
  type: 'entry_corrected',
  check: (state, { entryId, kind, changes }, circumstances) => {
    const found = findEntry(state, entryId)
    if (!found || found.kind !== kind || !CORRECTABLE_TYPES.includes(kind)) return firstOf(whileOpen(state), UNKNOWN)
    const allowed: readonly string[] = CORRECTABLE[kind]
    const before = found.entry as unknown as Record<string, unknown>
    const different = Object.entries(changes).filter(([key, value]) => before[key] !== value)
    return firstOf(
      whileOpen(state),
      Object.keys(changes).every((key) => allowed.includes(key)) ? null : UNKNOWN,
      different.length === 0 ? { code: 'protection.nothing_corrected' } : null,
      soundWhenCorrected(state, found, changes, circumstances),
    )
  },
  reduce: (state, action) => {
    const { entryId, changes, reason } = action.payload
    const found = findEntry(state, entryId)
    if (!found) return state
    const next = withEntry(state, found, corrected(found, changes))
    return reviewedAgain(
      { ...next, mistakes: [...state.mistakes, mistakeIn(found, action, { struck: false, reason })] },
      found,
    )
  },
}

/** An entry was recorded in error: it counts no longer and stays to be read. */
export const entryStruck: ActionDefinition<'entry_struck'> = {
  type: 'entry_struck',
  check: (state, { entryId }) => {
    const found = findEntry(state, entryId)
    const strikable: readonly string[] = STRIKABLE_TYPES
    return firstOf(
      whileOpen(state),
      found && strikable.includes(found.kind) ? null : found ? { code: 'protection.entry_not_strikable' } : UNKNOWN,
      // An adult's file rests on their consent to be recorded. The right one is recorded first.
      found?.kind === 'consent_recorded' && state.path === 'adult' && state.consents.length === 1
        ? { code: 'protection.last_consent' }
        : null,
    )
  },
  reduce: (state, action) => {
    const found = findEntry(state, action.payload.entryId)
    if (!found) return state
    const next = withEntry(state, found, null)
    const mistakes = [...state.mistakes, mistakeIn(found, action, { struck: true, reason: action.payload.reason })]
    return reviewedAgain({ ...next, mistakes }, found)
  },
}

/** The days of the next reviews, from the entries that now stand, in the order in which the server recorded them. */
function reviewedAgain(state: FileState, { kind }: FoundEntry): FileState {
  if (kind !== 'risk_assessed' && kind !== 'review_held' && kind !== 'plan_agreed') return state
  const standing = new Map(reviewsSetIn(state))
  const nextReviews = state.reviewsSetBy.reduce<FileState['nextReviews']>((reviews, by) => {
    const set = standing.get(by)
    return set ? laterReview(reviews, set) : reviews
  }, {})
  return { ...state, nextReviews }
}

/** What the entries that stand set of the next reviews, by the action that each came by. */
const reviewsSetIn = (state: FileState): readonly (readonly [ActionId, SetReview])[] => [
  ...state.risks.map((risk): [ActionId, SetReview] => [
    risk.actionId,
    { of: 'risk', from: risk.assessedOn, on: nextRiskReview(risk) },
  ]),
  ...state.reviews.map((review): [ActionId, SetReview] => [
    review.actionId,
    { of: review.of, from: review.heldOn, on: review.nextReviewOn },
  ]),
  ...state.plans.flatMap((plan): [ActionId, SetReview][] =>
    plan.review ? [[plan.actionId, { of: 'plan', from: plan.agreedOn, on: null }]] : [],
  ),
]

/** Whether a state that an earlier version sealed lacks the order in which the next reviews were set. */
export const lacksReviewOrder = (state: FileState): boolean => {
  const known = new Set(state.reviewsSetBy)
  return reviewsSetIn(state).some(([by]) => !known.has(by))
}
