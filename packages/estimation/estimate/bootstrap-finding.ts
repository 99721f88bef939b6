import { shareOf, type Bootstrap } from '../bootstrap.ts'
import type { BootstrapWarning, ReplicateFacts } from '../replicate-warnings.ts'
import type { TrustFinding } from '../trust/rules.ts'

/** What the warnings of replicates are told with. */
export interface ToldFacts extends ReplicateFacts {
  /** How many different models were chosen. */
  readonly models: number
}

export const factsOf = ({ model, modelShares, bca, ...made }: Bootstrap): ToldFacts => ({
  ...made,
  biasCorrection: bca.biasCorrection,
  models: modelShares.length,
  ownShare: shareOf(model, modelShares),
})

/** What a warning of the replicates means for who reads the interval. */
export const bootstrapFinding = (code: BootstrapWarning, facts: ToldFacts): TrustFinding => ({
  code,
  message: wordsFor(code, facts),
  refuses: false,
})

function wordsFor(code: BootstrapWarning, facts: ToldFacts): string {
  const { replicates, infiniteReplicates, replicatesWithEmptyList, biasCorrection, models, ownShare } = facts
  switch (code) {
    case 'infinite_replicates':
      return `${infiniteReplicates} of ${replicates} replicates have no estimate; they count as the largest.`
    case 'empty_lists':
      return `In ${replicatesWithEmptyList} of ${replicates} replicates a list has nobody and drops out.`
    case 'strong_bias_correction':
      return (
        `The replicates lie to one side of the estimate (bias correction ${biasCorrection.toFixed(2)}): the interval ` +
        'hangs on how the model is chosen.'
      )
    case 'separated_modes':
      return 'The replicates fall into groups apart, since the model chosen flips between them: no single interval tells that.'
    case 'unstable_selection':
      return (
        `The model of the data is chosen in ${Math.round(ownShare * 100)} % of the replicates; ${models} different ` +
        'ones are.'
      )
    case 'no_bca':
      return 'The bias-corrected limits cannot be computed; the limits are the plain percentiles of the replicates.'
    case 'few_replicates':
      return `${replicates} replicates are few for the limits of an interval: 1,000 or more are usual.`
  }
}
