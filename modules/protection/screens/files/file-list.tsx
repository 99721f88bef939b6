import { useInfiniteQuery } from '@tanstack/react-query'
import { useRouterState } from '@tanstack/react-router'
import { problemOf } from '@gloact/http/client'
import { asInstant } from '@gloact/kernel'
import {
  Button,
  ChoiceField,
  Columns,
  DataTable,
  EmptyState,
  ErrorState,
  FileNumber,
  FilterBar,
  Form,
  LoadingState,
  PageHeader,
  Row,
  Stack,
  SwitchField,
  Tag,
  Text,
  TextField,
  useClient,
  useMessages,
  useNavigation,
  type Column,
} from '@gloact/ui'
import { useState } from 'react'
import type { FileSummary } from '../../contract/files.ts'
import { listCaseFiles } from '../../contract/routes.ts'
import { FILE_PATHS, FILE_STAGES } from '../../domain/words.ts'
import { ClockBadge } from '../clock-badge.tsx'
import { clockOf } from '../clocks.ts'
import { useDirectory } from '../directory.ts'
import { fileAddress } from '../file/file-address.ts'
import { queryKeys } from '../keys.ts'
import { personWords } from '../person-words.ts'
import { MEETS_PEOPLE, usePrincipal } from '../principal.ts'
import { useCountryTimeZone } from '../rules.ts'
import { handOverSearch } from '../search-handover.ts'
import { useNow } from '../use-now.ts'
import {
  FILTER_NAMES,
  filterMessage,
  filtersOf,
  LISTED_STATUSES,
  listAddress,
  withFilter,
  type FileFilters,
  type FilterName,
} from './file-filters.ts'

/** The files that one may see: coded words and dates, nobody's name. */
export function FileList() {
  const { t } = useMessages()
  const { go } = useNavigation()
  const client = useClient()
  const filters = filtersOf(useRouterState({ select: ({ location }) => location.searchStr }))
  const roles = usePrincipal()?.roles ?? []
  const meetsPeople = roles.some((role) => MEETS_PEOPLE.includes(role))
  const list = useInfiniteQuery({
    queryKey: queryKeys.list(filters as Readonly<Record<string, string>>),
    queryFn: ({ pageParam }) =>
      client.callOrThrow(listCaseFiles, {
        query: { ...(filters as object), ...(pageParam === null ? {} : { cursor: pageParam }) },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  })
  const items = list.data?.pages.flatMap((page) => page.items) ?? []
  const columns = useFileColumns()
  const set = (name: FilterName, value: string | null) =>
    go(listAddress(withFilter(filters, name, value)), { replace: true })

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
        <FilterBar
          words={[
            { id: 'all', text: t('protection.files.title') },
            ...FILTER_NAMES.flatMap((name) => {
              const value = filters[name]
              return value === undefined
                ? []
                : [{ id: name, text: t(filterMessage(name, value)), onClear: () => set(name, null) }]
            }),
          ]}
          onClearAll={() => go('/files', { replace: true })}
        >
          <FilterFields filters={filters} onSet={set} />
        </FilterBar>
        {list.isPending ? (
          <LoadingState what={t('protection.files.loading')} />
        ) : list.isError && items.length === 0 ? (
          <ErrorState problem={problemOf(list.error)} onRetry={() => void list.refetch()} />
        ) : (
          <DataTable
            caption={t('protection.files.title')}
            columns={columns}
            items={items}
            itemKey={({ id }) => id}
            itemTo={({ id }) => fileAddress(id)}
            empty={<NoFiles narrowed={Object.keys(filters).length > 0} meetsPeople={meetsPeople} />}
            busy={list.isFetching && !list.isFetchingNextPage && !list.isPending}
            {...(list.hasNextPage
              ? { more: { onMore: () => void list.fetchNextPage(), busy: list.isFetchingNextPage } }
              : {})}
          />
        )}
      </Stack>
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
      onSubmit={() => {
        handOverSearch(text)
        go('/search')
      }}
    >
      <Row align="end">
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

interface FilterFieldsProps {
  readonly filters: FileFilters
  readonly onSet: (name: FilterName, value: string | null) => void
}

function FilterFields({ filters, onSet }: FilterFieldsProps) {
  const { t } = useMessages()
  const choice = (name: 'status' | 'path' | 'stage', values: readonly string[]) => (
    <ChoiceField
      label={t(`protection.files.by_${name}`)}
      as="select"
      options={values.map((value) => ({ value, label: t(`protection.${name}.${value}`) }))}
      value={filters[name] ?? null}
      onChange={(value) => onSet(name, value)}
    />
  )
  const toggle = (name: 'mine' | 'overdue' | 'awaited') => (
    <SwitchField
      label={t(`protection.files.only_${name}`)}
      value={filters[name] === 'true'}
      onChange={(on) => onSet(name, on ? 'true' : null)}
    />
  )
  return (
    <Stack>
      <Columns min="14rem">
        {choice('status', LISTED_STATUSES)}
        {choice('path', FILE_PATHS)}
        {choice('stage', FILE_STAGES)}
      </Columns>
      <Row gap="lg">
        {toggle('mine')}
        {toggle('overdue')}
        {toggle('awaited')}
      </Row>
    </Stack>
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

function useFileColumns(): readonly Column<FileSummary>[] {
  const messages = useMessages()
  const { t, formatInstant } = messages
  const timeZone = useCountryTimeZone()
  const directory = useDirectory()
  const now = useNow()
  const quiet = (text: string) => (
    <Text as="span" tone="quiet">
      {text}
    </Text>
  )
  const who = ({ assignedTo, teamId, agencyId }: FileSummary): string | undefined =>
    (assignedTo !== null && directory.colleagueName(assignedTo)) ||
    (teamId !== null && directory.teamName(teamId)) ||
    directory.agencyName(agencyId)
  return [
    {
      id: 'number',
      header: t('protection.files.number'),
      primary: true,
      cell: ({ number }) => <FileNumber>{number}</FileNumber>,
    },
    {
      id: 'person',
      header: t('protection.files.person'),
      cell: (file) => (
        <Row gap="xs">
          <span>{personWords(file, messages, 'short')}</span>
          {file.path === 'child' && <Tag tone="accent">{t('protection.path.child')}</Tag>}
        </Row>
      ),
    },
    {
      id: 'stage',
      header: t('protection.files.stage'),
      cell: (file) => (
        <Row gap="xs">
          <span>
            {t(file.status === 'open' ? `protection.stage.${file.stage}` : `protection.status.${file.status}`)}
          </span>
          {file.decisionAwaited !== null && <Tag icon="decision">{t('protection.files.filter.awaited')}</Tag>}
          {file.conflicts > 0 && (
            <Tag tone="notice" icon="flag">
              {t('protection.files.conflicts', { count: file.conflicts })}
            </Tag>
          )}
        </Row>
      ),
    },
    {
      id: 'deadline',
      header: t('protection.files.deadline'),
      cell: ({ nextDeadline }) =>
        nextDeadline === null ? (
          quiet(t('protection.files.no_deadline'))
        ) : (
          <ClockBadge clock={clockOf(nextDeadline, now, timeZone)} named="above" />
        ),
    },
    {
      id: 'who',
      header: t('protection.files.who'),
      cell: (file) => who(file) ?? quiet(t('protection.files.nobody')),
    },
    {
      id: 'changed',
      header: t('protection.files.changed'),
      hideOnPhone: true,
      cell: ({ changedAt }) => quiet(formatInstant(asInstant(changedAt), 'date')),
    },
  ]
}
