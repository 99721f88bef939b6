import type { HandlerInput } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { err, failure, ok, type Failure, type Instant, type Result } from '@gloact/kernel'
import { readInScope, type ScopedTransaction } from '@gloact/postgres'
import type { listServices as contract, ServiceView } from '../contract/referrals.ts'
import { available, roomOf, servicesThatFit, type Capacity } from '../domain/directory.ts'
import { reachedByLink } from './channels.ts'
import { may, scopeOf, type ReferralContext } from './referral-context.ts'
import { tables, type ServiceTable } from './tables.ts'

const MOST = 500

/** Services of the directory that are in force. Where a need is asked for, those that fit it, best first. */
export async function listServices(
  context: ReferralContext,
  who: Principal,
  asked: HandlerInput<typeof contract>['query'],
): Promise<Result<{ items: ServiceView[]; mayKeep: boolean }, Failure>> {
  if (!may(who, 'directory.read')) return err(failure('referral.not_allowed'))
  return readInScope(context.db, scopeOf(who), async (trx) => {
    let query = tables(trx)
      .selectFrom('referral.service')
      .selectAll()
      .where('valid_until', '>=', context.clock.today(context.calendar.timeZone))
      .orderBy('name')
      .orderBy('id')
      .limit(MOST)
    if (asked.own) query = query.where('agency_id', '=', who.agencyId)
    if (asked.type !== undefined) query = query.where('type', '=', asked.type)
    const services = await presentServices(trx, context, who, await query.execute())
    const { type, area, language, child = false } = asked
    const items = type === undefined ? services : servicesThatFit(services, { type, area, language, child })
    return ok({ items: [...items], mayKeep: may(who, 'directory.keep_capacity') })
  })
}

/** Services as somebody sees them: how many places there are is told where it is fresh, and in full to the agency itself. */
export async function presentServices(
  trx: ScopedTransaction,
  { clock, agencyNames }: ReferralContext,
  who: Principal,
  rows: readonly ServiceTable[],
): Promise<readonly ServiceView[]> {
  if (rows.length === 0) return []
  const sites = new Map(
    (
      await tables(trx)
        .selectFrom('referral.site')
        .select(['id', 'name', 'area'])
        .where(
          'id',
          'in',
          rows.map((row) => row.site_id),
        )
        .execute()
    ).map((site) => [site.id, site]),
  )
  const names = await agencyNames(trx)
  const byLink = await reachedByLink(
    trx,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => {
    const capacity: Capacity = {
      unit: row.unit,
      maximum: row.maximum,
      occupied: row.occupied,
      held: row.held,
      outOfUse: row.out_of_use,
      keepsList: row.keeps_list,
      updatedAt: row.capacity_at as Instant | null,
    }
    const room = roomOf(capacity, clock.now())
    const site = sites.get(row.site_id)
    return {
      id: row.id,
      agencyId: row.agency_id,
      agencyName: names.get(row.agency_id) ?? null,
      type: row.type,
      name: row.name,
      site: site?.name ?? '',
      area: site?.area ?? '',
      recipientKind: row.recipient_kind,
      languages: [...row.languages],
      serves: row.serves,
      minAge: row.min_age,
      maxAge: row.max_age,
      confirmedOn: row.confirmed_on,
      room,
      unit: row.unit,
      available: room === 'unknown' || row.maximum === null ? null : available(capacity),
      capacityAt: row.capacity_at,
      byLink: byLink.has(row.id),
      own:
        row.agency_id === who.agencyId
          ? {
              maximum: row.maximum,
              occupied: row.occupied,
              held: row.held,
              outOfUse: row.out_of_use,
              version: row.version,
            }
          : null,
    }
  })
}
