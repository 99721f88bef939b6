import type { PlainDate } from '@gloact/kernel'
import type { ScopedTransaction } from '@gloact/postgres'
import { sql } from 'kysely'
import type { Share } from '../../domain/measures.ts'

interface Days {
  readonly from: PlainDate
  /** The day after its last. */
  readonly until: PlainDate
}

/** Searches in which nothing had room or a waiting list, of all that were made; of one agency, or of the country. */
export async function searchesIn(
  trx: ScopedTransaction,
  country: string,
  { from, until }: Days,
  agencyId: string | null,
): Promise<Share> {
  const { rows } = await sql<{ count: number; of: number }>`
    select coalesce(sum(nothing_open), 0)::int as count, coalesce(sum(searches), 0)::int as of
    from referral.search_count
    where country = ${country} and day >= ${from} and day < ${until}
      ${agencyId === null ? sql`` : sql`and agency_id = ${agencyId}`}`.execute(trx)
  return rows[0]!
}

/** How full services of a kind were on average, and on how many of their days nobody knew. */
export interface PlaceFigures {
  readonly need: string
  /** Taken places of those that could be used, over days on which it was known; null where it never was. */
  readonly occupancy: number | null
  /** Days on which nobody had said for too long, of all days. */
  readonly blindness: number
  readonly services: number
  /** Places that could be used, on the day on which there were fewest. */
  readonly usable: number
}

export async function placesIn(
  trx: ScopedTransaction,
  country: string,
  { from, until }: Days,
  agencyId: string | null,
): Promise<readonly PlaceFigures[]> {
  const { rows } = await sql<PlaceFigures>`
    with of_day as (
      select service.type as need, snapshot.day, count(*)::int as services,
        coalesce(sum(snapshot.occupied) filter (where snapshot.known), 0) as occupied,
        coalesce(sum(snapshot.maximum - snapshot.out_of_use) filter (where snapshot.known), 0) as usable,
        count(*) filter (where not snapshot.known) as unknown, count(*) as days
      from referral.capacity_snapshot snapshot
      join referral.service service on service.id = snapshot.service_id
      where service.country = ${country} and snapshot.day >= ${from} and snapshot.day < ${until}
        ${agencyId === null ? sql`` : sql`and service.agency_id = ${agencyId}`}
      group by service.type, snapshot.day
    )
    select need, (sum(occupied)::float8 / nullif(sum(usable), 0)) as occupancy,
      (sum(unknown)::float8 / sum(days)) as blindness, min(services)::int as services, min(usable)::int as usable
    from of_day group by need order by need`.execute(trx)
  return rows
}

export const inPercent = ({ need, occupancy, blindness }: PlaceFigures) => ({
  need,
  occupancy: occupancy === null ? null : Math.round(occupancy * 100),
  blindness: Math.round(blindness * 100),
})
