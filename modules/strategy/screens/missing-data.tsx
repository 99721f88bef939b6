import { addressOf } from '@gloact/registers/screens'
import { DataTable, Link, Section, useMessages, type Column } from '@gloact/ui'
import type { MissingView } from '../contract/response.ts'

/** What each agency has not delivered. An agency’s name opens its actions, whatever is missing of it. */
export function MissingData({ whats, rows }: MissingView) {
  const { t, formatNumber } = useMessages()
  const columns: readonly Column<MissingView['rows'][number]>[] = [
    {
      id: 'agency',
      header: t('strategy.missing.agency'),
      primary: true,
      cell: ({ agency, agencyId }) => (
        <Link to={addressOf('/strategy/actions', { filters: { owner: { any: [agencyId] } } })}>
          <bdi>{agency}</bdi>
        </Link>
      ),
    },
    ...whats.map((header, at): Column<MissingView['rows'][number]> => ({
      id: `what-${at}`,
      header,
      numeric: true,
      cell: ({ counts }) => formatNumber(counts[at] ?? 0),
    })),
  ]
  return (
    <Section title={t('strategy.missing.title')} about={t('strategy.missing.about')}>
      <DataTable
        caption={t('strategy.missing.title')}
        columns={columns}
        items={rows}
        itemKey={({ agencyId }) => agencyId}
        empty={t('strategy.missing.none')}
      />
    </Section>
  )
}
