import { ratesOf, type Rates, type StrataEstimate, type ToldResidents } from '@gloact/estimation'
import type { ReportBlock } from '../document.ts'
import type { ReportWords } from '../words.ts'
import { heading, numeric, paragraph } from './blocks.ts'

/** Rates per 100,000 residents (and year, where these are given by year), of the total and of the groups whose figures may be given. */
export function rateBlocks(
  residents: ToldResidents | undefined,
  rates: Rates | undefined,
  { strata, level }: { readonly strata: StrataEstimate | undefined; readonly level: string },
  words: ReportWords,
): ReportBlock[] {
  if (residents === undefined || !rates) return []
  const { t, count, rate, span } = words
  const row = (what: string, among: number, { detected, undetected, total, lower, upper }: Rates) => [
    what,
    count(among),
    rate(detected),
    rate(undetected),
    rate(total),
    lower === null ? t('reports.none') : span({ lower, upper }, rate),
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
  const { byYear } = residents
  return [
    heading(t(byYear ? 'reports.rates.per_year' : 'reports.rates.per')),
    paragraph(
      words.sentences([
        t('reports.rates.about'),
        byYear ? t('reports.rates.person_years_about') : undefined,
        strata ? t('reports.rates.unknown_levels') : undefined,
      ]),
    ),
    {
      kind: 'table',
      caption: t(byYear ? 'reports.rates.caption_per_year' : 'reports.rates.caption'),
      columns: [
        { label: t('reports.rates.among') },
        ...[
          t(byYear ? 'reports.rates.person_years' : 'reports.rates.residents'),
          t('reports.seen'),
          t('reports.unseen'),
          t('reports.all'),
          t('reports.interval', { level }),
        ].map(numeric),
      ],
      rows: [row(t('reports.rates.everyone'), residents.all, rates), ...groups],
    },
  ]
}
