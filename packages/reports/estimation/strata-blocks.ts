import type { StrataEstimate, StrataGroup } from '@gloact/estimation'
import type { ReportBlock } from '../document.ts'
import { heading, paragraph } from './blocks.ts'
import { count } from './words.ts'

/** The figures of the strata that may be given. */
export function strataBlocks(strata: StrataEstimate | undefined): ReportBlock[] {
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
