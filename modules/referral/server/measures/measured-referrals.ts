import { isWorkingDay, momentOf } from '@gloact/calendar'
import { addDays, type PlainDate } from '@gloact/kernel'
import type { ScopedTransaction } from '@gloact/postgres'
import { sql } from 'kysely'
import { URGENCIES } from '../../domain/referral-kind.ts'
import { workedBy, type CalendarDay } from '../../domain/working-time.ts'
import type { NeedReferred } from '../../domain/unmet-need.ts'
import type { ReferralContext } from '../referral-context.ts'

/** More than these are not read at once. */
export const MOST = 50_000

export interface Period {
  readonly from: PlainDate
  /** The day after its last. */
  readonly until: PlainDate
  /** As which the agency took part; null for all. */
  readonly party: 'sender' | 'receiver' | null
}

/** A referral with the service and the area that it was sent to. */
export interface PlacedReferral extends NeedReferred {
  readonly serviceId: string
  readonly service: string
  readonly site: string
  readonly area: string
}

/** How much working time had passed by a moment, from the first day of a period to the last that counts. */
export function workedIn(
  from: PlainDate,
  last: PlainDate,
  { calendar }: Pick<ReferralContext, 'calendar'>,
): (at: number) => number {
  const days: CalendarDay[] = []
  for (let day = from; day <= addDays(last, 1); day = addDays(day, 1))
    days.push({
      start: momentOf({ date: day, sinceMidnight: 0 }, calendar.timeZone),
      works: isWorkingDay(day, calendar),
    })
  return workedBy(days)
}

export const startOf = (date: PlainDate, { calendar }: Pick<ReferralContext, 'calendar'>): number =>
  momentOf({ date, sinceMidnight: 0 }, calendar.timeZone)

/** The referrals that were sent in a period, with the steps and codes that lie in clear. Of those of a person who was erased nothing is known. */
export async function measured(
  trx: ScopedTransaction,
  context: ReferralContext,
  { from, until, party }: Period,
  agencyId: string | null,
): Promise<readonly PlacedReferral[]> {
  const { rows } = await sql<{
    id: string
    file_id: string | null
    need: string
    urgency: string
    due: string | null
    service_id: string | null
    service: string | null
    site: string | null
    area: string | null
    kept_back: boolean
    steps: readonly { readonly step: string; readonly at: number; readonly code: string | null }[]
  }>`
    select r.id, r.file_id, r.facts ->> 'need' as need, r.facts ->> 'urgency' as urgency,
      r.clocks -> 'acknowledge' ->> 'dueAt' as due, service.id as service_id, service.name as service, site.name as site, site.area,
      exists (select from referral.outcome_code k where k.request_id = r.id and k.step = 'send') as kept_back,
      (select json_agg(json_build_object('step', s.step, 'at', round(extract(epoch from s.happened_at) * 1000), 'code', o.code)
          order by s.sequence)
        from referral.request_step s
        left join referral.outcome_code o on o.request_id = s.request_id and o.step = s.step
        where s.request_id = r.id) as steps
    from referral.request_step sent
    join referral.request r on r.id = sent.request_id
    left join referral.service service on service.id = (r.facts ->> 'service_id')::uuid
    left join referral.site site on site.id = service.site_id
    where sent.step = 'send' and r.country = ${context.country} and r.erased_at is null
      and sent.happened_at >= ${new Date(startOf(from, context)).toISOString()}
      and sent.happened_at < ${new Date(startOf(until, context)).toISOString()}
      ${party === null ? sql`` : sql`and r.parties ->> ${party}::text = ${agencyId}`}
    limit ${MOST + 1}`.execute(trx)
  return rows.map((row) => ({
    // A file is of one agency: nobody is joined across them.
    person: row.file_id ?? row.id,
    need: row.need,
    urgency: URGENCIES.find((each) => each === row.urgency) ?? 'standard',
    keptBack: party === 'receiver' ? null : row.kept_back,
    acknowledgeBy: row.due === null ? null : Date.parse(row.due),
    steps: row.steps,
    serviceId: row.service_id ?? '',
    service: row.service ?? '',
    site: row.site ?? '',
    area: row.area ?? '',
  }))
}
