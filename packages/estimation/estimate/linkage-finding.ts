import type { LinkageUncertainty } from '../linked/linkage-uncertainty.ts'
import { factor, refuse, warn, type TrustFinding, type TrustRules } from '../trust/rules.ts'

/** Draws below this number say little of how far they differ. */
const FEW_DRAWS = 10

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
    const params = { error: error / pooled, allowed: rules.largestError }
    findings.push(refuse('error_too_large', params, 'error_too_large_linkage'))
  }
  if (draws < FEW_DRAWS) findings.push(warn('few_draws', { draws }))
  if (drawsWithoutEstimate > 0) findings.push(warn('draws_without_estimate', { none: drawsWithoutEstimate, draws }))
  const finite = [...estimates].filter(Number.isFinite)
  if (finite.length > 0 && (estimate < Math.min(...finite) || estimate > Math.max(...finite))) {
    findings.push(warn('outside_draws', { apart: factor(Math.max(pooled / estimate, estimate / pooled)) }))
  }
  if (share > 0.5) findings.push(warn('linkage_dominates', { share }))
  return findings
}

/** What is said where fewer than two of the tables have an estimate: there is nothing to be judged then. */
export const linkageUnknown = (draws: number): TrustFinding =>
  warn('draws_without_estimate', { draws }, 'draws_without_estimates')
