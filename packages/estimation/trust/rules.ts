import { said, type Said } from '@gloact/kernel'
import type { BootstrapWarning } from '../replicate-warnings.ts'

/** What an estimate has to stand before it is given as a number. A country's choice; `TRUST_RULES` is what it starts from. */
export interface TrustRules {
  /** Refused with fewer lists: with two, their independence is assumed and nothing can tell whether it holds. */
  readonly fewestLists: number
  /** Refused with fewer people on two lists or more. */
  readonly fewestOverlapping: number
  /** Refused where the models within `rangeUnits` BIC units of the best differ by more than this factor. */
  readonly largestRange: number
  readonly rangeUnits: number
  /** Refused where the standard error of N is above this share of N. */
  readonly largestError: number
  /**
   * Warned where the chosen model is this many BIC units or more behind the best; refused where its estimate also lies outside those
   * of all models that are less far behind.
   */
  readonly bicBehind: number
  /** Warned where leaving out or joining lists, growing parts of the people, or a list of known size is off by this factor. */
  readonly largestChange: number
  /** Warned where the others find each list smaller than this share of its size: some people are more visible to all lists. */
  readonly smallestFound: number
  /** Warned where a larger share of N was never seen. */
  readonly largestDarkShare: number
}

export const TRUST_RULES: TrustRules = {
  fewestLists: 3,
  fewestOverlapping: 5,
  largestRange: 4,
  rangeUnits: 6,
  largestError: 0.5,
  bicBehind: 10,
  largestChange: 2,
  smallestFound: 0.9,
  largestDarkShare: 0.9,
}

export type TrustCode =
  | 'no_estimate'
  | 'not_identifiable'
  | 'too_few_lists'
  | 'untested_dependence'
  | 'links_missed'
  | 'outside_bound'
  | 'too_few_overlaps'
  | 'models_disagree'
  | 'error_too_large'
  | 'strata_methods_differ'
  | 'strata_differ'
  | 'no_profile'
  | 'empty_pairs'
  | 'thin_pairs'
  | 'mostly_unseen'
  | 'far_from_best'
  | 'outside_range'
  | 'threshold_matters'
  | 'list_matters'
  | 'lists_inconsistent'
  | 'lists_found_small'
  | 'still_moving'
  | 'identifying_assumption'
  | 'strata_empty'
  | 'interval_ignores_selection'
  | 'few_draws'
  | 'draws_without_estimate'
  | 'outside_draws'
  | 'linkage_dominates'
  | 'refused_by_usual_limits'
  | 'strata_below_usual_limits'
  | BootstrapWarning

/**
 * What is said where limits of somebody's own let through what the usual ones refuse, with the reasons of these; undefined where
 * they do not.
 */
export function passedOver(own: readonly TrustFinding[], usual: readonly TrustFinding[]): TrustFinding | undefined {
  if (own.some(({ refuses }) => refuses)) return undefined
  const of = usual.filter(({ refuses }) => refuses).map((reason) => reason.said)
  if (of.length === 0) return undefined
  return warn('refused_by_usual_limits', { reasons: { as: 'sentences', of } })
}

/** A finding by its code; `id` names its sentence where there are several of one code. */
const finding =
  (refuses: boolean) =>
  (code: TrustCode, params?: Said['params'], id: string = code): TrustFinding => ({
    code,
    said: said(`finding.${id}`, params),
    refuses,
  })

export const refuse = finding(true)
export const warn = finding(false)

/** What is put against something that the lists cannot test: the analyst’s reason, a bound from elsewhere, or nothing. */
export const statedAs = (assumption: string | undefined, isBounded: boolean): 'reason' | 'bound' | 'nothing' =>
  assumption !== undefined ? 'reason' : isBounded ? 'bound' : 'nothing'

/** A factor to two figures, which may be without a bound. */
export const factor = (value: number): Said =>
  Number.isFinite(value) ? said('finding.factor', { value }) : said('finding.any_size')

/** What a reader of the estimate has to know; `refuses` where no number is given because of it. */
export interface TrustFinding {
  readonly code: TrustCode
  readonly said: Said
  readonly refuses: boolean
}
