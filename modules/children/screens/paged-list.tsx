import { useInfiniteQuery } from '@tanstack/react-query'
import { problemOf } from '@gloact/http/client'
import { Button, EmptyState, ErrorState, LoadingState, Row, Stack } from '@gloact/ui'
import { Fragment, type ReactNode } from 'react'
import { useChildrenWords } from './children-words.ts'

interface Props<Item> {
  readonly queryKey: readonly string[]
  readonly load: (page: { readonly after?: string }) => Promise<{
    readonly items: readonly Item[]
    readonly next: string | null
  }>
  readonly idOf: (item: Item) => string
  readonly show: (item: Item) => ReactNode
}

/** A list that is fetched a page at a time, the next where it is asked for. */
export function PagedList<Item>({ queryKey, load, idOf, show }: Props<Item>) {
  const { t } = useChildrenWords()
  const found = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => load(pageParam === undefined ? {} : { after: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  })
  if (found.isPending) return <LoadingState what={t('children.loading')} />
  if (found.isError) return <ErrorState problem={problemOf(found.error)} onRetry={() => void found.refetch()} />
  const items = found.data.pages.flatMap((page) => page.items)
  if (items.length === 0) return <EmptyState icon="done" title={t('children.none')} />
  return (
    <Stack>
      {items.map((item) => (
        <Fragment key={idOf(item)}>{show(item)}</Fragment>
      ))}
      {found.hasNextPage && (
        <Row>
          <Button onPress={() => void found.fetchNextPage()} busy={found.isFetchingNextPage}>
            {t('children.more')}
          </Button>
        </Row>
      )}
    </Stack>
  )
}
