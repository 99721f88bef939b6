import { countTable, type DisclosureRule, flatDimension, protectTable } from '@gloact/disclosure'
import { unwrap } from '@gloact/kernel'
import type { ScopedTransaction } from '@gloact/postgres'
import { sql } from 'kysely'
import { standsBeside } from '../domain/levels.ts'

/** Who attended, by profession, as it may leave the team; null where a figure is hidden. */
export interface ProtectedCounts {
  readonly all: number | null
  readonly rows: readonly { readonly profession: string; readonly people: number | null }[]
}

interface Counted {
  readonly profession: string
  readonly people: number
}

/** Of one event: the whole table is protected at once, so that no hidden cell can be worked out from the others. */
export async function attendedEvent(
  trx: ScopedTransaction,
  rule: DisclosureRule,
  eventId: string,
): Promise<ProtectedCounts> {
  return protectedCounts(await counted(trx, [eventId]), rule)
}

/**
 * Of a year. Anybody may lay its report beside those of its events and subtract: a figure stands only where what would be left is
 * hidden in two events at least, and is not a few people.
 */
export async function attendedYear(
  trx: ScopedTransaction,
  rule: DisclosureRule,
  eventIds: readonly string[],
): Promise<ProtectedCounts> {
  const rows = await counted(trx, eventIds)
  const year = await protectedCounts(rows, rule)
  const events: { rows: readonly Counted[]; safe: ProtectedCounts }[] = []
  for (const eventId of eventIds) {
    const own = await counted(trx, [eventId])
    if (own.length > 0) events.push({ rows: own, safe: await protectedCounts(own, rule) })
  }
  const stands = (of: (counts: readonly Counted[]) => number, shown: (safe: ProtectedCounts) => number | null) =>
    standsBeside(
      events.map((event) => ({ count: of(event.rows), hidden: shown(event.safe) === null })),
      rule.threshold,
    )
  const shown = year.rows.map(({ profession, people }) => {
    const of = (counts: readonly Counted[]) => counts.find((row) => row.profession === profession)?.people ?? 0
    const beside = stands(of, (safe) => {
      const row = safe.rows.find((one) => one.profession === profession)
      return row === undefined ? 0 : row.people
    })
    return { profession, people: beside ? people : null }
  })
  const added = shown.some(({ people }, at) => people === null && year.rows[at]!.people !== null)
  const total = stands(
    (counts) => counts.reduce((sum, { people }) => sum + people, 0),
    (safe) => safe.all,
  )
  // Where a cell is hidden besides, the sum would give it away.
  return { all: added || !total ? null : year.all, rows: shown }
}

async function counted(trx: ScopedTransaction, eventIds: readonly string[]): Promise<readonly Counted[]> {
  const { rows } = await sql<Counted>`
    select practitioner.profession, count(distinct practitioner.id)::int as people
    from training.participant join training.practitioner on practitioner.id = participant.practitioner_id
    where participant.event_id = any(${[...eventIds]}::uuid[]) and withdrawn_at is null
      and exists (select from training.attendance where attendance.participant_id = participant.id and removed_at is null)
    group by practitioner.profession order by practitioner.profession`.execute(trx)
  return rows
}

async function protectedCounts(rows: readonly Counted[], rule: DisclosureRule): Promise<ProtectedCounts> {
  if (rows.length === 0) return { all: null, rows: [] }
  const dimension = flatDimension(
    'profession',
    rows.map(({ profession }) => profession),
  )
  const leaves = [rows.map((_, at) => at + 1)]
  const table = unwrap(countTable([dimension], { leaves, counts: rows.map(({ people }) => people) }))
  const safe = await protectTable(table, { ...rule, method: 'suppress' })
  const figure = (at: number): number | null => {
    const value = safe.ok ? safe.value.figures[at]! : Number.NaN
    return Number.isNaN(value) ? null : value
  }
  return { all: figure(0), rows: rows.map(({ profession }, at) => ({ profession, people: figure(at + 1) })) }
}
