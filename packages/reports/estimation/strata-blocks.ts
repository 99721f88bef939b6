import {
  formatTerm,
  furthest,
  toldEach,
  toldGroups,
  type SmallCounts,
  type StrataEstimate,
  type StrataGroup,
} from '@gloact/estimation'
import { count, drawnModel, drawnProbability, percent, probability, span } from '@gloact/estimation/words'
import type { ReportBlock } from '../document.ts'
import { heading, paragraph, withheldNote } from './blocks.ts'
import { trajectoryFigure } from './figures.ts'

/** The figures of the strata that may be given. */
export function strataBlocks(
  strata: StrataEstimate | undefined,
  {
    lists,
    smallCounts,
    level,
  }: { readonly lists: readonly string[]; readonly smallCounts: SmallCounts; readonly level: string },
): ReportBlock[] {
  if (!strata?.published) return []
  const { tables, combinations, rule } = strata.published
  const row = ({ levels, observed, darkFigure, estimate, limits }: StrataGroup) => [
    levels.join(' + '),
    count(observed),
    count(darkFigure),
    count(estimate),
    span(limits),
  ]
  const columns = (first: string) => [
    { label: first },
    ...['Seen', 'Never seen', 'In all', `${level} interval`].map((label) => ({ label, numeric: true })),
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
    ...(strata.checks ? checksOf(strata.checks) : []),
    ...trajectoryBlocks(strata),
    ...(strata.goodness ? goodnessBlocks(strata.goodness, lists, smallCounts) : []),
  ]
}

const WAYS = { main: 'main effects alone', bic: 'best by BIC', aic: 'best by AIC' } as const

/** What the total depends on. */
const checksOf = ({ methods, leaveOneOut }: NonNullable<StrataEstimate['checks']>): ReportBlock[] => [
  {
    kind: 'table',
    caption: 'The total by each way of choosing the model of the strata',
    columns: [{ label: 'Way' }, ...['BIC', 'In all'].map((label) => ({ label, numeric: true }))],
    rows: methods.map(({ method, estimate, bic }) => [
      WAYS[method],
      Number.isFinite(bic) ? bic.toFixed(1) : 'none',
      count(estimate),
    ]),
  },
  ...(leaveOneOut.length > 0
    ? [
        {
          kind: 'table' as const,
          caption: 'The total by the same model without a list',
          columns: [{ label: 'List' }, { label: 'In all', numeric: true }],
          rows: leaveOneOut.map(({ list, estimate }) => [`without ${list}`, count(estimate)]),
        },
      ]
    : []),
]

function trajectoryBlocks(strata: StrataEstimate): readonly ReportBlock[] {
  const { trajectory } = strata
  if (!trajectory) return []
  const draws = `median and middle half of ${trajectory.draws} draws, ${drawnModel(strata)}`
  const figure = trajectoryFigure(trajectory.points, draws)
  return figure ? [{ kind: 'figure', ...figure }] : []
}

/** How well the model of the strata fits; residuals of levels are of those whose figures may be given, and of no small number. */
function goodnessBlocks(
  goodness: NonNullable<StrataEstimate['goodness']>,
  lists: readonly string[],
  smallCounts: SmallCounts,
): readonly ReportBlock[] {
  const { deviance, degreesOfFreedom, devianceChiSquare, pearson, pearsonChiSquare, sparseShare } = goodness
  const byTables = drawnProbability(goodness)
  const drawn = byTables === undefined ? '' : `The deviance also has ${byTables}. `
  const pairs = toldEach(goodness.pairs, smallCounts, ({ observed }) => observed)
  const groups = toldGroups(goodness.groups, smallCounts)
  const named = [
    ...pairs.told.map((one) => ({ ...one, what: formatTerm(one.mask, lists).replace('*', ' and ') })),
    ...groups.told.map((one) => ({
      ...one,
      what: `${one.covariate === undefined ? '' : `${one.covariate} `}${one.levels.join(' + ')}${one.list === undefined ? '' : ` on ${one.list}`}`,
    })),
  ]
  const worst = furthest(named)
  return [
    paragraph(
      `Goodness of fit of the model of the strata: deviance ${deviance.toFixed(1)} (p ${probability(devianceChiSquare)}) and ` +
        `Pearson’s chi-squared ${pearson.toFixed(1)} (p ${probability(pearsonChiSquare)}) on ${count(degreesOfFreedom)} degrees of freedom; ` +
        `these p-values are unreliable where most expected counts are below 1, and here ${percent(sparseShare)} are. ${drawn}` +
        'That tells of the people seen, not of the others.',
    ),
    ...(worst.length > 0
      ? [
          {
            kind: 'table' as const,
            caption: 'What the model of the strata fits worst (difference in standard deviations)',
            columns: [
              { label: 'People' },
              ...['Seen', 'Expected', 'Difference'].map((label) => ({ label, numeric: true })),
            ],
            rows: worst.map(({ what, observed, expected, standardised }) => [
              what,
              count(observed),
              expected.toFixed(1),
              standardised.toFixed(1),
            ]),
          },
        ]
      : []),
    ...withheldNote(pairs.withheld + groups.withheld, smallCounts),
  ]
}
