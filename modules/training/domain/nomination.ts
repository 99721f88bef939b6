/** What was decided about a nomination. */
export const DECISIONS = ['selected', 'waiting', 'not_selected'] as const
export type Decision = (typeof DECISIONS)[number]

/** Why, in the words that an agency is given: a decision without a reason is none. */
export const DECISION_REASONS = {
  selected: ['meets_criteria', 'keeps_balance', 'replaces_someone', 'trains_others'],
  waiting: ['seats_taken', 'quota_reached'],
  not_selected: [
    'criteria_not_met',
    'attended_before',
    'seats_taken',
    'post_not_relevant',
    'leaves_post_soon',
    'withdrew',
    'did_not_come',
  ],
} as const satisfies Record<Decision, readonly string[]>

export type DecisionReason = (typeof DECISION_REASONS)[Decision][number]

export const ALL_REASONS = [...new Set(Object.values(DECISION_REASONS).flat())] as readonly DecisionReason[]

export const reasonFits = (decision: Decision, reason: DecisionReason): boolean =>
  (DECISION_REASONS[decision] as readonly string[]).includes(reason)

/** As somebody says it of themselves; for counts alone. */
export const SEXES = ['female', 'male', 'other'] as const

/** What somebody does, by what a course is announced for. */
export const PROFESSIONS = [
  'police',
  'border_guard',
  'prosecutor',
  'judge',
  'labour_inspector',
  'social_worker',
  'health_worker',
  'shelter_staff',
  'other',
] as const
export type Profession = (typeof PROFESSIONS)[number]

/** What an event asks of those who are nominated. */
export interface Criteria {
  /** Empty where any is welcome. */
  readonly professions: readonly Profession[]
  readonly yearsInPost: number
  readonly seatsAnAgency: number | null
}

export const CRITERIA = ['profession', 'years_in_post', 'agency_quota'] as const
export type Criterion = (typeof CRITERIA)[number]

/** Which criteria a nomination does not meet. It suggests; a person decides. */
export function unmetCriteria(
  criteria: Criteria,
  nominee: { readonly profession: Profession; readonly yearsInPost: number | null },
  selectedOfAgency: number,
): readonly Criterion[] {
  const unmet: Criterion[] = []
  if (criteria.professions.length > 0 && !criteria.professions.includes(nominee.profession)) unmet.push('profession')
  // What was not said is not "too few".
  if (nominee.yearsInPost !== null && nominee.yearsInPost < criteria.yearsInPost) unmet.push('years_in_post')
  if (criteria.seatsAnAgency !== null && selectedOfAgency >= criteria.seatsAnAgency) unmet.push('agency_quota')
  return unmet
}
