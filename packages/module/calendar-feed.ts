import { createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { recordAudit } from '@gloact/audit'
import { API_PREFIX, sendFailure, type Api } from '@gloact/http/server'
import { newId, ok, unwrap, type Clock, type Failure, type PlainDate, type Result } from '@gloact/kernel'
import { inScope, readInScope, systemScope, type Database, type Scope, type ScopedTransaction } from '@gloact/postgres'
import { sql } from 'kysely'

interface Owner {
  readonly userId: string
  readonly agencyId: string
  readonly country: string
}

/** Where a module keeps the secret addresses of its calendar: a table with these columns, whose rows only their owner and the system see. */
export interface FeedStore<Who extends Owner> {
  readonly db: Database
  readonly clock: Clock
  readonly country: string
  /** With its schema. */
  readonly table: string
  readonly scopeOf: (who: Who) => Scope
}

/** Keyed, so that anyone who has the table alone cannot try tokens on it: under the secret in force first, then former ones. */
export type DigestsOfToken = (token: string) => readonly [Uint8Array, ...Uint8Array[]]

export interface FeedSecrets {
  readonly secret: string
  readonly former: readonly string[]
}

/**
 * The keyed hashes of feed tokens. Their keys are derived from the instance's secrets: a new address is kept under the one in
 * force, and an older one goes on in people's calendars when the secret is renewed.
 */
export function feedDigests(secrets: FeedSecrets): DigestsOfToken {
  const keyOf = (secret: string) => Buffer.from(hkdfSync('sha256', secret, '', 'gloact calendar feed', 32))
  const [current, ...former] = [keyOf(secrets.secret), ...secrets.former.map(keyOf)] as const
  const digest = (key: Buffer, token: string) => createHmac('sha256', key).update(token).digest()
  return (token) => [digest(current, token), ...former.map((key) => digest(key, token))]
}

export interface FeedShown {
  readonly createdAt: string
  readonly lastReadOn: string | null
}

/** Whether somebody has a feed. The address is kept nowhere and cannot be shown again. */
export async function readCalendarFeed<Who extends Owner>(
  store: FeedStore<Who>,
  who: Who,
): Promise<{ readonly feed: FeedShown | null }> {
  const { rows } = await readInScope(store.db, store.scopeOf(who), (trx) =>
    sql<FeedShown>`
      select created_at as "createdAt", last_read_on as "lastReadOn" from ${sql.table(store.table)}
      where user_id = ${who.userId} and revoked_at is null`.execute(trx),
  )
  return { feed: rows[0] ?? null }
}

/** Makes a new token of 256 random bits, told once. One that was there ends at the same moment. */
export async function renewCalendarFeed<Who extends Owner>(
  store: FeedStore<Who>,
  digestsOfToken: DigestsOfToken,
  who: Who,
): Promise<{ readonly feed: FeedShown; readonly token: string }> {
  const token = randomBytes(32).toString('base64url')
  const id = newId<'calendar_feed'>()
  const createdAt = store.clock.now()
  return unwrap(
    await inScope(store.db, store.scopeOf(who), async (trx) => {
      await revoke(trx, store, who.userId)
      await sql`
        insert into ${sql.table(store.table)} (id, user_id, agency_id, country, token_hash, created_at)
        values (${id}, ${who.userId}, ${who.agencyId}, ${who.country}, ${digestsOfToken(token)[0]}, ${createdAt})`.execute(
        trx,
      )
      await recordAudit(trx, { action: 'calendar_feed.renewed', object: { kind: store.table, id } })
      return ok({ feed: { createdAt, lastReadOn: null }, token })
    }),
  )
}

/** Ends somebody's feed: from the next asking on there is no such calendar. */
export async function revokeCalendarFeed<Who extends Owner>(
  store: FeedStore<Who>,
  who: Who,
): Promise<{ readonly feed: null }> {
  return unwrap(
    await inScope(store.db, store.scopeOf(who), async (trx) => {
      await revoke(trx, store, who.userId)
      return ok({ feed: null })
    }),
  )
}

/** Ends the feed of somebody whose phone is lost, for anyone who manages accounts: the address is in the phone's calendar. */
export async function endFeedOf(
  store: Omit<FeedStore<Owner>, 'scopeOf'>,
  userId: string,
  by: Pick<Owner, 'userId' | 'agencyId'>,
): Promise<void> {
  await inScope(store.db, systemScope(store.country), async (trx) => {
    await revoke(trx, store, userId, { actorId: by.userId, agencyId: by.agencyId })
    return ok(null)
  })
}

async function revoke(
  trx: ScopedTransaction,
  { table, clock }: Pick<FeedStore<Owner>, 'table' | 'clock'>,
  userId: string,
  by: { readonly actorId?: string; readonly agencyId?: string } = {},
): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    update ${sql.table(table)} set revoked_at = ${clock.now()} where user_id = ${userId} and revoked_at is null
    returning id`.execute(trx)
  for (const { id } of rows)
    await recordAudit(trx, { action: 'calendar_feed.revoked', object: { kind: table, id }, ...by })
}

/** 256 bits as base64url. */
const TOKEN = /^[A-Za-z0-9_-]{43}$/

/** Whose feed an address is, before anything of it is read; null for one that never was and one that ended alike. */
export async function feedBehind(
  { db, country, table }: Pick<FeedStore<Owner>, 'db' | 'country' | 'table'>,
  digestsOfToken: DigestsOfToken,
  token: string,
): Promise<{ readonly id: string; readonly userId: string } | null> {
  if (!TOKEN.test(token)) return null
  const { rows } = await readInScope(db, systemScope(country), (trx) =>
    sql<{ id: string; userId: string }>`
      select id, user_id as "userId" from ${sql.table(table)}
      where token_hash in (${sql.join(digestsOfToken(token))}) and revoked_at is null`.execute(trx),
  )
  return rows[0] ?? null
}

/** A calendar program asks every few minutes: the first asking of a day is recorded. */
export async function noteFeedRead(
  trx: ScopedTransaction,
  {
    table,
    id,
    today,
    count,
  }: { readonly table: string; readonly id: string; readonly today: PlainDate; readonly count: number },
): Promise<void> {
  const { numAffectedRows } = await sql`
    update ${sql.table(table)} set last_read_on = ${today}
    where id = ${id} and revoked_at is null and (last_read_on is null or last_read_on < ${today})`.execute(trx)
  if (numAffectedRows !== undefined && numAffectedRows > 0n)
    await recordAudit(trx, { action: 'calendar_feed.read', object: { kind: table, id }, detail: { count } })
}

/** Askings of one address of the network in a minute; a calendar program asks a few times an hour. */
const FEED_READS_A_MINUTE = 60

/** Answers calendar programs, which have no session and take no JSON: no contract. */
export function serveFeed<Session>(
  api: Api<Session>,
  path: string,
  write: (token: string) => Promise<Result<string, Failure>>,
): void {
  api.app.get<{ Params: { file: string } }>(
    `${API_PREFIX}${path}/:file`,
    {
      // Not in the API's description: the address is a secret, not an interface to build on.
      schema: { hide: true },
      config: { rateLimit: { max: FEED_READS_A_MINUTE, timeWindow: '1 minute' } },
    },
    async (request, reply) => {
      const { file } = request.params
      const written = await write(file.endsWith('.ics') ? file.slice(0, -'.ics'.length) : '')
      if (!written.ok) return sendFailure(request, reply, api.catalogue, written.error)
      return reply
        .type('text/calendar; charset=utf-8')
        .header('content-disposition', 'attachment; filename="calendar.ics"')
        .header('cache-control', 'no-store')
        .send(written.value)
    },
  )
}
