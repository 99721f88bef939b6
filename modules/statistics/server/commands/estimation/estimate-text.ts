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
import { count, drawnModel, drawnProbability, limit, percent, probability, rate, span } from '@gloact/estimation/words'

/**
 * The estimate for people. A refused one has its reasons in place of numbers, unless it was asked for all the same. `hasOwnLimits`
 * where a file's limits stand in place of the usual ones.
 */
export function textOf(made: Estimated, hasOwnLimits: boolean): string {
  const { request, estimate, strata } = made
  const refused = isRefused(made)
  const warnings = warningsOf(made)
  const reasons = warnings.filter(({ refuses }) => refuses).map(({ message }) => `  ${message}`)
  const isFirst = (warning: PrintedWarning) =>
    (hasOwnLimits && isOfLimits(warning)) ||
    (!warning.refuses && (warning.code === 'untested_dependence' || warning.code === 'links_missed'))
  const rest = warnings.filter((one) => !one.refuses && !isFirst(one)).map(({ message }) => `  ${message}`)
  const limits = hasOwnLimits ? ['The limits of the checks are those of the file of --rules, not the usual ones.'] : []
  const passed = warnings.filter(isFirst).map(({ message }) => message)
  const first = [...limits, ...passed, ...(limits.length + passed.length > 0 ? [''] : [])]
  const notes = rest.length > 0 ? ['', 'What to know:', ...rest] : []
  const trend = strata?.trend ? `, ${strata.trend.covariate} as a polynomial of degree ${strata.trend.degree}` : ''
  const how = `${(strata ?? estimate).model ?? 'average over decomposable graphs'} (${strata?.method ?? estimate.method.name})${trend}`
  if (refused && !request.unchecked) {
    return [
      ...limits,
      'The estimate is refused: no number is printed. Why:',
      ...reasons,
      ...insteadLines(made),
      '',
      `Seen: ${count(estimate.observed)} people on ${estimate.lists.length} lists. Model: ${how}`,
      ...notes,
      '',
      'With --unchecked it is printed all the same, marked as refused.',
    ].join('\n')
  }
  const figures = strata ?? estimate
  const interval = intervalOf(made)
  const between = interval
    ? `, ${Number((interval.level * 100).toFixed(1))} % interval ${limit(interval.lower)} to ${limit(interval.upper)} (${interval.method})`
    : ''
  const finite = Number.isFinite(figures.estimate)
  return [
    ...first,
    ...(refused ? ['REFUSED BY THE CHECKS; not to be published. Why:', ...reasons, ''] : []),
    finite
      ? `Estimate: ${count(figures.estimate)} people${between}`
      : 'Estimate: there is none; the likelihood only ever rises.',
    `Seen: ${count(estimate.observed)}${finite ? `; never seen: ${count(figures.darkFigure)}` : ''}`,
    ...rateLines(made),
    `Model: ${how}`,
    ...criteriaLines(made),
    ...rangeLines(made),
    ...linkageLines(made),
    ...strataLines(made),
    ...notes,
    '',
    `Data ${made.dataHash.slice(0, 16)}, ${made.residents ? `residents ${made.residents.hash.slice(0, 16)}, ` : ''}seed ${estimate.seed}, ${made.version}`,
  ].join('\n')
}

/** The range of the models that fit well, where the chosen one lies far from all of them. */
function insteadLines({ estimate, strata }: Estimated): string[] {
  const range = strata ? undefined : rangeInPlaceOf(estimate)
  if (!range) return []
  return [
    `In its place: ${range.models === 1 ? 'the one model' : `the ${range.models} models`} within ${range.units} BIC units of the best, ` +
      `${count(range.lowest)} to ${count(range.highest)}`,
  ]
}

const figure = (value: number | null | undefined, places: number): string =>
  value === null || value === undefined || !Number.isFinite(value) ? 'none' : value.toFixed(places)

function criteriaLines({ estimate, strata, coefficients }: Estimated): string[] {
  const criteria = strata?.fit ?? estimate.fit
  if (!criteria) return []
  const error = strata ? strata.checks?.standardError : estimate.fit?.standardError
  const each = coefficients?.map(
    ({ term, value, standardError }) => `${term} ${figure(value, 3)} (${figure(standardError, 3)})`,
  )
  return [
    `Standard error ${figure(error, 1)}; AIC ${figure(criteria.aic, 1)}, BIC ${figure(criteria.bic, 1)}`,
    ...(each ? [`Coefficients (standard error): ${each.join(', ')}`] : []),
  ]
}

function rateLines(made: Estimated): string[] {
  const rates = ratesOfTotal(made)
  return rates ? [`Per 100,000 residents${andYear(made)}: ${rateText(rates)}`] : []
}

const andYear = ({ residents }: Estimated): string => (residents?.byYear === true ? ' and year' : '')

function rateText({ detected, undetected, total, lower, upper }: Rates): string {
  const between = lower === null ? '' : ` (${rate(lower)} to ${upper === null ? 'no limit' : rate(upper)})`
  return `${rate(total)}${between}, of whom ${rate(detected)} seen and ${rate(undetected)} never seen`
}

function rangeLines({ estimate: { checks, rules } }: Estimated): string[] {
  const range = checks.multiverse.ranges.find(({ units }) => units === rules.rangeUnits)
  if (!range || range.models === 0) return []
  const models = range.models === 1 ? 'one model' : `${range.models} models`
  return [`Within ${range.units} BIC units of the best: ${models}, ${count(range.lowest)} to ${count(range.highest)}`]
}

function linkageLines({ estimate: { linkage } }: Estimated): string[] {
  if (!linkage) return []
  const finite = [...linkage.estimates].filter(Number.isFinite)
  return [
    `Linkage: ${linkage.draws} tables drawn from it give ${count(Math.min(...finite))} to ${count(Math.max(...finite))}, together ${count(linkage.estimate)}; ` +
      `${Math.round(linkage.share * 100)} % of the variance is the linkage’s`,
  ]
}

function strataLines(made: Estimated): string[] {
  const { strata } = made
  if (!strata?.published) return []
  const line = (group: StrataGroup): string => {
    const { levels, observed, estimate, limits, residents } = group
    const among =
      residents === undefined ? '' : `; per 100,000${andYear(made)}: ${rateText(ratesOf(group, limits, residents))}`
    const within = limits ? ` (${span(limits)})` : ''
    return `  ${levels.join(' + ')}: ${count(estimate)}${within}, of whom ${count(observed)} seen${among}`
  }
  const tables = strata.published.tables.flatMap(({ covariate, groups, merged }) => [
    '',
    `By ${covariate}${merged ? ' (levels with too few people are put together)' : ''}:`,
    ...groups.map(line),
  ])
  return [...tables, '', ...strataCheckLines(strata)]
}

/** How the model of the strata fits, and whether the total still moves. */
function strataCheckLines(strata: NonNullable<Estimated['strata']>): string[] {
  const { goodness, trajectory } = strata
  const lines: string[] = []
  if (goodness) {
    const { deviance, degreesOfFreedom, devianceChiSquare, pearson, pearsonChiSquare, sparseShare } = goodness
    const drawn = drawnProbability(goodness)
    lines.push(
      `Fit of the strata’s model: deviance ${deviance.toFixed(1)} (p ${probability(devianceChiSquare)}${drawn === undefined ? '' : `; ${drawn}`}), ` +
        `Pearson ${pearson.toFixed(1)} (p ${probability(pearsonChiSquare)}), ${degreesOfFreedom} degrees of freedom; ` +
        `${percent(sparseShare)} of expected counts below 1`,
    )
  }
  if (trajectory) {
    const points = trajectory.points.slice(0, -1).map((one) => `${percent(one.share)} ${count(one.estimate)}`)
    lines.push(
      `Total from parts of the people seen: ${points.join(', ')} (medians of ${trajectory.draws} draws, ${drawnModel(strata)})`,
    )
  }
  return lines
}
