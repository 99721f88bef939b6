import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { problemOf } from '@gloact/http/client'
import {
  Button,
  Callout,
  Card,
  EmptyState,
  ErrorState,
  Grid,
  LoadingState,
  PageHeader,
  Row,
  saveFile,
  Section,
  Stack,
  Text,
  useClient,
  useMessages,
} from '@gloact/ui'
import { useRef, useState } from 'react'
import {
  exportFigures,
  listMeasures,
  readFigures,
  type FIGURE_FORMATS,
  type FigureTableView,
} from '../../contract/figures.ts'
import { TOTAL } from '../../domain/figures.ts'
import { DefinitionDialog, type CellPlace } from './definition-dialog.tsx'
import { chartFile, FigureChart } from './figure-chart.tsx'
import { QuestionPart, type Question } from './question-part.tsx'
import { ViewsPart } from './views-part.tsx'
import { breakdownWord, codeWord, figureWord } from './words.ts'

const FIRST: Question = {
  measure: 'identified',
  rows: 'year',
  columns: 'sex',
  years: [],
  sexes: [],
  ages: [],
  family: null,
  codes: [],
}

/** What is counted, broken down and narrowed: a table, the same as a chart, and behind every number what it counts. */
export function FiguresPage() {
  const { t } = useMessages()
  const client = useClient()
  const measures = useQuery({
    queryKey: ['statistics', 'measures'],
    queryFn: () => client.callOrThrow(listMeasures),
  })
  const [question, setQuestion] = useState<Question>(FIRST)
  const table = useQuery({
    queryKey: ['statistics', 'figures', question],
    queryFn: () => client.callOrThrow(readFigures, { body: question }),
    placeholderData: keepPreviousData,
  })
  if (measures.isPending || table.isPending) return <LoadingState what={t('statistics.figures.title')} />
  if (measures.isError)
    return <ErrorState problem={problemOf(measures.error)} onRetry={() => void measures.refetch()} />
  const header = <PageHeader title={t('statistics.figures.title')} about={t('statistics.figures.about')} />
  const { measures: all, publishEveryDays, closedAfterMonths } = measures.data
  if (all.every(({ years }) => years.length === 0)) {
    return (
      <>
        {header}
        <EmptyState icon="chart" title={t('statistics.figures.none')} about={t('statistics.figures.none_about')} />
      </>
    )
  }
  return (
    <Stack gap="lg">
      {header}
      <ViewsPart question={question} onOpen={setQuestion} />
      <Card>
        <QuestionPart measures={all} question={question} onChange={setQuestion} />
      </Card>
      {table.isError ? (
        <ErrorState problem={problemOf(table.error)} onRetry={() => void table.refetch()} />
      ) : (
        <Answer table={table.data} every={publishEveryDays} closed={closedAfterMonths} />
      )}
    </Stack>
  )
}

function Answer({
  table,
  every,
  closed,
}: {
  readonly table: FigureTableView
  readonly every: number
  readonly closed: number
}) {
  const messages = useMessages()
  const { t, formatNumber, formatList } = messages
  const [place, setPlace] = useState<CellPlace | null>(null)
  const image = useRef<SVGSVGElement>(null)
  const incomplete = [...new Set(table.years.flatMap((year) => year.incomplete))]
  const { query } = table
  const heads = [
    breakdownWord(messages, query.rows),
    ...table.columns.map((code) => codeWord(messages, query.columns ?? '', code)),
    t('statistics.total'),
    t('statistics.share'),
  ]
  const rows = [...table.rows, TOTAL].map((code, row) => ({
    id: code,
    header: codeWord(messages, query.rows, code),
    cells: [
      ...table.cells[row]!.map((shown, column) => (
        <Button
          key={column}
          kind="quiet"
          size="sm"
          label={t('statistics.definition.open', {
            figure: figureWord(messages, shown),
            row: codeWord(messages, query.rows, code),
            column: codeWord(messages, query.columns ?? '', table.columns[column] ?? TOTAL),
          })}
          onPress={() => setPlace({ row, column })}
        >
          <bdi>{figureWord(messages, shown)}</bdi>
        </Button>
      )),
      table.shares[row] === null || table.shares[row] === undefined
        ? '–'
        : formatNumber(table.shares[row] / 100, { style: 'percent', maximumFractionDigits: 1 }),
    ],
  }))
  return (
    <>
      {incomplete.length > 0 && (
        <Callout tone="notice" title={t('statistics.incomplete')}>
          {t('statistics.incomplete_about', {
            columns: formatList(incomplete.map((field) => breakdownWord(messages, field))),
          })}
        </Callout>
      )}
      {table.missingYears.length > 0 && (
        <Callout tone="notice">
          {t('statistics.missing_years', { years: formatList(table.missingYears.map(String)) })}
        </Callout>
      )}
      <Section title={t(`statistics.measure.${query.measure}`)} about={t('statistics.figures.press')}>
        <Stack>
          <Grid caption={t(`statistics.measure.${query.measure}`)} columns={heads} rows={rows} />
          <Text tone="quiet">{t('statistics.rule', { base: formatNumber(table.base) })}</Text>
          <FigureChart table={table} image={image} />
          <Exports table={table} onImage={() => image.current && saveFile(chartFile(image.current), 'figures.svg')} />
        </Stack>
      </Section>
      <DefinitionDialog table={table} place={place} every={every} closed={closed} onClose={() => setPlace(null)} />
    </>
  )
}

type Format = (typeof FIGURE_FORMATS)[number]

function Exports({ table, onImage }: { readonly table: FigureTableView; readonly onImage: () => void }) {
  const messages = useMessages()
  const { t, has, language, formatNumber } = messages
  const client = useClient()
  const [busy, setBusy] = useState<Format | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const { query } = table
  const words: Record<string, string> = {
    [`measure.${query.measure}`]: t(`statistics.measure.${query.measure}`),
    [`breakdown.${query.rows}`]: breakdownWord(messages, query.rows),
    ...Object.fromEntries(
      [
        ...table.rows.map((code) => [query.rows, code] as const),
        ...table.columns.map((code) => [query.columns ?? '', code] as const),
      ].map(([of, code]) => [`code.${of}.${code}`, codeWord(messages, of, code)]),
    ),
    [TOTAL]: t('statistics.total'),
    share: t('statistics.share'),
    rule: t('statistics.rule', { base: formatNumber(table.base) }),
    incomplete: t('statistics.incomplete'),
    'cover.measure': t('statistics.figures.measure'),
    'cover.as_of': t('statistics.definition.as_of'),
    'cover.rule': t('statistics.definition.rule'),
    'cover.incomplete': t('statistics.incomplete'),
    'cover.missing_years': t('statistics.export.missing_years'),
    'sheet.figures': t('statistics.figures.title'),
    'sheet.about': t('statistics.export.about'),
  }
  const save = async (format: Format) => {
    setBusy(format)
    setProblem(null)
    const made = await client.call(exportFigures, { body: { query, format, language, words } })
    setBusy(null)
    if (made.ok) return saveFile(made.value as Blob, `figures.${format}`)
    const { code } = made.error
    setProblem(has(code) ? t(code) : t('ui.error.unknown'))
  }
  return (
    <Stack gap="sm">
      {problem !== null && (
        <Callout tone="notice" urgent>
          {problem}
        </Callout>
      )}
      <Row>
        <Button icon="download" busy={busy === 'xlsx'} onPress={() => void save('xlsx')}>
          {t('statistics.export.xlsx')}
        </Button>
        <Button icon="download" busy={busy === 'csv'} onPress={() => void save('csv')}>
          {t('statistics.export.csv')}
        </Button>
        <Button icon="download" onPress={onImage}>
          {t('statistics.export.svg')}
        </Button>
        <Button icon="print" kind="quiet" onPress={() => window.print()}>
          {t('statistics.export.print')}
        </Button>
      </Row>
    </Stack>
  )
}
