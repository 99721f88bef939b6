import { err, ok, type Failure, type Result } from '@gloact/kernel'
import { chooseKeys, type Candidates } from './candidates.ts'
import type { Decision, DecisionsProblem } from './decisions.ts'
import { estimateModel } from './estimate.ts'
import type { LinkageModel } from './model.ts'
import { gatherPatterns, sampleCandidates } from './patterns.ts'
import { onOneList, type LinkMode, type Records } from './records.ts'
import { estimateByRules, type RuleEstimate } from './rules.ts'
import type { Scorer } from './scorer.ts'
import { findStrata } from './strata.ts'

export interface LinkOptions {
  readonly mode: LinkMode
  /** Pairs of this probability or more are given (0 to 1; 0.5 unless told otherwise). */
  readonly threshold?: number
  /** What people decided about pairs: it holds whatever their weight, and nothing is learned from it. */
  readonly decisions?: readonly Decision[]
  /** For the random pairs that chance is estimated from. */
  readonly seed?: number
  readonly signal?: { readonly aborted: boolean }
  readonly onProgress?: (step: LinkageStep, done: number, total: number) => void
  /** Awaited between steps, so that anyone who waits can draw or cancel. */
  readonly pause?: () => Promise<void>
}

export type LinkageStep = 'keys' | 'estimate' | 'compare' | 'cluster'

export type LinkageProblem =
  | DecisionsProblem
  | (Failure<'linkage.cancelled' | 'linkage.no_records' | 'linkage.one_list' | 'linkage.no_pairs'> & {
      readonly message: string
    })

const SMALL = 30_000
export const problem = (
  code: Exclude<LinkageProblem['code'], DecisionsProblem['code']>,
  message: string,
): Result<never, LinkageProblem> => err({ code, message })

/** Fewer keys the more records there are: each finds more, and costs memory for every record. */
const mostKeys = (count: number): number => (count <= SMALL ? 100 : count <= 200_000 ? 40 : 16)

/** A model that was learned from records, and the keys that bring them together. */
export interface LearnedLinkage {
  readonly scorer: Scorer
  readonly model: LinkageModel
  readonly candidates: Candidates
  /** How many pairs of one person there are by rules alone; undefined where they say too little. */
  readonly rules: RuleEstimate | undefined
}

type LearnOptions = Omit<LinkOptions, 'threshold'>

export const isCancelled = ({ signal }: LearnOptions): boolean => signal?.aborted === true

export const stepper =
  ({ onProgress, pause }: LearnOptions) =>
  async (name: LinkageStep, done: number, total: number): Promise<void> => {
    onProgress?.(name, done, total)
    await pause?.()
  }

/** Which pairs may be compared. */
export const allowedIn = ({ lists }: Records, mode: LinkMode): ((a: number, b: number) => boolean) =>
  mode === 'between_lists' ? (a, b) => !onOneList(lists, a, b) : () => true

/** Chooses keys and estimates a model from the records themselves, without labels. The same for a seed. */
export async function learnLinkage(
  records: Records,
  options: LearnOptions,
): Promise<Result<LearnedLinkage, LinkageProblem>> {
  const { mode, seed = 1 } = options
  const { count } = records
  if (count < 2) return problem('linkage.no_records', 'There are fewer than two records to compare.')
  const between = mode === 'between_lists'
  if (between && records.listNames.length < 2)
    return problem('linkage.one_list', 'To link lists there must be two of them.')
  const allowed = allowedIn(records, mode)
  const possible = possiblePairs(records, between)
  const step = stepper(options)
  await step('keys', 0, 1)
  const chosen = chooseKeys(records, {
    mostShared: count <= SMALL ? 100 : 50,
    mostKeys: mostKeys(count),
    pairsPerRecord: 30,
  })
  if (chosen.keys.length === 0)
    return problem(
      'linkage.no_pairs',
      chosen.crowd.records > 0
        ? `What brings records together is shared by more than ${chosen.crowd.mostShared} of them, here for all: that tells nobody apart. Name more columns, or remove rows that occur again and again.`
        : 'No two records have anything in common that could bring them together.',
    )
  await step('estimate', 0, 3)
  if (isCancelled(options)) return problem('linkage.cancelled', 'Cancelled.')
  const sample = sampleCandidates(records, chosen, allowed)
  const strata = findStrata(records)
  const settings = { seed, pairs: possible, strata, rounds: 2 }
  await step('estimate', 1, 3)
  let estimated = estimateModel(records, sample, settings)
  await step('estimate', 2, 3)
  if (isCancelled(options)) return problem('linkage.cancelled', 'Cancelled.')
  estimated = estimateModel(records, sample, { ...settings, rounds: 1, before: estimated.scorer })
  const { scorer, model } = estimated
  const patterns = gatherPatterns(scorer, sample)
  const rules = estimateByRules(records.fields, sample, patterns, model, { pairs: possible, strata, count })
  return ok({ scorer, model, candidates: chosen, rules })
}

/** How many pairs may be compared. */
function possiblePairs({ count, lists, listNames }: Records, between: boolean): number {
  const all = (count * (count - 1)) / 2
  if (!between) return all
  const sizes = new Float64Array(listNames.length)
  for (const list of lists) if (list >= 0) sizes[list]!++
  return sizes.reduce((left, size) => left - (size * (size - 1)) / 2, all)
}
