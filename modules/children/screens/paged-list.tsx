import { useInfiniteQuery } from '@tanstack/react-query'
import { DataTable, EmptyState, QueryState, type Column } from '@gloact/ui'
import { useChildrenWords } from './children-words.ts'

interface Props<Item> {
  /** What the list is of; read aloud. */
  readonly caption: string
  readonly queryKey: readonly string[]
  readonly load: (page: { readonly after?: string }) => Promise<{
    readonly items: readonly Item[]
    readonly next: string | null
  }>
  readonly columns: readonly Column<Item>[]
  readonly idOf: (item: Item) => string
  readonly to: (item: Item) => string
}

/** A list that is fetched a page at a time, the next where it is asked for: as dense as the list of files, and on a phone a short card each. */
export function PagedList<Item>({ caption, queryKey, load, columns, idOf, to }: Props<Item>) {
  const { t } = useChildrenWords()
  const found = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => load(pageParam === undefined ? {} : { after: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  })
  if (found.data === undefined) return <QueryState query={found} loading={t('children.loading')} />
  return (
    <DataTable
      caption={caption}
      columns={columns}
      items={found.data.pages.flatMap((page) => page.items)}
      itemKey={idOf}
      itemTo={to}
      empty={<EmptyState icon="done" title={t('children.none')} />}
      {...(found.hasNextPage && { more: { onMore: () => void found.fetchNextPage(), busy: found.isFetchingNextPage } })}
    />
  )
}
