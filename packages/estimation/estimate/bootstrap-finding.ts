import type { Bootstrap, BootstrapWarning } from '../bootstrap.ts'
import type { TrustFinding } from '../trust/rules.ts'

/** What a warning of the replicates means for who reads the interval. */
export function bootstrapFinding(code: BootstrapWarning, made: Bootstrap): TrustFinding {
  return { code, message: wordsFor(code, made), refuses: false }
}

function wordsFor(code: BootstrapWarning, made: Bootstrap): string {
  const { replicates, infiniteReplicates, replicatesWithEmptyList, bca, modelShares, model } = made
  switch (code) {
    case 'infinite_replicates':
      return `${infiniteReplicates} of ${replicates} replicates have no estimate; they count as the largest.`
    case 'empty_lists':
      return `In ${replicatesWithEmptyList} of ${replicates} replicates a list has nobody and drops out.`
    case 'strong_bias_correction':
      return (
        `The replicates lie to one side of the estimate (bias correction ${bca.biasCorrection.toFixed(2)}): the interval ` +
        'hangs on how the model is chosen.'
      )
    case 'separated_modes':
      return 'The replicates fall into groups apart, since the model chosen flips between them: no single interval tells that.'
    case 'unstable_selection': {
      const key = model.join()
      const share = modelShares.find((one) => one.model.join() === key)?.share ?? 0
      return (
        `The model of the data is chosen in ${Math.round(share * 100)} % of the replicates; ${modelShares.length} different ` +
        'ones are.'
      )
    }
    case 'no_bca':
      return 'The bias-corrected limits cannot be computed; the limits are the plain percentiles of the replicates.'
    case 'few_replicates':
      return `${replicates} replicates are few for the limits of an interval: 1,000 or more are usual.`
  }
}
