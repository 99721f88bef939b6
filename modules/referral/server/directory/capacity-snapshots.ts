import { ok, unwrap, type Instant } from '@gloact/kernel'
import { inScope, systemScope } from '@gloact/postgres'
import { roomOf } from '../../domain/directory.ts'
import type { ReferralContext } from '../referral-context.ts'
import { tables } from '../tables.ts'

/** Keeps how full every counted service is today, once a day, for the figures. */
export async function snapshotCapacity({
  db,
  country,
  clock,
  calendar,
  directoryRules,
}: Pick<ReferralContext, 'db' | 'country' | 'clock' | 'calendar' | 'directoryRules'>): Promise<void> {
  const day = clock.today(calendar.timeZone)
  unwrap(
    await inScope(db, systemScope(country), async (trx) => {
      const services = await tables(trx)
        .selectFrom('referral.service')
        .selectAll()
        .where('country', '=', country)
        .where('valid_until', '>=', day)
        .where('maximum', 'is not', null)
        .execute()
      if (services.length === 0) return ok(undefined)
      const rows = services.map((service) => {
        const room = roomOf(
          {
            unit: service.unit,
            maximum: service.maximum,
            occupied: service.occupied,
            held: service.held,
            outOfUse: service.out_of_use,
            keepsList: service.keeps_list,
            updatedAt: service.capacity_at as Instant | null,
          },
          clock.now(),
          directoryRules.freshHours,
        )
        return {
          service_id: service.id,
          day,
          maximum: service.maximum,
          occupied: service.occupied,
          out_of_use: service.out_of_use,
          known: room !== 'unknown',
        }
      })
      await tables(trx)
        .insertInto('referral.capacity_snapshot')
        .values(rows)
        .onConflict((conflict) => conflict.columns(['service_id', 'day']).doNothing())
        .execute()
      return ok(undefined)
    }),
  )
}
