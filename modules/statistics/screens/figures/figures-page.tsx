import { keepPreviousData, useQuery } from '@tanstack/react-query'
import {
  Card,
  EmptyState,
  Link,
  LoadingState,
  NotOnPaper,
  PageHeader,
  QueryError,
  Row,
  Stack,
  useClient,
  useMessages,
} from '@gloact/ui'
import { useState } from 'react'
import { listMeasures, readFigures } from '../../contract/figures.ts'
import { AnswerPart } from './answer-part.tsx'
import { QuestionPart, type Question } from './question-part.tsx'
import { ViewsPart } from './views-part.tsx'
import { AreaNames } from './words.ts'

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
  if (measures.isError) return <QueryError query={measures} />
  const header = <PageHeader title={t('statistics.figures.title')} about={t('statistics.figures.about')} />
  const { measures: all, areas, publishEveryDays, closedAfterMonths } = measures.data
  if (all.every(({ years }) => years.length === 0)) {
    return (
      <>
        {header}
        <EmptyState icon="chart" title={t('statistics.figures.none')} about={t('statistics.figures.none_about')} />
      </>
    )
  }
  return (
    <AreaNames value={new Map(areas.map(({ area, label }) => [area, label]))}>
      <Stack gap="lg">
        {header}
        <NotOnPaper>
          <Stack gap="lg">
            <ViewsPart question={question} onOpen={setQuestion} />
            <Card>
              <QuestionPart measures={all} question={question} onChange={setQuestion} />
            </Card>
          </Stack>
        </NotOnPaper>
        {table.isError ? (
          <QueryError query={table} />
        ) : (
          <AnswerPart table={table.data} areas={areas} every={publishEveryDays} closed={closedAfterMonths} />
        )}
        <NotOnPaper>
          <Row>
            <Link to="/figures/editions">{t('statistics.editions.title')}</Link>
            <Link to="/figures/lists">{t('statistics.captures.link')}</Link>
          </Row>
        </NotOnPaper>
      </Stack>
    </AreaNames>
  )
}
