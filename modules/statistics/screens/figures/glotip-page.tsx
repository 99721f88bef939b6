import { useQuery } from '@tanstack/react-query'
import { Grid, KeyValueList, PaperBlock, QueryState, Text, useClient, useMessages } from '@gloact/ui'
import { useState } from 'react'
import { readGlotip, type GlotipReturn } from '../../contract/returns.ts'
import { JusticePart } from './justice-part.tsx'
import { ReturnPage } from './return-page.tsx'
import { lastYear } from './last-year.ts'
import { figureWord, toldFigure, usualBound } from './words.ts'

/** The tables of UNODC’s questionnaire, to be printed and copied from. */
export function GlotipPage() {
  const { t, timeZone } = useMessages()
  const client = useClient()
  const [year, setYear] = useState(() => lastYear(timeZone))
  const read = useQuery({
    queryKey: ['statistics', 'glotip', year],
    queryFn: () => client.callOrThrow(readGlotip, { query: { year } }),
  })
  if (!read.isSuccess) return <QueryState query={read} loading={t('statistics.glotip.title')} />
  return (
    <ReturnPage
      title={t('statistics.glotip.title')}
      about={t('statistics.glotip.about')}
      of={read.data}
      onYear={setYear}
    >
      <Tables of={read.data} />
      <Series of={read.data} />
      <JusticePart of={read.data.justice} title={t('statistics.justice.title')} year={year} />
    </ReturnPage>
  )
}

/** Codes for UNODC’s own words, which are English in what is sent. */
const CATEGORY: Readonly<Record<string, string>> = {
  Total: 'total',
  'Sexual exploitation': 'sexual_exploitation',
  'Forced labour': 'forced_labour',
  'Other forms of exploitation': 'other_forms',
  Unknown: 'unknown',
}
const SEX: Readonly<Record<string, string>> = {
  Total: 'total',
  Female: 'female',
  Male: 'male',
  Other: 'other',
  Unknown: 'unknown',
}
const AGE: Readonly<Record<string, string>> = {
  Total: 'total',
  '0 to 17 years': 'child',
  '18 years or over': 'adult',
  Unknown: 'unknown',
}

function Tables({ of }: { readonly of: GlotipReturn }) {
  const messages = useMessages()
  const { t } = messages
  const categories = [...new Set(of.rows.map(({ category }) => category))]
  const sexes = [...new Set(of.rows.map(({ sex }) => sex))]
  const ages = [...new Set(of.rows.map(({ age }) => age))]
  return categories.map((category) => {
    const title = t(`statistics.glotip.form.${CATEGORY[category] ?? 'total'}`)
    return (
      <PaperBlock key={category} title={title} whole>
        <Grid
          caption={title}
          columns={[
            t('statistics.breakdown.age'),
            ...sexes.map((sex) => t(`statistics.glotip.sex.${SEX[sex] ?? 'total'}`)),
          ]}
          rows={ages.map((age) => ({
            id: age,
            header: t(`statistics.glotip.age.${AGE[age] ?? 'total'}`),
            cells: sexes.map((sex) => {
              const row = of.rows.find((one) => one.category === category && one.sex === sex && one.age === age)
              return (
                <bdi key={sex}>{toldFigure(messages, row?.value ?? '', row?.within ?? 0, usualBound(of.base))}</bdi>
              )
            }),
          }))}
        />
      </PaperBlock>
    )
  })
}

/** The country’s published series beside the figures here: two counts, each by its own rule. */
function Series({ of: { series } }: { readonly of: GlotipReturn }) {
  const messages = useMessages()
  const { t } = messages
  if (series === null) return null
  const title = t('statistics.glotip.series')
  return (
    <PaperBlock title={title}>
      <Text>{t('statistics.glotip.series_about')}</Text>
      <Grid
        caption={title}
        columns={[
          t('statistics.breakdown.year'),
          t('statistics.glotip.series_published'),
          t('statistics.glotip.series_here'),
        ]}
        rows={series.years.map(({ year, published, here }) => ({
          id: String(year),
          header: String(year),
          cells: [
            <bdi key="published">{figureWord(messages, published)}</bdi>,
            <bdi key="here">{figureWord(messages, here)}</bdi>,
          ],
        }))}
      />
      <KeyValueList
        items={[
          { label: t('statistics.return.source'), value: <bdi>{series.source}</bdi> },
          ...(series.note === null
            ? []
            : [{ label: t('statistics.glotip.series_note'), value: <bdi>{series.note}</bdi> }]),
        ]}
      />
    </PaperBlock>
  )
}
