import type { Obligation } from './obligation.ts'

/** How the law answers an element. `other_law` says that the answer stands in a law that is not in the library. */
export const FINDING_STATUSES = ['met', 'partial', 'not_met', 'other_law', 'not_applicable'] as const
export type FindingStatus = (typeof FINDING_STATUSES)[number]

/** A finding is one person's until a second one has looked at it. */
export const FINDING_STATES = ['draft', 'reviewed', 'validated'] as const
export type FindingState = (typeof FINDING_STATES)[number]

export const REVIEWS = ['review', 'validate', 'send_back'] as const
export type Review = (typeof REVIEWS)[number]

/** What an obligation comes to: the statuses of findings, and `open` where an element has no finding yet. */
export const OBLIGATION_STATUSES = ['met', 'partial', 'not_met', 'other_law', 'not_applicable', 'open'] as const
export type ObligationStatus = (typeof OBLIGATION_STATUSES)[number]

/** From the worst to the best. What is not answered is worse than partly met: it may be missing. */
const WORST_FIRST: readonly ObligationStatus[] = ['not_met', 'open', 'partial', 'other_law', 'met', 'not_applicable']

/**
 * An obligation is as good as its worst mandatory element. Elements that a treaty only asks to consider, or allows, never lower
 * it; an obligation that has no others says how they are answered, and is no gap.
 */
export function obligationStatus(
  { binding, elements }: Pick<Obligation, 'binding' | 'elements'>,
  found: ReadonlyMap<string, FindingStatus>,
): ObligationStatus {
  const mandatory = elements.filter((element) => (element.binding ?? binding) === 'mandatory')
  const counted = mandatory.length > 0 ? mandatory : elements
  const statuses = counted.map(({ id }) => found.get(id) ?? 'open')
  return WORST_FIRST.find((status) => statuses.includes(status)) ?? 'open'
}

/** Whether the law falls short of what the treaty demands. */
export const isGap = ({ binding }: Pick<Obligation, 'binding'>, status: ObligationStatus): boolean =>
  binding === 'mandatory' && (status === 'not_met' || status === 'partial')

export interface Summary {
  readonly counts: Readonly<Record<ObligationStatus, number>>
  /** Of the mandatory obligations that apply, how many are met. It stands next to the list, never instead of it. */
  readonly mandatoryMet: number
  readonly mandatory: number
  readonly gaps: readonly string[]
  /** Of all obligations, how many are answered; gaps can only be among these. */
  readonly answered: number
  readonly unanswered: number
  /** Not met in full, but no gap: the treaty only asks to consider them, or allows them. */
  readonly notDemanded: number
}

/** Counts an assessment. */
export function summarise(obligations: readonly Obligation[], found: ReadonlyMap<string, FindingStatus>): Summary {
  const counts = { met: 0, partial: 0, not_met: 0, other_law: 0, not_applicable: 0, open: 0 }
  let [mandatoryMet, mandatory, notDemanded] = [0, 0, 0]
  const gaps: string[] = []
  for (const obligation of obligations) {
    const status = obligationStatus(obligation, found)
    counts[status] += 1
    if (obligation.binding === 'mandatory' && status !== 'not_applicable') {
      mandatory += 1
      if (status === 'met') mandatoryMet += 1
    }
    if (isGap(obligation, status)) gaps.push(obligation.id)
    else if (status === 'not_met' || status === 'partial') notDemanded += 1
  }
  const unanswered = counts.open
  const answered = obligations.length - unanswered
  return { counts, mandatoryMet, mandatory, gaps, answered, unanswered, notDemanded }
}

interface Compared {
  readonly gaps: readonly string[]
  readonly open: ReadonlySet<string>
}

/**
 * Which gaps of the law in force a bill closes, and which it opens, as far as both are answered: what nobody has answered of one of
 * them is neither closed nor opened, and is counted.
 */
export function billChanges(
  law: Compared,
  bill: Compared,
): { readonly closes: readonly string[]; readonly opens: readonly string[]; readonly unknown: number } {
  const known = (id: string) => !law.open.has(id) && !bill.open.has(id)
  return {
    closes: law.gaps.filter((id) => known(id) && !bill.gaps.includes(id)),
    opens: bill.gaps.filter((id) => known(id) && !law.gaps.includes(id)),
    unknown: new Set([...law.open, ...bill.open]).size,
  }
}

/** Why a review is refused; undefined where it is none. */
export function reviewRefused(
  {
    state,
    author,
    reviewedBy,
  }: { readonly state: FindingState; readonly author: string; readonly reviewedBy: string | null },
  review: Review,
  by: string,
): 'own_finding' | 'own_review' | 'not_reviewed' | 'already' | undefined {
  if (author === by) return 'own_finding'
  if (review === 'validate' && state === 'reviewed' && reviewedBy === by) return 'own_review'
  if (review === 'send_back') return undefined
  if (state === 'validated' || (review === 'review' && state === 'reviewed')) return 'already'
  return review === 'validate' && state === 'draft' ? 'not_reviewed' : undefined
}

export const stateAfter = (review: Review): FindingState =>
  review === 'send_back' ? 'draft' : review === 'review' ? 'reviewed' : 'validated'

/** Statuses that rest on words of a law: they have to name them. */
export const needsProvision = (status: FindingStatus): boolean => status === 'met' || status === 'partial'

/** What happened to a provision in a later text of its law. */
export const LATER_CHANGES = ['changed', 'repealed', 'moved'] as const
export type LaterChange = (typeof LATER_CHANGES)[number]

/** A provision of a later text, by its address and the digest of its words. */
export interface LaterProvision {
  readonly eId: string
  readonly digest: string
}

/**
 * What happened to cited words in a later text: nothing where they stand at the same address, moved where they stand unchanged at one
 * other. A finding is stale where they changed or are gone; where they only moved it follows.
 */
export function laterChange(
  cited: LaterProvision,
  later: readonly LaterProvision[],
): { readonly change: LaterChange; readonly eId: string | null } | null {
  const there = later.find(({ eId }) => eId === cited.eId)
  if (there?.digest === cited.digest) return null
  const moved = later.find(({ digest }) => digest === cited.digest)
  if (moved) return { change: 'moved', eId: moved.eId }
  return there ? { change: 'changed', eId: there.eId } : { change: 'repealed', eId: null }
}

/** Whether a finding has to be looked at again. */
export const isStale = (changes: readonly (LaterChange | null)[]): boolean =>
  changes.some((change) => change === 'changed' || change === 'repealed')
