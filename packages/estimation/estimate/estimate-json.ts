import { said, type Said } from '@gloact/kernel'
import { formatModel, formatTerm } from '../model.ts'
import type { GoodnessOfFit, Residual } from '../goodness-of-fit.ts'
import type { LinkageUncertainty } from '../linked/linkage-uncertainty.ts'
import type { StrataChecks } from '../strata/check-strata.ts'
import { ratesOf, type Rates } from '../strata/residents.ts'
import type { StrataGoodness } from '../strata/goodness-strata.ts'
import type { StrataGroup } from '../strata/publish-strata.ts'
import type { StrataTrajectory } from '../strata/trajectory-strata.ts'
import type { TrajectoryPoint } from '../trust/trajectory.ts'
import { byWeight } from '../trust/weights.ts'
import type { Estimate, IntervalName } from './estimate.ts'
import type { StrataEstimate } from './estimate-strata.ts'
import { rangeInPlaceOf, type ToldCoefficient } from './fit-figures.ts'
import { isSmall, toldEach, toldGroups, toldHistories, type SmallCounts } from './small-counts.ts'

/** A warning that is printed: `refuses` where no number is given because of it. */
export interface PrintedWarning {
  readonly code: string
  readonly said: Said
  readonly refuses: boolean
}

/** What is told of the residents, where there are rates. */
export interface ToldResidents {
  /** All of them: person-years where they are given by year (`areByYear`). */
  readonly all: number
  readonly byYear: boolean
  /** The SHA-256 of their table. */
  readonly hash: string
}

/** Everything that an estimate is printed from, by the command and in a browser. */
export interface Estimated {
  readonly request: { readonly interval?: IntervalName | undefined; readonly unchecked: boolean }
  readonly estimate: Estimate
  readonly strata: StrataEstimate | undefined
  /** What was noticed on reading the table. */
  readonly read: readonly { readonly code: string; readonly params?: Said['params'] }[]
  /** Which counts of people are not printed. */
  readonly smallCounts: SmallCounts
  /** Whose the limits of the checks are: a country’s words, or a sentence. */
  readonly basis: string | Said
  readonly dataHash: string
  readonly residents?: ToldResidents | undefined
  /** Those of the chosen model (`coefficientsOf`); undefined where they are not told. */
  readonly coefficients?: readonly ToldCoefficient[] | undefined
  readonly version: string
}

/** What was noticed on reading, what the checks found, and what strata and residents add; refusals first, and then by weight. */
export function warningsOf(made: Estimated): PrintedWarning[] {
  const { request, estimate, strata, read } = made
  const noticed = read.map(({ code, params }) => {
    return { code, said: said(`read.${code.replace('.', '_')}`, params), refuses: false }
  })
  const found = [...(strata?.findings ?? []), ...findingsOf(estimate, strata), ...noticed]
  // It tells something of the number.
  const shown = request.unchecked || !found.some(({ refuses }) => refuses)
  return byWeight(
    [...found, ...(shown ? beyondResidents(made) : [])].map(({ code, said: words, refuses }) => ({
      code,
      said: words,
      refuses,
    })),
  )
}

/** That more people are estimated than there are residents, of all or of groups that are given. */
function beyondResidents({ estimate, strata, residents }: Estimated): PrintedWarning[] {
  const total = (strata ?? estimate).estimate
  const { tables = [], combinations = [] } = strata?.published ?? {}
  const beyond = (groups: readonly StrataGroup[], of: string): (string | Said)[] =>
    groups
      .filter((group) => group.residents !== undefined && group.estimate > group.residents)
      .map(({ levels }) => of + levels.join(' + '))
  const where = [
    ...(residents && Number.isFinite(total) && total > residents.all ? [said('finding.all_groups')] : []),
    ...tables.flatMap(({ covariate, groups }) => beyond(groups, `${covariate} `)),
    ...beyond(combinations, ''),
  ]
  if (where.length === 0) return []
  const words = said('finding.beyond_residents', { groups: { as: 'items', of: where } })
  return [{ code: 'beyond_residents', said: words, refuses: false }]
}

/** Where there are strata, what is said of the estimate from the lists alone is not said of the total, whose assumption is its own. */
const findingsOf = ({ findings }: Estimate, strata: StrataEstimate | undefined): Estimate['findings'] =>
  strata
    ? findings.map((finding) => ({
        ...finding,
        said:
          finding.code === 'identifying_assumption'
            ? strata.assumption
            : said('finding.of_lists_alone', { finding: finding.said }),
      }))
    : findings

const OF_LIMITS: ReadonlySet<string | undefined> = new Set(['refused_by_usual_limits', 'strata_below_usual_limits'])

/** Whether a warning is of limits that are not the usual ones, and is said first. */
export const isOfLimits = ({ code }: { readonly code?: string }): boolean => OF_LIMITS.has(code)

/** Whether the number may not be printed without a mark. */
export const isRefused = (made: Estimated): boolean => warningsOf(made).some(({ refuses }) => refuses)

/** Models printed at most, besides the chosen one: those that fit best, within so many units of BIC of the best. */
const MOST_MODELS = 500
const BIC_UNITS = 10

/**
 * The estimate for machines. A refused one has no number in it, unless it was asked for all the same. `word` words what is said,
 * in English.
 */
export function jsonOf(made: Estimated, word: (words: Said) => string): Record<string, unknown> {
  const { request, estimate, strata, smallCounts, basis, dataHash, residents, version } = made
  const refused = isRefused(made)
  const shown = !refused || request.unchecked
  const { observed, lists, method, fit, goodness, checks, bootstrap, linkage, seed } = estimate
  const figures = strata ?? estimate
  const replicated = strata?.bootstrap ?? bootstrap
  const head = {
    ok: shown,
    refused,
    ...(shown ? {} : { error: 'refused' }),
    observed,
    lists,
    method: strata?.method ?? method.name,
    ...(!strata && method.name === 'stepwise' ? { threshold: method.threshold } : {}),
    model: figures.model ?? null,
    ...(strata?.trend ? { trend: strata.trend } : {}),
  }
  const criteria = strata?.fit ?? fit
  const tail = {
    existence: criteria?.existence ?? (Number.isFinite(estimate.estimate) ? 0 : 1),
    warnings: warningsOf(made).map(({ code, said: words, refuses }) => ({ code, message: word(words), refuses })),
    ...(replicated ? { replicates: replicated.replicates } : {}),
    seed,
    rules: estimate.rules,
    rulesBasis: typeof basis === 'string' ? basis : word(basis),
    ...(estimate.stated && { stated: estimate.stated }),
    smallCounts: { threshold: smallCounts.threshold, zerosSensitive: smallCounts.zerosSensitive },
    dataHash,
    ...(residents && {
      residents: residents.all,
      residentsAre: residents.byYear ? 'person_years' : 'persons',
      residentsHash: residents.hash,
    }),
    version,
  }
  const rates = ratesOfTotal(made)
  const groupResiduals = toldGroups(strata?.goodness?.groups ?? [], smallCounts)
  const pairs = toldEach(checks.multiverse.pairs, smallCounts, ({ shared }) => shared)
  const isOverlapSmall = isSmall(smallCounts, checks.sparsity.overlapping)
  if (!shown) {
    const range = strata ? undefined : rangeInPlaceOf(estimate)
    const none = { estimate: null, darkFigure: null, interval: null, standardError: null, aic: null, bic: null }
    return { ...head, ...none, ...(range && { range }), ...tail, multiverse: [] }
  }
  return {
    ...head,
    estimate: finite(figures.estimate),
    darkFigure: finite(figures.darkFigure),
    interval: intervalOf(made),
    ...(rates && { ratesPer100000: rates }),
    standardError: finite(strata ? strata.checks?.standardError : fit?.standardError),
    aic: finite(criteria?.aic),
    bic: finite(criteria?.bic),
    ...(strata ? {} : { coefficients: made.coefficients ?? null }),
    ...tail,
    multiverse: multiverseOf(estimate),
    multiverseOf: {
      models: checks.multiverse.models.length,
      withoutEstimate: checks.multiverse.leftOut,
      covers: checks.multiverse.covers,
    },
    ...(strata?.bootstrap ? { replicateModels: strata.bootstrap.modelShares.slice(0, 20) } : {}),
    ...(bootstrap
      ? {
          replicateModels: bootstrap.modelShares
            .slice(0, 20)
            .map(({ model, share }) => ({ model: formatModel(model, lists), share })),
        }
      : {}),
    ...(linkage ? { linkage: linkageOf(linkage) } : {}),
    ...(strata?.published
      ? {
          strata: strata.published.tables.map(({ covariate, groups, merged }) => ({
            covariate,
            merged,
            groups: groups.map(groupOf),
          })),
          ...(strata.published.combinations ? { strataCombinations: strata.published.combinations.map(groupOf) } : {}),
          strataRule: strata.published.rule,
        }
      : {}),
    ...(strata?.checks ? { strataChecks: strataChecksOf(strata.checks, strata.trajectory) } : {}),
    ...(strata?.goodness
      ? {
          strataGoodnessOfFit: {
            ...goodnessOf(strata.goodness, lists, smallCounts),
            groupsWithheld: groupResiduals.withheld,
            groups: furthest(groupResiduals.told).map((one) => ({
              covariate: one.covariate ?? null,
              levels: one.levels,
              list: one.list ?? null,
              observed: one.observed,
              expected: one.expected,
              standardised: finite(one.standardised),
            })),
          },
        }
      : {}),
    // With strata, `multiverse`, `checks` and `goodnessOfFit` are of the lists alone, but for the assumption, which is the total's.
    ...(strata ? { checksAreOf: 'lists_without_strata' } : {}),
    checks: {
      sparsity: {
        emptyPairs: checks.sparsity.emptyPairs.map((pair) => formatTerm(pair, lists)),
        thinPairs: checks.sparsity.thinPairs.map((pair) => formatTerm(pair, lists)),
        overlapping: isOverlapSmall ? null : checks.sparsity.overlapping,
        overlappingShare: isOverlapSmall ? null : checks.sparsity.overlappingShare,
        darkShare: finite(checks.sparsity.darkShare),
      },
      assumption: word(strata?.assumption ?? checks.identification.assumption),
      sensitivity: {
        allLists: checks.identification.allLists.map(pointOf),
        pairs: checks.identification.pairs.map(({ pair, points }) => ({
          pair: formatTerm(pair, lists),
          points: points.map(pointOf),
        })),
      },
      ranges: checks.multiverse.ranges,
      thresholds: checks.multiverse.thresholds.map(({ threshold, estimate: value, model }) => ({
        threshold,
        estimate: finite(value),
        model: formatModel(model, lists),
      })),
      methods: checks.multiverse.methods.map(({ method: name, estimate: value }) => ({
        method: name,
        estimate: finite(value),
      })),
      twoListsWithheld: pairs.withheld,
      twoLists: pairs.told.map(({ pair, shared: _, ...one }) => ({
        lists: formatTerm(pair, lists),
        ...one,
        petersen: finite(one.petersen),
      })),
      sampleCoverage: checks.multiverse.coverage
        ? { ...checks.multiverse.coverage, high: finite(checks.multiverse.coverage.high) }
        : null,
      leaveOneOut: checks.lists.leaveOneOut.map((one) => ({ ...one, estimate: finite(one.estimate) })),
      merged: checks.lists.merged.map((one) => ({ ...one, estimate: finite(one.estimate) })),
      consistency: checks.lists.consistency.map(({ list, known, estimate: value }) => ({
        list,
        known: isSmall(smallCounts, known) ? null : known,
        estimate: finite(value),
      })),
      trajectory: checks.trajectory.map(shareOf),
    },
    ...(goodness ? { goodnessOfFit: goodnessOf(goodness, lists, smallCounts) } : {}),
  }
}

/** The interval of what is printed: the total's, where there are strata. */
export function intervalOf({
  estimate,
  strata,
}: Estimated): { method: string; level: number; lower: number; upper: number | null } | null {
  if (strata) {
    const limits = strata.total?.limits
    if (!limits) return null
    return {
      method: strata.bootstrap?.total.reason === undefined ? strata.interval : 'percentile',
      level: strata.level,
      lower: limits.lower,
      upper: finite(limits.upper),
    }
  }
  const { interval } = estimate
  return (
    (interval && {
      method: interval.method,
      level: interval.level,
      lower: interval.lower,
      upper: finite(interval.upper),
    }) ??
    null
  )
}

/** Rates of what is printed, per 100,000 residents; undefined where these are not known, and where there is no estimate. */
export function ratesOfTotal(made: Estimated): Rates | undefined {
  const { estimate, strata, residents } = made
  const { darkFigure } = strata ?? estimate
  if (!residents || !Number.isFinite(darkFigure)) return undefined
  return ratesOf({ observed: estimate.observed, darkFigure }, intervalOf(made), residents.all)
}

/** The models that fit about as well as the best, and the chosen one; how many there are in all stands beside them. */
function multiverseOf({ checks, lists, fit }: Estimate): unknown[] {
  const { models } = checks.multiverse
  const best = models[0]
  const chosen = fit?.model.join()
  return models
    .filter(
      ({ model, bic }, at) => (at < MOST_MODELS && bic <= (best?.bic ?? 0) + BIC_UNITS) || model.join() === chosen,
    )
    .map(({ model, estimate, aic, bic }) => ({
      model: formatModel(model, lists),
      estimate,
      aic,
      bic,
      chosen: model.join() === chosen,
    }))
}

const linkageOf = (linkage: LinkageUncertainty) => ({
  pooled: linkage.pooled,
  draws: linkage.draws,
  drawsWithoutEstimate: linkage.drawsWithoutEstimate,
  estimate: finite(linkage.estimate),
  estimates: Array.from(linkage.estimates, finite),
  within: linkage.within,
  between: linkage.between,
  share: linkage.share,
  degreesOfFreedom: finite(linkage.degreesOfFreedom),
})

const MOST_RESIDUALS = 10

/** What the model fits worst. */
export const furthest = <Of extends Pick<Residual, 'standardised'>>(residuals: readonly Of[]): readonly Of[] =>
  residuals
    .filter(({ standardised }) => Number.isFinite(standardised))
    .toSorted((a, b) => Math.abs(b.standardised) - Math.abs(a.standardised))
    .slice(0, MOST_RESIDUALS)

const goodnessOf = (
  goodness: GoodnessOfFit | StrataGoodness,
  lists: readonly string[],
  smallCounts: SmallCounts,
): Record<string, unknown> => {
  const pairs = toldEach(goodness.pairs, smallCounts, ({ observed }) => observed)
  const histories = toldHistories(goodness.histories, smallCounts)
  return {
    deviance: goodness.deviance,
    degreesOfFreedom: goodness.degreesOfFreedom,
    devianceChiSquare: finite(goodness.devianceChiSquare),
    devianceBootstrap: finite(goodness.devianceBootstrap),
    devianceBootstrapTables: goodness.replicates,
    pearson: goodness.pearson,
    pearsonChiSquare: finite(goodness.pearsonChiSquare),
    sparseShare: goodness.sparseShare,
    pairsWithheld: pairs.withheld,
    pairs: pairs.told.map((one) => residualOf(one, lists)),
    historiesWithheld: histories.withheld,
    histories: furthest(histories.told).map((one) => residualOf(one, lists)),
  }
}

const residualOf = ({ mask, observed, expected, standardised }: Residual, lists: readonly string[]) => ({
  lists: formatTerm(mask, lists),
  observed,
  expected,
  standardised: finite(standardised),
})

const strataChecksOf = (
  { methods, leaveOneOut, standardError }: StrataChecks,
  trajectory: StrataTrajectory | undefined,
) => ({
  methods: methods.map((way) => ({ ...way, estimate: finite(way.estimate), bic: finite(way.bic) })),
  leaveOneOut: leaveOneOut.map((one) => ({ ...one, estimate: finite(one.estimate) })),
  standardError,
  trajectory: trajectory
    ? {
        choosesAnew: trajectory.choosesAnew,
        draws: trajectory.draws,
        points: trajectory.points.map(shareOf),
      }
    : null,
})

const shareOf = ({ share, estimate, lower, upper }: TrajectoryPoint) => ({
  share,
  estimate: finite(estimate),
  lower: finite(lower),
  upper: finite(upper),
})

const pointOf = ({ interaction, estimate }: { interaction: number; estimate: number }) => ({
  interaction,
  estimate: finite(estimate),
})

const groupOf = (group: StrataGroup) => {
  const { levels, observed, darkFigure, estimate, limits, residents } = group
  return {
    levels,
    observed,
    darkFigure,
    estimate,
    ...(limits && { lower: limits.lower, upper: finite(limits.upper) }),
    ...(residents !== undefined && { residents, ratesPer100000: ratesOf(group, limits, residents) }),
  }
}

/** JSON has no infinity: what has no bound, or is not there, is null. */
const finite = (value: number | undefined): number | null =>
  value !== undefined && Number.isFinite(value) ? value : null
