import { z } from 'zod'
import type { StrataRule, TrustRules } from '@gloact/estimation'
import { err, ok, type Result } from '@gloact/kernel'
import type { CountryProblem } from './problem.ts'
import { readFolder, type FolderReader } from './read-folder.ts'
import { withoutGaps } from './without-gaps.ts'

export const ESTIMATION_FILE = 'estimation.json'

/** What an estimate of those never detected has to stand before a number is given, where a country chose; with its reason. */
export interface EstimationRules {
  readonly checks: Partial<TrustRules>
  readonly strata: Partial<StrataRule>
  readonly basis: string
}

const whole = (least: number) => z.number().int().min(least).optional()
const factor = z.number().gt(1).max(100).optional()
const share = z.number().gt(0).max(1).optional()

const checks = {
  // Two lists can be let through, with what is said of them; one cannot.
  fewestLists: whole(2),
  fewestOverlapping: whole(1),
  largestRange: factor,
  rangeUnits: z.number().gt(0).max(20).optional(),
  largestError: share,
  bicBehind: z.number().gt(0).optional(),
  largestChange: factor,
  smallestFound: share,
  largestDarkShare: share,
} satisfies Record<keyof TrustRules, z.ZodType>

const strata = {
  fewestPeople: whole(1),
  fewestOnList: whole(1),
  fewestOverlaps: whole(1),
} satisfies Record<keyof StrataRule, z.ZodType>

const estimationFile = z.strictObject({
  checks: z.strictObject(checks).optional(),
  strata: z.strictObject(strata).optional(),
  /** The guideline that it follows, or who decided. */
  basis: z.string().trim().min(1, 'write something here'),
})

/** Reads `estimation.json`, and nothing else of a country's folder: for what works on files alone and starts at once. */
export async function loadEstimationRules(
  folder: string,
): Promise<Result<EstimationRules | undefined, readonly CountryProblem[]>> {
  const reader = readFolder(folder)
  const rules = await readEstimationRules(reader)
  return reader.problems.length === 0 ? ok(rules) : err(reader.problems)
}

/** Undefined where the country has no such file (the defaults stand), or where a problem was noted. */
export async function readEstimationRules(reader: FolderReader): Promise<EstimationRules | undefined> {
  const file = await reader.json(ESTIMATION_FILE, estimationFile, true)
  return file && { checks: withoutGaps(file.checks), strata: withoutGaps(file.strata), basis: file.basis }
}

export { describeProblem } from './problem.ts'
