import { shareOf, type Bootstrap } from '../bootstrap.ts'
import type { BootstrapWarning, ReplicateFacts } from '../replicate-warnings.ts'
import { warn, type TrustFinding } from '../trust/rules.ts'

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
export function bootstrapFinding(code: BootstrapWarning, facts: ToldFacts): TrustFinding {
  const { replicates, infiniteReplicates, replicatesWithEmptyList, biasCorrection, models, ownShare } = facts
  switch (code) {
    case 'infinite_replicates':
      return warn(code, { none: infiniteReplicates, replicates })
    case 'empty_lists':
      return warn(code, { empty: replicatesWithEmptyList, replicates })
    case 'strong_bias_correction':
      return warn(code, { correction: biasCorrection })
    case 'unstable_selection':
      return warn(code, { share: ownShare, models })
    case 'few_replicates':
      return warn(code, { replicates })
    case 'separated_modes':
    case 'no_bca':
      return warn(code)
  }
}
