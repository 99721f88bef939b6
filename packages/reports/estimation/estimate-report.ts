import {
  formatModel,
  formatTerm,
  type Estimate,
  type MethodName,
  type StrataEstimate,
  type StrataGroup,
} from '@gloact/estimation'
import type { ReportBlock, ReportDocument } from '../document.ts'
import { multiverseFigure, replicateFigure, sensitivityFigure, trajectoryFigure } from './figures.ts'
import { count, percent } from './words.ts'

/** What a report of an estimate is made from. */
export interface EstimateReport {
  readonly estimate: Estimate
  readonly strata?: StrataEstimate | undefined
  /** Everything that was noticed, refusals first. */
  readonly warnings: readonly { readonly message: string; readonly refuses: boolean }[]
  readonly interval: {
    readonly method: string
    readonly level: number
    readonly lower: number
    readonly upper: number | null
  } | null
  /** Shows a refused estimate all the same, marked. */
  readonly unchecked: boolean
  /** Whose the limits are by which an estimate is refused. */
  readonly basis: string
  readonly dataHash: string
  readonly version: string
}

const METHOD_WORDS: Readonly<Record<MethodName, string>> = {
  stepwise:
    'Interactions between pairs of lists are added one by one, each time the one that the data ask for most, as long as its ' +
    'p-value is below the threshold (Chan, Silverman and Vincent 2021).',
  bic: 'Of all models whose estimate exists, the one with the lowest BIC is taken.',
  aic: 'Of all models whose estimate exists, the one with the lowest AIC is taken.',
  main: 'The lists are taken to be independent of each other.',
  fixed: 'The model was given beforehand.',
  dga: 'N is averaged over all decomposable graphs of the lists, each by its posterior probability (Madigan and York 1997).',
}

const INTERVAL_WORDS: Readonly<Record<string, string>> = {
  percentile:
    'The interval is that of the plain percentiles of bootstrap replicates; the choice of the model is repeated in every replicate.',
  bca: 'The interval is a bias-corrected and accelerated bootstrap; the choice of the model is repeated in every replicate.',
  wald: 'The interval is log-normal for those never seen. It takes the model as given.',
  profile: 'The interval is that of the profile likelihood (Cormack 1992). It takes the model as given.',
  posterior: 'The interval is that of the posterior distribution.',
}

/**
 * The readable report: what was estimated and how, on what assumption, what to know before using it, what other models say,
 * and tables. A refused estimate has its reasons in place of numbers.
 */
export function estimateReport(report: EstimateReport): ReportDocument {
  const { estimate, strata, warnings, unchecked, basis, dataHash, version } = report
  const refusals = warnings.filter(({ refuses }) => refuses).map(({ message }) => message)
  const notes = warnings.filter(({ refuses }) => !refuses).map(({ message }) => message)
  const shown = refusals.length === 0 || unchecked
  const assumption = estimate.checks.identification.assumption
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
    ...(shown ? [factsOf(report)] : [seenFact(estimate)]),
    heading('How it was estimated'),
    paragraph(
      `Multiple systems estimation: from how the ${estimate.lists.length} lists (${estimate.lists.join(', ')}) overlap, a ` +
        'log-linear model tells how many people are on none of them.',
    ),
    paragraph(methodWords(report)),
    ...(shown && report.interval ? [paragraph(INTERVAL_WORDS[report.interval.method] ?? '')] : []),
    heading('What has to be true'),
    paragraph(assumption),
    ...(notes.length > 0
      ? [
          heading('Before you use it'),
          {
            kind: 'notice' as const,
            tone: 'warning' as const,
            title: 'What the checks found',
            items: notes.filter((note) => note !== assumption),
          },
        ]
      : []),
    ...(shown
      ? [
          ...strataBlocks(strata),
          ...linkageBlocks(estimate),
          ...modelBlocks(estimate),
          ...checkBlocks(estimate),
          ...replicateBlocks(estimate),
        ]
      : []),
    ...overlapBlocks(estimate),
  ]
  return {
    title: 'How many people were never detected',
    subtitle: `An estimate from ${estimate.lists.length} lists with ${count(estimate.observed)} people`,
    language: 'en',
    direction: 'ltr',
    blocks,
    colophon: [
      `Made by ${version}; method ${estimate.method.name}${estimate.method.name === 'stepwise' ? `, threshold ${estimate.method.threshold}` : ''}; ` +
        `${estimate.bootstrap ? `${count(estimate.bootstrap.replicates)} replicates; ` : ''}seed ${estimate.seed}.`,
      `Limits by which an estimate is refused: ${basis}`,
      `SHA-256 of the data: ${dataHash}`,
    ],
  }
}

const heading = (text: string): ReportBlock => ({ kind: 'heading', level: 2, text })
const paragraph = (text: string): ReportBlock => ({ kind: 'paragraph', text })

function methodWords({ estimate, strata }: EstimateReport): string {
  if (strata) {
    return (
      `Lists are crossed with covariates (Cruyff, van Dijk and van der Heijden 2017), and the figures of the strata add up to the ` +
      `total. The model is ${strata.model}.`
    )
  }
  const threshold = estimate.method.name === 'stepwise' ? ` The threshold is ${estimate.method.threshold}.` : ''
  const model = estimate.model === undefined ? '' : ` The model is ${estimate.model}.`
  return METHOD_WORDS[estimate.method.name] + threshold + model
}

const seenFact = ({ observed }: Estimate): ReportBlock => ({
  kind: 'facts',
  facts: [{ label: 'Seen on the lists', value: count(observed) }],
})

function factsOf({ estimate, strata, interval }: EstimateReport): ReportBlock {
  const figures = strata ?? estimate
  if (!Number.isFinite(figures.estimate)) return seenFact(estimate)
  const between = interval
    ? { note: `${Math.round(interval.level * 100)} % interval ${count(interval.lower)} to ${count(interval.upper)}` }
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

function strataBlocks(strata: StrataEstimate | undefined): ReportBlock[] {
  if (!strata?.published) return []
  const { tables, combinations, rule } = strata.published
  const row = ({ levels, observed, darkFigure, estimate, lower, upper }: StrataGroup) => [
    levels.join(' + '),
    count(observed),
    count(darkFigure),
    count(estimate),
    `${count(lower)} to ${count(upper)}`,
  ]
  const columns = (first: string) => [
    { label: first },
    ...['Seen', 'Never seen', 'In all', '95 % interval'].map((label) => ({ label, numeric: true })),
  ]
  return [
    heading('By stratum'),
    paragraph(
      `A stratum is given where at least ${rule.fewestPeople} people were seen, ${rule.fewestOnList} on each list, and ` +
        `${rule.fewestOverlaps} on two lists or more; smaller ones are put together with the next smallest. The rows of each table ` +
        'add up to the total.',
    ),
    ...tables.map(({ covariate, groups }): ReportBlock => ({
      kind: 'table',
      caption: `By ${covariate}`,
      columns: columns(covariate),
      rows: groups.map(row),
    })),
    ...(combinations
      ? [
          {
            kind: 'table' as const,
            caption: 'By all of them',
            columns: columns('Stratum'),
            rows: combinations.map(row),
          },
        ]
      : []),
  ]
}

function linkageBlocks({ linkage }: Estimate): ReportBlock[] {
  if (!linkage) return []
  const finite = [...linkage.estimates].filter(Number.isFinite).toSorted((a, b) => a - b)
  const how = {
    rubin: 'The variance between the tables is added to that within each (Rubin 1987; Barnard and Rubin 1999).',
    replicates: 'The replicates of all tables are taken together, each table with as many.',
    posterior: 'The posterior distributions of all tables are taken together, each with the same weight.',
  }[linkage.pooled]
  const row = (label: string, value: string) => [label, value]
  return [
    heading('How sure the links are'),
    paragraph(
      `Who is one person across lists was itself found out with some uncertainty. ${count(linkage.draws)} tables were drawn from ` +
        `what the linkage leaves open, and the interval has their differences in it. ${how}`,
    ),
    {
      kind: 'table',
      caption: 'What the tables drawn from the linkage say',
      columns: [{ label: 'Of the tables' }, { label: 'In all', numeric: true }],
      rows: [
        row('the lowest', count(finite[0] ?? null)),
        row('the middle one', count(finite[Math.floor((finite.length - 1) / 2)] ?? null)),
        row('the highest', count(finite.at(-1) ?? null)),
        row('all together', count(linkage.estimate)),
        row('share of the variance that is the linkage’s', percent(linkage.share)),
      ],
    },
  ]
}

function modelBlocks(estimate: Estimate): ReportBlock[] {
  const { multiverse } = estimate.checks
  const { lists } = estimate
  if (multiverse.models.length === 0) return []
  const chosen = estimate.fit?.model.join()
  const shown = multiverse.models.slice(0, 10)
  const own = multiverse.models.find(({ model }) => model.join() === chosen)
  return [
    heading('What other models say'),
    paragraph(
      `${count(multiverse.models.length)} models have an estimate (${covers(multiverse.covers)}); ${count(multiverse.leftOut)} have none. ` +
        'A lower BIC is a better fit to what was seen. It is no evidence about those never seen: models that fit equally well may ' +
        'give different numbers.',
    ),
    { kind: 'figure', ...multiverseFigure(estimate) },
    {
      kind: 'table',
      caption: 'The range of estimates by how well models fit',
      columns: ['Within BIC units of the best', 'Models', 'Lowest', 'Highest'].map((label, at) => ({
        label,
        numeric: at > 0,
      })),
      rows: multiverse.ranges.map(({ units, models, lowest, highest }) => [
        String(units),
        count(models),
        count(lowest),
        count(highest),
      ]),
    },
    {
      kind: 'table',
      caption: 'The models that fit best',
      columns: [{ label: 'Model' }, { label: 'BIC', numeric: true }, { label: 'In all', numeric: true }],
      rows: [...shown, ...(own && !shown.includes(own) ? [own] : [])].map(({ model, bic, estimate: value }) => [
        `${formatModel(model, lists)}${model.join() === chosen ? ' (chosen)' : ''}`,
        bic.toFixed(1),
        count(value),
      ]),
    },
    {
      kind: 'table',
      caption: 'Ways of choosing, side by side',
      columns: [{ label: 'Way' }, { label: 'In all', numeric: true }],
      rows: [
        ...multiverse.methods.map(({ method, estimate: value }) => [method, count(value)]),
        ...multiverse.thresholds.map(({ threshold, estimate: value }) => [
          `stepwise, threshold ${threshold}`,
          count(value),
        ]),
      ],
    },
  ]
}

const covers = (what: Estimate['checks']['multiverse']['covers']): string =>
  ({ all: 'of all hierarchical models', pairs: 'of all sets of pairs', search: 'of those that a search met' })[what]

function checkBlocks(estimate: Estimate): ReportBlock[] {
  const { identification, lists: checks, trajectory } = estimate.checks
  const { lists } = estimate
  const sensitivity = sensitivityFigure(estimate)
  const moving = trajectoryFigure(estimate)
  const fit = estimate.goodness
  return [
    heading('How far it hangs on single things'),
    ...(sensitivity ? [{ kind: 'figure' as const, ...sensitivity }] : []),
    ...(identification.pairs.length > 0
      ? [
          {
            kind: 'table' as const,
            caption: 'In all, if two lists that the model takes as independent were not (logarithm of the odds ratio)',
            columns: [
              { label: 'Lists' },
              ...(identification.pairs[0]?.points ?? []).map(({ interaction }) => ({
                label: String(interaction),
                numeric: true,
              })),
            ],
            rows: identification.pairs.map(({ pair, points }) => [
              formatTerm(pair, lists).replace('*', ' and '),
              ...points.map(({ estimate: value }) => count(value)),
            ]),
          },
        ]
      : []),
    ...(checks.leaveOneOut.length > 0
      ? [
          {
            kind: 'table' as const,
            caption: 'In all, without a list or with two as one',
            columns: [{ label: 'Lists' }, { label: 'In all', numeric: true }],
            rows: [
              ...checks.leaveOneOut.map(({ lists: names, estimate: value }) => [`without ${names[0]}`, count(value)]),
              ...checks.merged.map(({ lists: names, estimate: value }) => [
                `${names.join(' and ')} as one`,
                count(value),
              ]),
            ],
          },
          {
            kind: 'table' as const,
            caption: 'Each list as a population of known size, estimated from the others',
            columns: ['List', 'People on it', 'Estimated'].map((label, at) => ({ label, numeric: at > 0 })),
            rows: checks.consistency.map(({ list, known, estimate: value }) => [list, count(known), count(value)]),
          },
        ]
      : []),
    ...(moving && trajectory.length > 0 ? [{ kind: 'figure' as const, ...moving }] : []),
    ...(fit
      ? [
          paragraph(
            `Goodness of fit: of tables drawn from the model, ${percent(fit.devianceBootstrap)} fit it no better than the data do ` +
              `(deviance ${fit.deviance.toFixed(1)}). That tells of the people seen, not of the others.`,
          ),
        ]
      : []),
  ]
}

function replicateBlocks(estimate: Estimate): ReportBlock[] {
  const { bootstrap, lists } = estimate
  const figure = replicateFigure(estimate)
  if (!bootstrap || !figure) return []
  return [
    heading('Replicates'),
    { kind: 'figure', ...figure },
    {
      kind: 'table',
      caption: 'The models chosen in the replicates',
      columns: [{ label: 'Model' }, { label: 'Share', numeric: true }],
      rows: bootstrap.modelShares.slice(0, 8).map(({ model, share }) => [formatModel(model, lists), percent(share)]),
    },
  ]
}

function overlapBlocks({ lists, checks }: Estimate): ReportBlock[] {
  const { emptyPairs, thinPairs, overlapping, overlappingShare } = checks.sparsity
  const names = (pairs: readonly number[]) =>
    pairs.map((pair) => formatTerm(pair, lists).replace('*', ' and ')).join('; ')
  return [
    heading('The lists'),
    {
      kind: 'list',
      items: [
        `People on two lists or more: ${count(overlapping)}, ${percent(overlappingShare)} of those seen.`,
        emptyPairs.length === 0 ? 'Every two lists share somebody.' : `Lists that share nobody: ${names(emptyPairs)}.`,
        ...(thinPairs.length === 0 ? [] : [`Lists that share fewer than 5 people: ${names(thinPairs)}.`]),
      ],
    },
  ]
}
