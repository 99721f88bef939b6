import type { StrataEstimate, StrataGroup } from '@gloact/estimation'
import type { ReportBlock } from '../document.ts'
import { heading, paragraph } from './blocks.ts'
import { count, limit } from './words.ts'

/** The figures of the strata that may be given. */
export function strataBlocks(strata: StrataEstimate | undefined): ReportBlock[] {
  if (!strata?.published) return []
  const { tables, combinations, rule } = strata.published
  const row = ({ levels, observed, darkFigure, estimate, lower, upper }: StrataGroup) => [
    levels.join(' + '),
    count(observed),
    count(darkFigure),
    count(estimate),
    `${limit(lower)} to ${limit(upper)}`,
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
    ...(strata.checks ? checksOf(strata.checks) : []),
  ]
}

const WAYS = { main: 'main effects alone', bic: 'best by BIC', aic: 'best by AIC' } as const

/** What the total hangs on. */
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
