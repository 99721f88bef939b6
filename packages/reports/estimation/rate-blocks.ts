import { ratesOf, type Rates, type StrataEstimate, type ToldResidents } from '@gloact/estimation'
import { count, rate } from '@gloact/estimation/words'
import type { ReportBlock } from '../document.ts'
import { heading, paragraph } from './blocks.ts'

/** Rates per 100,000 residents (and year, where these are given by year), of the total and of the groups whose figures may be given. */
export function rateBlocks(
  residents: ToldResidents | undefined,
  rates: Rates | undefined,
  strata: StrataEstimate | undefined,
  level: string,
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
  const per = `Per 100,000 residents${residents.byYear ? ' and year' : ''}`
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
    heading(per),
    paragraph(
      [
        'The figures above divided by the residents that were given. They take the people as living among these residents.',
        ...(residents.byYear
          ? [
              'Residents are given by year and added up over the years: these are person-years, and a rate is for one year.',
            ]
          : []),
        ...(strata
          ? [
              'People whose level of a column is not known are in the rate of all, and in those of their levels of other columns.',
            ]
          : []),
      ].join(' '),
    ),
    {
      kind: 'table',
      caption: `Rates ${per.toLowerCase()}`,
      columns: [
        { label: 'Among' },
        ...[residents.byYear ? 'Person-years' : 'Residents', 'Seen', 'Never seen', 'In all', `${level} interval`].map(
          (label) => ({ label, numeric: true }),
        ),
      ],
      rows: [row('all', residents.all, rates), ...groups],
    },
  ]
}
