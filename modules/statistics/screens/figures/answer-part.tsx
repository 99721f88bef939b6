import { Button, Callout, Grid, saveFile, Section, Stack } from '@gloact/ui'
import { useRef, useState } from 'react'
import type { FigureTableView } from '../../contract/figures.ts'
import { TOTAL } from '../../domain/figures.ts'
import { DefinitionDialog, type CellPlace } from './definition-dialog.tsx'
import { ExportsPart } from './exports-part.tsx'
import { chartFile, FigureChart, pictureOf } from './figure-chart.tsx'
import { FigureMap, type DrawnArea } from './figure-map.tsx'
import { FactsPart, factLines } from './facts-part.tsx'
import { breakdownWord, codeWord, titleWord, toldFigure, useFigureWords, usualBound } from './words.ts'

interface Props {
  readonly table: FigureTableView
  readonly areas: readonly DrawnArea[]
  readonly every: number
  readonly closed: number
  /** As it was once prepared: files are made of what is published now. */
  readonly isEdition?: boolean
}

/** A table, the same as a map and a chart, and behind every number what it counts. */
export function AnswerPart({ table, areas, every, closed, isEdition = false }: Props) {
  const messages = useFigureWords()
  const { t, formatNumber, formatList } = messages
  const [place, setPlace] = useState<CellPlace | null>(null)
  const image = useRef<SVGSVGElement>(null)
  const incomplete = [...new Set(table.years.flatMap((year) => year.incomplete))]
  const { query } = table
  const title = titleWord(messages, query)
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
          onPaper
          label={t('statistics.definition.open', {
            figure: toldFigure(messages, shown, table.within[row]![column]!, usualBound(table.base)),
            row: codeWord(messages, query.rows, code),
            column: codeWord(messages, query.columns ?? '', table.columns[column] ?? TOTAL),
          })}
          onPress={() => setPlace({ row, column })}
        >
          <bdi>{toldFigure(messages, shown, table.within[row]![column]!, usualBound(table.base))}</bdi>
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
      <Section title={title} about={t('statistics.figures.press')}>
        <Stack>
          <Grid caption={title} columns={heads} rows={rows} />
          <FactsPart table={table} />
          <FigureMap table={table} areas={areas} />
          <FigureChart table={table} image={image} />
          {!isEdition && (
            <ExportsPart
              table={table}
              onImage={async (format) => {
                if (!image.current) return
                const chart = chartFile(image.current, { title, lines: factLines(messages, table) })
                saveFile(format === 'svg' ? chart.file : await pictureOf(chart), `figures.${format}`)
              }}
            />
          )}
        </Stack>
      </Section>
      <DefinitionDialog table={table} place={place} every={every} closed={closed} onClose={() => setPlace(null)} />
    </>
  )
}
