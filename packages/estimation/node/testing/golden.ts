import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { fit, modelOf, pairsOf, type CaptureHistories, type Fit, type Model } from '../../index.ts'

// Published tables and what R makes of them lie beside the repository, not in it.
export const FOLDER = `${process.env['GLOACT_SHARED_DATA'] ?? fileURLToPath(new URL('../../../../../shared/data', import.meta.url))}/mse`

/** False where the tables are there, else why the tests that need them are left out. */
export const missingTables = existsSync(`${FOLDER}/golden`)
  ? false
  : 'left out: the published tables are not on this machine (GLOACT_SHARED_DATA names the folder that holds theirs, mse)'

/** R's JSON leaves the brackets off arrays of one. */
type Loose<Value> = Value | readonly Value[] | null | undefined

interface GoldenFit {
  readonly estimate: number
  readonly deviance: number
  readonly aic_adjusted: number
  readonly wald: Readonly<Record<string, number>>
}

export interface GoldenStepwise extends GoldenFit {
  readonly pthresh: number
  readonly selected: Loose<string>
  readonly steps?: Loose<{
    readonly candidates: Loose<{
      readonly pair: string
      readonly observed: number
      readonly expected: number
      readonly existence: number
      readonly p: number
    }>
    readonly chosen: string | null
  }>
}

export interface Golden {
  readonly rcapture_ms?: {
    readonly models: readonly {
      readonly name: string
      readonly abundance: number
      readonly stderr: number
      readonly deviance: number
      readonly AIC: number
      readonly BIC: number
      readonly infoFit: number
    }[]
  }
  readonly rcapture_ci?: readonly {
    readonly model: string
    readonly alpha: number
    readonly multinomial_abundance: number
    readonly lower: number | string
    readonly upper: number | string
    readonly infoCI: number
  }[]
  readonly sparsemse: {
    readonly main: GoldenFit
    readonly all_pairs_existence_code: number
    readonly all_pairs: GoldenFit
    readonly stepwise: readonly GoldenStepwise[]
  }
  readonly existence_pairs?: { readonly nonzero: Loose<{ readonly pairs: Loose<string>; readonly code: number }> }
  readonly mse12_bic?: {
    readonly maxorder: number
    readonly n_models_valid: number
    readonly models: readonly { readonly name: string; readonly abundance: number; readonly BIC: number }[]
  }
  readonly mse12_stepwise?: { readonly popest: number; readonly hiermod: string; readonly bic: number }
  readonly bootstrap_fixture?: {
    readonly pthresh: number
    readonly counts: readonly (readonly number[])[]
    readonly estimates_sparsemse201: readonly number[]
    readonly estimates_mse12: readonly number[]
    readonly jackknife: readonly number[]
    readonly ahat: number
    readonly z0: number
    readonly point: number
    readonly bca: Readonly<Record<string, number>>
    readonly percentile_type8: Readonly<Record<string, number>>
  }
}

export interface GoldenBayes {
  readonly dga: {
    readonly delta: number
    readonly mean: number
    readonly sd: number
    readonly quantiles: Readonly<Record<string, number>>
    readonly n_graphs: number
    readonly top_graphs: readonly { readonly prob: number }[]
    readonly mass_at_upper_end: number
  }
  readonly dga_default_delta1: {
    readonly grid_max: number
    readonly mean: number
    readonly quantiles: Readonly<Record<string, number>>
  }
  readonly care1: {
    readonly independent: number
    readonly high_sample_coverage: number | null
    readonly low_sample_coverage: number
  }
  readonly pairwise_two_list: Loose<{
    readonly pair: string
    readonly Petersen: number | null
    readonly Chapman: number
    readonly se: number
    readonly cil: number
    readonly ciu: number
  }>
}

/** The tables that have classical reference results. */
export const goldenTables: readonly string[] =
  missingTables === false
    ? readdirSync(`${FOLDER}/golden`)
        .filter((file) => /^[^.]+\.json$/.test(file))
        .map((file) => file.replace('.json', ''))
    : []

export const readGolden = (table: string): Golden => readJson(`golden/${table}.json`) as Golden

/** The Bayesian reference results, where a table has any. */
export const readGoldenBayes = (table: string): GoldenBayes | undefined =>
  existsSync(`${FOLDER}/golden/${table}.bayes.json`)
    ? (readJson(`golden/${table}.bayes.json`) as GoldenBayes)
    : undefined

const readJson = (file: string): unknown => JSON.parse(readFileSync(`${FOLDER}/${file}`, 'utf8'))

/** A published table; rows as they stand in the file. */
export function readTable(name: string): CaptureHistories {
  const [head, ...rows] = readFileSync(`${FOLDER}/${name}.csv`, 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.trim().split(','))
  const lists = head!.slice(0, -1)
  const maskOf = (row: readonly string[]): number =>
    lists.reduce((mask, _, list) => (row[list] === '1' ? mask | (1 << list) : mask), 0)
  return { lists, masks: Uint32Array.from(rows, maskOf), counts: Float64Array.from(rows, (row) => Number(row.at(-1))) }
}

export function listOf<Value>(loose: Loose<Value>): readonly Value[] {
  if (loose === null || loose === undefined) return []
  return Array.isArray(loose) ? (loose as readonly Value[]) : [loose as Value]
}

/** `124` is lists 1, 2 and 4. */
export const maskOfDigits = (digits: string): number =>
  [...digits].reduce((mask, digit) => mask | (1 << (Number(digit) - 1)), 0)

/** `[12,3]`: the greatest terms by list numbers. */
export const modelOfName = (name: string, lists: number): Model =>
  modelOf(
    lists,
    name
      .replace(/^\[|\]$/g, '')
      .split(',')
      .map(maskOfDigits),
  )

/** Every model of main effects and pairs, with the code by which R's linear program says whether its estimate exists. */
export function* existenceCodes({ existence_pairs }: Golden, lists: number): Generator<{ model: Model; code: number }> {
  if (existence_pairs === undefined) return
  const nonzero = new Map(
    listOf(existence_pairs.nonzero).map(({ pairs, code }) => [
      modelOf(lists, listOf(pairs).map(maskOfDigits)).join(' '),
      code,
    ]),
  )
  const pairs = pairsOf(lists)
  for (let choice = 0; choice < 2 ** pairs.length; choice++) {
    const model = modelOf(
      lists,
      pairs.filter((_, at) => ((choice >> at) & 1) === 1),
    )
    yield { model, code: nonzero.get(model.join(' ')) ?? 0 }
  }
}

type RcaptureModel = NonNullable<Golden['rcapture_ms']>['models'][number]

/** Rcapture's hierarchical models beside ours. It checks no existence: its numbers are a target where the estimate is there. */
export function* hierarchicalFits(
  { rcapture_ms }: Golden,
  histories: CaptureHistories,
): Generator<{ ours: Fit; expected: RcaptureModel }> {
  for (const expected of rcapture_ms?.models ?? []) {
    const ours = fit(histories, modelOfName(expected.name, histories.lists.length))
    if (expected.infoFit === 0 && ours.existence === 0) yield { ours, expected }
  }
}

/** |a - b| in parts of b. */
export const relativeError = (a: number, b: number): number => (a === b ? 0 : Math.abs(a - b) / Math.abs(b))
