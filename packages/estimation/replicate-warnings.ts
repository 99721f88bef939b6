import { separatedModes } from './modes.ts'

/** What a reader of the intervals has to know. */
export type BootstrapWarning =
  /** Replicates without a finite estimate; they are sorted last. */
  | 'infinite_replicates'
  /** Replicates in which a list was empty. */
  | 'empty_lists'
  /** The bias correction exceeds 0.3 in size. */
  | 'strong_bias_correction'
  /** The replicates fall into groups apart, since the model chosen flips between them. */
  | 'separated_modes'
  /** The model of the data was chosen in fewer than half of the replicates. */
  | 'unstable_selection'
  /** The bias-corrected and accelerated limits cannot be computed; `bca.reason` says why. */
  | 'no_bca'
  /** Fewer than 1,000 replicates. */
  | 'few_replicates'

/** What is known of replicates, with and without strata. */
export interface ReplicateFacts {
  readonly replicates: number
  readonly infiniteReplicates: number
  readonly replicatesWithEmptyList: number
  readonly biasCorrection: number
  /** The share of replicates that chose the model of the data. */
  readonly ownShare: number
}

/** What a reader of intervals from replicates has to know. `estimates` are N by replicate, `observed` the people seen. */
export function replicateWarnings(
  facts: ReplicateFacts,
  {
    hasBca,
    estimates,
    observed,
  }: { readonly hasBca: boolean; readonly estimates: Float64Array; readonly observed: number },
): BootstrapWarning[] {
  const warnings: BootstrapWarning[] = []
  if (facts.replicates < 1000) warnings.push('few_replicates')
  if (facts.infiniteReplicates > 0) warnings.push('infinite_replicates')
  if (facts.replicatesWithEmptyList > 0) warnings.push('empty_lists')
  if (Math.abs(facts.biasCorrection) > 0.3) warnings.push('strong_bias_correction')
  if (!hasBca) warnings.push('no_bca')
  if (facts.ownShare < 0.5) warnings.push('unstable_selection')
  if (separatedModes(estimates, observed)) warnings.push('separated_modes')
  return warnings
}
