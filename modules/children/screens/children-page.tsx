import { clockState } from '@gloact/calendar'
import { useInfiniteQuery } from '@tanstack/react-query'
import { problemOf } from '@gloact/http/client'
import { asInstant } from '@gloact/kernel'
import {
  Button,
  Card,
  DeadlineBadge,
  EmptyState,
  ErrorState,
  FileNumber,
  Link,
  LoadingState,
  PageHeader,
  Row,
  Stack,
  Tabs,
  Tag,
  useClient,
} from '@gloact/ui'
import { useState } from 'react'
import { CHILD_LISTS, listChildren, type ChildView } from '../contract/records.ts'
import { CHILDREN_KEYS, useChildrenWords } from './children-words.ts'
import { useNow } from './use-now.ts'

type List = (typeof CHILD_LISTS)[number]

/** Children whose files the reader sees, what is due first. */
export function ChildrenPage() {
  const { t } = useChildrenWords()
  const [list, setList] = useState<List>('due')
  return (
    <>
      <PageHeader title={t('children.title')} about={t('children.about')} />
      <Tabs
        label={t('children.title')}
        value={list}
        onChange={(next) => setList(next as List)}
        tabs={CHILD_LISTS.map((each) => ({ value: each, label: t(`children.list.${each}`) }))}
      >
        <Children list={list} />
      </Tabs>
    </>
  )
}

function Children({ list }: { list: List }) {
  const { t } = useChildrenWords()
  const client = useClient()
  const found = useInfiniteQuery({
    queryKey: CHILDREN_KEYS.list(list),
    queryFn: ({ pageParam }) =>
      client.callOrThrow(listChildren, { query: { list, ...(pageParam === undefined ? {} : { after: pageParam }) } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  })
  if (found.isPending) return <LoadingState what={t('children.loading')} />
  if (found.isError) return <ErrorState problem={problemOf(found.error)} onRetry={() => void found.refetch()} />
  const items = found.data.pages.flatMap((page) => page.items)
  if (items.length === 0) return <EmptyState icon="done" title={t('children.none')} />
  return (
    <Stack>
      {items.map((child) => (
        <Child key={child.fileId} child={child} />
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

function Child({ child }: { child: ChildView }) {
  const { t, kind, state, clock, timeZone } = useChildrenWords()
  const now = useNow()
  const due = child.records.filter(({ nextDueAt }) => nextDueAt !== null)
  return (
    <Card>
      <Row justify="between">
        <Link to={`/children/files/${child.fileId}`}>
          <FileNumber>{child.number}</FileNumber>
        </Link>
        <Row>
          {child.lacks.map((name) => (
            <Tag key={name} tone={name === 'guardianship' ? 'danger' : 'notice'} icon="circle">
              {t('children.lacks', { what: kind(name) })}
            </Tag>
          ))}
        </Row>
      </Row>
      <Row>
        {due
          .toSorted((a, b) => a.nextDueAt!.localeCompare(b.nextDueAt!))
          .map((record) => (
            <DeadlineBadge
              key={record.id}
              label={clock(record.kind, record.clock!)}
              dueAt={asInstant(record.nextDueAt!)}
              danger={record.kind === 'guardianship' && record.state === 'asked'}
              {...clockState({ dueAt: asInstant(record.nextDueAt!), warnAt: null, stoppedAt: null }, now, timeZone)}
            />
          ))}
        {child.records
          .filter(({ nextDueAt }) => nextDueAt === null)
          .map((record) => (
            <Tag key={record.id}>{`${kind(record.kind)}: ${state(record.kind, record.state)}`}</Tag>
          ))}
      </Row>
    </Card>
  )
}
