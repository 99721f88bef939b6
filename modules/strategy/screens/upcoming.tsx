import { useQuery } from '@tanstack/react-query'
import type { PartialDate } from '@gloact/kernel'
import { titleIn } from '@gloact/registers/screens'
import { DataTable, QueryState, Section, Tag, useClient, useMessages } from '@gloact/ui'
import { readUpcoming } from '../contract/planned.ts'
import { TakeCalendar } from './take-calendar.tsx'

/** What the next days bring over all agencies, and which of it asks one agency to be in two places. */
export function Upcoming() {
  const { t, language, formatDate } = useMessages()
  const client = useClient()
  const upcoming = useQuery({
    queryKey: ['strategy', 'upcoming'],
    queryFn: () => client.callOrThrow(readUpcoming),
  })
  const title = t('strategy.upcoming.title')
  if (!upcoming.isSuccess) return <QueryState query={upcoming} loading={title} />
  return (
    <Section title={title}>
      <TakeCalendar of="all" />
      <DataTable
        caption={title}
        columns={[
          {
            id: 'title',
            header: t('strategy.upcoming.what'),
            primary: true,
            cell: (row) => <bdi>{titleIn(row.title, language)}</bdi>,
          },
          { id: 'on', header: t('strategy.upcoming.on'), cell: ({ on }) => formatDate(on as PartialDate) },
          {
            id: 'kind',
            header: t('strategy.upcoming.kind'),
            cell: ({ kind, clashes }) => (
              <>
                {t(`strategy.upcoming.kind.${kind}`)}{' '}
                {clashes > 0 && <Tag tone="notice">{t('strategy.upcoming.clash')}</Tag>}
              </>
            ),
          },
        ]}
        items={upcoming.data.items}
        itemKey={({ kind, id }) => `${kind}:${id}`}
        itemTo={({ to }) => to ?? undefined}
        empty={t('strategy.upcoming.none')}
      />
    </Section>
  )
}
