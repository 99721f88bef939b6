import { disclosureRule, type Audience, type DisclosureRules, type RuleFailure } from '@gloact/disclosure'
import { err, ok, type Result } from '@gloact/kernel'
import { CONFIGURATION_FILES } from './check-country.ts'
import { disclosureFile, type DisclosureFile } from './country-files.ts'
import type { CountryProblem } from './problem.ts'
import { readFolder, type FolderReader } from './read-folder.ts'

/** Reads `disclosure.json`, and nothing else of a country's folder: for what works on files alone and starts at once. */
export async function loadDisclosureRules(folder: string): Promise<Result<DisclosureRules, readonly CountryProblem[]>> {
  const reader = readFolder(folder)
  const rules = await readRules(reader)
  return rules && reader.problems.length === 0 ? ok(rules) : err(reader.problems)
}

/** The rules of a country; the safest where it has no file of its own. Undefined where a problem was noted. */
export async function readRules(reader: FolderReader): Promise<DisclosureRules | undefined> {
  const before = reader.problems.length
  const file = await reader.json(CONFIGURATION_FILES.disclosure, disclosureFile, true)
  if (reader.problems.length > before) return undefined
  const rules = { agency: ruleFor(file, 'agency'), public: ruleFor(file, 'public') }
  for (const [audience, { made }] of Object.entries(rules)) {
    if (!made.ok) reader.problems.push(problemOf(audience, made.error))
  }
  const { agency, public: outside } = rules
  return agency.made.ok && outside.made.ok ? { agency: agency.made.value, public: outside.made.value } : undefined
}

function ruleFor(file: DisclosureFile | undefined, audience: Audience) {
  const { dominance, closeness, ...settings } = file?.[audience] ?? {}
  const contributors = { ...(dominance && { dominance }), ...(closeness && { closeness }) }
  return { made: disclosureRule({ audience, ...withoutGaps(settings), contributors }) }
}

type Settings = Omit<NonNullable<DisclosureFile['public']>, 'dominance' | 'closeness'>
type Given = { readonly [Key in keyof Settings]?: NonNullable<Settings[Key]> }

const withoutGaps = (settings: Settings): Given =>
  Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined))

function problemOf(audience: string, { code, params }: RuleFailure): CountryProblem {
  const file = CONFIGURATION_FILES.disclosure
  const told: Readonly<Record<RuleFailure['code'], readonly [key: string, message: string]>> = {
    'disclosure.threshold_too_low': [
      'threshold',
      `${params?.['smallest']} is the least that protects: raise it, or leave it out`,
    ],
    'disclosure.base_too_low': ['base', `${params?.['smallest']} is the least: raise it, or leave it out`],
    'disclosure.protection_out_of_range': [
      'protection',
      `write ${params?.['least']} to ${params?.['most']}, or leave it out`,
    ],
    'disclosure.contributor_rule_out_of_range': ['', 'percentages lie between 0 and 100'],
  }
  const [key, message] = told[code]
  return { file, place: key === '' ? audience : `${audience} › ${key}`, message }
}
