import { ratesOf, type Rates, type StrataEstimate } from '@gloact/estimation'
import { count, rate } from '@gloact/estimation/words'
import type { ReportBlock } from '../document.ts'
import { heading, paragraph } from './blocks.ts'

/** Rates per 100,000 residents, of the total and of the groups whose figures may be given. */
export function rateBlocks(
  residents: number | undefined,
  rates: Rates | undefined,
  strata: StrataEstimate | undefined,
): ReportBlock[] {
  if (residents === undefined || !rates) return []
  const row = (what: string, among: number, { detected, undetected, total, lower, upper }: Rates) => [
    what,
    count(among),
    rate(detected),
    rate(undetected),
    rate(total),
    lower === null ? 'none' : `${rate(lower)} to ${upper === null ? 'no limit' : rate(upper)}`,
  ]
  const { tables = [], combinations = [] } = strata?.published ?? {}
  const groups = [
    ...tables.flatMap(({ covariate, groups: own }) => own.map((group) => ({ group, of: `${covariate} ` }))),
    ...combinations.map((group) => ({ group, of: '' })),
  ].flatMap(({ group, of }) =>
    group.residents === undefined
      ? []
      : [row(`${of}${group.levels.join(' + ')}`, group.residents, ratesOf(group, group.limits, group.residents))],
  )
  return [
    heading('Per 100,000 residents'),
    paragraph(
      'The figures above divided by the residents that were given. They take the people as living among these residents; people ' +
        'whose level is not known are in the rate of all, and in that of no level.',
    ),
    {
      kind: 'table',
      caption: 'Rates per 100,000 residents',
      columns: [
        { label: 'Among' },
        ...['Residents', 'Seen', 'Never seen', 'In all', '95 % interval'].map((label) => ({ label, numeric: true })),
      ],
      rows: [row('all', residents, rates), ...groups],
    },
  ]
}
