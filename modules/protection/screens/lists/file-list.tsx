import { useInfiniteQuery } from '@tanstack/react-query'
import {
  Button,
  DataTable,
  Dock,
  EmptyState,
  FilterBar,
  Form,
  LoadingState,
  PageHeader,
  QueryError,
  Row,
  Stack,
  TextField,
  useClient,
  useMessages,
  useNavigation,
} from '@gloact/ui'
import { useState } from 'react'
import { listCaseFiles, type FileFilterInput } from '../../contract/lists/file-list.ts'
import { LIST_SORTS } from '../../domain/lists/file-list.ts'
import { useMayBreakGlass } from '../emergency/use-may-break-glass.ts'
import { fileAddress } from '../file-address.ts'
import { queryKeys } from '../keys.ts'
import { MEETS_PEOPLE, usePrincipal } from '../principal.ts'
import { toSearch } from '../search/search-handover.ts'
import { BulkBar } from './bulk-bar.tsx'
import { ColumnChoice } from './column-choice.tsx'
import { ExportDialog } from './export-dialog.tsx'
import { FilterFields, useFilterWords } from './filter-fields.tsx'
import { useFileColumns } from './list-columns.tsx'
import { useListState } from './use-list-state.ts'
import { ViewChips } from './view-chips.tsx'

/** The files that one may see: coded words and dates, nobody's name. */
export function FileList() {
  const { t } = useMessages()
  const client = useClient()
  const state = useListState()
  const { filters, sort, columns } = state
  const principal = usePrincipal()
  const roles = principal?.roles ?? []
  const meetsPeople = roles.some((role) => MEETS_PEOPLE.includes(role))
  const [selected, setSelected] = useState<ReadonlySet<string> | null>(null)
  const [exporting, setExporting] = useState(false)
  const mayBreakGlass = useMayBreakGlass()
  const list = useInfiniteQuery({
    queryKey: queryKeys.list({ ...filters, ...sort }),
    queryFn: ({ pageParam }) =>
      client.callOrThrow(listCaseFiles, {
        query: { ...(filters as FileFilterInput), ...sort, ...(pageParam === null ? {} : { cursor: pageParam }) },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  })
  const items = list.data?.pages.flatMap((page) => page.items) ?? []
  const toggle = (id: string) =>
    setSelected((before) => {
      const next = new Set(before)
      if (!next.delete(id)) next.add(id)
      return next
    })
  const shownColumns = useFileColumns(columns, selected && { ids: selected, toggle })
  const words = useFilterWords(filters, state.setFilter)

  return (
    <>
      <PageHeader
        title={t('protection.files.title')}
        about={t('protection.files.about')}
        actions={
          meetsPeople && (
            <Button kind="primary" icon="plus" to="/contact">
              {t('protection.work.new_contact')}
            </Button>
          )
        }
      />
      <Stack>
        {meetsPeople && <SearchBox />}
        <ViewChips list={state} />
        <FilterBar words={[{ id: 'all', text: t('protection.files.title') }, ...words]} onClearAll={state.clear}>
          <FilterFields filters={filters} onSet={state.setFilter} />
        </FilterBar>
        <Row gap="xs">
          <ColumnChoice columns={columns} onChange={state.setColumns} />
          <Button kind="quiet" size="sm" icon="download" onPress={() => setExporting(true)}>
            {t('protection.export.title')}
          </Button>
          {meetsPeople && selected === null && (
            <Button kind="quiet" size="sm" icon="check" onPress={() => setSelected(new Set())}>
              {t('protection.files.select_several')}
            </Button>
          )}
          {mayBreakGlass && (
            <Button kind="quiet" size="sm" icon="key" to="/emergency">
              {t('protection.emergency.title')}
            </Button>
          )}
        </Row>
        {list.isPending ? (
          <LoadingState what={t('protection.files.loading')} />
        ) : list.isError && items.length === 0 ? (
          <QueryError query={list} />
        ) : (
          <DataTable
            caption={t('protection.files.title')}
            columns={shownColumns}
            items={items}
            itemKey={({ id }) => id}
            itemTo={({ id }) => fileAddress(id)}
            sort={{ column: sort.sort, direction: sort.direction }}
            onSort={({ column, direction }) => {
              const by = LIST_SORTS.find((one) => one === column)
              if (by) state.setSort({ sort: by, direction })
            }}
            empty={<NoFiles narrowed={Object.keys(filters).length > 0} meetsPeople={meetsPeople} />}
            busy={list.isFetching && !list.isFetchingNextPage && !list.isPending}
            {...(list.hasNextPage
              ? { more: { onMore: () => void list.fetchNextPage(), busy: list.isFetchingNextPage } }
              : {})}
          />
        )}
        {selected && (
          <Dock>
            <BulkBar
              list={state}
              shown={items}
              ids={selected}
              onChoose={setSelected}
              onClose={() => setSelected(null)}
            />
          </Dock>
        )}
      </Stack>
      <ExportDialog list={state} open={exporting} onClose={() => setExporting(false)} />
    </>
  )
}

/** Leads to the search page. What is typed goes there in memory: it stands in no address and in no history. */
function SearchBox() {
  const { t } = useMessages()
  const { go } = useNavigation()
  const [text, setText] = useState('')
  return (
    <Form
      unsent="free"
      onSubmit={() => {
        toSearch.give({ text })
        go('/search')
      }}
    >
      <Row align="end" wrap={false}>
        <TextField
          label={t('protection.files.search')}
          type="search"
          autoComplete="off"
          dir="auto"
          value={text}
          onChange={setText}
        />
        <Button type="submit" icon="search">
          {t('protection.files.search_press')}
        </Button>
      </Row>
    </Form>
  )
}

function NoFiles({ narrowed, meetsPeople }: { narrowed: boolean; meetsPeople: boolean }) {
  const { t } = useMessages()
  if (narrowed) {
    return (
      <EmptyState
        icon="filter"
        title={t('protection.files.none_fit')}
        about={t('protection.files.none_fit_about')}
        action={<Button to="/files">{t('protection.files.show_all')}</Button>}
      />
    )
  }
  return (
    <EmptyState
      title={t('protection.files.none')}
      about={t(meetsPeople ? 'protection.files.none_about' : 'protection.files.none_shared')}
      action={
        meetsPeople && (
          <Button kind="primary" icon="plus" to="/contact">
            {t('protection.work.new_contact')}
          </Button>
        )
      }
    />
  )
}
