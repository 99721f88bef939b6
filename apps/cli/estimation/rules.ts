import { readFile } from 'node:fs/promises'
import { STRATA_RULE, TRUST_RULES, type StrataRule, type TrustRules } from '@gloact/estimation'
import { err, ok, type Result } from '@gloact/kernel'

/** The limits of the checks of an estimate, and of its strata. */
export interface Rules {
  readonly trust: TrustRules
  readonly strata: StrataRule
}

/** The limits that everybody starts from, with those of a JSON file (`{ "largestRange": 3 }`) in their place. */
export async function readRules(path: string | undefined): Promise<Result<Rules, string>> {
  if (path === undefined) return ok({ trust: TRUST_RULES, strata: STRATA_RULE })
  const known = { ...TRUST_RULES, ...STRATA_RULE }
  let given: unknown
  try {
    given = JSON.parse(await readFile(path, 'utf8'))
  } catch {
    return err('--rules names a file that is not there, or is not JSON such as {"largestRange": 3}.')
  }
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    return err('--rules holds an object, such as {"largestRange": 3}.')
  }
  for (const [name, value] of Object.entries(given)) {
    if (!(name in known)) return err(`--rules has no “${name}”; it knows ${Object.keys(known).join(', ')}.`)
    if (typeof value !== 'number' || !(value >= 0)) return err(`--rules: “${name}” is a number of 0 or more.`)
  }
  const own = { ...known, ...(given as Partial<typeof known>) }
  return ok({ trust: pick(own, TRUST_RULES), strata: pick(own, STRATA_RULE) })
}

const pick = <Part extends object>(from: Part, like: Part): Part =>
  Object.fromEntries(Object.entries(from).filter(([name]) => name in like)) as Part
