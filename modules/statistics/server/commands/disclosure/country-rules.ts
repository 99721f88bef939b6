import { describeProblem, loadDisclosureRules } from '@gloact/country/disclosure'
import type { DisclosureRules } from '@gloact/disclosure'
import { err, type Result } from '@gloact/kernel'
import type { CommandContext, Problem } from '@gloact/command'

/** The country's rule for each audience, or why its configuration cannot be used. */
export async function countryRules({
  settings: { countryDir },
}: CommandContext): Promise<Result<DisclosureRules, Problem>> {
  const rules = await loadDisclosureRules(countryDir)
  if (rules.ok) return rules
  const message = `The country’s rule cannot be used:\n${rules.error.map(describeProblem).join('\n')}`
  return err({ code: 'disclosure.country_rule', message })
}
