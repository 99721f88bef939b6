import { dirname, join } from 'node:path'
import { privacyProblem, SYNTHESIS_METHODS, type SynthesisMethod } from '@gloact/disclosure'
import { err, ok, type Result } from '@gloact/kernel'
import type { CommandContext, Problem } from '@gloact/command'
import { isReportName } from '@gloact/command/files'
import { countryRules } from './country-rules.ts'

export interface AskedRelease {
  readonly file: string
  readonly epsilon: number
  readonly delta: number | 'auto'
  readonly method: SynthesisMethod | 'auto'
  readonly publicRecords: number | undefined
  /** No count below this is shown; undefined where it was not said. */
  readonly floor: number | undefined
  /** Whether answers of small combinations are removed from the records. */
  readonly parsimonious: boolean
  /** The column that says who a row is about; it is never published. */
  readonly person: string | undefined
  readonly out: string
  readonly report: string | undefined
  readonly tables: string | undefined
  readonly ledger: string
  readonly universe: string
  /** What all releases may come to; undefined where it was not said. */
  readonly budget: number | undefined
  readonly approvedBy: string
}

/** A release as it was asked for, with the floor that holds for it. */
export type ReleaseToMake = AskedRelease & { readonly floor: number }

const MOST_BUDGET = 100

/**
 * The floor of a release: what was asked for, or the country's threshold for the public. What is shown
 * is for anybody, so the floor goes no lower than that.
 */
export async function floorOf(asked: number | undefined, context: CommandContext): Promise<Result<number, Problem>> {
  const rules = await countryRules(context)
  if (!rules.ok) return rules
  const least = rules.value.public.threshold
  if (asked === undefined || asked >= least) return ok(asked ?? least)
  return err({
    code: 'disclosure.floor_too_low',
    message: `A floor below ${least} would show counts that may not be published: raise --floor, or leave it out.`,
  })
}

/** The options of a release, or what is wrong with one. */
export function askedRelease({ text, flag, arguments: [file = ''] }: CommandContext): Result<AskedRelease, string> {
  const epsilon = Number(text('epsilon') ?? 1)
  const givenDelta = text('delta') ?? 'auto'
  const delta = givenDelta === 'auto' ? 'auto' : Number(givenDelta)
  const problem = privacyProblem({ epsilon, delta })
  if (problem?.code === 'disclosure.epsilon') {
    return err(
      `--epsilon is a number from ${problem.params?.['least']} to ${problem.params?.['most']}; 1 to 4 protects well, and ` +
        'above 20 nothing is protected.',
    )
  }
  if (problem) return err(`--delta is “auto” or a number above 0 and at most ${problem.params?.['most']}.`)
  const method = (text('method') ?? 'auto') as SynthesisMethod | 'auto'
  if (method !== 'auto' && !SYNTHESIS_METHODS.includes(method)) return err('--method is auto, aim or pairs.')
  const whole = (name: string, least: number): number | undefined | string => {
    const given = text(name)
    if (given === undefined) return undefined
    const value = Number(given)
    return Number.isSafeInteger(value) && value >= least ? value : `--${name} is a whole number of ${least} or more.`
  }
  const publicRecords = whole('public-records', 1)
  if (typeof publicRecords === 'string') return err(publicRecords)
  const floor = whole('floor', 1)
  if (typeof floor === 'string') return err(floor)
  const givenBudget = text('budget')
  const budget = givenBudget === undefined ? undefined : Number(givenBudget)
  if (budget !== undefined && !(budget > 0 && budget <= MOST_BUDGET))
    return err(`--budget is a number above 0 and at most ${MOST_BUDGET}.`)
  const out = text('out')
  if (out === undefined) return err('--out OUT.csv is missing: where the synthetic records go.')
  const report = text('report')
  if (report !== undefined && !isReportName(report))
    return err('--report names a file that ends in .html, .docx or .pdf.')
  return ok({
    file,
    epsilon,
    delta,
    method,
    publicRecords,
    floor,
    parsimonious: flag('parsimonious'),
    person: text('person'),
    out,
    report,
    tables: text('tables'),
    ledger: text('ledger') ?? join(dirname(out), 'privacy-ledger.jsonl'),
    universe: text('universe') ?? 'persons',
    budget,
    approvedBy: text('approved-by') ?? 'not stated',
  })
}
