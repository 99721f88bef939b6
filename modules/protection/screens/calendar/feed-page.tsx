import { useQuery, useQueryClient } from '@tanstack/react-query'
import { problemOf, type Problem } from '@gloact/http/client'
import type { Instant, PlainDate } from '@gloact/kernel'
import {
  Button,
  Callout,
  CopyText,
  ErrorState,
  LoadingState,
  Narrow,
  PageHeader,
  Row,
  Stack,
  Text,
  useClient,
  useConfirm,
  useMessages,
  useToast,
} from '@gloact/ui'
import { useState } from 'react'
import { readCalendarFeed, renewCalendarFeed, revokeCalendarFeed } from '../../contract/calendar/calendar.ts'
import { queryKeys } from '../keys.ts'
import { problemWords } from '../problem-words.ts'

const API = '/api/v1'

/** My secret calendar address: made, shown once, ended. */
export function CalendarFeedPage() {
  const { t } = useMessages()
  const client = useClient()
  const feed = useQuery({ queryKey: queryKeys.feed, queryFn: () => client.callOrThrow(readCalendarFeed) })
  return (
    <Narrow>
      <PageHeader
        title={t('protection.nav.feed')}
        about={t('protection.feed.about')}
        back={{ to: '/calendar', label: t('protection.calendar.title') }}
      />
      {feed.isPending ? (
        <LoadingState what={t('protection.feed.loading')} />
      ) : feed.isError && !feed.data ? (
        <ErrorState problem={problemOf(feed.error)} onRetry={() => void feed.refetch()} />
      ) : (
        <Feed feed={feed.data?.feed ?? null} />
      )}
    </Narrow>
  )
}

function Feed({ feed }: { feed: { readonly createdAt: string; readonly lastReadOn: string | null } | null }) {
  const messages = useMessages()
  const { t, formatDate, formatInstant } = messages
  const client = useClient()
  const queries = useQueryClient()
  const confirm = useConfirm()
  const { say } = useToast()
  const [address, setAddress] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)

  const renew = async () => {
    if (feed) {
      const question = {
        title: t('protection.feed.renew_title'),
        body: t('protection.feed.renew_body'),
        confirm: t('protection.feed.renew'),
      }
      if (!(await confirm(question))) return
    }
    setBusy(true)
    const result = await client.call(renewCalendarFeed)
    setBusy(false)
    setProblem(result.ok ? null : result.error)
    if (!result.ok) return
    setAddress(window.location.origin + API + result.value.path)
    queries.setQueryData(queryKeys.feed, { feed: result.value.feed })
  }
  const revoke = async () => {
    const question = {
      title: t('protection.feed.revoke_title'),
      body: t('protection.feed.revoke_body'),
      confirm: t('protection.feed.revoke'),
    }
    if (!(await confirm(question))) return
    setBusy(true)
    const result = await client.call(revokeCalendarFeed)
    setBusy(false)
    setProblem(result.ok ? null : result.error)
    if (!result.ok) return
    setAddress(null)
    queries.setQueryData(queryKeys.feed, { feed: null })
    say(t('protection.feed.revoked'), { tone: 'success' })
  }
  return (
    <Stack>
      <Callout tone="info" title={t('protection.feed.shows')}>
        <Text>{t('protection.feed.shows_about')}</Text>
      </Callout>
      {problem && (
        <Callout tone="notice" urgent>
          {problemWords(messages, problem)}
        </Callout>
      )}
      {address !== null && (
        <Callout tone="success" title={t('protection.feed.made')}>
          <Stack gap="sm">
            <Text>{t('protection.feed.made_about')}</Text>
            <Text as="div">
              <bdi dir="ltr">{address}</bdi>
            </Text>
            <CopyText text={address} label={t('protection.feed.copy')} />
          </Stack>
        </Callout>
      )}
      {feed === null ? (
        <Text>{t('protection.feed.none')}</Text>
      ) : (
        <Text>
          {t('protection.feed.since', { date: formatInstant(feed.createdAt as Instant, 'date') })}{' '}
          {feed.lastReadOn === null
            ? t('protection.feed.never_read')
            : t('protection.feed.last_read', { date: formatDate(feed.lastReadOn as PlainDate) })}
        </Text>
      )}
      <Row>
        <Button kind={feed === null ? 'primary' : 'secondary'} icon="key" busy={busy} onPress={() => void renew()}>
          {t(feed === null ? 'protection.feed.make' : 'protection.feed.renew')}
        </Button>
        {feed !== null && (
          <Button kind="quiet" icon="close" disabled={busy} onPress={() => void revoke()}>
            {t('protection.feed.revoke')}
          </Button>
        )}
      </Row>
      <Text tone="quiet" size="sm">
        {t('protection.feed.keep')}
      </Text>
    </Stack>
  )
}
