import { useQuery } from '@tanstack/react-query'
import { asPlainDate } from '@gloact/kernel'
import { EmptyState, Grid, Link, PageHeader, QueryState, Stack, useClient, useMessages } from '@gloact/ui'
import { listEditions } from '../../contract/schedules.ts'

/** What schedules prepared of the views that somebody may see. */
export function EditionsPage() {
  const { t, formatDate } = useMessages()
  const client = useClient()
  const title = t('statistics.editions.title')
  const read = useQuery({
    queryKey: ['statistics', 'editions'],
    queryFn: () => client.callOrThrow(listEditions),
  })
  if (!read.isSuccess) return <QueryState query={read} loading={title} />
  const { items } = read.data
  return (
    <Stack gap="lg">
      <PageHeader title={title} about={t('statistics.editions.about')} />
      {items.length === 0 ? (
        <EmptyState icon="calendar" title={t('statistics.editions.none')} about={t('statistics.editions.none_about')} />
      ) : (
        <Grid
          caption={title}
          columns={[t('statistics.views.name'), t('statistics.definition.as_of'), t('statistics.editions.state')]}
          rows={items.map(({ id, name, asOf, opened }) => ({
            id,
            header: (
              <Link to={`/figures/editions/${id}`}>
                <bdi>{name}</bdi>
              </Link>
            ),
            cells: [
              formatDate(asPlainDate(asOf)),
              t(opened ? 'statistics.editions.opened' : 'statistics.editions.new'),
            ],
          }))}
        />
      )}
    </Stack>
  )
}
