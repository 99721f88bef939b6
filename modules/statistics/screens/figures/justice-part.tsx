import { labelOf } from '@gloact/codes'
import { asPlainDate } from '@gloact/kernel'
import { Callout, Grid, KeyValueList, Link, NotOnPaper, PaperBlock, Text, useMessages } from '@gloact/ui'
import type { Reported } from '../../contract/returns.ts'
import { ALL, PROSECUTION_LISTS, REPORTED_DIMENSIONS, STAGES, type Stage } from '../../domain/prosecution-form.ts'
import { WITHHELD } from '../../domain/reported-figures.ts'
import { figureWord } from './words.ts'

type Messages = ReturnType<typeof useMessages>
type Row = Reported['rows'][number]

const listed = ({ language }: Messages, list: string, code: string): string => {
  const of = PROSECUTION_LISTS[list]
  return of ? labelOf(of, code, language) : code
}

/** Whom a figure counts: the group it is broken down to, or all. */
function ofWhom(messages: Messages, row: Row): string {
  const broken = REPORTED_DIMENSIONS.filter((of) => row[of] !== ALL)
  return broken.length === 0
    ? messages.t('statistics.total')
    : broken.map((of) => listed(messages, `justice_${of}`, row[of])).join(' · ')
}

const shown = (messages: Messages, value: string): string =>
  value === WITHHELD ? messages.t('statistics.justice.withheld') : figureWord(messages, value)

/** What police, prosecution and courts reported, each figure with its article of the law and its source; and what UNODC published beside it. */
export function JusticePart({
  of,
  title,
  year,
  stages = STAGES,
}: {
  readonly of: Reported
  readonly title: string
  readonly year: number
  readonly stages?: readonly Stage[]
}) {
  const messages = useMessages()
  const { t } = messages
  const rows = of.rows.filter(({ stage }) => stages.includes(stage))
  return (
    <>
      <PaperBlock title={messages.formatFacts([title, String(year)])}>
        <Text>{t('statistics.justice.about')}</Text>
        {rows.length === 0 && <Callout tone="notice">{t('statistics.justice.none', { year: String(year) })}</Callout>}
        {rows.some(({ value }) => value === WITHHELD) && <Text>{t('statistics.justice.withheld_about')}</Text>}
        <NotOnPaper>
          <Link to="/statistics/prosecutions">{t('statistics.prosecution.many')}</Link>
        </NotOnPaper>
      </PaperBlock>
      {stages.map((stage) => (
        <StagePart
          key={stage}
          title={listed(messages, 'justice_stage', stage)}
          rows={rows.filter((row) => row.stage === stage)}
          beside={of.beside.filter((one) => one.stage === stage)}
          source={of.source}
        />
      ))}
    </>
  )
}

interface StageProps {
  readonly title: string
  readonly rows: readonly Row[]
  readonly beside: Reported['beside']
  readonly source: string | null
}

const sourceOf = ({ article, body, document, dated }: Row): string => JSON.stringify([article, body, document, dated])

/** The figures that one document of one authority gives of an article: the two stand once below them, as both are of each. */
function SourcePart({ title, rows }: { readonly title: string; readonly rows: readonly Row[] }) {
  const messages = useMessages()
  const { t, formatDate } = messages
  const [first] = rows
  if (!first) return null
  return (
    <PaperBlock title={title} whole>
      <Grid
        caption={title}
        columns={[t('statistics.justice.of'), t('statistics.justice.figure')]}
        rows={rows.map((row, at) => ({
          id: String(at),
          header: ofWhom(messages, row),
          cells: [<bdi key="value">{shown(messages, row.value)}</bdi>],
        }))}
      />
      <KeyValueList
        items={[
          { label: t('statistics.return.articles'), value: <bdi>{first.article}</bdi> },
          {
            label: t('statistics.return.source'),
            value: <bdi>{`${first.body}: ${first.document}, ${formatDate(asPlainDate(first.dated))}`}</bdi>,
          },
        ]}
      />
    </PaperBlock>
  )
}

function StagePart({ title, rows, beside, source }: StageProps) {
  const messages = useMessages()
  const { t } = messages
  const sources = [...Map.groupBy(rows, sourceOf).values()]
  const series = t('statistics.justice.series', { stage: title })
  return (
    <>
      {sources.map((of) => (
        <SourcePart
          key={sourceOf(of[0]!)}
          title={sources.length === 1 ? title : `${title}, ${of[0]!.article}`}
          rows={of}
        />
      ))}
      {beside.some(({ published }) => published !== '') && (
        <PaperBlock title={series}>
          <Grid
            caption={series}
            columns={[
              t('statistics.breakdown.year'),
              t('statistics.glotip.series_published'),
              t('statistics.justice.reported'),
            ]}
            rows={beside.map(({ year, published, here }) => ({
              id: String(year),
              header: String(year),
              cells: [
                <bdi key="published">{figureWord(messages, published)}</bdi>,
                <bdi key="here">
                  {here.length === 0 ? t('statistics.no_figure') : here.map((one) => shown(messages, one)).join(' / ')}
                </bdi>,
              ],
            }))}
          />
          {source !== null && (
            <KeyValueList items={[{ label: t('statistics.return.source'), value: <bdi>{source}</bdi> }]} />
          )}
        </PaperBlock>
      )}
    </>
  )
}
