import { useQuery } from '@tanstack/react-query'
import { Grid, PaperBlock, QueryState, Text, useClient, useMessages } from '@gloact/ui'
import { useState } from 'react'
import { readCtdc } from '../../contract/returns.ts'
import { ReturnPage } from './return-page.tsx'
import { lastYear } from './last-year.ts'
import { toldFigure, usualBound } from './words.ts'

/** The victims of a year in CTDC’s variables and values, which are its own words and stay as they are in every language. */
export function CtdcPage() {
  const messages = useMessages()
  const { t, formatNumber, timeZone } = messages
  const client = useClient()
  const [year, setYear] = useState(() => lastYear(timeZone))
  const title = t('statistics.ctdc.title')
  const read = useQuery({
    queryKey: ['statistics', 'ctdc', year],
    queryFn: () => client.callOrThrow(readCtdc, { query: { year } }),
  })
  if (!read.isSuccess) return <QueryState query={read} loading={title} />
  const variables = [...Map.groupBy(read.data.rows, ({ variable }) => variable)]
  return (
    <ReturnPage title={title} about={t('statistics.ctdc.about')} of={read.data} onYear={setYear}>
      {variables.map(([variable, rows]) => (
        <PaperBlock key={variable} title={variable} whole>
          <Grid
            caption={variable}
            columns={[t('statistics.ctdc.value'), t('statistics.measure.identified'), t('statistics.share')]}
            rows={rows.map(({ value, count, within, percent }) => ({
              id: value,
              header: <bdi>{value}</bdi>,
              cells: [
                <bdi key="count">{toldFigure(messages, count, within, usualBound(read.data.base))}</bdi>,
                percent === null ? '–' : formatNumber(percent / 100, { style: 'percent', maximumFractionDigits: 1 }),
              ],
            }))}
          />
        </PaperBlock>
      ))}
      <Text tone="quiet">{t('statistics.ctdc.several')}</Text>
      <Text tone="quiet">{t('statistics.definition.shares_about')}</Text>
    </ReturnPage>
  )
}
