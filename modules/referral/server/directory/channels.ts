import { recordAudit } from '@gloact/audit'
import type { HandlerInput } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { err, failure, ok, type Failure, type Instant, type Result } from '@gloact/kernel'
import { inScope, readInScope, type ScopedTransaction } from '@gloact/postgres'
import type { PersonKey } from '@gloact/vault'
import { sql } from 'kysely'
import type { Channels, proposeChannel as proposing } from '../../contract/links.ts'
import { serviceOf } from '../find-service.ts'
import { may, scopeOf, systemFor, type ReferralContext } from '../referral-context.ts'
import { tables, type ChannelTable } from '../tables.ts'

export interface Channel {
  readonly mailbox: string
  readonly telephone: string
}

/** Whether a second person has confirmed it, or it waits for one. */
type Standing = 'confirmed' | 'proposed'

const placeOf = (id: string): string => `referral.service_channel.sealed:${id}`

export const sealChannel = (key: Pick<PersonKey, 'seal'>, id: string, channel: Channel): Uint8Array =>
  key.seal(placeOf(id), { ...channel })

/** Which of these services are reached by link: what was said of their mailbox and telephone was confirmed by a second person. */
export async function reachedByLink(
  trx: ScopedTransaction,
  serviceIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await tables(trx)
    .selectFrom('referral.service_channel')
    .select('service_id')
    .where(sql<boolean>`service_id = any (${[...serviceIds]}::uuid[])`)
    .where('replaced_at', 'is', null)
    .where('confirmed_at', 'is not', null)
    .execute()
  return new Set(rows.map((row) => row.service_id))
}

/** The channel that is in force, and whether somebody has to call again before it is used. */
export async function channelOf(
  trx: ScopedTransaction,
  context: ReferralContext,
  serviceId: string,
): Promise<(Channel & { readonly id: string; readonly at: string; readonly stale: boolean }) | null> {
  const row = await rowOf(trx, serviceId, 'confirmed')
  if (!row) return null
  const at = row.confirmed_at!
  const stale = Date.parse(context.clock.now()) - Date.parse(at) > context.linkLimits.channelMs
  return { id: row.id, at, stale, ...(await unsealed(context, row)) }
}

const rowOf = (trx: ScopedTransaction, serviceId: string, which: Standing): Promise<ChannelTable | undefined> =>
  tables(trx)
    .selectFrom('referral.service_channel')
    .selectAll()
    .where('service_id', '=', serviceId)
    .where('replaced_at', 'is', null)
    .where('confirmed_at', which === 'confirmed' ? 'is not' : 'is', null)
    .orderBy('proposed_at', 'desc')
    .executeTakeFirst()

async function unsealed({ vault, db, country }: ReferralContext, row: ChannelTable): Promise<Channel> {
  const key = await vault.wordKey(db, country)
  return key.unseal(placeOf(row.id), row.sealed) as Channel
}

export async function readChannels(
  context: ReferralContext,
  who: Principal,
  serviceId: string,
): Promise<Result<Channels, Failure>> {
  if (!may(who, 'directory.keep_channels')) return err(failure('referral.not_allowed'))
  return readInScope(context.db, scopeOf(who), async (trx) => {
    if (!(await serviceOf(trx, serviceId))) return err(failure('referral.no_service'))
    return ok(await channelsOf(trx, context, who, serviceId))
  })
}

async function channelsOf(
  trx: ScopedTransaction,
  context: ReferralContext,
  who: Principal,
  serviceId: string,
): Promise<Channels> {
  const proposed = await rowOf(trx, serviceId, 'proposed')
  return {
    inForce: await channelOf(trx, context, serviceId),
    proposed: proposed
      ? {
          id: proposed.id,
          at: proposed.proposed_at,
          byYou: proposed.proposed_by === who.userId,
          ...(await unsealed(context, proposed)),
        }
      : null,
  }
}

/** Says how a service is reached. It changes nothing yet: what holds goes on holding until somebody else has called. */
export async function proposeChannel(
  context: ReferralContext,
  who: Principal,
  serviceId: string,
  { id, mailbox, telephone }: HandlerInput<typeof proposing>['body'],
): Promise<Result<Channels, Failure>> {
  if (!may(who, 'directory.keep_channels')) return err(failure('referral.not_allowed'))
  const visible = await readInScope(context.db, scopeOf(who), (trx) => serviceOf(trx, serviceId))
  if (!visible) return err(failure('referral.no_service'))
  return inScope<Channels, Failure>(context.db, systemFor(who), async (trx) => {
    const there = await tables(trx)
      .selectFrom('referral.service_channel')
      .select(['service_id', 'proposed_by'])
      .where('id', '=', id)
      .executeTakeFirst()
    if (there) {
      const same = there.service_id === serviceId && there.proposed_by === who.userId
      return same ? ok(await channelsOf(trx, context, who, serviceId)) : err(failure('records.id_used'))
    }
    const key = await context.vault.wordKey(context.db, context.country)
    const now = context.clock.now()
    await replace(trx, serviceId, now, 'proposed')
    await tables(trx)
      .insertInto('referral.service_channel')
      .values({
        id,
        service_id: serviceId,
        country: context.country,
        sealed: sealChannel(key, id, { mailbox, telephone }),
        proposed_by: who.userId,
        proposed_at: now,
        confirmed_by: null,
        confirmed_at: null,
        replaced_at: null,
      })
      .execute()
    await recordAudit(trx, { action: 'referral.channel_proposed', object: { kind: 'referral.service', id: serviceId } })
    return ok(await channelsOf(trx, context, who, serviceId))
  })
}

/** Another person called there and was answered: from now on it holds, in place of what held before. */
export async function confirmChannel(
  context: ReferralContext,
  who: Principal,
  serviceId: string,
  { id }: { readonly id: string },
): Promise<Result<Channels, Failure>> {
  if (!may(who, 'directory.keep_channels')) return err(failure('referral.not_allowed'))
  return inScope<Channels, Failure>(context.db, systemFor(who), async (trx) => {
    const row = await tables(trx)
      .selectFrom('referral.service_channel')
      .selectAll()
      .where('id', '=', id)
      .where('service_id', '=', serviceId)
      .where('country', '=', context.country)
      .where('replaced_at', 'is', null)
      .forUpdate()
      .executeTakeFirst()
    if (!row) return err(failure('referral.no_service'))
    if (row.confirmed_at !== null) return ok(await channelsOf(trx, context, who, serviceId))
    if (row.proposed_by === who.userId) return err(failure('records.second_person'))
    const now = context.clock.now()
    await replace(trx, serviceId, now, 'confirmed')
    await tables(trx)
      .updateTable('referral.service_channel')
      .set({ confirmed_by: who.userId, confirmed_at: now })
      .where('id', '=', id)
      .execute()
    await recordAudit(trx, {
      action: 'referral.channel_confirmed',
      object: { kind: 'referral.service', id: serviceId },
    })
    return ok(await channelsOf(trx, context, who, serviceId))
  })
}

const replace = (trx: ScopedTransaction, serviceId: string, at: Instant, which: Standing) =>
  tables(trx)
    .updateTable('referral.service_channel')
    .set({ replaced_at: at })
    .where('service_id', '=', serviceId)
    .where('replaced_at', 'is', null)
    .where('confirmed_at', which === 'confirmed' ? 'is not' : 'is', null)
    .execute()
