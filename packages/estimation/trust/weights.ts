import type { TrustCode } from './rules.ts'

/** What readers have to know first, first: what can make the figure wrong unseen, then what makes it unsure, then how it was made. */
const ORDER: readonly TrustCode[] = [
  'no_estimate',
  'not_identifiable',
  'too_few_lists',
  'too_few_overlaps',
  'refused_by_usual_limits',
  'strata_below_usual_limits',
  'untested_dependence',
  'links_missed',
  'outside_bound',
  'models_disagree',
  'error_too_large',
  'far_from_best',
  'lists_found_small',
  'outside_range',
  'outside_draws',
  'strata_differ',
  'strata_methods_differ',
  'lists_inconsistent',
  'list_matters',
  'mostly_unseen',
  'still_moving',
  'separated_modes',
  'unstable_selection',
  'threshold_matters',
  'infinite_replicates',
  'draws_without_estimate',
  'empty_lists',
  'strong_bias_correction',
  'linkage_dominates',
  'interval_ignores_selection',
  'no_profile',
  'no_bca',
  'few_replicates',
  'few_draws',
  'thin_pairs',
  'empty_pairs',
  'strata_empty',
]
const PLACES: ReadonlyMap<string, number> = new Map(ORDER.map((code, place) => [code, place]))

/** Codes of the table as it was read come after those of the checks; what always has to be assumed stands last. */
const placeOf = (code: string): number =>
  PLACES.get(code) ?? (code === 'identifying_assumption' ? ORDER.length + 1 : ORDER.length)

/** Refusals first, and of both the weightiest first. */
export const byWeight = <Of extends { readonly code: string; readonly refuses: boolean }>(
  findings: readonly Of[],
): Of[] => findings.toSorted((a, b) => Number(b.refuses) - Number(a.refuses) || placeOf(a.code) - placeOf(b.code))
