import { asPlainDate } from '@gloact/kernel'
import { KeyValueList, Text } from '@gloact/ui'
import type { FigureTableView } from '../../contract/figures.ts'
import { thisDay } from './last-year.ts'
import { breakdownWord, codeWord, filtersOf, ruleWord, useFigureWords } from './words.ts'

type Words = ReturnType<typeof useFigureWords>

interface Fact {
  readonly label: string
  readonly value: string
}

/** What has to stand beside figures wherever they are: what they count, of whom, up to when, how near they are, and when they were taken. */
export function factsOf(messages: Words, table: FigureTableView): readonly Fact[] {
  const { t, formatDate, formatList, timeZone } = messages
  const { query } = table
  const filters = filtersOf(query).map(
    ([breakdown, codes]) =>
      `${breakdownWord(messages, breakdown)}: ${formatList(codes.map((code) => codeWord(messages, breakdown, code)))}`,
  )
  return [
    { label: t('statistics.definition.counts'), value: t(`statistics.measure_about.${query.measure}`) },
    {
      label: t('statistics.definition.conditions'),
      value: filters.length === 0 ? t('statistics.definition.everyone') : filters.join(' · '),
    },
    {
      label: t('statistics.definition.as_of'),
      value: formatList([...new Set(table.years.map(({ asOf }) => asOf))].map((day) => formatDate(asPlainDate(day)))),
    },
    { label: t('statistics.definition.within'), value: ruleWord(messages, table.base) },
    { label: t('statistics.export.made'), value: formatDate(thisDay(timeZone)) },
  ]
}

/** The same as lines of a picture. */
export const factLines = (messages: Words, table: FigureTableView): readonly string[] => [
  ...factsOf(messages, table).map(({ label, value }) => `${label}: ${value}`),
  messages.t('statistics.definition.year_about'),
]

export function FactsPart({ table }: { readonly table: FigureTableView }) {
  const messages = useFigureWords()
  return (
    <>
      <KeyValueList items={factsOf(messages, table)} />
      <Text tone="quiet">{messages.t('statistics.definition.year_about')}</Text>
    </>
  )
}
