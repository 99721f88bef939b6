import {
  furthest,
  toldEach,
  toldGroups,
  type SmallCounts,
  type StrataEstimate,
  type StrataGroup,
  type StrataGroupResidual,
} from '@gloact/estimation'
import type { ReportBlock } from '../document.ts'
import type { ReportWords } from '../words.ts'
import { heading, numeric, paragraph, withheldNote } from './blocks.ts'
import { trajectoryFigure } from './figures.ts'
import { drawnModel, drawnProbability, listsIn } from './figures-in-words.ts'

/** What the figures of strata are told with. */
interface Told {
  readonly lists: readonly string[]
  readonly smallCounts: SmallCounts
  readonly level: string
}

/** The figures of the strata that may be given. */
export function strataBlocks(strata: StrataEstimate | undefined, told: Told, words: ReportWords): ReportBlock[] {
  if (!strata?.published) return []
  const { t, count, span } = words
  const { tables, combinations, rule } = strata.published
  const row = ({ levels, observed, darkFigure, estimate, limits }: StrataGroup) => [
    levels.join(' + '),
    count(observed),
    count(darkFigure),
    count(estimate),
    limits ? span(limits) : t('reports.none'),
  ]
  const columns = (first: string) => [
    { label: first },
    ...[t('reports.seen'), t('reports.unseen'), t('reports.all'), t('reports.interval', { level: told.level })].map(
      numeric,
    ),
  ]
  return [
    heading(t('reports.strata.title')),
    paragraph(
      t('reports.strata.rule', {
        people: rule.fewestPeople,
        list: rule.fewestOnList,
        overlaps: rule.fewestOverlaps,
      }),
    ),
    ...tables.map(({ covariate, groups }): ReportBlock => ({
      kind: 'table',
      caption: t('reports.strata.by', { column: covariate }),
      columns: columns(covariate),
      rows: groups.map(row),
    })),
    ...(combinations
      ? [
          {
            kind: 'table' as const,
            caption: t('reports.strata.by_all'),
            columns: columns(t('reports.strata.stratum')),
            rows: combinations.map(row),
          },
        ]
      : []),
    ...(strata.checks ? checksOf(strata.checks, words) : []),
    ...trajectoryBlocks(strata, words),
    ...(strata.goodness ? goodnessBlocks(strata.goodness, told, words) : []),
  ]
}

/** What the total depends on. */
const checksOf = (
  { methods, leaveOneOut }: NonNullable<StrataEstimate['checks']>,
  { t, count, fixed }: ReportWords,
): ReportBlock[] => [
  {
    kind: 'table',
    caption: t('reports.strata.ways'),
    columns: [{ label: t('reports.models.way') }, numeric('BIC'), numeric(t('reports.all'))],
    rows: methods.map(({ method, estimate, bic }) => [
      t(`reports.strata.way_${method}`),
      fixed(bic, 1),
      count(estimate),
    ]),
  },
  ...(leaveOneOut.length > 0
    ? [
        {
          kind: 'table' as const,
          caption: t('reports.strata.without_lists'),
          columns: [{ label: t('reports.list') }, numeric(t('reports.all'))],
          rows: leaveOneOut.map(({ list, estimate }) => [t('reports.checks.without', { list }), count(estimate)]),
        },
      ]
    : []),
]

function trajectoryBlocks(strata: StrataEstimate, words: ReportWords): readonly ReportBlock[] {
  const { trajectory } = strata
  if (!trajectory) return []
  const how = { draws: trajectory.draws, model: drawnModel(strata, words) }
  const figure = trajectoryFigure(trajectory.points, words.t('reports.trajectory.draws_of_strata', how), words)
  return figure ? [{ kind: 'figure', ...figure }] : []
}

/** Whom a residual is of: a level, or a level on a list. */
function residualOf({ covariate, levels, list }: StrataGroupResidual, { t }: ReportWords): string {
  const group = `${covariate === undefined ? '' : `${covariate} `}${levels.join(' + ')}`
  return list === undefined ? group : t('reports.strata.group_on_list', { group, list })
}

/** How well the model of the strata fits; residuals of levels are of those whose figures may be given, and of no small number. */
function goodnessBlocks(
  goodness: NonNullable<StrataEstimate['goodness']>,
  { lists, smallCounts }: Told,
  words: ReportWords,
): readonly ReportBlock[] {
  const { t, count, fixed, percent, probability, sentences } = words
  const drawn = drawnProbability(goodness, words)
  const pairs = toldEach(goodness.pairs, smallCounts, ({ observed }) => observed)
  const groups = toldGroups(goodness.groups, smallCounts)
  const named = [
    ...pairs.told.map((one) => ({ ...one, what: listsIn(one.mask, lists, words) })),
    ...groups.told.map((one) => ({ ...one, what: residualOf(one, words) })),
  ]
  const worst = furthest(named)
  return [
    paragraph(
      sentences([
        t('reports.goodness.of_strata', {
          deviance: fixed(goodness.deviance, 1),
          devianceP: probability(goodness.devianceChiSquare),
          pearson: fixed(goodness.pearson, 1),
          pearsonP: probability(goodness.pearsonChiSquare),
          freedom: goodness.degreesOfFreedom,
          share: percent(goodness.sparseShare),
        }),
        drawn === undefined ? undefined : t('reports.goodness.also_drawn', { drawn }),
        t('reports.goodness.of_seen'),
      ]),
    ),
    ...(worst.length > 0
      ? [
          {
            kind: 'table' as const,
            caption: t('reports.goodness.worst'),
            columns: [
              { label: t('reports.goodness.people') },
              numeric(t('reports.seen')),
              numeric(t('reports.goodness.expected')),
              numeric(t('reports.goodness.difference')),
            ],
            rows: worst.map(({ what, observed, expected, standardised }) => [
              what,
              count(observed),
              fixed(expected, 1),
              fixed(standardised, 1),
            ]),
          },
        ]
      : []),
    ...withheldNote(pairs.withheld + groups.withheld, smallCounts, words),
  ]
}
