import {
  Button,
  Callout,
  ChoiceField,
  KeyValueList,
  NotOnPaper,
  PageHeader,
  Paper,
  PaperBlock,
  Row,
  Stack,
  Text,
  useMessages,
} from '@gloact/ui'
import { asPlainDate } from '@gloact/kernel'
import type { ReactNode } from 'react'
import type { GlotipReturn } from '../../contract/returns.ts'
import { thisDay } from './last-year.ts'
import { breakdownWord, ruleWord } from './words.ts'

interface Props {
  readonly title: string
  readonly about: string
  readonly of: Omit<GlotipReturn, 'rows' | 'series' | 'justice'>
  readonly facts?: readonly { readonly label: string; readonly value: string }[]
  readonly onYear: (year: number) => void
  readonly children: ReactNode
}

/** A return as a document: its year, the law and the source that it names with every figure, and the rule it is shown by. */
export function ReturnPage({ title, about, of, facts = [], onYear, children }: Props) {
  const messages = useMessages()
  const { t, formatDate, formatFacts, formatList, timeZone } = messages
  return (
    <Stack gap="lg">
      <NotOnPaper>
        <PageHeader title={title} about={about} />
        <Row align="end">
          <ChoiceField
            label={t('statistics.breakdown.year')}
            as="select"
            required
            options={[...new Set([...of.years, of.year])]
              .toSorted((a, b) => b - a)
              .map((year) => ({ value: String(year), label: String(year) }))}
            value={String(of.year)}
            onChange={(year) => year !== null && onYear(Number(year))}
          />
          <Button kind="primary" icon="print" onPress={() => window.print()}>
            {t('statistics.export.print')}
          </Button>
        </Row>
      </NotOnPaper>
      {of.asOf === null && <Callout tone="notice">{t('statistics.missing_years', { years: String(of.year) })}</Callout>}
      {of.incomplete.length > 0 && (
        <Callout tone="notice" title={t('statistics.incomplete')}>
          {t('statistics.incomplete_about', {
            columns: formatList(of.incomplete.map((field) => breakdownWord(messages, field))),
          })}
        </Callout>
      )}
      <Paper size="a4" foot={`${title} · ${of.year}`}>
        <PaperBlock title={formatFacts([title, String(of.year)])}>
          <KeyValueList
            items={[
              {
                label: t('statistics.return.articles'),
                value: of.articles.length === 0 ? t('statistics.return.articles_missing') : of.articles.join('; '),
              },
              { label: t('statistics.return.source'), value: of.source },
              {
                label: t('statistics.definition.as_of'),
                value: of.asOf === null ? t('statistics.no_figure') : formatDate(asPlainDate(of.asOf)),
              },
              { label: t('statistics.return.doubt'), value: t(`statistics.return.doubt_${of.doubtCountsAs}`) },
              { label: t('statistics.definition.counts'), value: t('statistics.measure_about.identified') },
              { label: t('statistics.definition.within'), value: ruleWord(messages, of.base) },
              { label: t('statistics.export.made'), value: formatDate(thisDay(timeZone)) },
              ...facts,
            ]}
          />
        </PaperBlock>
        {children}
        <Text tone="quiet">{t('statistics.definition.year_about')}</Text>
      </Paper>
    </Stack>
  )
}
