import { serve, type Api } from '@gloact/http/server'
import type { Principal } from '@gloact/identity/contract/principal'
import { ok } from '@gloact/kernel'
import { serveFeed } from '@gloact/module/calendar-feed'
import {
  FEED_PATH,
  readCalendar,
  readCalendarFeed,
  renewCalendarFeed,
  revokeCalendarFeed,
} from '../../contract/calendar/calendar.ts'
import {
  readCalendarFeed as readFeed,
  renewCalendarFeed as renew,
  revokeCalendarFeed as revoke,
  type FeedContext,
} from './calendar-feed.ts'
import { readCalendar as calendar } from './read-calendar.ts'
import { writeFeed } from './write-feed.ts'

/** Mounts the calendar and its feed. */
export function registerCalendar(api: Api<Principal>, context: FeedContext): void {
  serve(api, readCalendar, ({ session, query }) => calendar(context, session, query))
  serve(api, readCalendarFeed, async ({ session }) => ok(await readFeed(context, session)))
  serve(api, renewCalendarFeed, ({ session }) => renew(context, session))
  serve(api, revokeCalendarFeed, async ({ session }) => ok(await revoke(context, session)))
  serveFeed(api, FEED_PATH, (token) => writeFeed(context, token))
}
