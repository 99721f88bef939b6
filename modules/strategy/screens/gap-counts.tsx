import { useQuery } from '@tanstack/react-query'
import { DataTable, Link, Section, useClient, useMessages } from '@gloact/ui'
import { GAP_LISTS, listGaps } from '../contract/gaps.ts'

/** How much is lacking, and how much of it no action answers; each number opens the list. */
export function GapCounts() {
  const { t, formatNumber } = useMessages()
  const client = useClient()
  const gaps = useQuery({ queryKey: ['strategy', 'gaps'], queryFn: () => client.callOrThrow(listGaps) })
  if (!gaps.data) return null
  const rows = GAP_LISTS.flatMap((list) => {
    const lacking = gaps.data.items.filter((gap) => gap.list === list && gap.lacking)
    const open = lacking.filter(({ answered }) => answered === 0).length
    return gaps.data.items.some((gap) => gap.list === list) ? [{ list, lacking: lacking.length, open }] : []
  })
  return (
    <Section title={t('strategy.gaps.title')} about={t('strategy.gaps.about')}>
      <DataTable
        caption={t('strategy.gaps.title')}
        columns={[
          {
            id: 'list',
            header: t('strategy.gaps.what'),
            primary: true,
            cell: ({ list }) => t(`strategy.gaps.${list}`),
          },
          {
            id: 'lacking',
            header: t('strategy.gaps.lacking'),
            numeric: true,
            cell: ({ lacking }) => formatNumber(lacking),
          },
          {
            id: 'open',
            header: t('strategy.gaps.unanswered'),
            numeric: true,
            pressed: true,
            cell: ({ list, open }) =>
              open === 0 ? (
                formatNumber(0)
              ) : (
                <Link to="/strategy/gaps">
                  <span
                    aria-label={t('strategy.overview.opens', {
                      number: formatNumber(open),
                      figure: t('strategy.gaps.unanswered'),
                      of: t(`strategy.gaps.${list}`),
                    })}
                  >
                    {formatNumber(open)}
                  </span>
                </Link>
              ),
          },
        ]}
        items={rows}
        itemKey={({ list }) => list}
        empty={t('strategy.gaps.none')}
      />
    </Section>
  )
}
