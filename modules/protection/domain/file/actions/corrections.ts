import type { ActionId } from '@gloact/ledger'
import { choice, id, object, oneOf, someOf, text } from '@gloact/records/shape'
import type { FileFailure } from '../../failures.ts'
import { laterReview, type FileState, type Mistake, type SetReview } from '../file-state.ts'
import type { EntryCorrected, EntryStruck } from '../payloads.ts'
import type { Recorded } from '../recorded.ts'
import { nextRiskReview } from '../risk.ts'
import { firstOf, whileOpen, type ActionDefinition, type Circumstances } from './action-definition.ts'
import { ENTRIES, entryKind, findEntry, withEntry, type FoundEntry } from './entries.ts'

const UNKNOWN: FileFailure = { code: 'protection.entry_unknown' }

/** The entry as it is after the changes. */
const corrected = ({ entry }: FoundEntry, changes: object): Recorded<object> => ({ ...entry, ...changes })

/** What holds of a new entry of its kind holds of a corrected one, unless its kind says something else. */
function soundWhenCorrected(state: FileState, found: FoundEntry, changes: object, circumstances: Circumstances) {
  const { check, entry } = entryKind(found.kind)
  return (entry.checkCorrected ?? check)(state, corrected(found, changes), circumstances)
}

const mistakeIn = (
  found: FoundEntry,
  action: { readonly id: Mistake['correctedIn']; readonly actor: string; readonly happenedAt: Mistake['happenedAt'] },
  more: Pick<Mistake, 'struck' | 'reason'>,
): Mistake => ({
  kind: found.kind,
  was: found.entry,
  ...more,
  correctedIn: action.id,
  actor: action.actor,
  happenedAt: action.happenedAt,
})

/** What may be said of each kind of entry: its fields that can be corrected, as they are when it is recorded. */
const CORRECTIONS = ENTRIES.flatMap(({ type, shape, entry }) =>
  entry.correctable.length === 0
    ? []
    : [
        object<EntryCorrected>({
          kind: choice([type]),
          entryId: id(),
          changes: someOf(shape, entry.correctable),
          reason: text(2_000),
        }),
      ],
)

/** An entry's dates or words are corrected; what it said stays beside it. */
export const entryCorrected: ActionDefinition<'entry_corrected', EntryCorrected> = {
  type: 'entry_corrected',
  shape: oneOf(CORRECTIONS, 'kind'),
  by: ['contact', 'casework', 'deciding'],
  second: false,
  check: (state, { entryId, kind, changes }, circumstances) => {
    const found = findEntry(state, entryId)
    const allowed: readonly string[] = found?.kind === kind ? entryKind(kind).entry.correctable : []
    if (!found || allowed.length === 0) return firstOf(whileOpen(state), UNKNOWN)
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
  references: null,
  event: null,
  sign: 'edit',
  section: 'history',
  tells: null,
  compared: {
    entries: ({ entryId }) => [entryId],
    reason: ({ reason }) => reason,
    reasonTo: 'readers',
  },
  entry: null,
}

/** An entry was recorded in error: it counts no longer and stays to be read. */
export const entryStruck: ActionDefinition<'entry_struck', EntryStruck> = {
  type: 'entry_struck',
  shape: object<EntryStruck>({ entryId: id(), reason: text(2_000) }),
  by: ['contact', 'casework', 'deciding'],
  second: false,
  check: (state, { entryId }) => {
    const found = findEntry(state, entryId)
    if (!found) return firstOf(whileOpen(state), UNKNOWN)
    const { strikable, checkStruck } = entryKind(found.kind).entry
    return firstOf(
      whileOpen(state),
      strikable ? null : { code: 'protection.entry_not_strikable' },
      checkStruck?.(state) ?? null,
    )
  },
  reduce: (state, action) => {
    const found = findEntry(state, action.payload.entryId)
    if (!found) return state
    const next = withEntry(state, found, null)
    const mistakes = [...state.mistakes, mistakeIn(found, action, { struck: true, reason: action.payload.reason })]
    return reviewedAgain({ ...next, mistakes }, found)
  },
  references: null,
  event: null,
  sign: 'undo',
  section: 'history',
  tells: null,
  compared: {
    entries: ({ entryId }) => [entryId],
    reason: ({ reason }) => reason,
    reasonTo: 'readers',
  },
  entry: null,
}

/** The days of the next reviews, from the entries that now stand, in the order in which the server recorded them. */
function reviewedAgain(state: FileState, { kind }: FoundEntry): FileState {
  if (!entryKind(kind).entry.setsReviews) return state
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
