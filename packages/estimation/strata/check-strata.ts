import type { Strata } from '../input/read-input.ts'
import { report, type Watch } from '../watch.ts'
import { designOf, mainTerms, type StrataDesign, type StrataTerm } from './design.ts'
import { fitStrata, type StrataFit } from './fit-strata.ts'
import { selectStrata } from './select-strata.ts'

/** The total by a way of choosing the model. */
export interface StrataWay {
  readonly method: 'main' | 'bic' | 'aic'
  /** Infinity where the model's estimate does not exist. */
  readonly estimate: number
  readonly bic: number
}

/** What the total of a table with strata depends on. */
export interface StrataChecks {
  readonly methods: readonly StrataWay[]
  /** The total without a list, by what the model's terms are without it; Infinity where there is none. Not with three lists. */
  readonly leaveOneOut: readonly { readonly list: string; readonly estimate: number }[]
  /** Of the total, within the model. */
  readonly standardError: number
}

/** Estimates the total by other ways of choosing, and by the same model without each of the lists. */
export function checkStrata(
  lists: readonly string[],
  strata: Strata,
  { fit, method }: { readonly fit: StrataFit; readonly method: string },
  watch: Watch = {},
): StrataChecks {
  const design = designOf(lists, strata)
  const fitBy: Readonly<Record<StrataWay['method'], () => StrataFit>> = {
    main: () => fitStrata(design, strata.counts, mainTerms(design)),
    bic: () => selectStrata(design, strata.counts, { criterion: 'bic', ...watch }).fit,
    aic: () => selectStrata(design, strata.counts, { criterion: 'aic', ...watch }).fit,
  }
  const methods = (['main', 'bic', 'aic'] as const).map((name): StrataWay => {
    const { existence, estimate, bic } = name === method ? fit : fitBy[name]()
    return { method: name, estimate: existence === 0 ? estimate : Infinity, bic }
  })
  const variance = fit.covariance.reduce((sum, one) => sum + one, 0)
  const left = lists.length > 3 ? [...lists.keys()] : []
  return {
    methods,
    leaveOneOut: left.map((list, at) => {
      report(watch, at, left.length)
      const { existence, estimate } = withoutList(design, { lists, strata, terms: fit.terms }, list)
      return { list: lists[list]!, estimate: existence === 0 ? estimate : Infinity }
    }),
    standardError: Math.sqrt(Math.max(0, variance)),
  }
}

interface Modelled {
  readonly lists: readonly string[]
  readonly strata: Strata
  readonly terms: readonly StrataTerm[]
}

/** The model without a list and its terms, fitted to those who are on another one. */
function withoutList({ strata: count }: StrataDesign, { lists, strata, terms }: Modelled, list: number): StrataFit {
  const size = 2 ** lists.length
  const counts = new Float64Array((count * size) / 2)
  for (let stratum = 0; stratum < count; stratum++) {
    for (let mask = 1; mask < size; mask++) {
      const other = ((mask >> (list + 1)) << list) | (mask & ((1 << list) - 1))
      if (other > 0) counts[(stratum * size) / 2 + other]! += strata.counts[stratum * size + mask]!
    }
  }
  const rest = designOf(
    lists.filter((_, at) => at !== list),
    strata,
  )
  const moved = terms
    .filter((term) => !term.some((factor) => factor === list))
    .map((term) => term.map((factor) => (factor > list ? factor - 1 : factor)) as unknown as StrataTerm)
  return fitStrata(rest, counts, moved)
}
