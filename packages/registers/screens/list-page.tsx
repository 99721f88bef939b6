import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useRouterState } from '@tanstack/react-router'
import { wordsIn } from '@gloact/forms'
import { asInstant } from '@gloact/kernel'
import {
  ActionMenu,
  answerText,
  Button,
  DataTable,
  EmptyState,
  FilterBar,
  LoadingState,
  PageHeader,
  Row,
  saveFile,
  Stack,
  Tag,
  TextField,
  useClient,
  useMessages,
  useNavigation,
  type Column,
  problemWords,
  QueryError,
  Refusal,
} from '@gloact/ui'
import { useState } from 'react'
import type { RegisterRow } from '../contract/index.ts'
import { addressOf, askedOf } from './asked.ts'
import { FilterFields, useFilterWords } from './filter-fields.tsx'
import { fieldOf, listKey, titleIn, useLists, useReferences, type RegisterParts } from './use-register.ts'

type Listed = RegisterRow & { readonly title: Readonly<Record<string, string>> }

/** The rows of a register: searched, filtered in words, sorted, and taken out as a table. */
export function ListPage({ parts }: { readonly parts: RegisterParts }) {
  const { of, routes, slots } = parts
  const messages = useMessages()
  const { t, language } = messages
  const client = useClient()
  const { go } = useNavigation()
  const address = useRouterState({ select: ({ location }) => location.searchStr })
  const asked = askedOf(of, address)
  // In memory only: what people look for may be a name.
  const [search, setSearch] = useState('')
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const lists = useLists(parts)
  const body = { ...asked, search }
  const found = useInfiniteQuery({
    queryKey: [...listKey(of), 'list', body],
    queryFn: ({ pageParam }) =>
      client.callOrThrow(routes.list, { body: { ...body, ...(pageParam === null ? {} : { cursor: pageParam }) } }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  })
  const pages = found.data?.pages ?? []
  const items: readonly Listed[] = pages.flatMap((page) => page.items)
  const titles = Object.assign({}, ...pages.map((page) => page.titles)) as Readonly<
    Record<string, Record<string, string>>
  >
  const references = useReferences(parts, titles)
  const narrow = (part: Partial<typeof asked>) => go(addressOf(of.path, { ...asked, ...part }), { replace: true })
  const filtering = {
    of,
    lists,
    filters: asked.filters,
    references,
    onChange: (filters: typeof asked.filters) => narrow({ filters }),
  }
  const words = [
    ...(search === ''
      ? []
      : [{ id: 'search', text: t('registers.filter.search', { text: search }), onClear: () => look('') }]),
    ...(asked.archived
      ? [{ id: 'archived', text: t('registers.filter.archived'), onClear: () => narrow({ archived: false }) }]
      : []),
    ...useFilterWords(filtering),
  ]
  function look(text: string): void {
    setTyped(text)
    setSearch(text)
  }
  const take = async (format: 'csv' | 'xlsx') => {
    const made = await client.call(routes.export, { body: { ...body, format, language } })
    setProblem(made.ok ? null : problemWords(messages, made.error))
    if (made.ok) saveFile(made.value as Blob, `${of.kind.replace('.', '-')}.${format}`)
  }
  const [first] = pages
  const empty =
    words.length > 0 ? (
      <EmptyState icon="search" title={t('registers.list.none_found')} about={t('registers.list.none_found_about')} />
    ) : (
      <EmptyState
        icon="folder"
        title={t(`${of.kind}.empty`)}
        about={t(`${of.kind}.begin`)}
        action={
          first?.mayAdd && (
            <Button kind="primary" icon="plus" to={`${of.path}/new`}>
              {t(`${of.kind}.add`)}
            </Button>
          )
        }
      />
    )
  const columns = of.columns.map((id, at): Column<Listed> => {
    const field = fieldOf(of, id)
    return {
      id,
      header: field ? wordsIn(field.label, language) : id,
      primary: at === 0,
      sortable: of.keyTypes.has(id) && of.keyTypes.get(id) !== 'list',
      numeric: field?.type === 'number' || field?.type === 'scale' || field?.type === 'amount',
      hideOnPhone: at > 3,
      cell: (row) => {
        if (id === of.title) return <bdi>{titleIn(row.title, language)}</bdi>
        const answer = row.answers[id]
        return field && answer ? <bdi>{answerText(field, answer, lists, messages, references.titles)}</bdi> : null
      },
    }
  })
  const changed: Column<Listed> = {
    id: 'changed',
    header: t('registers.list.changed'),
    hideOnPhone: true,
    cell: (row) => messages.formatInstant(asInstant(row.changedAt), 'date'),
  }
  const Above = slots.AboveList
  return (
    <>
      <PageHeader
        title={t(`${of.kind}.many`)}
        about={t(`${of.kind}.about`)}
        meta={asked.archived ? <Tag>{t('registers.tag.archived')}</Tag> : undefined}
        actions={
          <Row>
            {first?.mayAdd && (
              <Button kind="primary" icon="plus" to={`${of.path}/new`}>
                {t(`${of.kind}.add`)}
              </Button>
            )}
            <ActionMenu
              label={t('registers.list.more')}
              items={[
                { label: t('registers.list.export_xlsx'), icon: 'download', onChoose: () => void take('xlsx') },
                { label: t('registers.list.export_csv'), icon: 'download', onChoose: () => void take('csv') },
                ...(first?.mayAdd
                  ? [{ label: t('registers.list.import'), icon: 'upload' as const, to: `${of.path}/import` }]
                  : []),
                {
                  label: t(asked.archived ? 'registers.list.current' : 'registers.list.archive'),
                  icon: 'folder',
                  onChoose: () => narrow({ archived: !asked.archived }),
                },
              ]}
            />
          </Row>
        }
      />
      <Stack>
        {Above && <Above />}
        <Refusal>{problem}</Refusal>
        <TextField
          type="search"
          label={t('registers.list.search')}
          value={typed}
          maxLength={200}
          onChange={(text) => {
            setTyped(text)
            if (text === '') setSearch('')
          }}
          onEnter={() => setSearch(typed.trim())}
          onBlur={() => setSearch(typed.trim())}
        />
        <FilterBar
          words={words}
          onClearAll={() => {
            look('')
            narrow({ filters: {}, archived: false })
          }}
        >
          <FilterFields {...filtering} />
        </FilterBar>
        {found.isPending ? (
          <LoadingState what={t(`${of.kind}.many`)} />
        ) : found.isError && items.length === 0 ? (
          <QueryError query={found} />
        ) : (
          <DataTable
            caption={t(`${of.kind}.many`)}
            columns={[...columns, changed]}
            items={items}
            itemKey={({ id }) => id}
            itemTo={({ id }) => `${of.path}/${id}`}
            sort={{ column: asked.sort ?? of.order.field, direction: asked.direction ?? of.order.direction }}
            onSort={({ column, direction }) => narrow({ sort: column, direction })}
            busy={found.isPlaceholderData}
            empty={empty}
            {...(first?.total === null || first?.total === undefined ? {} : { total: first.total })}
            {...(found.hasNextPage && {
              more: { onMore: () => void found.fetchNextPage(), busy: found.isFetchingNextPage },
            })}
          />
        )}
      </Stack>
    </>
  )
}
