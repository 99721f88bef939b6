import { loadDisclosureRules } from '@gloact/country/disclosure'
import { describeProblem, loadEstimationRules } from '@gloact/country/estimation'
import { STRATA_RULE, TRUST_RULES, type SmallCounts, type StrataRule, type TrustRules } from '@gloact/estimation'
import { err, ok, said, type Result, type Said } from '@gloact/kernel'
import { type Outcome, refused, usage } from '@gloact/command'
import { readJsonFile } from '@gloact/command/files'

/** The limits of the checks of an estimate, and of its strata. */
export interface Rules {
  readonly trust: TrustRules
  readonly strata: StrataRule
  /** Which counts of people the country lets nobody outside have. */
  readonly smallCounts: SmallCounts
  /** Whose they are, for a report. */
  readonly basis: string | Said
  /** Those that a file of `--rules` stands in place of; undefined without one. */
  readonly usual: Pick<Rules, 'trust' | 'strata'> | undefined
}

/**
 * The method's own limits, with those of the country's folder (`estimation.json`) in their place, and those of the file of
 * `--rules` (`{ "largestRange": 3 }`) in place of these. No stratum of fewer people is given than the country's rule of
 * disclosure lets out (`disclosure.json`), whatever those say.
 */
export async function readRules(path: string | undefined, countryDir: string): Promise<Result<Rules, Outcome>> {
  const country = await loadEstimationRules(countryDir)
  if (!country.ok) {
    const message = `The country’s limits cannot be used:\n${country.error.map(describeProblem).join('\n')}`
    return err(refused({ code: 'estimation.country_rule', message }))
  }
  const disclosure = await loadDisclosureRules(countryDir)
  if (!disclosure.ok) {
    const message = `The country’s rule of disclosure cannot be used:\n${disclosure.error.map(describeProblem).join('\n')}`
    return err(refused({ code: 'estimation.country_rule', message }))
  }
  const known = { ...TRUST_RULES, ...STRATA_RULE, ...country.value?.checks, ...country.value?.strata }
  const given = path === undefined ? ok({}) : await givenIn(path, Object.keys(known))
  if (!given.ok) return err(usage(given.error))
  const { threshold, zerosSensitive } = disclosure.value.public
  const smallCounts = { threshold, zerosSensitive }
  const usual = limitsIn(known, threshold)
  if (path === undefined) {
    return ok({ ...usual, smallCounts, basis: country.value?.basis ?? said('basis.method'), usual: undefined })
  }
  return ok({ ...limitsIn({ ...known, ...given.value }, threshold), smallCounts, basis: said('basis.file'), usual })
}

function limitsIn(own: TrustRules & StrataRule, threshold: number): Pick<Rules, 'trust' | 'strata'> {
  const strata = pick(own, STRATA_RULE)
  const fewestPeople = Math.max(strata.fewestPeople, threshold)
  return { trust: pick(own, TRUST_RULES), strata: { ...strata, fewestPeople } }
}

async function givenIn(
  path: string,
  known: readonly string[],
): Promise<Result<Partial<TrustRules & StrataRule>, string>> {
  const read = await readJsonFile(path)
  if (!read.ok) return err('--rules names a file that does not exist, or is not JSON such as {"largestRange": 3}.')
  const { value: given } = read
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    return err('--rules holds an object, such as {"largestRange": 3}.')
  }
  for (const [name, value] of Object.entries(given)) {
    if (!known.includes(name)) return err(`--rules has no “${name}”; it knows ${known.join(', ')}.`)
    if (typeof value !== 'number' || !(value >= 0)) return err(`--rules: “${name}” is a number of 0 or more.`)
  }
  return ok(given)
}

const pick = <Part extends object>(from: Part, like: Part): Part =>
  Object.fromEntries(Object.entries(from).filter(([name]) => name in like)) as Part
