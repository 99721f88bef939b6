import type { Words } from '@gloact/forms'

/** Whom and what a list of weights was made for. */
export const SCREENING_PROFILES = ['adult_labour', 'child_labour', 'adult_sexual', 'child_sexual'] as const
export type ScreeningProfile = (typeof SCREENING_PROFILES)[number]

export const INDICATOR_WEIGHTS = ['strong', 'medium', 'weak'] as const
export type IndicatorWeight = (typeof INDICATOR_WEIGHTS)[number]

/** How far a weight can be relied on. */
export const WEIGHT_STATUSES = [
  /** Read in a transcription of the ILO's list that a second, independent page agrees with in its counts. */
  'verified_secondary',
  /** Named as a difference of the sexual-exploitation lists by such a source, which does not give the whole list. */
  'verified_secondary_hint',
  /** The ILO's list could not be had: taken over from the labour list until it can. */
  'provisional_copied_from_labour',
] as const
export type WeightStatus = (typeof WEIGHT_STATUSES)[number]

export const INDICATOR_DIMENSIONS = [
  'deceptive_recruitment',
  'coercive_recruitment',
  'abuse_vulnerability_recruitment',
  'exploitation',
  'coercion_destination',
  'abuse_vulnerability_destination',
] as const
export type IndicatorDimensionId = (typeof INDICATOR_DIMENSIONS)[number]

/** What something is called, in each language there are words in; English is what the others fall back to. */
export type Labels = Words & { readonly en: string }

export interface Indicator {
  /** `dimension.name`. The same circumstance at recruitment and at destination is two indicators. */
  readonly id: string
  readonly labels: Labels
  /** Where the sexual-exploitation profiles ask it in other words. */
  readonly sexualLabels?: Labels
  /** Which of the ILO's eleven indicators of forced labour (2012) it speaks to. */
  readonly ilo11: readonly number[]
  /** Null where the profile does not have the indicator. */
  readonly weights: Readonly<Record<ScreeningProfile, IndicatorWeight | null>>
  readonly statuses: Readonly<Record<ScreeningProfile, WeightStatus>>
}

export interface IndicatorDimension {
  readonly id: IndicatorDimensionId
  readonly labels: Labels
  /** The element of the definition (Palermo Protocol, art. 3(a)) that it speaks to. */
  readonly element: 'means' | 'purpose'
  readonly phase: 'recruitment' | 'destination'
  readonly indicators: readonly Indicator[]
}

/** A list of indicators with weights, as one version. Never changed once used: a correction is a new version. */
export interface IndicatorSet {
  readonly id: string
  /** Stored with every screening, so that it can be said later by which list it was made. */
  readonly version: string
  readonly labels: Labels
  readonly source: string
  /** `provisional`: a screen that uses the profile says so. */
  readonly profiles: Readonly<Record<ScreeningProfile, 'verified' | 'provisional'>>
  readonly dimensions: readonly IndicatorDimension[]
}

/** The indicators that a profile asks about, by dimension, in order. */
export function indicatorsOf(
  set: IndicatorSet,
  profile: ScreeningProfile,
): readonly { readonly dimension: IndicatorDimension; readonly indicators: readonly Indicator[] }[] {
  return set.dimensions.map((dimension) => ({
    dimension,
    indicators: dimension.indicators.filter((indicator) => indicator.weights[profile] !== null),
  }))
}

/** What a screen calls an indicator for a profile. */
export const labelsFor = (indicator: Indicator, profile: ScreeningProfile): Labels =>
  (profile.endsWith('_sexual') ? indicator.sexualLabels : undefined) ?? indicator.labels
