import type { ScopedTransaction } from '@gloact/postgres'
import { sql } from 'kysely'

export interface NextInLine {
  readonly nominationId: string
  /** When somebody waited and a seat was free for the first time. */
  readonly since: string
}

/**
 * Who is first on the waiting list of an event that has a free seat: who has waited longest of those whose agency’s seats
 * are not all taken. An event without a free seat, or for which nobody waits, has none.
 */
export async function nextInLine(
  trx: ScopedTransaction,
  eventIds: readonly string[],
): Promise<ReadonlyMap<string, NextInLine>> {
  if (eventIds.length === 0) return new Map()
  const { rows } = await sql<{ event_id: string; nomination_id: string; since: string }>`
    with seated as (
      select participant.event_id, practitioner.employer, count(*)::int as seats
      from training.participant join training.practitioner on practitioner.id = participant.practitioner_id
      where participant.withdrawn_at is null and participant.event_id = any(${[...eventIds]}::uuid[])
      group by participant.event_id, practitioner.employer)
    select distinct on (event.id) event.id as event_id, nomination.id as nomination_id,
      greatest(waiting.since, (select max(withdrawn_at) from training.participant where participant.event_id = event.id)) as since
    from training.event
    join training.nomination on nomination.event_id = event.id
    join training.practitioner on practitioner.id = nomination.practitioner_id
    -- A second decision to wait keeps the place; one that came between loses it.
    join lateral (select min(decided_at) as since from training.decision
      where decision.nomination_id = nomination.id and decision.number > coalesce((select max(number)
        from training.decision as other where other.nomination_id = nomination.id and other.decision <> 'waiting'), 0)
    ) waiting on waiting.since is not null
    where event.id = any(${[...eventIds]}::uuid[])
      and event.seats > coalesce((select sum(seats) from seated where seated.event_id = event.id), 0)
      and ((event.criteria ->> 'seatsAnAgency') is null or (event.criteria ->> 'seatsAnAgency')::int > coalesce((
        select seats from seated where seated.event_id = event.id and seated.employer = practitioner.employer), 0))
    order by event.id, waiting.since, nomination.id`.execute(trx)
  return new Map(rows.map((row) => [row.event_id, { nominationId: row.nomination_id, since: row.since }]))
}
