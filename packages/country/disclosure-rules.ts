import { z } from 'zod'
import {
  disclosureRule,
  type Audience,
  type DisclosureRule,
  type DisclosureRules,
  type RuleFailure,
} from '@gloact/disclosure'
import { err, ok, type Result } from '@gloact/kernel'
import type { CountryProblem } from './problem.ts'
import { readFolder, type FolderReader } from './read-folder.ts'
import { withoutGaps } from './without-gaps.ts'

export const DISCLOSURE_FILE = 'disclosure.json'

const percent = z.number().gt(0).lt(100)

/** By which rule counts of persons leave for one audience; what is left out is the safest. */
const audienceRule = z.strictObject({
  threshold: z.number().int().optional(),
  zerosSensitive: z.boolean().optional(),
  method: z.enum(['suppress', 'round']).optional(),
  cover: z.enum(['blind', 'fewest']).optional(),
  base: z.number().int().optional(),
  protection: z.number().int().optional(),
  /** Amounts: (n,k) and p%. */
  dominance: z.strictObject({ largest: z.number().int().min(1).max(5), percent }).optional(),
  closeness: z.strictObject({ percent }).optional(),
})

const disclosureFile = z.strictObject({
  agency: audienceRule.optional(),
  public: audienceRule.optional(),
  /** The law or guideline that it follows. */
  basis: z.string().trim().min(1, 'write something here'),
})
type DisclosureFile = z.infer<typeof disclosureFile>

/** Reads `disclosure.json`, and nothing else of a country's folder: for what works on files alone and starts at once. */
export async function loadDisclosureRules(folder: string): Promise<Result<DisclosureRules, readonly CountryProblem[]>> {
  const reader = readFolder(folder)
  const rules = await readDisclosureRules(reader)
  return rules && reader.problems.length === 0 ? ok(rules) : err(reader.problems)
}

/** The rules of a country; the safest where it has no file of its own. Undefined where a problem was noted. */
export async function readDisclosureRules(reader: FolderReader): Promise<DisclosureRules | undefined> {
  const before = reader.problems.length
  const file = await reader.json(DISCLOSURE_FILE, disclosureFile, true)
  if (reader.problems.length > before) return undefined
  const [agency, outside] = [ruleFor(file, 'agency'), ruleFor(file, 'public')]
  if (!agency.ok) reader.problems.push(problemOf('agency', agency.error))
  if (!outside.ok) reader.problems.push(problemOf('public', outside.error))
  return agency.ok && outside.ok ? { agency: agency.value, public: outside.value } : undefined
}

function ruleFor(file: DisclosureFile | undefined, audience: Audience): Result<DisclosureRule, RuleFailure> {
  const { dominance, closeness, ...settings } = file?.[audience] ?? {}
  const contributors = { ...(dominance && { dominance }), ...(closeness && { closeness }) }
  return disclosureRule({ audience, ...withoutGaps(settings), contributors })
}

function problemOf(audience: Audience, { code, params }: RuleFailure): CountryProblem {
  const file = DISCLOSURE_FILE
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

export { describeProblem } from './problem.ts'
