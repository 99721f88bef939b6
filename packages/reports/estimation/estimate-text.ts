import {
  intervalOf,
  isOfLimits,
  isRefused,
  rangeInPlaceOf,
  ratesOf,
  ratesOfTotal,
  warningsOf,
  type Estimated,
  type PrintedWarning,
  type Rates,
  type StrataGroup,
} from '@gloact/estimation'
import type { ReportWords } from '../words.ts'
import { drawnModel, drawnProbability } from './figures-in-words.ts'

/**
 * The estimate for people. A refused one has its reasons in place of numbers, unless it was asked for all the same. `hasOwnLimits`
 * where a file's limits stand in place of the usual ones.
 */
export function estimateText(made: Estimated, hasOwnLimits: boolean, words: ReportWords): string {
  const { t, count, level, span, word } = words
  const { request, estimate, strata } = made
  const refused = isRefused(made)
  const warnings = warningsOf(made)
  const said = (those: readonly PrintedWarning[]): string[] => those.map((one) => word(one.said))
  const indented = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`)
  const reasons = indented(said(warnings.filter(({ refuses }) => refuses)))
  const isFirst = (warning: PrintedWarning) =>
    (hasOwnLimits && isOfLimits(warning)) ||
    (!warning.refuses && (warning.code === 'untested_dependence' || warning.code === 'links_missed'))
  const rest = indented(said(warnings.filter((one) => !one.refuses && !isFirst(one))))
  const limits = hasOwnLimits ? [t('reports.text.own_limits')] : []
  const passed = said(warnings.filter(isFirst))
  const first = [...limits, ...passed, ...(limits.length + passed.length > 0 ? [''] : [])]
  const notes = rest.length > 0 ? ['', t('reports.text.know'), ...rest] : []
  const how = modelLine(made, words)
  const people = count(estimate.observed)
  if (refused && !request.unchecked) {
    return [
      ...limits,
      t('reports.text.refused'),
      ...reasons,
      ...insteadLines(made, words),
      '',
      t('reports.text.seen_on', { people, lists: estimate.lists.length }),
      how,
      ...notes,
      '',
      t('reports.text.unchecked'),
    ].join('\n')
  }
  const figures = strata ?? estimate
  const interval = intervalOf(made)
  const finite = Number.isFinite(figures.estimate)
  return [
    ...first,
    ...(refused ? [t('reports.text.refused_shown'), ...reasons, ''] : []),
    finite
      ? interval
        ? t('reports.text.estimate_between', {
            people: count(figures.estimate),
            level: level(interval.level),
            range: span(interval),
            method: interval.method,
          })
        : t('reports.text.estimate', { people: count(figures.estimate) })
      : t('reports.text.no_estimate'),
    finite
      ? t('reports.text.seen_and_unseen', { seen: people, unseen: count(figures.darkFigure) })
      : t('reports.text.seen', { seen: people }),
    ...rateLines(made, words),
    how,
    ...criteriaLines(made, words),
    ...rangeLines(made, words),
    ...linkageLines(made, words),
    ...strataLines(made, words),
    ...notes,
    '',
    sourceLine(made, words),
  ].join('\n')
}

/** By what model, chosen how. */
function modelLine({ estimate, strata }: Estimated, { t }: ReportWords): string {
  const model = (strata ?? estimate).model ?? t('reports.text.average')
  const method = strata?.method ?? estimate.method.name
  const trend = strata?.trend
  return trend
    ? t('reports.text.model_trend', { model, method, column: trend.covariate, degree: trend.degree })
    : t('reports.text.model', { model, method })
}

/** What it was made from, and by what. */
function sourceLine({ dataHash, residents, estimate, version }: Estimated, { t }: ReportWords): string {
  const of = { data: dataHash.slice(0, 16), seed: String(estimate.seed), version }
  return residents
    ? t('reports.text.source_residents', { ...of, residents: residents.hash.slice(0, 16) })
    : t('reports.text.source', of)
}

/** The range of the models that fit well, where the chosen one lies far from all of them. */
function insteadLines({ estimate, strata }: Estimated, { t, count }: ReportWords): string[] {
  const range = strata ? undefined : rangeInPlaceOf(estimate)
  if (!range) return []
  const { models, units } = range
  return [t('reports.text.in_place', { models, units, lowest: count(range.lowest), highest: count(range.highest) })]
}

function criteriaLines({ estimate, strata, coefficients }: Estimated, { t, fixed, items }: ReportWords): string[] {
  const criteria = strata?.fit ?? estimate.fit
  if (!criteria) return []
  const error = strata ? strata.checks?.standardError : estimate.fit?.standardError
  const each = coefficients?.map(
    ({ term, value, standardError }) => `${term} ${fixed(value, 3)} (${fixed(standardError, 3)})`,
  )
  return [
    t('reports.text.criteria', {
      error: fixed(error, 1),
      aic: fixed(criteria.aic, 1),
      bic: fixed(criteria.bic, 1),
    }),
    ...(each ? [t('reports.text.coefficients', { each: items(each) })] : []),
  ]
}

function rateLines(made: Estimated, words: ReportWords): string[] {
  const rates = ratesOfTotal(made)
  if (!rates) return []
  const id = made.residents?.byYear === true ? 'reports.text.rate_per_year' : 'reports.text.rate_per'
  return [words.t(id, { rates: rateText(rates, words) })]
}

function rateText({ detected, undetected, total, lower, upper }: Rates, { t, rate, span }: ReportWords): string {
  const parts = { all: rate(total), seen: rate(detected), unseen: rate(undetected) }
  return lower === null
    ? t('reports.text.rates', parts)
    : t('reports.text.rates_between', { ...parts, range: span({ lower, upper }, rate) })
}

function rangeLines({ estimate: { checks, rules } }: Estimated, { t, count }: ReportWords): string[] {
  const range = checks.multiverse.ranges.find(({ units }) => units === rules.rangeUnits)
  if (!range || range.models === 0) return []
  const { models, units } = range
  return [t('reports.text.range', { models, units, lowest: count(range.lowest), highest: count(range.highest) })]
}

function linkageLines({ estimate: { linkage } }: Estimated, { t, count, percent }: ReportWords): string[] {
  if (!linkage) return []
  const finite = [...linkage.estimates].filter(Number.isFinite)
  return [
    t('reports.text.linkage', {
      draws: linkage.draws,
      lowest: count(Math.min(...finite)),
      highest: count(Math.max(...finite)),
      together: count(linkage.estimate),
      share: percent(linkage.share),
    }),
  ]
}

function strataLines(made: Estimated, words: ReportWords): string[] {
  const { strata } = made
  if (!strata?.published) return []
  const tables = strata.published.tables.flatMap(({ covariate, groups, merged }) => [
    '',
    words.t(merged ? 'reports.text.by_merged' : 'reports.text.by', { column: covariate }),
    ...groups.map((group) => `  ${groupLine(group, made, words)}`),
  ])
  return [...tables, '', ...strataCheckLines(strata, words)]
}

function groupLine(group: StrataGroup, { residents }: Estimated, words: ReportWords): string {
  const { t, count, span } = words
  const { levels, observed, estimate, limits } = group
  const parts = { group: levels.join(' + '), people: count(estimate), seen: count(observed) }
  const line = limits
    ? t('reports.text.group_between', { ...parts, range: span(limits) })
    : t('reports.text.group', parts)
  if (group.residents === undefined) return line
  const rates = rateText(ratesOf(group, limits, group.residents), words)
  return t(residents?.byYear === true ? 'reports.text.group_rate_per_year' : 'reports.text.group_rate', {
    group: line,
    rates,
  })
}

/** How the model of the strata fits, and whether the total still moves. */
function strataCheckLines(strata: NonNullable<Estimated['strata']>, words: ReportWords): string[] {
  const { t, count, fixed, items, percent, probability } = words
  const { goodness, trajectory } = strata
  const lines: string[] = []
  if (goodness) {
    const drawn = drawnProbability(goodness, words)
    const byChiSquare = probability(goodness.devianceChiSquare)
    lines.push(
      t('reports.text.strata_fit', {
        deviance: fixed(goodness.deviance, 1),
        devianceP: drawn === undefined ? byChiSquare : items([byChiSquare, drawn]),
        pearson: fixed(goodness.pearson, 1),
        pearsonP: probability(goodness.pearsonChiSquare),
        freedom: goodness.degreesOfFreedom,
        share: percent(goodness.sparseShare),
      }),
    )
  }
  if (trajectory) {
    const points = trajectory.points.slice(0, -1).map((one) => `${percent(one.share)} ${count(one.estimate)}`)
    lines.push(
      t('reports.text.trajectory', {
        points: items(points),
        draws: trajectory.draws,
        model: drawnModel(strata, words),
      }),
    )
  }
  return lines
}
