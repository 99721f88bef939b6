import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { asPlainDate } from '@gloact/kernel'
import {
  Button,
  Callout,
  ChoiceField,
  EmptyState,
  Grid,
  Link,
  PageHeader,
  QueryError,
  QueryState,
  Row,
  saveFile,
  Section,
  Stack,
  Text,
  useClient,
} from '@gloact/ui'
import { useEffect, useState } from 'react'
import { listMeasures, readCaptures, type Captures } from '../../contract/figures.ts'
import { handTable, HANDED } from '../parts/handed-table.ts'
import { shownFigure } from '../../domain/figures.ts'
import { captureFile } from './capture-file.ts'
import { codeWord, figureWord, useFigureWords, ruleWord } from './words.ts'

/** On how many agencies’ lists those identified are: what an estimate of those who were never detected starts from. */
export function CapturesPage() {
  const { t } = useFigureWords()
  const client = useClient()
  const [chosen, setChosen] = useState<{ readonly from?: number; readonly to?: number }>({})
  const measures = useQuery({ queryKey: ['statistics', 'measures'], queryFn: () => client.callOrThrow(listMeasures) })
  const years = measures.data?.measures.find(({ id }) => id === 'identified')?.years ?? []
  const from = chosen.from ?? years[0]
  const to = chosen.to ?? years.at(-1)
  const captures = useQuery({
    queryKey: ['statistics', 'captures', from, to],
    queryFn: () => client.callOrThrow(readCaptures, { query: { from: from ?? 0, to: to ?? 0 } }),
    enabled: from !== undefined,
    placeholderData: keepPreviousData,
  })
  if (measures.isError) return <QueryError query={measures} />
  const header = <PageHeader title={t('statistics.captures.title')} about={t('statistics.captures.about')} />
  if (measures.isSuccess && from === undefined)
    return (
      <>
        {header}
        <EmptyState icon="chart" title={t('statistics.figures.none')} about={t('statistics.figures.none_about')} />
      </>
    )
  if (!captures.isSuccess) return <QueryState query={captures} loading={t('statistics.captures.title')} />
  const choice = (label: string, value: number | undefined, onYear: (year: number) => void) => (
    <ChoiceField
      label={label}
      as="select"
      required
      options={years.map((year) => ({ value: String(year), label: String(year) }))}
      value={String(value ?? '')}
      onChange={(year) => year !== null && onYear(Number(year))}
    />
  )
  return (
    <Stack gap="lg">
      {header}
      <Row align="end">
        {choice(t('statistics.captures.from'), from, (year) => setChosen({ ...chosen, from: year }))}
        {choice(t('statistics.captures.to'), to, (year) => setChosen({ ...chosen, to: year }))}
      </Row>
      <Lists of={captures.data} />
    </Stack>
  )
}

function Lists({ of }: { readonly of: Captures }) {
  const messages = useFigureWords()
  const { t, formatDate, formatList, formatNumber } = messages
  const { lists, rows, base, within, missingYears, asOf, onNoList, years } = of
  useEffect(() => handTable(captureFile(of)), [of])
  const listWord = (list: string) => codeWord(messages, 'agency_kind', list)
  const shown = (figure: number) => figureWord(messages, shownFigure({ figure, most: figure + within }, base))
  const table = rows.toSorted((a, b) => a.lists.length - b.lists.length || b.figure - a.figure)
  return (
    <>
      {missingYears.length > 0 && (
        <Callout tone="notice">
          {t('statistics.captures.missing_years', { years: formatList(missingYears.map(String)) })}
        </Callout>
      )}
      <Section title={t('statistics.captures.table')} about={t('statistics.captures.table_about')}>
        <Stack>
          <Row>
            <Button
              kind="primary"
              icon="download"
              disabled={years.length === 0}
              onPress={() => saveFile(captureFile(of), captureFile(of).name)}
            >
              {t('statistics.captures.save')}
            </Button>
            <Link to={`/figures/estimate#${HANDED}`}>{t('statistics.captures.estimate')}</Link>
          </Row>
          <Grid
            caption={t('statistics.captures.table')}
            columns={[
              t('statistics.captures.on'),
              t('statistics.captures.how_many'),
              t('statistics.measure.identified'),
            ]}
            rows={table.map(({ lists: on, figure }) => ({
              id: on.join(' '),
              header: formatList(on.map(listWord)),
              cells: [formatNumber(on.length), <bdi key="figure">{shown(figure)}</bdi>],
            }))}
          />
          <Text tone="quiet">{ruleWord(messages, base)}</Text>
          <Text tone="quiet">{t('statistics.captures.within', { count: within })}</Text>
          <Text tone="quiet">
            {t('statistics.captures.no_list', { figure: shown(onNoList), lists: formatList(lists.map(listWord)) })}
          </Text>
          {asOf !== null && (
            <Text tone="quiet">{`${t('statistics.definition.as_of')}: ${formatDate(asPlainDate(asOf))}`}</Text>
          )}
        </Stack>
      </Section>
    </>
  )
}
