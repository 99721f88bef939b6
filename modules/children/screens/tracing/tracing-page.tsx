import { useQuery } from '@tanstack/react-query'
import { problemOf } from '@gloact/http/client'
import { asInstant } from '@gloact/kernel'
import { requestWords } from '@gloact/records'
import {
  Button,
  Card,
  DataTable,
  EmptyState,
  ErrorState,
  Link,
  LoadingState,
  PageHeader,
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
import { tracingRequest } from '../../domain/tracing/request-kind.ts'
import { TRACING_KEYS, useTracing } from './use-tracing.ts'

const LISTS = ['open', 'held', 'ended'] as const

/** Who is sought, by whom; for those who judge, what was suggested and nobody has reviewed stands first. */
export function TracingPage() {
  const { t } = useTracing()
  const [list, setList] = useState<string>('open')
  const judges = useRequests('open').data?.judges ?? false
  return (
    <>
      <PageHeader
        title={t('children.tracing.title')}
        about={t('children.tracing.about')}
        actions={
          <Button kind="primary" icon="plus" to="/children/tracing/new">
            {t('children.tracing.new')}
          </Button>
        }
      />
      <Stack gap="lg">
        {judges && <Suggestions />}
        <Tabs
          label={t('children.tracing.requests')}
          value={list}
          onChange={setList}
          tabs={LISTS.filter((each) => judges || each !== 'held').map((each) => ({
            value: each,
            label: t(`children.tracing.list.${each}`),
          }))}
        >
          <Requests list={list} />
        </Tabs>
      </Stack>
    </>
  )
}

function useRequests(list: string) {
  const client = useClient()
  return useQuery({
    queryKey: TRACING_KEYS.requests(list),
    queryFn: () => client.callOrThrow(listRequests, { query: { list: list as (typeof LISTS)[number] } }),
  })
}

function Suggestions() {
  const { t, code, probable, formatInstant } = useTracing()
  const client = useClient()
  const found = useQuery({
    queryKey: TRACING_KEYS.matches('open'),
    queryFn: () => client.callOrThrow(listMatches, { query: { list: 'open' } }),
  })
  if (found.isPending) return <LoadingState what={t('children.tracing.suggestions')} />
  if (found.isError) return <ErrorState problem={problemOf(found.error)} onRetry={() => void found.refetch()} />
  const isNew = ({ state }: { state: string }) => state === 'suggested'
  const items = [...found.data.items.filter(isNew), ...found.data.items.filter((item) => !isNew(item))]
  return (
    <Section title={t('children.tracing.suggestions')} about={t('children.tracing.suggestions_about')}>
      {items.length === 0 ? (
        <Text tone="quiet">{t('children.tracing.no_suggestions')}</Text>
      ) : (
        <Stack gap="sm">
          {items.map((item) => (
            <Card key={item.id}>
              <Row justify="between">
                <Link to={`/children/tracing/matches/${item.id}`}>
                  <bdi>{item.child}</bdi>
                  {' — '}
                  <bdi>{item.sought}</bdi>
                  {item.relation === '' ? null : `, ${code('tracing_relation', item.relation)}`}
                </Link>
                <Row>
                  <Tag>{probable(item.probability)}</Tag>
                  <Tag tone={item.state === 'suggested' ? 'notice' : undefined}>
                    {t(requestWords.state(tracingMatch.kind, item.state))}
                  </Tag>
                </Row>
              </Row>
              <Text tone="quiet" size="sm">
                {t('children.tracing.since', { when: formatInstant(asInstant(item.openedAt), 'date') })}
              </Text>
            </Card>
          ))}
        </Stack>
      )}
    </Section>
  )
}

function Requests({ list }: { readonly list: string }) {
  const { t, code, probable, formatInstant } = useTracing()
  const found = useRequests(list)
  if (found.isPending) return <LoadingState what={t('children.tracing.requests')} />
  if (found.isError) return <ErrorState problem={problemOf(found.error)} onRetry={() => void found.refetch()} />
  const columns: readonly Column<TracingRow>[] = [
    { id: 'sought', header: t('children.tracing.sought'), primary: true, cell: ({ sought }) => <bdi>{sought}</bdi> },
    {
      id: 'by',
      header: t('children.tracing.by'),
      cell: ({ inquirer, relation }) => (
        <>
          <bdi>{inquirer}</bdi>
          {relation === '' ? null : `, ${code('tracing_relation', relation)}`}
        </>
      ),
    },
    {
      id: 'state',
      header: t('children.tracing.stands'),
      cell: ({ state, suggestions, probability }) => (
        <Row>
          <Tag>{t(requestWords.state(tracingRequest.kind, state))}</Tag>
          {suggestions > 0 && probability !== null && (
            <Tag tone="notice">
              {t('children.tracing.new_suggestions', { count: suggestions, best: probable(probability) })}
            </Tag>
          )}
        </Row>
      ),
    },
    {
      id: 'opened',
      header: t('children.tracing.registered'),
      cell: ({ openedAt }) => formatInstant(asInstant(openedAt), 'date'),
    },
  ]
  return (
    <DataTable
      caption={t('children.tracing.requests')}
      columns={columns}
      items={found.data.items}
      itemKey={({ id }) => id}
      itemTo={({ id }) => `/children/tracing/requests/${id}`}
      empty={<EmptyState icon="done" title={t('children.tracing.none')} />}
    />
  )
}
