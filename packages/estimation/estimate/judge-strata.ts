import type { StrataChecks } from '../strata/check-strata.ts'
import type { StrataFit } from '../strata/fit-strata.ts'
import type { TrustFinding, TrustRules } from '../trust/rules.ts'

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
  const add = (code: TrustFinding['code'], message: string, refuses = false): void =>
    void findings.push({ code, message, refuses })
  if (standardError > rules.largestError * estimate) {
    add(
      'error_too_large',
      `The standard error of the total is ${percent(standardError / estimate)} of it; ${percent(rules.largestError)} is allowed.`,
      true,
    )
  }
  const all = methods.filter((way) => Number.isFinite(way.estimate))
  const best = all.reduce((least, way) => (way.bic < least.bic ? way : least), { estimate, bic })
  const near = spreadOf([
    estimate,
    ...all.filter((way) => way.bic <= best.bic + rules.rangeUnits).map((way) => way.estimate),
  ])
  if (near > rules.largestRange) {
    add(
      'models_disagree',
      `Models of the strata that fit about as well (within ${rules.rangeUnits} BIC units of the best) differ by a factor of ` +
        `${factor(near)}; ${rules.largestRange} is allowed. The data do not choose between them.`,
      true,
    )
  }
  if (bic - best.bic >= rules.bicBehind) {
    add(
      'far_from_best',
      `Another model of the strata fits much better: the one chosen is ${(bic - best.bic).toFixed(1)} BIC units behind it ` +
        `(${factor(spreadOf([best.estimate, estimate]))} times apart). See --method bic.`,
    )
  }
  const ways = spreadOf(all.map((way) => way.estimate))
  if (ways > 1.5) {
    add(
      'strata_methods_differ',
      `Main effects, the best model of the strata by BIC and the best by AIC give totals that differ by a factor of ${factor(ways)}.`,
    )
  }
  const far = leaveOneOut
    .filter((one) => spreadOf([one.estimate, estimate]) > rules.largestChange)
    .map(({ list }) => `without “${list}”`)
  if (far.length > 0) {
    add(
      'list_matters',
      `The total changes by more than a factor of ${rules.largestChange}, or is gone, ${far.join(', ')}.`,
    )
  }
  if (darkFigure > rules.largestDarkShare * estimate) {
    const message = `More than ${percent(rules.largestDarkShare)} of the total were never seen: it is mostly the model’s.`
    add('mostly_unseen', message)
  }
  return findings
}

/** What is said where the lists alone give another number; undefined where they do not, or give none. */
export function strataDiffer(total: number, alone: number, rules: TrustRules): TrustFinding | undefined {
  const apart = spreadOf([total, alone])
  if (!Number.isFinite(apart) || apart <= rules.largestChange) return undefined
  return {
    code: 'strata_differ',
    message: `The total of the strata and the estimate from the lists alone are ${factor(apart)} times apart.`,
    refuses: false,
  }
}

const spreadOf = (values: readonly number[]): number => Math.max(...values) / Math.min(...values)
const percent = (share: number): string => `${Math.round(share * 100)} %`
const factor = (value: number): string => (Number.isFinite(value) ? value.toPrecision(2) : 'any size')
