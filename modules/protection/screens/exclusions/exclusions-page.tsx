import { useInfiniteQuery } from '@tanstack/react-query'
import {
  Button,
  EmptyState,
  LoadingState,
  PageHeader,
  QueryError,
  Stack,
  SwitchField,
  useClient,
  useMessages,
} from '@gloact/ui'
import { useState } from 'react'
import { listExclusions } from '../../contract/exclusions/exclusions.ts'
import { queryKeys } from '../keys.ts'
import { ExclusionCard } from './exclusion-list.tsx'

/** To whom the agency's files are closed; of the whole country, for a data-protection officer. */
export function ExclusionsPage() {
  const { t } = useMessages()
  const client = useClient()
  const [all, setAll] = useState(false)
  const state = all ? 'all' : 'in_force'
  const list = useInfiniteQuery({
    queryKey: [...queryKeys.exclusions, state],
    queryFn: ({ pageParam }) =>
      client.callOrThrow(listExclusions, { query: { state, ...(pageParam === null ? {} : { cursor: pageParam }) } }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  })
  const items = list.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <>
      <PageHeader title={t('protection.exclusion.page_title')} about={t('protection.exclusion.page_about')} />
      <Stack>
        <SwitchField label={t('protection.exclusion.all')} value={all} onChange={setAll} />
        {list.isPending ? (
          <LoadingState what={t('protection.exclusion.loading')} />
        ) : list.isError && items.length === 0 ? (
          <QueryError query={list} />
        ) : items.length === 0 ? (
          <EmptyState
            icon="done"
            title={t('protection.exclusion.empty')}
            about={t('protection.exclusion.empty_about')}
          />
        ) : (
          <Stack>
            {items.map((each) => (
              <ExclusionCard key={each.id} exclusion={each} withNumber />
            ))}
            {list.hasNextPage && (
              <Button busy={list.isFetchingNextPage} onPress={() => void list.fetchNextPage()}>
                {t('protection.openings.more')}
              </Button>
            )}
          </Stack>
        )}
      </Stack>
    </>
  )
}
