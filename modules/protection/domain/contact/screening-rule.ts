import {
  indicatorsOf,
  type IndicatorDimensionId,
  type IndicatorSet,
  type IndicatorWeight,
  type ScreeningProfile,
} from '@gloact/standards/indicators'

/** What is known of one indicator. Not asked is not "not observed", and neither is not known or declined. */
export const INDICATOR_OBSERVATIONS = ['observed', 'not_observed', 'not_known', 'declined', 'not_asked'] as const
export type IndicatorObservation = (typeof INDICATOR_OBSERVATIONS)[number]

/**
 * How an adult's dimensions are combined; a country's law fixes it and its configuration says which.
 * `with_vulnerability`: abuse of vulnerability counts as a means, at recruitment and at destination.
 * `strict`: the ILO's worked example to the letter (Moldova's labour-force survey): deception or coercion at
 * recruitment, exploitation, and coercion at destination.
 */
export const ADULT_RULES = ['with_vulnerability', 'strict'] as const
export type AdultRule = (typeof ADULT_RULES)[number]

/** What the rule makes of it. An indication with its reasons for a person who decides; never a verdict. */
export const SCREENING_OUTCOMES = [
  'trafficking_indicated',
  'exploitation_indicated',
  'further_assessment',
  'no_indication',
] as const
export type ScreeningOutcome = (typeof SCREENING_OUTCOMES)[number]

/** Why a dimension is positive (the first four, the ILO's rule) or is not. */
export const DIMENSION_REASONS = [
  'two_strong',
  'strong_with_another',
  'three_medium',
  'two_medium_with_weak',
  'one_strong_alone',
  'weak_alone',
  'too_few',
  'none_observed',
] as const
export type DimensionReason = (typeof DIMENSION_REASONS)[number]

export const SCREENING_REASONS = [
  /** Means at recruitment, exploitation and means at destination were all found. */
  'all_elements',
  /** A child: means are not required (Palermo Protocol, art. 3(c)). */
  'child_means_not_required',
  'exploitation_found',
  /** No exploitation was found, but it was meant: "for the purpose of" (Palermo Protocol, art. 3(a)). */
  'exploitation_intended',
  'exploitation_not_found',
  'recruitment_means_found',
  'recruitment_means_not_found',
  'destination_means_found',
  'destination_means_not_found',
  /** A child: recruited, transported, transferred, harboured or received. */
  'act_found',
  'act_not_found',
  'act_unclear',
  'nothing_positive',
  /** No indicator was asked about: that nothing was found says nothing. */
  'nothing_asked',
  /** How many indicators of the profile were not asked about. */
  'not_asked',
  /** The weights of this profile await the ILO's list. */
  'provisional_weights',
] as const

export interface ScreeningReason {
  readonly code: (typeof SCREENING_REASONS)[number]
  readonly dimensions?: readonly IndicatorDimensionId[]
  readonly count?: number
}

export interface ScreeningInput {
  readonly profile: ScreeningProfile
  /** By indicator id; an indicator that is missing was not asked about. */
  readonly observed: Readonly<Record<string, IndicatorObservation>>
  /** A child: whether anybody recruited, transported, transferred, harboured or received them. An adult's rule has no need of it. */
  readonly act?: IndicatorObservation
  /** A child: whether exploitation was meant, where there has been none yet. */
  readonly intendedExploitation?: IndicatorObservation
  readonly adultRule?: AdultRule
}

export interface DimensionResult {
  readonly id: IndicatorDimensionId
  /** How many indicators were observed, by weight. */
  readonly strong: number
  readonly medium: number
  readonly weak: number
  readonly positive: boolean
  readonly why: DimensionReason
  readonly observedIds: readonly string[]
  readonly notObserved: number
  /** Asked, without an answer: not known, or declined. */
  readonly unanswered: number
  readonly notAsked: number
}

/** Whether anything of a dimension was asked: where nothing was, that nothing was found says nothing. */
export const wasAsked = ({
  observedIds,
  notObserved,
  unanswered,
}: Pick<DimensionResult, 'observedIds' | 'notObserved' | 'unanswered'>): boolean =>
  observedIds.length + notObserved + unanswered > 0

export interface ScreeningResult {
  /** The set's version and how its dimensions were combined, such as `ilo-2009.1/with_vulnerability`. */
  readonly ruleVersion: string
  readonly profile: ScreeningProfile
  readonly dimensions: readonly DimensionResult[]
  readonly outcome: ScreeningOutcome
  readonly reasons: readonly ScreeningReason[]
  readonly notAsked: number
  /** Whether answers to what was not asked or has no answer could make the outcome another. */
  readonly mayChange: boolean
  readonly provisional: boolean
  /** Observed, but not an indicator of this profile: kept, not counted. */
  readonly outsideProfile: readonly string[]
}

/** The profile for a person. Anything but "adult" is a child until known better (CoE Convention, art. 10(3)). */
export function profileFor(age: 'adult' | 'child' | 'not_sure', form: 'labour' | 'sexual'): ScreeningProfile {
  return age === 'adult' ? `adult_${form}` : `child_${form}`
}

/**
 * The ILO's rule for one dimension (WCMS_105023, p. 3): positive with two strong indicators; one strong and one
 * medium or weak; three medium; or two medium and one weak. One strong alone is not enough, weak alone never is.
 */
export function evaluateDimension(counts: Readonly<Record<IndicatorWeight, number>>): {
  readonly positive: boolean
  readonly why: DimensionReason
} {
  const { strong, medium, weak } = counts
  if (strong >= 2) return { positive: true, why: 'two_strong' }
  if (strong === 1 && medium + weak >= 1) return { positive: true, why: 'strong_with_another' }
  if (medium >= 3) return { positive: true, why: 'three_medium' }
  if (medium === 2 && weak >= 1) return { positive: true, why: 'two_medium_with_weak' }
  if (strong === 1) return { positive: false, why: 'one_strong_alone' }
  if (medium > 0) return { positive: false, why: 'too_few' }
  return { positive: false, why: weak > 0 ? 'weak_alone' : 'none_observed' }
}

/**
 * What the observations indicate. Each dimension is judged by `evaluateDimension`, and the dimensions are combined:
 *
 * - An adult: means at recruitment, exploitation and means at destination ⇒ trafficking indicated. Exploitation with
 *   no means at all ⇒ exploitation indicated (a matter of labour rights, where a person has rights too). Anything
 *   positive otherwise ⇒ further assessment.
 * - A child: an act and exploitation, found or meant ⇒ trafficking indicated, whatever the means. Exploitation
 *   without any sign of an act ⇒ exploitation indicated. Anything positive otherwise ⇒ further assessment.
 * - Nothing positive ⇒ no indication from this instrument, unless nothing was asked ⇒ further assessment.
 *
 * Whether the person agreed plays no part (Palermo Protocol, art. 3(b)). The competent body decides; this does not.
 */
export function evaluateScreening(set: IndicatorSet, input: ScreeningInput): ScreeningResult {
  const dimensions = dimensionsOf(set, input)
  const { outcome, reasons } = combine(dimensions, input)
  const notAsked = dimensions.reduce((sum, dimension) => sum + dimension.notAsked, 0)
  const provisional = set.profiles[input.profile] === 'provisional'
  const inProfile = new Set(
    indicatorsOf(set, input.profile).flatMap(({ indicators }) => indicators.map(({ id }) => id)),
  )
  return {
    ruleVersion: `${set.version}/${isChild(input.profile) ? 'child' : adultRuleOf(input)}`,
    profile: input.profile,
    dimensions,
    outcome,
    reasons: [
      ...reasons,
      ...(notAsked > 0 ? [{ code: 'not_asked', count: notAsked } as const] : []),
      ...(provisional ? [{ code: 'provisional_weights' } as const] : []),
    ],
    notAsked,
    mayChange: mayChange(set, input, outcome),
    provisional,
    outsideProfile: Object.keys(input.observed)
      .filter((id) => input.observed[id] === 'observed' && !inProfile.has(id))
      .toSorted(),
  }
}

function dimensionsOf(set: IndicatorSet, input: ScreeningInput): readonly DimensionResult[] {
  return indicatorsOf(set, input.profile).map(({ dimension, indicators }) => {
    const said = (wanted: readonly IndicatorObservation[]) =>
      indicators.filter(({ id }) => wanted.includes(observationOf(input, id)))
    const observed = said(['observed'])
    const counted = (weight: IndicatorWeight) =>
      observed.filter(({ weights }) => weights[input.profile] === weight).length
    const counts = { strong: counted('strong'), medium: counted('medium'), weak: counted('weak') }
    return {
      id: dimension.id,
      ...counts,
      ...evaluateDimension(counts),
      observedIds: observed.map(({ id }) => id),
      notObserved: said(['not_observed']).length,
      unanswered: said(['not_known', 'declined']).length,
      notAsked: said(['not_asked']).length,
    }
  })
}

interface Combined {
  readonly outcome: ScreeningOutcome
  readonly reasons: readonly ScreeningReason[]
}

function combine(dimensions: readonly DimensionResult[], input: ScreeningInput): Combined {
  const positive = dimensions.filter((dimension) => dimension.positive).map(({ id }) => id)
  const asked = dimensions.some(
    (dimension) => dimension.notObserved + dimension.unanswered + dimension.observedIds.length,
  )
  const combined = isChild(input.profile) ? combineChild(positive, input) : combineAdult(positive, adultRuleOf(input))
  if (combined.outcome === 'no_indication' && !asked) {
    return { outcome: 'further_assessment', reasons: [{ code: 'nothing_asked' }] }
  }
  return combined
}

const RECRUITMENT: readonly IndicatorDimensionId[] = [
  'deceptive_recruitment',
  'coercive_recruitment',
  'abuse_vulnerability_recruitment',
]
const DESTINATION: readonly IndicatorDimensionId[] = ['coercion_destination', 'abuse_vulnerability_destination']
const OF_VULNERABILITY: readonly IndicatorDimensionId[] = [
  'abuse_vulnerability_recruitment',
  'abuse_vulnerability_destination',
]

function combineAdult(positive: readonly IndicatorDimensionId[], rule: AdultRule): Combined {
  if (positive.length === 0) return { outcome: 'no_indication', reasons: [{ code: 'nothing_positive' }] }
  const counts = (id: IndicatorDimensionId) => rule === 'with_vulnerability' || !OF_VULNERABILITY.includes(id)
  const atRecruitment = positive.filter((id) => RECRUITMENT.includes(id) && counts(id))
  const atDestination = positive.filter((id) => DESTINATION.includes(id) && counts(id))
  const exploited = positive.includes('exploitation')
  const found: ScreeningReason[] = [
    { code: exploited ? 'exploitation_found' : 'exploitation_not_found' },
    atRecruitment.length > 0
      ? { code: 'recruitment_means_found', dimensions: atRecruitment }
      : { code: 'recruitment_means_not_found' },
    atDestination.length > 0
      ? { code: 'destination_means_found', dimensions: atDestination }
      : { code: 'destination_means_not_found' },
  ]
  if (exploited && atRecruitment.length > 0 && atDestination.length > 0) {
    return { outcome: 'trafficking_indicated', reasons: [{ code: 'all_elements' }, ...found] }
  }
  // Only where no means were found at all, under either rule, is it a matter of labour rights alone.
  const onlyExploited = exploited && positive.length === 1
  return { outcome: onlyExploited ? 'exploitation_indicated' : 'further_assessment', reasons: found }
}

function combineChild(positive: readonly IndicatorDimensionId[], input: ScreeningInput): Combined {
  const exploited = positive.includes('exploitation')
  const meant = input.intendedExploitation === 'observed'
  const act = input.act ?? 'not_asked'
  const means = positive.filter((id) => id !== 'exploitation')
  if (positive.length === 0 && !meant) return { outcome: 'no_indication', reasons: [{ code: 'nothing_positive' }] }
  const found: ScreeningReason[] = [
    exploited ? { code: 'exploitation_found' } : { code: meant ? 'exploitation_intended' : 'exploitation_not_found' },
    { code: act === 'observed' ? 'act_found' : act === 'not_observed' ? 'act_not_found' : 'act_unclear' },
    ...supporting(
      'recruitment_means_found',
      means.filter((id) => RECRUITMENT.includes(id)),
    ),
    ...supporting(
      'destination_means_found',
      means.filter((id) => DESTINATION.includes(id)),
    ),
  ]
  if ((exploited || meant) && act === 'observed') {
    return { outcome: 'trafficking_indicated', reasons: [{ code: 'child_means_not_required' }, ...found] }
  }
  // Means speak for an act, whatever was answered about it: at recruitment for recruiting, at destination for harbouring or
  // receiving. So does exploitation that was meant. Otherwise finding exploitation as well would indicate less than before.
  const noSignOfAct = act === 'not_observed' && means.length === 0 && !meant
  return { outcome: exploited && noSignOfAct ? 'exploitation_indicated' : 'further_assessment', reasons: found }
}

const supporting = (
  code: 'recruitment_means_found' | 'destination_means_found',
  dimensions: readonly IndicatorDimensionId[],
): readonly ScreeningReason[] => (dimensions.length > 0 ? [{ code, dimensions }] : [])

/** Whether the outcome would be another if everything that has no answer had been observed. */
function mayChange(set: IndicatorSet, input: ScreeningInput, outcome: ScreeningOutcome): boolean {
  const open = (observation: IndicatorObservation | undefined): IndicatorObservation =>
    observation === 'observed' || observation === 'not_observed' ? observation : 'observed'
  const indicators = indicatorsOf(set, input.profile).flatMap((group) => group.indicators)
  const most: ScreeningInput = {
    ...input,
    observed: Object.fromEntries(indicators.map(({ id }) => [id, open(observationOf(input, id))])),
    act: open(input.act),
    intendedExploitation: open(input.intendedExploitation),
  }
  return combine(dimensionsOf(set, most), most).outcome !== outcome
}

const observationOf = (input: ScreeningInput, id: string): IndicatorObservation =>
  Object.hasOwn(input.observed, id) ? (input.observed[id] ?? 'not_asked') : 'not_asked'

const isChild = (profile: ScreeningProfile): boolean => profile.startsWith('child_')

const adultRuleOf = (input: ScreeningInput): AdultRule => input.adultRule ?? 'with_vulnerability'
