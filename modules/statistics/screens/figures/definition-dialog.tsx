import { asPlainDate } from '@gloact/kernel'
import { Dialog, KeyValueList, Stack, Text } from '@gloact/ui'
import type { FigureTableView } from '../../contract/figures.ts'
import { breakdownWord, codeWord, figureWord, ruleWord, useFigureWords } from './words.ts'

export interface CellPlace {
  readonly row: number
  readonly column: number
}

interface Props {
  readonly table: FigureTableView
  readonly place: CellPlace | null
  readonly every: number
  readonly closed: number
  readonly onClose: () => void
}

/** What a number counts: its conditions, its day, how near it is, and the rule by which it is shown. */
export function DefinitionDialog({ table, place, every, closed, onClose }: Props) {
  const messages = useFigureWords()
  const { t } = messages
  return (
    <Dialog title={t('statistics.definition.title')} open={place !== null} onClose={onClose}>
      {place && <Definition table={table} place={place} every={every} closed={closed} />}
    </Dialog>
  )
}

function Definition({ table, place, every, closed }: Omit<Props, 'place' | 'onClose'> & { readonly place: CellPlace }) {
  const messages = useFigureWords()
  const { t, formatNumber, formatDate, formatList } = messages
  const { query } = table
  const shown = table.cells[place.row]![place.column]!
  const [least, most] = table.ranges[place.row]![place.column]!
  const of = (breakdown: string, code: string | undefined): readonly string[] =>
    code === undefined ? [] : [`${breakdownWord(messages, breakdown)}: ${codeWord(messages, breakdown, code)}`]
  const filtered = (breakdown: string, codes: readonly (string | number)[]): readonly string[] =>
    codes.length === 0
      ? []
      : [
          `${breakdownWord(messages, breakdown)}: ${formatList(codes.map((code) => codeWord(messages, breakdown, String(code))))}`,
        ]
  const conditions = [
    ...of(query.rows, table.rows[place.row]),
    ...(query.columns === null ? [] : of(query.columns, table.columns[place.column])),
    ...(query.rows === 'year' || query.columns === 'year' ? [] : filtered('year', query.years)),
    ...(query.rows === 'sex' || query.columns === 'sex' ? [] : filtered('sex', query.sexes)),
    ...(query.rows === 'age' || query.columns === 'age' ? [] : filtered('age', query.ages)),
    ...(query.family === null || query.rows === query.family || query.columns === query.family
      ? []
      : filtered(query.family, query.codes)),
  ]
  const days = [...new Set(table.years.map(({ asOf }) => asOf))]
  const versions = [...new Set(table.years.flatMap(({ codedWith }) => codedWith.split(' ')))]
  return (
    <Stack>
      <KeyValueList
        items={[
          { label: t('statistics.definition.figure'), value: figureWord(messages, shown) },
          { label: t('statistics.definition.counts'), value: t(`statistics.measure_about.${query.measure}`) },
          {
            label: t('statistics.definition.conditions'),
            value: conditions.length === 0 ? t('statistics.definition.everyone') : conditions.join(' · '),
          },
          {
            label: t('statistics.definition.as_of'),
            value: formatList(days.map((day) => formatDate(asPlainDate(day)))),
          },
          {
            label: t('statistics.definition.within'),
            value: shown.includes('-')
              ? t('statistics.definition.between', { least: formatNumber(least), most: formatNumber(most) })
              : t('statistics.definition.within_about', { count: table.within[place.row]![place.column]! }),
          },
          { label: t('statistics.definition.rule'), value: ruleWord(messages, table.base) },
          {
            label: t('statistics.definition.published'),
            value: t('statistics.definition.published_about', { days: every, months: closed }),
          },
          { label: t('statistics.definition.shares'), value: t('statistics.definition.shares_about') },
          { label: t('statistics.definition.coded_with'), value: versions.join(', ') },
        ]}
      />
      <Text tone="quiet">{t('statistics.definition.year_about')}</Text>
    </Stack>
  )
}
