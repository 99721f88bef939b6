import { describeProblem, loadCountry, type Country } from '@gloact/country'
import { AGENCY_TYPES, DESIGNATIONS } from '@gloact/identity/contract/principal'
import { PROTECTION_WORDS } from '@gloact/protection/server/file-rules'

/** The country's configuration, held against the words of the modules. Throws with everything that is wrong. */
export async function readCountry(folder: string): Promise<Country> {
  const loaded = await loadCountry(folder, {
    ...PROTECTION_WORDS,
    agencyTypes: AGENCY_TYPES,
    designations: DESIGNATIONS,
  })
  if (loaded.ok) return loaded.value
  const problems = loaded.error.map((problem) => `  ${describeProblem(problem)}`)
  throw new Error(`The country's configuration in ${folder} cannot be used:\n${problems.join('\n')}`)
}
