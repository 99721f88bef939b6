import { createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { recordAudit } from '@gloact/audit'
import { opensFiles, principalScope, type Principal } from '@gloact/identity/contract/principal'
import { err, newId, ok, unwrap, type Result } from '@gloact/kernel'
import { inScope, readInScope, systemScope, type ScopedTransaction } from '@gloact/postgres'
import { FEED_PATH } from '../../contract/calendar/calendar.ts'
import type { FileFailure } from '../../domain/failures.ts'
import type { ProtectionContext } from '../file/context.ts'
import { tables } from '../file/file-tables.ts'

/** What a calendar feed needs beside what every use case is given. */
export interface FeedContext extends ProtectionContext {
  /** Keyed, so that anyone who has the table alone cannot try tokens on it: under the secret in force first, then former ones. */
  readonly digestsOfToken: (token: string) => readonly [Uint8Array, ...Uint8Array[]]
  /** Who an account is now, with the roles in force; null where it is suspended or may not open files at present. */
  readonly ownerOfFeed: (userId: string) => Promise<Principal | null>
  /** The sentence of a language, for anyone who has no browser open. */
  readonly say: (language: string, id: string) => string
}

/**
 * The keyed hashes of feed tokens. Their keys are derived from the instance's secrets: a new address is kept under the one in
 * force, and an older one goes on in people's calendars when the secret is renewed.
 */
export function feedDigests(secrets: {
  readonly secret: string
  readonly former: readonly string[]
}): FeedContext['digestsOfToken'] {
  const keyOf = (secret: string) => Buffer.from(hkdfSync('sha256', secret, '', 'gloact calendar feed', 32))
  const [current, ...former] = [keyOf(secrets.secret), ...secrets.former.map(keyOf)] as const
  const digest = (key: Buffer, token: string) => createHmac('sha256', key).update(token).digest()
  return (token) => [digest(current, token), ...former.map((key) => digest(key, token))]
}

export interface FeedShown {
  readonly createdAt: string
  readonly lastReadOn: string | null
}

const feedInUse = (trx: ScopedTransaction, userId: string) =>
  tables(trx)
    .selectFrom('protection.calendar_feed')
    .selectAll()
    .where('user_id', '=', userId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()

/** Whether somebody has a feed. The address is kept nowhere and cannot be shown again. */
export async function readCalendarFeed(
  context: ProtectionContext,
  principal: Principal,
): Promise<{ readonly feed: FeedShown | null }> {
  return readInScope(context.db, principalScope(principal), async (trx) => {
    const row = await feedInUse(trx, principal.userId)
    return { feed: row ? { createdAt: row.created_at, lastReadOn: row.last_read_on } : null }
  })
}

/** Makes a new address of 256 random bits, told once. One that was there ends at the same moment. */
export async function renewCalendarFeed(
  context: FeedContext,
  principal: Principal,
): Promise<Result<{ readonly feed: FeedShown; readonly path: string }, FileFailure>> {
  if (!principal.roles.some(opensFiles)) return err({ code: 'protection.not_allowed' })
  const token = randomBytes(32).toString('base64url')
  const id = newId<'calendar_feed'>()
  const createdAt = context.clock.now()
  return inScope(context.db, principalScope(principal), async (trx) => {
    await revoke(trx, context, principal)
    await tables(trx)
      .insertInto('protection.calendar_feed')
      .values({
        id,
        user_id: principal.userId,
        agency_id: principal.agencyId,
        country: principal.country,
        token_hash: context.digestsOfToken(token)[0],
        created_at: createdAt,
        revoked_at: null,
        last_read_on: null,
      })
      .execute()
    await recordAudit(trx, { action: 'calendar_feed.renewed', object: { kind: 'protection.calendar_feed', id } })
    return ok({ feed: { createdAt, lastReadOn: null }, path: `${FEED_PATH}/${token}.ics` })
  })
}

/** Ends somebody's feed: from the next asking on there is no such calendar. */
export async function revokeCalendarFeed(
  context: ProtectionContext,
  principal: Principal,
): Promise<{ readonly feed: null }> {
  return unwrap(
    await inScope(context.db, principalScope(principal), async (trx) => {
      await revoke(trx, context, principal)
      return ok({ feed: null })
    }),
  )
}

/** Ends the feed of somebody whose phone is lost, for anyone who manages accounts: the address is in the phone's calendar. */
export async function endFeedOf(
  context: Pick<ProtectionContext, 'db' | 'clock' | 'rules'>,
  userId: string,
  by: Principal,
): Promise<void> {
  await inScope(context.db, systemScope(context.rules.country), async (trx) => {
    await revoke(trx, context, { userId }, { actorId: by.userId, agencyId: by.agencyId })
    return ok(null)
  })
}

async function revoke(
  trx: ScopedTransaction,
  context: Pick<ProtectionContext, 'clock'>,
  { userId }: { readonly userId: string },
  by: { readonly actorId?: string; readonly agencyId?: string } = {},
): Promise<void> {
  const feed = await feedInUse(trx, userId)
  if (!feed) return
  await tables(trx)
    .updateTable('protection.calendar_feed')
    .set({ revoked_at: context.clock.now() })
    .where('id', '=', feed.id)
    .execute()
  await recordAudit(trx, {
    action: 'calendar_feed.revoked',
    object: { kind: 'protection.calendar_feed', id: feed.id },
    ...by,
  })
}
