import type { SaidList } from '@gloact/kernel'
import type { StrataChecks } from '../strata/check-strata.ts'
import type { StrataFit } from '../strata/fit-strata.ts'
import { withoutList } from '../trust/judge.ts'
import { factor, refuse, warn, type TrustFinding, type TrustRules } from '../trust/rules.ts'

/**
 * What the checks find of the total of a table with strata, by the same limits as without. They name factors and lists but
 * never N or the dark figure, so that a refused estimate cannot be read from the reasons.
 */
export function judgeStrata(
  fit: StrataFit,
  { methods, leaveOneOut, standardError }: StrataChecks,
  rules: TrustRules,
): TrustFinding[] {
  const { estimate, bic, darkFigure } = fit
  const findings: TrustFinding[] = []
  if (standardError > rules.largestError * estimate) {
    const allowed = rules.largestError
    findings.push(refuse('error_too_large', { error: standardError / estimate, allowed }, 'error_too_large_strata'))
  }
  const all = methods.filter((way) => Number.isFinite(way.estimate))
  const best = all.reduce((least, way) => (way.bic < least.bic ? way : least), { estimate, bic })
  const near = spreadOf([
    estimate,
    ...all.filter((way) => way.bic <= best.bic + rules.rangeUnits).map((way) => way.estimate),
  ])
  if (near > rules.largestRange) {
    const params = { units: rules.rangeUnits, factor: factor(near), allowed: rules.largestRange }
    findings.push(refuse('models_disagree', params, 'models_disagree_strata'))
  }
  if (bic - best.bic >= rules.bicBehind) {
    const apart = factor(spreadOf([best.estimate, estimate]))
    findings.push(warn('far_from_best', { behind: bic - best.bic, apart }, 'far_from_best_strata'))
  }
  const ways = spreadOf(all.map((way) => way.estimate))
  if (ways > 1.5) findings.push(warn('strata_methods_differ', { factor: factor(ways) }))
  const far = leaveOneOut
    .filter((one) => spreadOf([one.estimate, estimate]) > rules.largestChange)
    .map(({ list }) => withoutList(list))
  if (far.length > 0) {
    const lists: SaidList = { as: 'items', of: far }
    findings.push(warn('list_matters', { what: 'total', factor: rules.largestChange, lists }))
  }
  if (darkFigure > rules.largestDarkShare * estimate) {
    findings.push(warn('mostly_unseen', { what: 'total', share: rules.largestDarkShare }))
  }
  return findings
}

/** What is said where the lists alone give another number; undefined where they do not, or give none. */
export function strataDiffer(total: number, alone: number, rules: TrustRules): TrustFinding | undefined {
  const apart = spreadOf([total, alone])
  if (!Number.isFinite(apart) || apart <= rules.largestChange) return undefined
  return warn('strata_differ', { factor: factor(apart) })
}

const spreadOf = (values: readonly number[]): number => Math.max(...values) / Math.min(...values)
