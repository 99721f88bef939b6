import { opensFiles, principalScope, type Principal } from '@gloact/identity/contract/principal'
import { err, ok, type Result } from '@gloact/kernel'
import * as feeds from '@gloact/module/calendar-feed'
import { FEED_PATH } from '../../contract/calendar/calendar.ts'
import type { FileFailure } from '../../domain/failures.ts'
import type { ProtectionContext } from '../file/context.ts'

/** What a calendar feed needs beside what every use case is given. */
export interface FeedContext extends ProtectionContext {
  readonly digestsOfToken: feeds.DigestsOfToken
  /** Who an account is now, with the roles in force; null where it is suspended or may not open files at present. */
  readonly ownerOfFeed: (userId: string) => Promise<Principal | null>
  /** The sentence of a language, for anyone who has no browser open. */
  readonly say: (language: string, id: string) => string
}

type Stored = Pick<ProtectionContext, 'db' | 'clock' | 'rules'>

export const feedStore = ({ db, clock, rules }: Stored): feeds.FeedStore<Principal> => ({
  db,
  clock,
  country: rules.country,
  table: 'protection.calendar_feed',
  scopeOf: principalScope,
})

export const readCalendarFeed = (context: Stored, principal: Principal) =>
  feeds.readCalendarFeed(feedStore(context), principal)

/** The address is told once. */
export async function renewCalendarFeed(
  context: FeedContext,
  principal: Principal,
): Promise<Result<{ readonly feed: feeds.FeedShown; readonly path: string }, FileFailure>> {
  if (!principal.roles.some(opensFiles)) return err({ code: 'protection.not_allowed' })
  const { feed, token } = await feeds.renewCalendarFeed(feedStore(context), context.digestsOfToken, principal)
  return ok({ feed, path: `${FEED_PATH}/${token}.ics` })
}

export const revokeCalendarFeed = (context: Stored, principal: Principal) =>
  feeds.revokeCalendarFeed(feedStore(context), principal)

export const endFeedOf = (context: Stored, userId: string, by: Principal): Promise<void> =>
  feeds.endFeedOf(feedStore(context), userId, by)
