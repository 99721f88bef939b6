import type { DisclosureRule, DisclosureRules } from '@gloact/disclosure'
import { STRATA_RULE, TRUST_RULES, type StrataRule, type TrustRules } from '@gloact/estimation/limits'
import type { Principal } from '@gloact/identity/contract/principal'
import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import type { EstimateLimits } from '../contract/limits.ts'
import { figuresPolicy } from '../domain/figures-policy.ts'

/** What a country has set for estimates; undefined where it left the method’s own limits. */
export type CountryLimits =
  | { readonly checks: Partial<TrustRules>; readonly strata: Partial<StrataRule>; readonly basis: string }
  | undefined

/** The country’s limits in place of the method’s, for those who work with figures; to others there is nothing here. */
export function readLimits(
  country: CountryLimits,
  disclosure: DisclosureRules,
  who: Pick<Principal, 'roles'>,
): Result<EstimateLimits, Failure<'http.not_found'>> {
  if (!figuresPolicy.decide(who, 'figures.estimate', null).allowed) return err(failure('http.not_found'))
  const { threshold, zerosSensitive } = disclosure.public
  return ok({
    checks: { ...TRUST_RULES, ...country?.checks },
    strata: { ...STRATA_RULE, ...country?.strata },
    smallCounts: { threshold, zerosSensitive },
    disclosure: { agency: toldRule(disclosure.agency), public: toldRule(disclosure.public) },
    basis: country?.basis ?? null,
  })
}

const toldRule = ({ threshold, zerosSensitive, method, cover, base, protection, contributors }: DisclosureRule) => ({
  threshold,
  zerosSensitive,
  method,
  cover,
  base,
  protection,
  contributors,
})
