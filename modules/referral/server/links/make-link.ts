import { recordAudit } from '@gloact/audit'
import type { Principal } from '@gloact/identity/contract/principal'
import {
  asInstant,
  err,
  failure,
  newRandomId,
  ok,
  unwrap,
  type Failure,
  type Instant,
  type Result,
} from '@gloact/kernel'
import { inScope, readInScope, type ScopedTransaction } from '@gloact/postgres'
import {
  loadRequest,
  lockRequest,
  openPayload,
  recordRefusal,
  shown,
  type LoadedRequest,
  type RequestsOf,
  type ServedTo,
} from '@gloact/records/server'
import { sql } from 'kysely'
import type { LinkMade, LinkState } from '../../contract/links.ts'
import { isLive, linkExpiry, type LinkLimits, OPEN_BY_LINK, referenceOf } from '../../domain/by-link.ts'
import { serviceOf } from '../find-service.ts'
import { channelOf, type Channel } from '../directory/channels.ts'
import { mailLink } from './link-mail.ts'
import { digestOf, newPin, newSecret, pinToken } from './link-secrets.ts'
import { livePackage } from '../sending/packages.ts'
import { may, scopeOf, systemFor, type ReferralContext } from '../referral-context.ts'
import { tables, type LinkTable, type ServiceTable } from '../tables.ts'

/** Whether this referral is one that the asker's agency sent, and theirs to see. */
async function sentByThem(
  context: ReferralContext,
  of: RequestsOf,
  to: ServedTo<Principal>,
  who: Principal,
  requestId: string,
): Promise<Result<undefined, Failure>> {
  if (!may(who, 'referral.send')) return recordRefusal(of, to, who, failure('referral.not_allowed'))
  const seen = await readInScope(context.db, scopeOf(who), (trx) => shown(trx, of, to, who, requestId))
  if (!seen.ok) return recordRefusal(of, to, who, seen.error)
  return seen.value.you.includes('sender') ? ok(undefined) : err(failure('records.not_found'))
}

const lastLink = (trx: ScopedTransaction, requestId: string): Promise<LinkTable | undefined> =>
  tables(trx)
    .selectFrom('referral.link_access')
    .selectAll()
    .where('request_id', '=', requestId)
    .where('ended_at', 'is', null)
    .orderBy('made_at', 'desc')
    .executeTakeFirst()

/** Where the link stands, and who said by it that they did what. */
export async function readLink(
  context: ReferralContext,
  of: RequestsOf,
  to: ServedTo<Principal>,
  who: Principal,
  requestId: string,
): Promise<Result<LinkState, Failure>> {
  const theirs = await sentByThem(context, of, to, who, requestId)
  if (!theirs.ok) return theirs
  return readInScope(context.db, systemFor(who), async (trx) => {
    const loaded = await loadRequest(trx, of, requestId)
    if (!loaded.ok) return loaded
    const { row } = loaded.value
    const channel = await channelOf(trx, context, String(row.facts['service_id']))
    const link = await lastLink(trx, requestId)
    const now = context.clock.now()
    return ok({
      telephone: channel?.telephone ?? null,
      stale: channel?.stale ?? false,
      link: link
        ? {
            id: link.id,
            reference: referenceOf(link.id),
            expiresAt: link.expires_at,
            state: stateOf(link, row.state, now, context.linkLimits),
            wrongPins: await wrongPins(trx, link),
          }
        : null,
      claimed: await claimedOf(trx, of, loaded.value),
    })
  })
}

/** Since the last PIN was made, wherever they were tried. */
async function wrongPins(trx: ScopedTransaction, { id, tries }: LinkTable): Promise<number> {
  const elsewhere = await tables(trx)
    .selectFrom('referral.link_try')
    .select('tries')
    .where('link_id', '=', id)
    .execute()
  return elsewhere.reduce((sum, row) => sum + row.tries, tries)
}

function stateOf(
  link: LinkTable,
  state: string,
  now: Instant,
  limits: LinkLimits,
): NonNullable<LinkState['link']>['state'] {
  if (link.tries >= limits.tries) return 'locked'
  if (!isLive(link, now, limits) || !OPEN_BY_LINK.includes(state)) return 'over'
  return link.used_at === null ? 'waiting' : 'opened'
}

/** The steps that came by a link, with the name and the role that were typed. */
async function claimedOf(
  trx: ScopedTransaction,
  of: RequestsOf,
  { log, key, row }: LoadedRequest,
): Promise<LinkState['claimed']> {
  const links = await tables(trx)
    .selectFrom('referral.link_access')
    .select('id')
    .where('request_id', '=', row.id)
    .execute()
  const ids = new Set(links.map(({ id }) => id))
  return log
    .filter(({ actor_id: by }) => ids.has(by))
    .map((step) => {
      const { name, role } = openPayload(key, of.schema, step).also as { name: string; role: string }
      return { stepId: step.id, step: step.step, name, role }
    })
}

interface Ready {
  readonly channel: Channel
  readonly service: ServiceTable
  readonly answerBy: Instant
  readonly expiresAt: string
  readonly pin: string
  /** Undefined where the link was mailed before: it gets a new PIN alone. */
  readonly secret?: string
}

/**
 * Mails a link to a service without accounts, and gives its PIN to be read out over the telephone. Asked again with the same id it
 * gives a new PIN, and mails nothing: for each later visit, and where the answer was lost.
 */
export async function makeLink(
  context: ReferralContext,
  of: RequestsOf,
  to: ServedTo<Principal>,
  who: Principal,
  requestId: string,
  { id }: { readonly id: string },
): Promise<Result<LinkMade, Failure>> {
  const theirs = await sentByThem(context, of, to, who, requestId)
  if (!theirs.ok) return theirs
  if (!context.mailer && !context.invented) return err(failure('referral.not_mailed'))
  const prepared = await inScope<Ready, Failure>(context.db, systemFor(who), (trx) =>
    prepare(trx, context, of, who, requestId, id),
  )
  if (!prepared.ok) return prepared
  const { channel, service, answerBy, expiresAt, pin, secret } = prepared.value
  const reference = referenceOf(id)
  const made = { reference, telephone: channel.telephone, pin, expiresAt }
  if (secret === undefined) return ok({ ...made, link: null })
  const link = `${context.publicUrl}/message#${secret}`
  if (context.mailer) {
    // What it says to a mail server is its own: the link's id would tie messages to what is recorded here.
    const mail = { id: newRandomId(), to: channel.mailbox, languages: service.languages, reference, answerBy, link }
    if (!(await mailLink(context, mail))) return err(failure('referral.not_mailed'))
  }
  unwrap(
    await inScope(context.db, systemFor(who), async (trx) => {
      await tables(trx)
        .updateTable('referral.link_access')
        .set({ mailed_at: context.clock.now() })
        .where('id', '=', id)
        .execute()
      return ok(undefined)
    }),
  )
  return ok({ ...made, link: context.mailer ? null : link })
}

async function prepare(
  trx: ScopedTransaction,
  context: ReferralContext,
  of: RequestsOf,
  who: Principal,
  requestId: string,
  id: string,
): Promise<Result<Ready, Failure>> {
  const { clock, vault, country, linkLimits } = context
  const loaded = await lockRequest(trx, of, requestId)
  if (!loaded.ok) return loaded
  const { row } = loaded.value
  const now = clock.now()
  const service = await serviceOf(trx, String(row.facts['service_id']))
  const channel = service ? await channelOf(trx, context, service.id) : null
  if (!service || !channel || !OPEN_BY_LINK.includes(row.state)) return err(failure('referral.no_link'))
  if (channel.stale) return err(failure('referral.channel_stale'))
  const live = await livePackage(trx, context, requestId)
  if (live === null || live === 'paused') return err(failure('referral.no_package'))
  const answerBy = dueOf(loaded.value) ?? now
  const pin = newPin()
  const there = await tables(trx).selectFrom('referral.link_access').selectAll().where('id', '=', id).executeTakeFirst()
  if (there && (there.request_id !== requestId || !isLive(there, now, linkLimits)))
    return err(failure('records.id_used'))
  const ready = { channel, service, answerBy, pin }
  const pinHash = pinToken(vault, id, pin)
  if (there) {
    // It may not have been mailed: then nobody holds its secret, and it gets another.
    const secret = there.mailed_at === null ? newSecret() : undefined
    await tables(trx)
      .updateTable('referral.link_access')
      .set({ pin_hash: pinHash, ...(secret !== undefined && { secret_hash: digestOf(secret) }) })
      .where('id', '=', id)
      .execute()
    await tables(trx).deleteFrom('referral.link_try').where('link_id', '=', id).execute()
    await recordMade(trx, requestId, id)
    return ok({ ...ready, expiresAt: there.expires_at, ...(secret !== undefined && { secret }) })
  }
  if (await isSiteFull(trx, service.site_id, requestId, now, linkLimits)) return err(failure('referral.too_many_links'))
  await endLinks(trx, requestId, now)
  const secret = newSecret()
  const expiresAt = linkExpiry(now, answerBy, linkLimits)
  await tables(trx)
    .insertInto('referral.link_access')
    .values({
      id,
      request_id: requestId,
      site_id: service.site_id,
      country,
      secret_hash: digestOf(secret),
      pin_hash: pinHash,
      tries: 0,
      bound_to: null,
      session_hash: null,
      session_from: null,
      session_seen: null,
      made_by: who.userId,
      made_at: now,
      mailed_at: null,
      reminded_at: null,
      expires_at: expiresAt,
      used_at: null,
      ended_at: null,
    })
    .execute()
  await recordMade(trx, requestId, id)
  return ok({ ...ready, expiresAt, secret })
}

const recordMade = (trx: ScopedTransaction, requestId: string, link: string) =>
  recordAudit(trx, {
    action: 'referral.link_made',
    object: { kind: 'referral.referral', id: requestId },
    detail: { link },
  })

/** When the receiver's answer is due; after it was given, when their next step is. */
function dueOf({ row }: LoadedRequest): Instant | null {
  const answer = row.clocks['answer']
  const due = answer && answer.stoppedAt === null && answer.dueAt !== null ? answer.dueAt : row.next_due_at
  return due === null ? null : asInstant(due)
}

/** Ends what was open to a referral: by another link, and where its person was erased. */
export async function endLinks(trx: ScopedTransaction, requestId: string, now: Instant): Promise<void> {
  await tables(trx)
    .updateTable('referral.link_access')
    .set({ ended_at: now, pin_hash: null, session_hash: null, session_from: null, session_seen: null })
    .where('request_id', '=', requestId)
    .where('ended_at', 'is', null)
    .execute()
}

/** Whether as many links to a site are open as may be. Under the site's lock, so that two at once are not one too many. */
async function isSiteFull(
  trx: ScopedTransaction,
  siteId: string,
  but: string,
  now: Instant,
  limits: LinkLimits,
): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`referral.link:${siteId}`}, 0))`.execute(trx)
  const open = await tables(trx)
    .selectFrom('referral.link_access')
    .select((each) => each.fn.countAll<string>().as('count'))
    .where('site_id', '=', siteId)
    .where('request_id', '<>', but)
    .where('ended_at', 'is', null)
    .where('tries', '<', limits.tries)
    .where('expires_at', '>', now)
    .where(
      sql<boolean>`exists (select from referral.request where request.id = link_access.request_id
        and state = any (${[...OPEN_BY_LINK]}::text[]))`,
    )
    .executeTakeFirstOrThrow()
  return Number(open.count) >= limits.openLinksOfASite
}
