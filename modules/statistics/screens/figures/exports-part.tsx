import { Button, Refusal, Row, saveFile, Stack, useClient } from '@gloact/ui'
import { useState } from 'react'
import { exportFigures, type FIGURE_FORMATS, type FigureTableView } from '../../contract/figures.ts'
import { TOTAL } from '../../domain/figures.ts'
import { breakdownWord, codeWord, filtersOf, ruleWord, titleWord, useFigureWords } from './words.ts'

type Format = (typeof FIGURE_FORMATS)[number]

interface Props {
  readonly table: FigureTableView
  /** Saves the chart. */
  readonly onImage: (format: 'svg' | 'png') => Promise<void>
}

/** The table and its chart as files: the same figures as on the screen. */
export function ExportsPart({ table, onImage }: Props) {
  const messages = useFigureWords()
  const { t, has, language } = messages
  const client = useClient()
  const [busy, setBusy] = useState<Format | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const { query } = table
  const words: Record<string, string> = {
    title: titleWord(messages, query),
    definition: `${t(`statistics.measure_about.${query.measure}`)} ${t('statistics.definition.year_about')}`,
    ...Object.fromEntries(filtersOf(query).map(([of]) => [`breakdown.${of}`, breakdownWord(messages, of)])),
    [`breakdown.${query.rows}`]: breakdownWord(messages, query.rows),
    ...Object.fromEntries(
      [
        ...table.rows.map((code) => [query.rows, code] as const),
        ...table.columns.map((code) => [query.columns ?? '', code] as const),
        ...filtersOf(query).flatMap(([of, codes]) => codes.map((code) => [of, code] as const)),
      ].map(([of, code]) => [`code.${of}.${code}`, codeWord(messages, of, code)]),
    ),
    [TOTAL]: t('statistics.total'),
    share: t('statistics.share'),
    rule: ruleWord(messages, table.base),
    incomplete: t('statistics.incomplete'),
    'cover.measure': t('statistics.figures.measure'),
    'cover.as_of': t('statistics.definition.as_of'),
    'cover.rule': t('statistics.definition.within'),
    'cover.definition': t('statistics.definition.counts'),
    'cover.filters': t('statistics.definition.conditions'),
    'cover.made': t('statistics.export.made'),
    none: t('statistics.definition.everyone'),
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
      <Refusal>{problem}</Refusal>
      <Row>
        <Button icon="download" busy={busy === 'xlsx'} onPress={() => void save('xlsx')}>
          {t('statistics.export.xlsx')}
        </Button>
        <Button icon="download" busy={busy === 'csv'} onPress={() => void save('csv')}>
          {t('statistics.export.csv')}
        </Button>
        <Button icon="download" onPress={() => void onImage('svg')}>
          {t('statistics.export.svg')}
        </Button>
        <Button icon="download" onPress={() => void onImage('png')}>
          {t('statistics.export.png')}
        </Button>
        <Button icon="print" kind="quiet" onPress={() => window.print()}>
          {t('statistics.export.print')}
        </Button>
      </Row>
    </Stack>
  )
}
