import { valueOf } from '@gloact/kernel'
import type { ScopedTransaction } from '@gloact/postgres'
import type { StepTaken } from '@gloact/records/server'
import { sql } from 'kysely'
import { DOUBTED_BY } from '../../domain/directory-entry.ts'
import type { ReferralContext } from '../referral-context.ts'

/**
 * What became of referrals asks for an entry to be confirmed early: it was "not our service" twice in a month, or three in a row found nobody
 * who answered. In the transaction of the step, in the system's scope.
 */
export async function doubtEntry(
  trx: ScopedTransaction,
  { clock, calendar }: ReferralContext,
  { step, facts, payload }: StepTaken,
): Promise<void> {
  const notOurs = step === 'decline' && valueOf(payload.answers['reason']) === 'not_our_service'
  const serviceId = facts['service_id']
  if ((!notOurs && step !== 'expire') || typeof serviceId !== 'string') return
  const now = clock.now()
  const since = new Date(Date.parse(now) - DOUBTED_BY.days * 86_400_000).toISOString()
  const { rows } = await sql<{ doubted: boolean }>`
    select case when ${notOurs} then (
      select count(*) from referral.outcome_code c
      join referral.request r on r.id = c.request_id
      join referral.request_step s on s.request_id = r.id and s.step = 'decline'
      where r.service_id = ${serviceId}::uuid and c.step = 'decline' and c.code = 'not_our_service'
        and s.recorded_at >= ${since}::timestamptz
    ) >= ${DOUBTED_BY.notOurs} else (
      select count(*) filter (where step = 'expire') = ${DOUBTED_BY.expiredInARow} from (
        select s.step from referral.request r join referral.request_step s on s.request_id = r.id
        where r.service_id = ${serviceId}::uuid and s.step in ('accept', 'put_on_list', 'decline', 'expire')
        order by s.recorded_at desc, s.sequence desc limit ${DOUBTED_BY.expiredInARow}) last
    ) end as doubted`.execute(trx)
  if (!rows[0]?.doubted) return
  const today = clock.today(calendar.timeZone)
  await sql`update referral.service set doubted_on = ${today} where id = ${serviceId}::uuid`.execute(trx)
}
