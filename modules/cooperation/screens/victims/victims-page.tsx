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
import { listVictims } from '../../contract/victims.ts'
import { victimReferral } from '../../domain/victims/kind.ts'
import { OwnDesk } from './own-desk.tsx'
import { useVictimWords, VICTIM_KEYS } from './victim-words.ts'

const LISTS = REQUEST_LISTS.filter((list) => list !== 'all')

/** People referred to services of other countries, and from them; what waits for this side stands first. */
export function VictimsPage() {
  const { t } = useVictimWords()
  const [list, setList] = useState<RequestList>('my_turn')
  return (
    <>
      <PageHeader title={t('cooperation.victims.title')} about={t('cooperation.victims.about')} />
      <Stack gap="lg">
        <Tabs
          label={t('cooperation.victims.title')}
          value={list}
          onChange={(next) => setList(next as RequestList)}
          tabs={LISTS.map((each) => ({ value: each, label: t(`cooperation.list.${each}`) }))}
        >
          <ListedVictims list={list} />
        </Tabs>
        <OwnDesk />
      </Stack>
    </>
  )
}

export function ListedVictims({ list, fileId }: { readonly list: RequestList; readonly fileId?: string }) {
  const { t } = useVictimWords()
  const client = useClient()
  const found = useInfiniteQuery({
    queryKey: VICTIM_KEYS.list(list, fileId),
    queryFn: ({ pageParam }) =>
      client.callOrThrow(listVictims, {
        query: {
          list,
          ...(fileId !== undefined && { fileId }),
          ...(pageParam === undefined ? {} : { after: pageParam }),
        },
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  })
  if (found.isPending) return <LoadingState what={t('cooperation.victims.title')} />
  if (found.isError) return <ErrorState problem={problemOf(found.error)} onRetry={() => void found.refetch()} />
  const items = found.data.pages.flatMap((page) => page.items)
  if (items.length === 0) {
    return fileId === undefined ? (
      <EmptyState icon="done" title={t('cooperation.victims.none')} about={t('cooperation.victims.none_about')} />
    ) : (
      <Text tone="quiet">{t('cooperation.victims.none_of_file')}</Text>
    )
  }
  const sides = [
    { title: t('cooperation.victims.ours'), rows: items.filter(({ you }) => you.includes('sending')) },
    { title: t('cooperation.victims.theirs'), rows: items.filter(({ you }) => !you.includes('sending')) },
  ]
  return (
    <Stack gap="lg">
      {sides.map(({ title, rows }) =>
        rows.length === 0 ? null : (
          <Section key={title} title={title}>
            <Stack>
              {rows.map((row) => (
                <VictimRow key={row.id} row={row} />
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

function VictimRow({ row }: { row: RequestRowView }) {
  const { t, country, number, formatInstant } = useVictimWords()
  const { facts } = row
  const ours = row.you.includes('sending')
  return (
    <Card>
      <Row justify="between">
        <Link to={`/cooperation/victims/${row.id}`}>
          {t('cooperation.victims.one')} <FileNumber>{number(facts['number'])}</FileNumber>
        </Link>
        <Row>
          {facts['urgency'] === 'routine' ? null : (
            <Tag tone="notice">{t(`cooperation.victims.urgency.${String(facts['urgency'])}`)}</Tag>
          )}
          <Tag>{t(requestWords.state(victimReferral.kind, row.state))}</Tag>
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
