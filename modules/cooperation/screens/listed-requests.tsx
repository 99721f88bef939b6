import { useInfiniteQuery } from '@tanstack/react-query'
import { asInstant } from '@gloact/kernel'
import { requestWords } from '@gloact/records'
import { REQUEST_LISTS, type RequestList, type RequestRowView } from '@gloact/records/contract'
import {
  Button,
  Card,
  FileNumber,
  Link,
  QueryState,
  Row,
  Section,
  Stack,
  Tabs,
  Tag,
  Text,
  useMessages,
} from '@gloact/ui'
import { Fragment, useState, type ReactNode } from 'react'

const LISTS = REQUEST_LISTS.filter((list) => list !== 'all')

/** The lists of a kind of request: what waits for this side stands first. */
export function RequestTabs({ label, list }: { label: string; list: (list: RequestList) => ReactNode }) {
  const { t } = useMessages()
  const [shown, setShown] = useState<RequestList>('my_turn')
  return (
    <Tabs
      label={label}
      value={shown}
      onChange={(next) => setShown(next as RequestList)}
      tabs={LISTS.map((each) => ({ value: each, label: t(`cooperation.list.${each}`) }))}
    >
      {list(shown)}
    </Tabs>
  )
}

/** One list of what goes to other countries and comes from them, on whichever track: ours and theirs apart. */
export function ListedRequests({
  queryKey,
  page,
  mine,
  titles,
  loading,
  none,
  row,
}: {
  readonly queryKey: readonly string[]
  readonly page: (after: string | undefined) => Promise<{ items: readonly RequestRowView[]; next: string | null }>
  /** The party that this side is of what it began. */
  readonly mine: string
  readonly titles: { readonly ours: string; readonly theirs: string }
  readonly loading: string
  readonly none: ReactNode
  readonly row: (row: RequestRowView, ours: boolean) => ReactNode
}) {
  const { t } = useMessages()
  const found = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => page(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  })
  if (!found.isSuccess) return <QueryState query={found} loading={loading} />
  const items = found.data.pages.flatMap((each) => each.items)
  if (items.length === 0) return none
  const sides = [
    { title: titles.ours, ours: true, rows: items.filter(({ you }) => you.includes(mine)) },
    { title: titles.theirs, ours: false, rows: items.filter(({ you }) => !you.includes(mine)) },
  ]
  return (
    <Stack gap="lg">
      {sides.map(({ title, ours, rows }) =>
        rows.length === 0 ? null : (
          <Section key={title} title={title}>
            <Stack>
              {rows.map((each) => (
                <Fragment key={each.id}>{row(each, ours)}</Fragment>
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

/** One of them: what it is, where it stands, to or from which country. */
export function RequestCard({
  row,
  kind,
  to,
  name,
  tags,
  ours,
  country,
}: {
  readonly row: RequestRowView
  readonly kind: string
  readonly to: string
  readonly name: string
  readonly tags: ReactNode
  readonly ours: boolean
  readonly country: string
}) {
  const { t, formatInstant } = useMessages()
  return (
    <Card>
      <Row justify="between">
        <Link to={to}>
          {name} <FileNumber>{String(row.facts['number'] ?? '').toUpperCase()}</FileNumber>
        </Link>
        <Row>
          {tags}
          <Tag>{t(requestWords.state(kind, row.state))}</Tag>
        </Row>
      </Row>
      <Text tone="quiet" size="sm">
        {t(ours ? 'cooperation.row.to' : 'cooperation.row.from', {
          country,
          when: formatInstant(asInstant(row.changedAt), 'date'),
        })}
      </Text>
    </Card>
  )
}
