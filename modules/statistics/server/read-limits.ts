import { TRUST_RULES, type SmallCounts, type TrustRules } from '@gloact/estimation'
import type { Principal } from '@gloact/identity/contract/principal'
import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import type { EstimateLimits } from '../contract/limits.ts'
import { figuresPolicy } from '../domain/figures-policy.ts'

/** What a country has set for estimates; undefined where it left the method’s own limits. */
export type CountryLimits = { readonly checks: Partial<TrustRules>; readonly basis: string } | undefined

/** The country’s limits in place of the method’s, for those who work with figures; to others there is nothing here. */
export function readLimits(
  country: CountryLimits,
  { threshold, zerosSensitive }: SmallCounts,
  who: Pick<Principal, 'roles'>,
): Result<EstimateLimits, Failure<'http.not_found'>> {
  if (!figuresPolicy.decide(who, 'figures.estimate', null).allowed) return err(failure('http.not_found'))
  return ok({
    checks: { ...TRUST_RULES, ...country?.checks },
    smallCounts: { threshold, zerosSensitive },
    basis: country?.basis ?? null,
  })
}
