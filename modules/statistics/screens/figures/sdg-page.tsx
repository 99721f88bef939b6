import { useQuery } from '@tanstack/react-query'
import {
  Callout,
  Grid,
  KeyValueList,
  Link,
  NotOnPaper,
  PaperBlock,
  QueryState,
  Text,
  useClient,
  useMessages,
} from '@gloact/ui'
import { useState } from 'react'
import { readSdg, type SdgReturn } from '../../contract/returns.ts'
import { lastYear } from './last-year.ts'
import { ReturnPage } from './return-page.tsx'

/** SDG 16.2.2, detected victims: how many for each 100,000 people who live in the country. */
export function SdgPage() {
  const { t, formatNumber, timeZone } = useMessages()
  const client = useClient()
  const [year, setYear] = useState(() => lastYear(timeZone))
  const read = useQuery({
    queryKey: ['statistics', 'sdg', year],
    queryFn: () => client.callOrThrow(readSdg, { query: { year } }),
  })
  if (!read.isSuccess) return <QueryState query={read} loading={t('statistics.sdg.title')} />
  const { population, populationSource } = read.data
  return (
    <ReturnPage
      title={t('statistics.sdg.title')}
      about={t('statistics.sdg.about')}
      of={read.data}
      facts={[
        {
          label: t('statistics.sdg.population'),
          value: population === null ? t('statistics.sdg.population_missing') : formatNumber(population),
        },
        ...(populationSource === null
          ? []
          : [{ label: t('statistics.sdg.population_source'), value: populationSource }]),
      ]}
      onYear={setYear}
    >
      {population === null && <Callout tone="notice">{t('statistics.sdg.population_missing_about')}</Callout>}
      <Rates of={read.data} />
      <AllVictims of={read.data} />
    </ReturnPage>
  )
}

const WORDS: Readonly<Record<string, string>> = {
  Female: 'statistics.glotip.sex.female',
  Male: 'statistics.glotip.sex.male',
  '0 to 17 years': 'statistics.glotip.age.child',
  '18 years or over': 'statistics.glotip.age.adult',
  'Sexual exploitation': 'statistics.glotip.form.sexual_exploitation',
  'Forced labour': 'statistics.glotip.form.forced_labour',
  'Other forms of exploitation': 'statistics.glotip.form.other_forms',
  Unknown: 'statistics.glotip.form.unknown',
}

function Rates({ of }: { readonly of: SdgReturn }) {
  const { t, formatNumber } = useMessages()
  // As many places as the figure can bear, and between what the rate lies.
  const number = (said: string): string =>
    formatNumber(Number(said), { minimumFractionDigits: said.split('.')[1]?.length ?? 0 })
  const rate = ({ value, low, high }: SdgReturn['rows'][number]): string => {
    if (value === '') return t('statistics.no_figure')
    if (value.startsWith('<')) return t('statistics.fewer_than', { base: number(value.slice(1)) })
    if (value.includes('-')) return t('statistics.few', { most: number(high) })
    return t('statistics.rate_between', { rate: number(value), low: number(low), high: number(high) })
  }
  const title = t('statistics.sdg.rates')
  return (
    <PaperBlock title={title}>
      <Grid
        caption={title}
        columns={[t('statistics.sdg.of'), t('statistics.sdg.rate')]}
        rows={of.rows.map((row, at) => {
          const { category, sex, age } = row
          const code = [category, sex, age].find((word) => word !== 'Total')
          const id = code === undefined ? undefined : WORDS[code]
          return {
            id: String(at),
            header: id === undefined ? t('statistics.total') : t(id),
            cells: [<bdi key="rate">{rate(row)}</bdi>],
          }
        })}
      />
    </PaperBlock>
  )
}

/** The estimate of all victims, apart from those who were detected. */
function AllVictims({ of: { undetected, year } }: { readonly of: SdgReturn }) {
  const { t, formatNumber } = useMessages()
  const title = t('statistics.sdg.undetected')
  if (undetected === null)
    return (
      <PaperBlock title={title}>
        <Text>{t('statistics.sdg.undetected_none', { year: String(year) })}</Text>
        <NotOnPaper>
          <Link to="/statistics/estimates">{t('statistics.all_victims.many')}</Link>
        </NotOnPaper>
      </PaperBlock>
    )
  const { estimate, low, high } = undetected
  const rate = (said: string | null) =>
    said === null ? t('statistics.no_figure') : formatNumber(Number(said), { minimumFractionDigits: 2 })
  const row = (id: string, { persons, rate: said }: typeof estimate) => ({
    id,
    header: t(`statistics.sdg.undetected.${id}`),
    cells: [formatNumber(persons), rate(said)],
  })
  return (
    <PaperBlock title={title}>
      <Grid
        caption={undetected.title}
        columns={[undetected.title, t('statistics.sdg.undetected.persons'), t('statistics.sdg.rate')]}
        rows={[row('estimate', estimate), row('low', low), row('high', high)]}
      />
      <KeyValueList
        items={[
          { label: t('statistics.sdg.undetected.method'), value: undetected.method },
          { label: t('statistics.sdg.undetected.assumes'), value: undetected.assumes },
          ...(undetected.source === null
            ? []
            : [{ label: t('statistics.sdg.undetected.source'), value: <bdi>{undetected.source}</bdi> }]),
        ]}
      />
      <Text tone="quiet">{t('statistics.sdg.undetected_about')}</Text>
    </PaperBlock>
  )
}
