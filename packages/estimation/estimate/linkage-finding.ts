import type { LinkageUncertainty } from '../linked/linkage-uncertainty.ts'
import type { TrustFinding, TrustRules } from '../trust/rules.ts'

/** Draws below this number say little of how far they differ. */
const FEW_DRAWS = 10

const warn = (code: TrustFinding['code'], message: string): TrustFinding => ({ code, message, refuses: false })

/**
 * What the tables drawn from the linkage mean for who reads the estimate. Like the checks they name shares and factors, and no
 * number of people.
 */
export function judgeLinkage(
  { draws, estimates, drawsWithoutEstimate, estimate: pooled, within, between, share }: LinkageUncertainty,
  estimate: number,
  observed: number,
  rules: TrustRules,
): TrustFinding[] {
  const findings: TrustFinding[] = []
  const error = (pooled - observed) * Math.sqrt(within + between)
  if (error > rules.largestError * pooled) {
    const message =
      `With what the linkage leaves open the standard error is ${percent(error / pooled)} of the estimate; ` +
      `${percent(rules.largestError)} is allowed.`
    findings.push({ code: 'error_too_large', message, refuses: true })
  }
  if (draws < FEW_DRAWS) {
    findings.push(
      warn('few_draws', `${draws} tables drawn from the linkage are few to tell how far they differ; 20 are usual.`),
    )
  }
  if (drawsWithoutEstimate > 0) {
    const message = `${drawsWithoutEstimate} of ${draws} tables drawn from the linkage have no estimate: the interval has no upper limit that can be relied on.`
    findings.push(warn('draws_without_estimate', message))
  }
  const finite = [...estimates].filter(Number.isFinite)
  if (finite.length > 0 && (estimate < Math.min(...finite) || estimate > Math.max(...finite))) {
    const message =
      `The estimate lies outside those of all tables drawn from the linkage (${factor(Math.max(pooled / estimate, estimate / pooled))} ` +
      'times apart): the links that were decided on and those that are probable differ in number.'
    findings.push(warn('outside_draws', message))
  }
  if (share > 0.5) {
    findings.push(
      warn(
        'linkage_dominates',
        `${percent(share)} of the variance comes from the linkage: clearer links would help more than more people.`,
      ),
    )
  }
  return findings
}

/** What is said where fewer than two of the tables have an estimate: there is nothing to be judged then. */
export const linkageUnknown = (draws: number): TrustFinding =>
  warn(
    'draws_without_estimate',
    `Fewer than two of ${draws} tables drawn from the linkage have an estimate: how far what it leaves open moves the ` +
      'estimate cannot be told.',
  )

const percent = (share: number): string => `${Math.round(share * 100)} %`
const factor = (value: number): string => value.toPrecision(2)
