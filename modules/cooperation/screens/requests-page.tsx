import { useInfiniteQuery } from '@tanstack/react-query'
import { problemOf } from '@gloact/http/client'
import { asInstant } from '@gloact/kernel'
import { requestWords } from '@gloact/records'
import { REQUEST_LISTS, type RequestList, type RequestRowView } from '@gloact/records/contract'
import {
  Button,
  Card,
  EmptyState,
  ErrorState,
  FileNumber,
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
} from '@gloact/ui'
import { useState } from 'react'
import { listRequests } from '../contract/requests.ts'
import { assistance } from '../domain/request-kind.ts'
import { KEYS, useCooperationWords } from './cooperation-words.ts'

const LISTS = REQUEST_LISTS.filter((list) => list !== 'all')

/** Requests to and from other countries; what waits for this side stands first. */
export function RequestsPage() {
  const { t } = useCooperationWords()
  const [list, setList] = useState<RequestList>('my_turn')
  return (
    <>
      <PageHeader
        title={t('cooperation.title')}
        about={t('cooperation.about')}
        actions={
          <Row>
            <Button to="/cooperation/authorities">{t('cooperation.authority.many')}</Button>
            <Button kind="primary" icon="plus" to="/cooperation/new">
              {t('cooperation.new.title')}
            </Button>
          </Row>
        }
      />
      <Tabs
        label={t('cooperation.title')}
        value={list}
        onChange={(next) => setList(next as RequestList)}
        tabs={LISTS.map((each) => ({ value: each, label: t(`cooperation.list.${each}`) }))}
      >
        <Listed list={list} />
      </Tabs>
    </>
  )
}

function Listed({ list }: { list: RequestList }) {
  const { t } = useCooperationWords()
  const client = useClient()
  const found = useInfiniteQuery({
    queryKey: KEYS.list(list),
    queryFn: ({ pageParam }) =>
      client.callOrThrow(listRequests, {
        query: { list, ...(pageParam === undefined ? {} : { after: pageParam }) },
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  })
  if (found.isPending) return <LoadingState what={t('cooperation.loading')} />
  if (found.isError) return <ErrorState problem={problemOf(found.error)} onRetry={() => void found.refetch()} />
  const items = found.data.pages.flatMap((page) => page.items)
  if (items.length === 0) {
    return <EmptyState icon="done" title={t(`cooperation.none.${list}`)} about={t('cooperation.none.begin')} />
  }
  const sides = [
    { title: t('cooperation.ours'), rows: items.filter(({ you }) => you.includes('requesting')) },
    { title: t('cooperation.theirs'), rows: items.filter(({ you }) => !you.includes('requesting')) },
  ]
  return (
    <Stack gap="lg">
      {sides.map(({ title, rows }) =>
        rows.length === 0 ? null : (
          <Section key={title} title={title}>
            <Stack>
              {rows.map((row) => (
                <RequestRow key={row.id} row={row} />
              ))}
            </Stack>
          </Section>
        ),
      )}
      {found.hasNextPage && (
        <Row>
          <Button onPress={() => void found.fetchNextPage()} busy={found.isFetchingNextPage}>
            {t('cooperation.more')}
          </Button>
        </Row>
      )}
    </Stack>
  )
}

function RequestRow({ row }: { row: RequestRowView }) {
  const { t, type, country, urgency, tlp, number, formatInstant } = useCooperationWords()
  const { facts } = row
  const ours = row.you.includes('requesting')
  return (
    <Card>
      <Row justify="between">
        <Link to={`/cooperation/requests/${row.id}`}>
          {type(facts['type'])} <FileNumber>{number(facts['number'])}</FileNumber>
        </Link>
        <Row>
          {facts['urgency'] === 'routine' ? null : <Tag tone="notice">{urgency(facts['urgency'])}</Tag>}
          <Tag>{tlp(facts['tlp'])}</Tag>
          <Tag>{t(requestWords.state(assistance.kind, row.state))}</Tag>
        </Row>
      </Row>
      <Text tone="quiet" size="sm">
        {t(ours ? 'cooperation.row.to' : 'cooperation.row.from', {
          country: country(facts['country']),
          when: formatInstant(asInstant(row.changedAt), 'date'),
        })}
      </Text>
    </Card>
  )
}
