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
import type { Said } from '@gloact/kernel'
import type { ReportBlock, ReportDocument } from '../document.ts'
import type { ReportWords } from '../words.ts'
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
  readonly warnings: readonly { readonly code?: string; readonly said: Said; readonly refuses: boolean }[]
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
  readonly basis: string | Said
  readonly dataHash: string
  /** Residents with the rates of the total, where there are rates. */
  readonly residents?: ToldResidents | undefined
  readonly rates?: Rates | undefined
  readonly coefficients?: readonly ToldCoefficient[] | undefined
  readonly version: string
}

/** Whether a method chooses among models; otherwise replicates have the model that the data have. */
const choosesModel = (method: MethodName): boolean => method !== 'main' && method !== 'fixed'

function intervalWords(method: string, chosenAgain: boolean, { t }: ReportWords): string {
  if (method !== 'percentile' && method !== 'bca') return t(`reports.interval_of.${method}`)
  return t(`reports.interval_of.${method}_${chosenAgain ? 'chosen' : 'given'}`)
}

/**
 * The readable report: what was estimated and how, on what assumption, what to know before using it, what other models say,
 * and tables. A refused estimate has its reasons in place of numbers.
 */
export function estimateReport(report: EstimateReport, words: ReportWords): ReportDocument {
  const { estimate, strata, warnings, unchecked, smallCounts, residents, rates, coefficients } = report
  const { t, word } = words
  const level = words.level(report.interval?.level ?? 0.95)
  const said = (those: EstimateReport['warnings']): string[] => those.map((one) => word(one.said))
  const refusals = said(warnings.filter(({ refuses }) => refuses))
  const shown = refusals.length === 0 || unchecked
  const chosenAgain = choosesModel(strata ? strata.method : estimate.method.name)
  const basis = typeof report.basis === 'string' ? report.basis : word(report.basis)
  const ofLimits = said(warnings.filter(isOfLimits))
  // The assumption has a place of its own.
  const notes = said(
    warnings.filter(
      (one) => !one.refuses && one.code !== 'identifying_assumption' && !isOfLimits(one) && one.code !== UNTESTED,
    ),
  )
  const blocks: ReportBlock[] = [
    ...notice('refused', t(shown ? 'reports.estimate.refused_shown' : 'reports.estimate.refused'), refusals),
    ...notice('refused', t('reports.estimate.other_limits', { basis }), ofLimits),
    ...notice(
      'warning',
      t('reports.estimate.untested'),
      said(warnings.filter(({ code, refuses }) => code === UNTESTED && !refuses)),
    ),
    ...(shown ? [factsOf(report, words)] : [seenFact(estimate, words)]),
    heading(t('reports.estimate.how')),
    paragraph(t('reports.estimate.how_about', { lists: estimate.lists.length, names: words.list(estimate.lists) })),
    paragraph(methodWords(report, words)),
    ...(shown && report.interval ? [paragraph(intervalWords(report.interval.method, chosenAgain, words))] : []),
    heading(t('reports.estimate.assumption')),
    paragraph(word((strata ?? estimate.checks.identification).assumption)),
    ...(notes.length > 0
      ? [heading(t('reports.estimate.know')), ...notice('warning', t('reports.estimate.found'), notes)]
      : []),
    ...(shown
      ? [
          ...strataBlocks(strata, { lists: estimate.lists, smallCounts, level }, words),
          ...rateBlocks(residents, rates, { strata, level }, words),
          ...linkageBlocks(estimate, words),
          ...fitBlocks(strata ? undefined : estimate.fit, coefficients, words),
          ...modelBlocks(estimate, smallCounts, strata !== undefined, words),
          ...checkBlocks(estimate, smallCounts, words),
          ...replicateBlocks(estimate, strata, chosenAgain, words),
        ]
      : []),
    ...overlapBlocks(estimate, smallCounts, words),
  ]
  return {
    title: t('reports.estimate.title'),
    subtitle: t('reports.estimate.subtitle', { lists: estimate.lists.length, people: estimate.observed }),
    language: words.language,
    direction: words.direction,
    blocks,
    colophon: colophonOf(report, basis, words),
  }
}

/** Something that is not to be passed over, where there is anything to say. */
const notice = (tone: 'refused' | 'warning', title: string, items: readonly string[]): ReportBlock[] =>
  items.length === 0 ? [] : [{ kind: 'notice', tone, title, items }]

/** What stands at the end: who made it and how, by whose limits, from what. */
function colophonOf(
  { estimate, strata, dataHash, residents, version }: EstimateReport,
  basis: string,
  { t }: ReportWords,
): string[] {
  const { name, threshold } = estimate.method
  const method = strata ? strata.method : name === 'stepwise' ? t('reports.way.threshold', { threshold }) : name
  const replicates = (strata?.bootstrap ?? estimate.bootstrap)?.replicates
  const made = { version, method, seed: String(estimate.seed) }
  return [
    replicates
      ? t('reports.colophon.made_by_replicates', { ...made, replicates })
      : t('reports.colophon.made_by', made),
    t('reports.colophon.limits', { basis }),
    t('reports.colophon.data', { hash: dataHash }),
    ...(residents ? [t('reports.colophon.residents', { hash: residents.hash })] : []),
  ]
}

const UNTESTED = 'untested_dependence'

function methodWords({ estimate, strata }: EstimateReport, { t, sentences }: ReportWords): string {
  if (strata) {
    const { method, model, trend } = strata
    return sentences([
      t('reports.method.strata'),
      t(`reports.method.strata_${method}`),
      t('reports.method.model', { model }),
      trend && t('reports.method.trend', { column: trend.covariate, degree: trend.degree }),
    ])
  }
  const { name, threshold } = estimate.method
  const { model } = estimate
  return sentences([
    t(`reports.method.${name}`),
    name === 'stepwise' ? t('reports.method.threshold', { threshold }) : undefined,
    model === undefined ? undefined : t('reports.method.model', { model }),
  ])
}

const seenFact = ({ observed }: Estimate, { t, count }: ReportWords): ReportBlock => ({
  kind: 'facts',
  facts: [{ label: t('reports.estimate.seen'), value: count(observed) }],
})

function factsOf({ estimate, strata, interval }: EstimateReport, words: ReportWords): ReportBlock {
  const figures = strata ?? estimate
  if (!Number.isFinite(figures.estimate)) return seenFact(estimate, words)
  const { t, count, percent, span } = words
  const between = interval
    ? { note: t('reports.interval_is', { level: words.level(interval.level), range: span(interval) }) }
    : {}
  return {
    kind: 'facts',
    facts: [
      { label: t('reports.all'), value: count(figures.estimate), ...between },
      {
        label: t('reports.unseen'),
        value: count(figures.darkFigure),
        note: t('reports.estimate.share_of_all', { share: percent(figures.darkFigure / figures.estimate) }),
      },
      { label: t('reports.estimate.seen'), value: count(estimate.observed) },
    ],
  }
}
