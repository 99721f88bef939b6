import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { asInstant } from '@gloact/kernel'
import { requestWords } from '@gloact/records'
import {
  Button,
  DataTable,
  EmptyState,
  FileNumber,
  PageHeader,
  QueryState,
  Row,
  Section,
  Stack,
  Tabs,
  Tag,
  Text,
  useClient,
  type Column,
} from '@gloact/ui'
import { useState } from 'react'
import { listMatches, listRequests, type TracingRow } from '../../contract/tracing/tracing.ts'
import { tracingMatch } from '../../domain/tracing/match-kind.ts'
import { requestCode } from '../../domain/tracing/request-code.ts'
import { tracingRequest } from '../../domain/tracing/request-kind.ts'
import { Due } from '../due.tsx'
import { TRACING_KEYS, useTracing } from './use-tracing.ts'

const LISTS = ['open', 'held', 'ended'] as const

/** Who is sought, by whom; for those who judge, what was suggested and nobody has reviewed stands first. */
export function TracingPage() {
  const { t } = useTracing()
  const { list: asked }: { readonly list?: unknown } = useSearch({ strict: false })
  const judges = useRequests('open').data?.pages[0]?.judges ?? false
  const [chosen, setChosen] = useState<string | null>(null)
  const tabs = LISTS.filter((each) => judges || each !== 'held')
  const list = chosen ?? tabs.find((each) => each === asked) ?? 'open'
  return (
    <>
      <PageHeader
        title={t('children.tracing.title')}
        about={t('children.tracing.about')}
        actions={
          <Row>
            <Button to="/children/import">{t('children.import.title')}</Button>
            <Button kind="primary" icon="plus" to="/children/tracing/new">
              {t('children.tracing.new')}
            </Button>
          </Row>
        }
      />
      <Stack gap="lg">
        {judges && asked !== 'held' && <Suggestions />}
        <Tabs
          label={t('children.tracing.requests')}
          value={list}
          onChange={setChosen}
          tabs={tabs.map((each) => ({
            value: each,
            label: t(`children.tracing.list.${each}`),
          }))}
        >
          <Requests list={list} />
        </Tabs>
        {judges && asked === 'held' && <Suggestions />}
      </Stack>
    </>
  )
}

function useRequests(list: string) {
  const client = useClient()
  return useInfiniteQuery({
    queryKey: TRACING_KEYS.requests(list),
    queryFn: ({ pageParam }) =>
      client.callOrThrow(listRequests, {
        query: { list: list as (typeof LISTS)[number], ...(pageParam !== undefined && { after: pageParam }) },
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  })
}

/** As many as leave the requests in sight. */
const FIRST = 10

/** When something was registered, which a phone leaves out. */
function useOpenedColumn(): Column<{ readonly openedAt: string }> {
  const { t, formatInstant } = useTracing()
  return {
    id: 'opened',
    header: t('children.tracing.registered'),
    hideOnPhone: true,
    cell: ({ openedAt }) => formatInstant(asInstant(openedAt), 'date'),
  }
}

function Suggestions() {
  const { t, code, probable } = useTracing()
  const opened = useOpenedColumn()
  const client = useClient()
  const [all, setAll] = useState(false)
  const found = useQuery({
    queryKey: TRACING_KEYS.matches('open'),
    queryFn: () => client.callOrThrow(listMatches, { query: { list: 'open' } }),
  })
  if (found.data === undefined) return <QueryState query={found} loading={t('children.tracing.suggestions')} />
  const isNew = ({ state }: { state: string }) => state === 'suggested'
  const items = [...found.data.items.filter(isNew), ...found.data.items.filter((item) => !isNew(item))]
  const columns: readonly Column<(typeof items)[number]>[] = [
    {
      id: 'pair',
      header: t('children.tracing.suggestions'),
      primary: true,
      cell: ({ child, sought, relation }) => (
        <>
          <bdi>{child}</bdi>
          {' — '}
          <bdi>{sought}</bdi>
          {relation === '' ? null : ` · ${code('tracing_relation', relation)}`}
        </>
      ),
    },
    {
      id: 'state',
      header: t('children.tracing.stands'),
      cell: ({ probability, state }) => (
        <Row gap="xs">
          <Tag>{probable(probability)}</Tag>
          <Tag tone={state === 'suggested' ? 'notice' : undefined}>
            {t(requestWords.state(tracingMatch.kind, state))}
          </Tag>
        </Row>
      ),
    },
    opened,
  ]
  const isCut = !all && items.length > FIRST
  return (
    <Section title={t('children.tracing.suggestions')} about={t('children.tracing.suggestions_about')}>
      <DataTable
        caption={t('children.tracing.suggestions')}
        columns={columns}
        items={isCut ? items.slice(0, FIRST) : items}
        itemKey={({ id }) => id}
        itemTo={({ id }) => `/children/tracing/matches/${id}`}
        empty={<Text tone="quiet">{t('children.tracing.no_suggestions')}</Text>}
        {...(isCut && { total: items.length, more: { onMore: () => setAll(true), busy: false } })}
      />
    </Section>
  )
}

function Requests({ list }: { readonly list: string }) {
  const { t, code, probable } = useTracing()
  const opened = useOpenedColumn()
  const found = useRequests(list)
  if (found.data === undefined) return <QueryState query={found} loading={t('children.tracing.requests')} />
  const columns: readonly Column<TracingRow>[] = [
    {
      id: 'sought',
      header: t('children.tracing.sought'),
      primary: true,
      cell: ({ id, sought }) => (
        <>
          <bdi>{sought}</bdi> <FileNumber>{requestCode(id)}</FileNumber>
        </>
      ),
    },
    {
      id: 'by',
      header: t('children.tracing.by'),
      cell: ({ inquirer, relation }) => (
        <>
          <bdi>{inquirer}</bdi>
          {relation === '' ? null : ` · ${code('tracing_relation', relation)}`}
        </>
      ),
    },
    {
      id: 'state',
      header: t('children.tracing.stands'),
      cell: ({ state, suggestions, probability, dueAt }) => (
        <Row gap="xs">
          <Tag>{t(requestWords.state(tracingRequest.kind, state))}</Tag>
          {dueAt !== null && <Due dueAt={dueAt} />}
          {suggestions > 0 && probability !== null && (
            <Tag tone="notice">
              {t('children.tracing.new_suggestions', { count: suggestions, best: probable(probability) })}
            </Tag>
          )}
        </Row>
      ),
    },
    opened,
  ]
  return (
    <DataTable
      caption={t('children.tracing.requests')}
      columns={columns}
      items={found.data.pages.flatMap((page) => page.items)}
      itemKey={({ id }) => id}
      itemTo={({ id }) => `/children/tracing/requests/${id}`}
      empty={<EmptyState icon="done" title={t('children.tracing.none')} />}
      {...(found.hasNextPage && { more: { onMore: () => void found.fetchNextPage(), busy: found.isFetchingNextPage } })}
    />
  )
}
