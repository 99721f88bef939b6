import { recordAudit } from '@gloact/audit'
import type { HandlerInput } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { err, failure, newId, ok, type Failure, type Instant, type Result } from '@gloact/kernel'
import { inScope, type ScopedTransaction } from '@gloact/postgres'
import { sql } from 'kysely'
import type { keepCapacity as contract, ServiceView } from '../../contract/referrals.ts'
import { may, scopeOf, type ReferralContext } from '../referral-context.ts'
import { presentServices } from './directory.ts'
import { tables, type ServiceTable } from '../tables.ts'

interface Place {
  readonly requestId: string
  readonly serviceId: string
  readonly at: Instant
}

/**
 * Holds a place for the person who was accepted, under the service's lock: of two for the last place the second is refused. A service
 * whose places are not counted holds nothing. That nobody has said for long how many are free refuses nobody.
 */
export async function holdPlace(trx: ScopedTransaction, place: Place): Promise<Result<undefined, Failure>> {
  const service = await lockService(trx, place.serviceId)
  if (!service) return err(failure('referral.no_service'))
  if (service.maximum === null) return ok(undefined)
  if (service.maximum - service.occupied - service.held - service.out_of_use <= 0)
    return err(failure('referral.no_place'))
  await change(trx, service, { held: service.held + 1, occupied: service.occupied }, place)
  return ok(undefined)
}

/** Moves a place that was held: taken when the service starts, free when it ends. */
export async function movePlace(
  trx: ScopedTransaction,
  place: Place,
  by: { readonly held: number; readonly occupied: number },
): Promise<void> {
  const service = await lockService(trx, place.serviceId)
  if (!service || service.maximum === null) return
  // What the agency counted by hand meanwhile may have freed it already.
  const held = Math.max(0, service.held + by.held)
  const occupied = Math.max(0, service.occupied + by.occupied)
  await change(trx, service, { held, occupied }, place)
}

const lockService = (trx: ScopedTransaction, serviceId: string): Promise<ServiceTable | undefined> =>
  tables(trx).selectFrom('referral.service').selectAll().where('id', '=', serviceId).forUpdate().executeTakeFirst()

async function change(
  trx: ScopedTransaction,
  service: ServiceTable,
  to: { readonly held: number; readonly occupied: number },
  { requestId, at }: Place,
): Promise<void> {
  await tables(trx)
    .updateTable('referral.service')
    .set({ ...to, version: sql<number>`version + 1` })
    .where('id', '=', service.id)
    .execute()
  await tables(trx)
    .insertInto('referral.capacity_change')
    .values({
      id: newId(),
      service_id: service.id,
      at,
      by_user_id: null,
      request_id: requestId,
      maximum: service.maximum,
      out_of_use: service.out_of_use,
      ...to,
    })
    .execute()
}

/** Says how much room there is now. The same again keeps it fresh; of two who say it at once the second is told. */
export async function keepCapacity(
  context: ReferralContext,
  who: Principal,
  serviceId: string,
  { version, maximum, occupied, outOfUse }: HandlerInput<typeof contract>['body'],
): Promise<Result<ServiceView, Failure>> {
  if (!may(who, 'directory.keep_capacity')) return err(failure('referral.not_allowed'))
  return inScope<ServiceView, Failure>(context.db, scopeOf(who), async (trx) => {
    const service = await lockService(trx, serviceId)
    if (!service || service.agency_id !== who.agencyId) return err(failure('referral.no_service'))
    if (service.version !== version) return err(failure('referral.capacity_changed'))
    const at = context.clock.now()
    const next = { maximum, occupied, out_of_use: outOfUse, capacity_at: at, version: version + 1 }
    await tables(trx).updateTable('referral.service').set(next).where('id', '=', serviceId).execute()
    await tables(trx)
      .insertInto('referral.capacity_change')
      .values({
        id: newId(),
        service_id: serviceId,
        at,
        by_user_id: who.userId,
        request_id: null,
        maximum,
        occupied,
        held: service.held,
        out_of_use: outOfUse,
      })
      .execute()
    await recordAudit(trx, { action: 'referral.capacity_kept', object: { kind: 'referral.service', id: serviceId } })
    const [view] = await presentServices(trx, context, who, [{ ...service, ...next }])
    return ok(view!)
  })
}
