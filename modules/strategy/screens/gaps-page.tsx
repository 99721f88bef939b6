import { useQuery } from '@tanstack/react-query'
import { titleIn } from '@gloact/registers/screens'
import { DataTable, PageHeader, QueryState, Stack, useClient, useMessages } from '@gloact/ui'
import { GAP_LISTS, listGaps } from '../contract/gaps.ts'

/** What is lacking in law, in services and by the needs assessment, and that no action or goal answers. */
export function GapsPage() {
  const { t, language } = useMessages()
  const client = useClient()
  const gaps = useQuery({ queryKey: ['strategy', 'gaps'], queryFn: () => client.callOrThrow(listGaps) })
  const title = t('strategy.gaps.title')
  if (!gaps.isSuccess) return <QueryState query={gaps} loading={title} />
  return (
    <>
      <PageHeader
        title={title}
        about={t('strategy.gaps.about')}
        back={{ to: '/strategy', label: t('strategy.overview.title') }}
      />
      <Stack gap="lg">
        {GAP_LISTS.map((list) => (
          <DataTable
            key={list}
            caption={t(`strategy.gaps.${list}`)}
            columns={[
              {
                id: 'gap',
                header: t(`strategy.gaps.${list}`),
                primary: true,
                cell: ({ label }) => <bdi>{titleIn(label, language)}</bdi>,
              },
            ]}
            items={gaps.data.items.filter((gap) => gap.list === list && gap.lacking && gap.answered === 0)}
            itemKey={({ code }) => code}
            itemTo={({ code }) => (list === 'needs' ? `/strategy/needs/${code}` : undefined)}
            empty={t('strategy.gaps.none')}
          />
        ))}
      </Stack>
    </>
  )
}
