import { addedTerms, mainTerms, sameTerm, withoutTerm, withTerm, type StrataDesign, type StrataTerm } from './design.ts'
import { report, type Watch } from '../watch.ts'
import { fitStrata, type StrataFit } from './fit-strata.ts'

export interface StrataSelectionOptions extends Watch {
  readonly criterion?: 'bic' | 'aic'
}

/** A selected model with covariates, and the way to it. */
export interface StrataSelection {
  readonly fit: StrataFit
  readonly criterion: 'bic' | 'aic'
  readonly steps: readonly { readonly term: StrataTerm; readonly added: boolean; readonly value: number }[]
}

/** A step that lowers the criterion by less than this is none. */
const LEAST_GAIN = 1e-7

/**
 * Selects among main effects and all two-way terms of lists and covariates: at each step the one term whose adding or
 * taking away lowers the criterion most, until none does (Cruyff and others 2017). Models whose estimate does not exist, or
 * whose dark figures cannot be told, are passed over. Of a trend the first power is a main effect; the second is added
 * and taken away like any other term, by itself and with each factor, together with what it needs beside it. Progress starts
 * again with each step. Throws `Stopped` where the signal asks for it.
 */
export function selectStrata(
  design: StrataDesign,
  counts: Float64Array,
  { criterion = 'bic', ...watch }: StrataSelectionOptions = {},
): StrataSelection {
  const candidates = addedTerms(design)
  let fit = fitStrata(design, counts, mainTerms(design))
  const steps: { term: StrataTerm; added: boolean; value: number }[] = []
  while (fit.existence === 0) {
    let best = fit
    let taken: { term: StrataTerm; added: boolean } | undefined
    for (const [at, term] of candidates.entries()) {
      const added = !fit.terms.some((other) => sameTerm(other, term))
      const terms = (added ? withTerm : withoutTerm)(design, fit.terms, term)
      const candidate = fitStrata(design, counts, terms, { start: fit.fitted })
      report(watch, at + 1, candidates.length)
      if (candidate.existence !== 0 || !(candidate[criterion] < best[criterion] - LEAST_GAIN)) continue
      best = candidate
      taken = { term, added }
    }
    if (!taken) break
    fit = best
    steps.push({ ...taken, value: fit[criterion] })
  }
  return { fit, criterion, steps }
}
