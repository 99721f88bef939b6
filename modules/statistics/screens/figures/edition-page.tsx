import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { asPlainDate } from '@gloact/kernel'
import {
  Callout,
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
import { listMeasures } from '../../contract/figures.ts'
import { openEdition } from '../../contract/schedules.ts'
import { AnswerPart } from './answer-part.tsx'
import { AreaNames } from './words.ts'

/** A saved view as it was prepared once: the figures of that day. */
export function EditionPage() {
  const { t, formatDate } = useMessages()
  const client = useClient()
  const cache = useQueryClient()
  const { editionId }: { editionId?: string } = useParams({ strict: false })
  const measures = useQuery({ queryKey: ['statistics', 'measures'], queryFn: () => client.callOrThrow(listMeasures) })
  const edition = useQuery({
    queryKey: ['statistics', 'edition', editionId],
    queryFn: async () => {
      const opened = await client.callOrThrow(openEdition, { params: { editionId: editionId ?? '' } })
      await cache.invalidateQueries({ queryKey: ['statistics', 'editions'] })
      return opened
    },
  })
  if (measures.isError) return <QueryError query={measures} />
  if (edition.isError) return <QueryError query={edition} />
  if (measures.isPending || edition.isPending) return <LoadingState what={t('statistics.editions.title')} />
  const { name, asOf, table } = edition.data
  const { areas, publishEveryDays, closedAfterMonths } = measures.data
  return (
    <AreaNames value={new Map(areas.map(({ area, label }) => [area, label]))}>
      <Stack gap="lg">
        <PageHeader title={name} about={t('statistics.editions.of', { day: formatDate(asPlainDate(asOf)) })} />
        <Callout>{t('statistics.editions.stays')}</Callout>
        <AnswerPart table={table} areas={areas} every={publishEveryDays} closed={closedAfterMonths} isEdition />
        <NotOnPaper>
          <Row>
            <Link to="/figures">{t('statistics.editions.latest')}</Link>
            <Link to="/figures/editions">{t('statistics.editions.title')}</Link>
          </Row>
        </NotOnPaper>
      </Stack>
    </AreaNames>
  )
}
