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
import { readPlanFeed, renewPlanFeed, revokePlanFeed } from '../contract/calendar-feed.ts'

const KEY = ['strategy', 'calendar-feed']

/** My secret address of the calendar over all agencies. */
export function PlanFeedPage() {
  const messages = useMessages()
  const { t } = messages
  const client = useClient()
  const queries = useQueryClient()
  const feed = useQuery({ queryKey: KEY, queryFn: () => client.callOrThrow(readPlanFeed) })
  const renew = async () => {
    const made = await client.call(renewPlanFeed)
    if (!made.ok) return { problem: problemWords(messages, made.error) }
    queries.setQueryData(KEY, { feed: made.value.feed })
    return { path: made.value.path }
  }
  const revoke = async () => {
    const ended = await client.call(revokePlanFeed)
    if (!ended.ok) return { problem: problemWords(messages, ended.error) }
    queries.setQueryData(KEY, { feed: null })
    return {}
  }
  return (
    <Narrow>
      <PageHeader
        title={t('strategy.feed.title')}
        about={t('strategy.feed.about')}
        back={{ to: '/strategy', label: t('strategy.overview.title') }}
      />
      {feed.isPending ? (
        <LoadingState what={t('ui.feed.loading')} />
      ) : feed.isError && !feed.data ? (
        <QueryError query={feed} />
      ) : (
        <FeedAddress
          feed={feed.data?.feed ?? null}
          shows={t('strategy.feed.shows_about')}
          onRenew={renew}
          onRevoke={revoke}
        />
      )}
    </Narrow>
  )
}
