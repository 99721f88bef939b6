import type { EstimationInput } from '../input/read-input.ts'
import { designOf, formatTerms, mainTerms, type StrataTerm } from '../strata/design.ts'
import { fitStrata, type StrataFit } from '../strata/fit-strata.ts'
import {
  publishStrata,
  STRATA_RULE,
  type PublishedStrata,
  type StrataGroup,
  type StrataRule,
} from '../strata/publish-strata.ts'
import { selectStrata } from '../strata/select-strata.ts'
import type { TrustFinding } from '../trust/rules.ts'
import type { Watch } from '../watch.ts'
import { IGNORES_SELECTION } from './estimate.ts'

/** How the model with covariates is chosen: by a criterion, main effects alone, or the terms that are given. */
export type StrataMethod = 'bic' | 'aic' | 'main' | readonly StrataTerm[]

export interface StrataOptions extends Watch {
  readonly method?: StrataMethod
  readonly level?: number
  readonly rule?: StrataRule
}

/** An estimate from lists crossed with covariates: the total, and figures by stratum that add up to it. */
export interface StrataEstimate {
  readonly fit: StrataFit
  readonly model: string
  readonly estimate: number
  readonly darkFigure: number
  /** The total's log-normal interval; undefined where there is no estimate. */
  readonly total: StrataGroup | undefined
  readonly published: PublishedStrata | undefined
  readonly findings: readonly TrustFinding[]
}

/** Estimates from a table with strata. Throws a TypeError where it has none, and `Stopped` where the signal asks for it. */
export function estimateStrata(
  { histories, strata }: EstimationInput,
  { method = 'bic', level = 0.95, rule = STRATA_RULE, ...watch }: StrataOptions = {},
): StrataEstimate {
  if (!strata) throw new TypeError('the table was read without strata')
  const design = designOf(histories.lists, strata)
  const terms =
    method === 'main'
      ? mainTerms(design)
      : typeof method === 'string'
        ? selectStrata(design, strata.counts, { criterion: method, ...watch }).fit.terms
        : method
  const fit = fitStrata(design, strata.counts, terms, { covariance: true })
  const model = formatTerms(design, terms)
  const findings: TrustFinding[] = []
  if (fit.existence !== 0) {
    const message = `For the model ${model} there is no estimate of every stratum. Take fewer strata, or wider bands.`
    findings.push({ code: fit.existence === 1 ? 'no_estimate' : 'not_identifiable', message, refuses: true })
    return { fit, model, estimate: Infinity, darkFigure: Infinity, total: undefined, published: undefined, findings }
  }
  const published = publishStrata(strata, fit, histories.lists.length, { level, rule })
  const whole = publishStrata(strata, fit, histories.lists.length, {
    level,
    rule: { fewestPeople: Infinity, fewestOnList: 0, fewestOverlaps: 0 },
  }).tables[0]!.groups[0]!
  if (fit.seen.some((seen, stratum) => seen > 0 && fit.emptyMargins[stratum] === 1)) {
    findings.push({
      code: 'strata_empty',
      message:
        'In some strata all who were seen are on one list: that nobody was missed there follows from the model alone.',
      refuses: false,
    })
  }
  findings.push(IGNORES_SELECTION)
  return { fit, model, estimate: fit.estimate, darkFigure: fit.darkFigure, total: whole, published, findings }
}
