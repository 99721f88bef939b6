import { route } from '@gloact/http/contract'
import { z } from 'zod'

const tag = 'strategy'
const feed = z.object({ createdAt: z.string(), lastReadOn: z.string().nullable() })

export const readPlanFeed = route({
  method: 'GET',
  path: '/strategy/calendar-feed',
  summary: 'Whether you have an address for the calendar across all agencies, without the address',
  tag,
  response: z.object({ feed: feed.nullable() }),
})

/** The address is told here and never again. */
export const renewPlanFeed = route({
  method: 'POST',
  path: '/strategy/calendar-feed',
  summary: 'Make a new secret address for the calendar across all agencies; any earlier one ends',
  tag,
  status: 201,
  response: z.object({ feed, path: z.string() }),
  secret: true,
  failures: ['strategy.not_allowed'],
})

export const revokePlanFeed = route({
  method: 'POST',
  path: '/strategy/calendar-feed/revoke',
  summary: 'End your address for the calendar across all agencies at once',
  tag,
  response: z.object({ feed: z.null() }),
})

/** Where a calendar program asks, below the API's prefix. */
export const PLAN_FEED_PATH = '/strategy/calendar'
