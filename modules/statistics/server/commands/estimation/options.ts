import { err, ok, type Result } from '@gloact/kernel'
import { INTERVALS, METHODS, type IntervalName, type MethodName, type Stated } from '@gloact/estimation'
import type { CommandContext } from '@gloact/command'
import { isReportName } from '@gloact/command/files'

/** What a user asked for, once it is known to make sense. */
export interface EstimateRequest {
  readonly file: string
  readonly method: MethodName
  readonly threshold: number
  readonly model: string | undefined
  /** Undefined where the user named none: what it is then depends on whether there are strata. */
  readonly interval: IntervalName | undefined
  readonly replicates: number
  readonly seed: number
  /** Undefined: one a processor. */
  readonly threads: number | undefined
  readonly strata: readonly string[]
  /** The one of them that is a polynomial. */
  readonly trend: string | undefined
  readonly report: string | undefined
  /** A file with a country's own limits for the checks. */
  readonly rules: string | undefined
  readonly unchecked: boolean
  readonly delimiter: string | undefined
  /** A file with the tables drawn from the linkage of the lists. */
  readonly draws: string | undefined
  /** A file with the residents, for rates per 100,000 of them. */
  readonly residents: string | undefined
  /** A share, such as 0.95. */
  readonly level: number
  readonly stated: Stated | undefined
  /** A file for every model. */
  readonly models: string | undefined
  /** A file for the resampled counts with their estimates. */
  readonly resamples: string | undefined
}

const MOST_REPLICATES = 100_000
const WITHOUT_REPLICATES: ReadonlySet<IntervalName> = new Set(['wald', 'profile', 'none'])

/** Reads the options, or says which of them is wrong and how it is written. */
export function readRequest(context: CommandContext): Result<EstimateRequest, string> {
  const text = (name: string) => context.text(name)
  const model = text('model')
  const named = text('method')
  const method = named ?? (model === undefined ? 'stepwise' : 'fixed')
  if (!isOneOf(METHODS, method)) return err(`--method is one of ${METHODS.join(', ')}.`)
  if (method === 'fixed' && model === undefined) return err('--method fixed needs --model, such as --model "A*B,C".')
  if (method !== 'fixed' && model !== undefined) return err('--model goes only with --method fixed.')
  const strata = (text('strata') ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
  // Who names a number of replicates wants them: of strata the interval would otherwise be Wald's where they take long.
  const replicated = strata.length > 0 && text('replicates') !== undefined ? 'percentile' : undefined
  const interval = text('interval') ?? replicated
  if (interval !== undefined && !isOneOf(INTERVALS, interval))
    return err(`--interval is one of ${INTERVALS.join(', ')}.`)
  if (method === 'dga' && interval !== undefined && interval !== 'none') {
    return err('--method dga has the interval of its posterior: leave --interval out, or use none.')
  }
  const hasNone = method === 'dga' || (interval !== undefined && WITHOUT_REPLICATES.has(interval))
  if (text('replicates') !== undefined && hasNone) {
    return err('--replicates goes with --interval bca or percentile, and not with --method dga.')
  }
  const threshold = numberIn(text('threshold') ?? '0.02')
  if (text('threshold') !== undefined && method !== 'stepwise') {
    return err('--threshold goes only with --method stepwise.')
  }
  if (!(threshold >= 0 && threshold <= 1)) return err('--threshold is a p-value from 0 to 1, such as 0.02.')
  const replicates = numberIn(text('replicates') ?? '1000')
  if (!Number.isInteger(replicates) || replicates < 20 || replicates > MOST_REPLICATES) {
    return err(`--replicates is a whole number from 20 to ${MOST_REPLICATES}.`)
  }
  const seed = numberIn(text('seed') ?? '1')
  if (!Number.isSafeInteger(seed) || seed < 0) return err('--seed is a whole number of 0 or more.')
  const threads = text('threads') === undefined ? undefined : numberIn(text('threads')!)
  if (threads !== undefined && (!Number.isInteger(threads) || threads < 1 || threads > 256)) {
    return err('--threads is a whole number from 1 to 256.')
  }
  if (strata.length > 0 && method === 'stepwise' && (named !== undefined || text('threshold') !== undefined)) {
    return err('--strata goes with --method bic (which it takes where none is named), aic, main or fixed.')
  }
  if (strata.length > 0 && method === 'dga') return err('--strata does not go with --method dga.')
  if (strata.length > 0 && interval === 'profile') {
    return err('--strata does not go with --interval profile: use wald, bca, percentile or none.')
  }
  const trend = text('trend')
  if (trend !== undefined && !strata.includes(trend))
    return err('--trend is one of the columns of --strata, such as year.')
  const draws = text('draws')
  if (draws !== undefined && strata.length > 0)
    return err('--draws does not go with --strata: the draws have no strata.')
  if (draws !== undefined && interval === 'profile') {
    return err('--draws does not go with --interval profile: use bca, percentile or wald.')
  }
  const report = text('report')
  if (report !== undefined && !isReportName(report)) {
    return err('--report is a file that ends in .html, .docx or .pdf.')
  }
  const delimiter = text('delimiter')
  if (delimiter !== undefined && delimiter.length !== 1) return err('--delimiter is one character.')
  const level = numberIn((text('level') ?? '95').replace(/ ?%$/u, '')) / 100
  if (!(level >= 0.5 && level <= 0.999)) return err('--level is a percentage from 50 to 99.9, such as 95.')
  if (interval === 'none' && text('level') !== undefined)
    return err('--level goes with an interval, and not with none.')
  const stated = statedIn(text)
  if (!stated.ok) return stated
  const resamples = text('write-resamples')
  if (resamples !== undefined && (hasNone || strata.length > 0 || draws !== undefined)) {
    return err('--write-resamples goes with --interval bca or percentile, without --strata and --draws.')
  }
  const file = context.arguments[0] ?? ''
  const unchecked = context.flag('unchecked')
  return ok({
    file,
    method,
    threshold,
    model,
    interval,
    replicates,
    seed,
    threads,
    strata,
    trend,
    report,
    rules: text('rules'),
    unchecked,
    delimiter,
    draws,
    residents: text('residents'),
    level,
    stated: stated.value,
    models: text('write-models'),
    resamples,
  })
}

/** What the analyst states; undefined where nothing is. */
function statedIn(text: (name: string) => string | undefined): Result<Stated | undefined, string> {
  const assumption = text('assume')?.trim()
  if (assumption === '') return err('--assume says why the lists do not depend on one another, such as --assume "…".')
  const bound = (name: string): number | undefined => (text(name) === undefined ? undefined : numberIn(text(name)!))
  const [atLeast, atMost] = [bound('at-least'), bound('at-most')]
  if ([atLeast, atMost].some((one) => one !== undefined && !(Number.isInteger(one) && one >= 1))) {
    return err('--at-least and --at-most are whole numbers of people.')
  }
  if (atLeast !== undefined && atMost !== undefined && atLeast > atMost) return err('--at-least is above --at-most.')
  if (assumption === undefined && atLeast === undefined && atMost === undefined) return ok(undefined)
  return ok({
    ...(assumption !== undefined && { assumption }),
    ...(atLeast !== undefined && { atLeast }),
    ...(atMost !== undefined && { atMost }),
  })
}

/** NaN where nothing is written: `Number` would take it for 0. */
const numberIn = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text))

const isOneOf = <Name extends string>(names: readonly Name[], name: string): name is Name =>
  (names as readonly string[]).includes(name)
