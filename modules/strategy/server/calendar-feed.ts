import { serve, type Api } from '@gloact/http/server'
import type { Principal } from '@gloact/identity/contract/principal'
import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import * as feeds from '@gloact/module/calendar-feed'
import { inScope } from '@gloact/postgres'
import * as contracts from '../contract/calendar-feed.ts'
import { may, scopeOf, todayIn, type StrategyContext } from './context.ts'
import { writePlanCalendar } from './take-calendar.ts'

const storeOf = ({ db, clock, country }: StrategyContext): feeds.FeedStore<Principal> => ({
  db,
  clock,
  country,
  table: 'strategy.calendar_feed',
  scopeOf,
})

/** Mounts the calendar over all agencies as an address that calendar programs subscribe to. */
export function servePlanFeed(api: Api<Principal>, context: StrategyContext): void {
  const store = storeOf(context)
  const digestsOfToken = feeds.feedDigests(context.feeds.secrets)
  serve(api, contracts.readPlanFeed, async ({ session }) => ok(await feeds.readCalendarFeed(store, session)))
  serve(api, contracts.renewPlanFeed, async ({ session }) => {
    if (!may(session, 'strategy.read')) return err(failure('strategy.not_allowed'))
    const { feed, token } = await feeds.renewCalendarFeed(store, digestsOfToken, session)
    return ok({ feed, path: `${contracts.PLAN_FEED_PATH}/${token}.ics` })
  })
  serve(api, contracts.revokePlanFeed, async ({ session }) => ok(await feeds.revokeCalendarFeed(store, session)))
  feeds.serveFeed(api, contracts.PLAN_FEED_PATH, (token) => writeFeed(context, digestsOfToken, token))
}

/**
 * The calendar behind a secret address, for as long as its owner may read the plan: an address that is not known, was ended or whose owner
 * may not is answered alike.
 */
async function writeFeed(
  context: StrategyContext,
  digestsOfToken: feeds.DigestsOfToken,
  token: string,
): Promise<Result<string, Failure>> {
  const notFound = err(failure('strategy.feed_not_found'))
  const { table } = storeOf(context)
  const feed = await feeds.feedBehind(storeOf(context), digestsOfToken, token)
  const owner = feed && (await context.feeds.ownerOf(feed.userId))
  if (!owner || !may(owner, 'strategy.read')) return notFound
  const { text, count } = await writePlanCalendar(context, owner, { of: 'all', language: owner.language })
  return inScope<string, Failure>(context.db, scopeOf(owner), async (trx) => {
    await feeds.noteFeedRead(trx, { table, id: feed.id, today: todayIn(context), count })
    return ok(text)
  })
}

/** Ends the feed of somebody whose phone is lost. */
export const endPlanFeedOf = (context: StrategyContext, userId: string, by: Principal): Promise<void> =>
  feeds.endFeedOf(storeOf(context), userId, by)
