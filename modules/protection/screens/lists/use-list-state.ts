import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouterState } from '@tanstack/react-router'
import { useClient, useNavigation } from '@gloact/ui'
import { useCallback, useEffect, useRef, useState } from 'react'
import { listTags, listViews, preferList, type FileTag, type SavedView } from '../../contract/lists/file-list.ts'
import { USUAL_COLUMNS, type ListColumn } from '../../domain/lists/file-list.ts'
import { queryKeys } from '../keys.ts'
import {
  filtersOf,
  listAddress,
  sortOf,
  viewOf,
  withFilter,
  type FileFilters,
  type FilterName,
  type Sort,
} from './file-filters.ts'

export interface ListState {
  readonly filters: FileFilters
  readonly sort: Sort
  readonly columns: readonly ListColumn[]
  readonly views: readonly SavedView[]
  readonly defaultView: string | null
  /** The view that is shown as it was kept. */
  readonly view: SavedView | undefined
  readonly setFilter: (name: FilterName, value: string | null) => void
  readonly clear: () => void
  readonly setSort: (sort: Sort) => void
  readonly show: (view: SavedView) => void
  readonly setColumns: (columns: readonly ListColumn[]) => void
  readonly prefer: (view: string | null) => void
}

/** What the list shows: filters and sorting from the address, columns as last chosen, views as kept. */
export function useListState(): ListState {
  const client = useClient()
  const queries = useQueryClient()
  const { go } = useNavigation()
  const search = useRouterState({ select: ({ location }) => location.searchStr })
  const filters = filtersOf(search)
  const sort = sortOf(search)
  const { data } = useQuery({ queryKey: queryKeys.views, queryFn: () => client.callOrThrow(listViews) })
  const views = data?.items ?? NONE
  const view = views.find(({ id }) => id === viewOf(search))
  // What was chosen here counts before what is fetched: an answer that was on its way then does not know of it.
  const [chosen, setChosen] = useState<Preference>({})
  const preferred = chosen.columns ?? data?.columns
  const columns = view?.columns ?? preferred ?? USUAL_COLUMNS

  // The list opens with the view that was chosen for it, once: anyone who takes its filters away sees all files.
  const opened = useRef(false)
  const defaultView = views.find(({ id }) => id === data?.defaultView)
  useEffect(() => {
    if (opened.current || data === undefined) return
    opened.current = true
    if (search === '' && defaultView) go(addressOf(defaultView), { replace: true })
  }, [data, defaultView, search, go])

  // One after the other: of two on their way at once the earlier might arrive last and stay.
  const sent = useRef<Promise<unknown>>(Promise.resolve())
  const waiting = useRef<Preference | null>(null)
  const remember = useCallback(
    (change: Preference) => {
      setChosen((before) => ({ ...before, ...change }))
      queries.setQueryData<typeof data>(queryKeys.views, (before) => before && { ...before, ...change })
      const isNext = waiting.current === null
      waiting.current = { ...waiting.current, ...change }
      if (!isNext) return
      const send = () => {
        const body = waiting.current ?? {}
        waiting.current = null
        return client.call(preferList, { body })
      }
      sent.current = sent.current.then(send, send)
    },
    [client, queries],
  )
  return {
    filters,
    sort,
    columns,
    views,
    defaultView: (chosen.defaultView === undefined ? data?.defaultView : chosen.defaultView) ?? null,
    view,
    setFilter: (name, value) => go(listAddress(withFilter(filters, name, value), sort), { replace: true }),
    clear: () => go('/files', { replace: true }),
    setSort: (next) => go(listAddress(filters, next), { replace: true }),
    show: (next) => go(addressOf(next), { replace: true }),
    setColumns: (next) => {
      // Chosen while a view is shown: from then on it is one's own list, no longer that view.
      if (view) go(listAddress(filters, sort), { replace: true })
      remember({ columns: [...next] })
    },
    prefer: (id) => remember({ defaultView: id }),
  }
}

interface Preference {
  readonly columns?: ListColumn[]
  readonly defaultView?: string | null
}

const NONE: readonly SavedView[] = []

const addressOf = ({ filter, sort, direction, id }: SavedView): string => listAddress(filter, { sort, direction }, id)

const FIVE_MINUTES = 300_000

/** The tags of the agency and the country, in the language of the session where they have it. */
export function useTags(): { readonly tags: readonly FileTag[]; readonly mayManage: boolean } {
  const client = useClient()
  const { data } = useQuery({
    queryKey: queryKeys.tags,
    queryFn: () => client.callOrThrow(listTags),
    staleTime: FIVE_MINUTES,
  })
  return { tags: data?.items ?? [], mayManage: data?.mayManage ?? false }
}

/** A tag in words: in the language of the session, or in the first it has. */
export const tagName = ({ names }: Pick<FileTag, 'names'>, language: string): string =>
  names[language] ?? names[language.split('-')[0] ?? ''] ?? names['en'] ?? Object.values(names)[0] ?? ''
