import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { addressOf } from '@gloact/registers/screens'
import { DataTable, Link, PageHeader, QueryState, Tag, Text, useClient, useMessages } from '@gloact/ui'
import { readQuality } from '../contract/planned.ts'

/** Ten points that a plan is checked against: each opens the list of what lacks. */
export function QualityPage() {
  const { t, formatNumber } = useMessages()
  const client = useClient()
  const { rowId = '' }: { readonly rowId?: string } = useParams({ strict: false })
  const quality = useQuery({
    queryKey: ['strategy', 'quality', rowId],
    queryFn: () => client.callOrThrow(readQuality, { params: { id: rowId } }),
  })
  const title = t('strategy.quality.title')
  if (!quality.isSuccess) return <QueryState query={quality} loading={title} />
  return (
    <>
      <PageHeader
        title={title}
        about={t('strategy.quality.about_counted', {
          actions: quality.data.actions,
          leftOut: quality.data.leftOut,
        })}
        back={{ to: `/strategy/plans/${rowId}`, label: t('strategy.overview.plan') }}
      />
      <DataTable
        caption={title}
        columns={[
          {
            id: 'point',
            header: t('strategy.quality.point'),
            primary: true,
            cell: ({ point }) => t(`strategy.quality.point.${point}`),
          },
          {
            id: 'lacking',
            header: t('strategy.quality.lacking'),
            numeric: true,
            pressed: true,
            cell: ({ point, lacking, of, path, filters }) => {
              // Of nothing, nothing can lack.
              if (of === 0) return <Text tone="quiet">{t('strategy.quality.nothing')}</Text>
              if (lacking === 0) return <Tag icon="check">{t('strategy.quality.met')}</Tag>
              if (path === null) return formatNumber(lacking)
              return (
                <Link to={addressOf(path, { filters })}>
                  <span aria-label={t('strategy.quality.opens', { point: t(`strategy.quality.point.${point}`) })}>
                    {formatNumber(lacking)}
                  </span>
                </Link>
              )
            },
          },
          { id: 'of', header: t('strategy.quality.of'), numeric: true, cell: ({ of }) => formatNumber(of) },
        ]}
        items={quality.data.points}
        itemKey={({ point }) => point}
        empty={null}
      />
    </>
  )
}
