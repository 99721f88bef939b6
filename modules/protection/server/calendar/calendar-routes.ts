import { API_PREFIX, sendFailure, serve, type Api } from '@gloact/http/server'
import type { Principal } from '@gloact/identity/contract/principal'
import { ok } from '@gloact/kernel'
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

/** Askings of one address of the network in a minute; a calendar program asks a few times an hour. */
export const FEED_READS_A_MINUTE = 60

/** Mounts the calendar and its feed. */
export function registerCalendar(api: Api<Principal>, context: FeedContext): void {
  serve(api, readCalendar, ({ session, query }) => calendar(context, session, query))
  serve(api, readCalendarFeed, async ({ session }) => ok(await readFeed(context, session)))
  serve(api, renewCalendarFeed, ({ session }) => renew(context, session))
  serve(api, revokeCalendarFeed, async ({ session }) => ok(await revoke(context, session)))
  registerFeed(api, context)
}

/** Not a contract: it answers calendar programs, which have no session and take no JSON. */
function registerFeed(api: Api<Principal>, context: FeedContext): void {
  api.app.get<{ Params: { file: string } }>(
    `${API_PREFIX}${FEED_PATH}/:file`,
    {
      // Not in the API's description: the address is a secret, not an interface to build on.
      schema: { hide: true },
      config: { rateLimit: { max: FEED_READS_A_MINUTE, timeWindow: '1 minute' } },
    },
    async (request, reply) => {
      const { file } = request.params
      const written = await writeFeed(context, file.endsWith('.ics') ? file.slice(0, -'.ics'.length) : '')
      if (!written.ok) return sendFailure(request, reply, api.catalogue, written.error)
      return reply
        .type('text/calendar; charset=utf-8')
        .header('content-disposition', 'attachment; filename="calendar.ics"')
        .header('cache-control', 'no-store')
        .send(written.value)
    },
  )
}
