import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { asInstant } from '@gloact/kernel'
import { requestWords } from '@gloact/records'
import { REQUEST_LISTS, type RequestList, type RequestRowView } from '@gloact/records/contract'
import {
  Button,
  Card,
  EmptyState,
  FileNumber,
  Link,
  PageHeader,
  QueryState,
  Row,
  Stack,
  Tabs,
  Tag,
  Text,
  useClient,
  useModules,
} from '@gloact/ui'
import { useState } from 'react'
import { readPartners, referrals } from '../contract/referrals.ts'
import { SENDS } from '../domain/policy.ts'
import { referralKind } from '../domain/referral-kind.ts'
import { More } from './more.tsx'
import { REFERRAL_KEYS, useReferralWords } from './referral-words.ts'

/** Referrals of the agency: those that it sent, and those that came to it. */
export function ReferralsPage() {
  const { t } = useReferralWords()
  const [list, setList] = useState<RequestList>('my_turn')
  return (
    <>
      <PageHeader
        title={t('referral.title')}
        about={t('referral.about')}
        actions={
          <>
            <Button to="/referral/between">{t('referral.between.title')}</Button>
            <Button to="/referral/services">{t('referral.directory.title')}</Button>
          </>
        }
      />
      <Tabs
        label={t('referral.title')}
        value={list}
        onChange={(next) => setList(next as RequestList)}
        tabs={REQUEST_LISTS.filter((each) => each !== 'all').map((each) => ({
          value: each,
          label: t(`referral.list.${each}`),
        }))}
      >
        <ReferralList list={list} />
      </Tabs>
    </>
  )
}

function ReferralList({ list }: { list: RequestList }) {
  const { t } = useReferralWords()
  const client = useClient()
  const found = useInfiniteQuery({
    queryKey: REFERRAL_KEYS.list(list),
    queryFn: ({ pageParam }) =>
      client.callOrThrow(referrals.list, {
        query: { list, ...(pageParam === undefined ? {} : { after: pageParam }) },
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  })
  if (!found.isSuccess) return <QueryState query={found} loading={t('referral.loading')} />
  const items = found.data.pages.flatMap((page) => page.items)
  if (items.length === 0) return <HowToBegin />
  return (
    <Stack>
      {items.map((item) => (
        <ReferralRow key={item.id} item={item} />
      ))}
      <More found={found} />
    </Stack>
  )
}

/** Nothing here: how a referral begins, for those who may begin one; for a service, how others find it. */
function HowToBegin() {
  const { t } = useReferralWords()
  const { holds } = useModules()
  const [sends, to] = holds(SENDS) ? (['send', '/files'] as const) : (['answer', '/referral/services'] as const)
  return (
    <EmptyState
      icon="forward"
      title={t('referral.none')}
      about={t(`referral.begin.${sends}`)}
      action={
        <Button kind="primary" to={to}>
          {t(`referral.begin.${sends}_button`)}
        </Button>
      }
    />
  )
}

function ReferralRow({ item }: { item: RequestRowView }) {
  const { t, need, number, formatInstant } = useReferralWords()
  const client = useClient()
  const partners = useQuery({
    queryKey: REFERRAL_KEYS.partners,
    queryFn: () => client.callOrThrow(readPartners),
    staleTime: 60_000,
  })
  const received = item.you.includes('receiver')
  const other = item.parties[received ? 'sender' : 'receiver']
  const name = partners.data?.agencies.find(({ id }) => id === other)?.name
  return (
    <Card>
      <Row justify="between">
        <Link to={`/referral/requests/${item.id}`}>
          {need(item.facts['need'])} <FileNumber>{number(item.facts['number'])}</FileNumber>
        </Link>
        <Row>
          <Tag>{t(requestWords.state(referralKind.kind, item.state))}</Tag>
          {item.facts['urgency'] === 'emergency' || item.facts['urgency'] === 'urgent' ? (
            <Tag tone="notice">{t(`referral.urgency.${item.facts['urgency']}`)}</Tag>
          ) : null}
        </Row>
      </Row>
      <Text tone="quiet" size="sm">
        {name !== undefined && (
          <>
            {t(received ? 'referral.row.from' : 'referral.row.to', { agency: name })}
            {' · '}
          </>
        )}
        {t(received ? 'referral.came' : 'referral.went', {
          when: formatInstant(asInstant(item.changedAt), 'date'),
        })}
      </Text>
    </Card>
  )
}
