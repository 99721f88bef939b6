import { useQuery, useQueryClient } from '@tanstack/react-query'
import {
  FeedAddress,
  LoadingState,
  Narrow,
  PageHeader,
  problemWords,
  QueryError,
  useClient,
  useMessages,
} from '@gloact/ui'
import { readCalendarFeed, renewCalendarFeed, revokeCalendarFeed } from '../../contract/calendar/calendar.ts'
import { queryKeys } from '../keys.ts'

/** My secret calendar address: made, shown once, ended. */
export function CalendarFeedPage() {
  const messages = useMessages()
  const { t } = messages
  const client = useClient()
  const queries = useQueryClient()
  const feed = useQuery({ queryKey: queryKeys.feed, queryFn: () => client.callOrThrow(readCalendarFeed) })
  const renew = async () => {
    const made = await client.call(renewCalendarFeed)
    if (!made.ok) return { problem: problemWords(messages, made.error) }
    queries.setQueryData(queryKeys.feed, { feed: made.value.feed })
    return { path: made.value.path }
  }
  const revoke = async () => {
    const ended = await client.call(revokeCalendarFeed)
    if (!ended.ok) return { problem: problemWords(messages, ended.error) }
    queries.setQueryData(queryKeys.feed, { feed: null })
    return {}
  }
  return (
    <Narrow>
      <PageHeader
        title={t('protection.nav.feed')}
        about={t('protection.feed.about')}
        back={{ to: '/calendar', label: t('protection.calendar.title') }}
      />
      {feed.isPending ? (
        <LoadingState what={t('ui.feed.loading')} />
      ) : feed.isError && !feed.data ? (
        <QueryError query={feed} />
      ) : (
        <FeedAddress
          feed={feed.data?.feed ?? null}
          shows={t('protection.feed.shows_about')}
          onRenew={renew}
          onRevoke={revoke}
        />
      )}
    </Narrow>
  )
}
