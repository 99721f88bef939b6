import {
  isOfLimits,
  type Estimate,
  type MethodName,
  type Rates,
  type SmallCounts,
  type StrataEstimate,
  type ToldCoefficient,
  type ToldResidents,
} from '@gloact/estimation'
import { count, limit, percent } from '@gloact/estimation/words'
import type { ReportBlock, ReportDocument } from '../document.ts'
import { heading, paragraph } from './blocks.ts'
import { fitBlocks } from './fit-blocks.ts'
import { checkBlocks, overlapBlocks } from './check-blocks.ts'
import { linkageBlocks } from './linkage-blocks.ts'
import { modelBlocks } from './model-blocks.ts'
import { rateBlocks } from './rate-blocks.ts'
import { replicateBlocks } from './replicate-blocks.ts'
import { strataBlocks } from './strata-blocks.ts'

/** What a report of an estimate is made from. */
export interface EstimateReport {
  readonly estimate: Estimate
  readonly strata?: StrataEstimate | undefined
  /** Everything that was noticed, refusals first. */
  readonly warnings: readonly { readonly code?: string; readonly message: string; readonly refuses: boolean }[]
  readonly interval: {
    readonly method: string
    readonly level: number
    readonly lower: number
    readonly upper: number | null
  } | null
  /** Shows a refused estimate all the same, marked. */
  readonly unchecked: boolean
  /** Which counts of people are not told. */
  readonly smallCounts: SmallCounts
  /** Whose the limits are by which an estimate is refused. */
  readonly basis: string
  readonly dataHash: string
  /** Residents with the rates of the total, where there are rates. */
  readonly residents?: ToldResidents | undefined
  readonly rates?: Rates | undefined
  readonly coefficients?: readonly ToldCoefficient[] | undefined
  readonly version: string
}

const METHOD_WORDS: Readonly<Record<MethodName, string>> = {
  stepwise:
    'Interactions between pairs of lists are added one by one, each time the one that the data ask for most, as long as its ' +
    'p-value is below the threshold (Chan, Silverman and Vincent 2021).',
  bic: 'Of the models looked at whose estimate exists, the one with the lowest BIC is taken.',
  aic: 'Of the models looked at whose estimate exists, the one with the lowest AIC is taken.',
  main: 'The lists are taken to be independent of each other.',
  fixed: 'The model was given beforehand.',
  dga: 'N is averaged over all decomposable graphs of the lists, each by its posterior probability (Madigan and York 1997).',
}

const STRATA_WORDS: Readonly<Record<StrataEstimate['method'], string>> = {
  bic: 'Terms of one and of two of them are added and taken away as long as the BIC falls.',
  aic: 'Terms of one and of two of them are added and taken away as long as the AIC falls.',
  main: 'Lists and covariates are taken to be independent of each other.',
  fixed: METHOD_WORDS.fixed,
}

const INTERVAL_WORDS: Readonly<Record<string, string>> = {
  percentile: 'The interval is that of the plain percentiles of bootstrap replicates',
  bca: 'The interval is a bias-corrected and accelerated bootstrap',
  wald: 'The interval is log-normal for those never seen. It takes the model as given.',
  profile: 'The interval is that of the profile likelihood (Cormack 1992). It takes the model as given.',
  posterior: 'The interval is that of the posterior distribution.',
}

/** Whether a method chooses among models; otherwise replicates have the model that the data have. */
const choosesModel = (method: MethodName): boolean => method !== 'main' && method !== 'fixed'

function intervalWords(method: string, chosenAgain: boolean): string {
  const words = INTERVAL_WORDS[method] ?? ''
  if (method !== 'percentile' && method !== 'bca') return words
  return `${words}; ${chosenAgain ? 'the choice of the model is repeated in every replicate.' : 'the same model is fitted to every replicate.'}`
}

/**
 * The readable report: what was estimated and how, on what assumption, what to know before using it, what other models say,
 * and tables. A refused estimate has its reasons in place of numbers.
 */
export function estimateReport(report: EstimateReport): ReportDocument {
  const {
    estimate,
    strata,
    warnings,
    unchecked,
    smallCounts,
    basis,
    dataHash,
    residents,
    rates,
    version,
    coefficients,
  } = report
  const level = levelWords(report.interval?.level)
  const refusals = warnings.filter(({ refuses }) => refuses).map(({ message }) => message)
  const shown = refusals.length === 0 || unchecked
  const replicates = (strata?.bootstrap ?? estimate.bootstrap)?.replicates
  const { name, threshold } = estimate.method
  const method = strata ? strata.method : name === 'stepwise' ? `stepwise, threshold ${threshold}` : name
  const chosenAgain = choosesModel(strata ? strata.method : name)
  const assumption = (strata ?? estimate.checks.identification).assumption
  // The assumption has a place of its own.
  const ofLimits = warnings.filter(isOfLimits).map(({ message }) => message)
  const notes = warnings
    .filter((one) => !one.refuses && one.message !== assumption && !isOfLimits(one) && one.code !== UNTESTED)
    .map(({ message }) => message)
  const blocks: ReportBlock[] = [
    ...(refusals.length === 0
      ? []
      : [
          {
            kind: 'notice' as const,
            tone: 'refused' as const,
            title: shown
              ? 'Refused by the checks: not to be published'
              : 'The checks refuse this estimate: no number is given',
            items: refusals,
          },
        ]),
    ...(ofLimits.length === 0
      ? []
      : [
          {
            kind: 'notice' as const,
            tone: 'refused' as const,
            title: `The limits of the checks are not the usual ones: ${basis}`,
            items: ofLimits,
          },
        ]),
    ...untestedBlocks(warnings),
    ...(shown ? [factsOf(report)] : [seenFact(estimate)]),
    heading('How it was estimated'),
    paragraph(
      `Multiple systems estimation: from how the ${estimate.lists.length} lists (${estimate.lists.join(', ')}) overlap, a ` +
        'log-linear model tells how many people are on none of them.',
    ),
    paragraph(methodWords(report)),
    ...(shown && report.interval ? [paragraph(intervalWords(report.interval.method, chosenAgain))] : []),
    heading('What has to be true'),
    paragraph(assumption),
    ...(notes.length > 0
      ? [
          heading('Before you use it'),
          {
            kind: 'notice' as const,
            tone: 'warning' as const,
            title: 'What the checks found',
            items: notes,
          },
        ]
      : []),
    ...(shown
      ? [
          ...strataBlocks(strata, { lists: estimate.lists, smallCounts, level }),
          ...rateBlocks(residents, rates, strata, level),
          ...linkageBlocks(estimate),
          ...fitBlocks(strata ? undefined : estimate.fit, coefficients),
          ...modelBlocks(estimate, smallCounts, strata !== undefined),
          ...checkBlocks(estimate, smallCounts),
          ...replicateBlocks(estimate, strata, chosenAgain),
        ]
      : []),
    ...overlapBlocks(estimate, smallCounts),
  ]
  return {
    title: 'How many people were never detected',
    subtitle: `An estimate from ${estimate.lists.length} lists with ${count(estimate.observed)} people`,
    language: 'en',
    direction: 'ltr',
    blocks,
    colophon: [
      `Made by ${version}; method ${method}; ` +
        `${replicates ? `${count(replicates)} replicates; ` : ''}seed ${estimate.seed}.`,
      `Limits by which an estimate is refused: ${basis}`,
      `SHA-256 of the data: ${dataHash}`,
      ...(residents ? [`SHA-256 of the residents: ${residents.hash}`] : []),
    ],
  }
}

/** A level in per cent. */
const levelWords = (level = 0.95): string => `${Number((level * 100).toFixed(1))} %`

const UNTESTED = 'untested_dependence'

/** What three lists leave untested, where a number is given all the same. */
const untestedBlocks = (warnings: EstimateReport['warnings']): ReportBlock[] => {
  const items = warnings.filter(({ code, refuses }) => code === UNTESTED && !refuses).map(({ message }) => message)
  return items.length === 0 ? [] : [{ kind: 'notice', tone: 'warning', title: 'What three lists cannot test', items }]
}

function methodWords({ estimate, strata }: EstimateReport): string {
  if (strata) {
    return (
      `Lists are crossed with covariates (Cruyff, van Dijk and van der Heijden 2017), and the figures of the strata add up to the ` +
      `total. ${STRATA_WORDS[strata.method]} The model is ${strata.model}.${trendWords(strata.trend)}`
    )
  }
  const threshold = estimate.method.name === 'stepwise' ? ` The threshold is ${estimate.method.threshold}.` : ''
  const model = estimate.model === undefined ? '' : ` The model is ${estimate.model}.`
  return METHOD_WORDS[estimate.method.name] + threshold + model
}

const trendWords = (trend: StrataEstimate['trend']): string =>
  trend
    ? ` By ${trend.covariate} the logarithm of each expected number is a polynomial of degree ${trend.degree}, not a number for every level.`
    : ''

const seenFact = ({ observed }: Estimate): ReportBlock => ({
  kind: 'facts',
  facts: [{ label: 'Seen on the lists', value: count(observed) }],
})

function factsOf({ estimate, strata, interval }: EstimateReport): ReportBlock {
  const figures = strata ?? estimate
  if (!Number.isFinite(figures.estimate)) return seenFact(estimate)
  const between = interval
    ? { note: `${levelWords(interval.level)} interval ${limit(interval.lower)} to ${limit(interval.upper)}` }
    : {}
  return {
    kind: 'facts',
    facts: [
      { label: 'In all', value: count(figures.estimate), ...between },
      {
        label: 'Never seen',
        value: count(figures.darkFigure),
        note: `${percent(figures.darkFigure / figures.estimate)} of all`,
      },
      { label: 'Seen on the lists', value: count(estimate.observed) },
    ],
  }
}
