import {
  countTable,
  flatDimension,
  isSmallCount,
  protectTable,
  toldTogether,
  type DisclosureRule,
} from '@gloact/disclosure'
import { unwrap } from '@gloact/kernel'
import type { ScopedTransaction } from '@gloact/postgres'
import { sql } from 'kysely'

/** Who attended, by profession, as it may leave the team; null where a figure is hidden. */
export interface ProtectedCounts {
  readonly all: number | null
  readonly rows: readonly { readonly profession: string; readonly people: number | null }[]
}

interface Counted {
  readonly profession: string
  readonly people: number
}

/** Of one event: the whole table is protected at once, as from somebody who has read beside it how many attended. */
export async function attendedEvent(
  trx: ScopedTransaction,
  rule: DisclosureRule,
  eventId: string,
): Promise<ProtectedCounts> {
  return besideAttended(await counted(trx, [eventId]), rule)
}

/** Of a year. Anybody may lay its report beside those of its events and subtract. */
export async function attendedYear(
  trx: ScopedTransaction,
  rule: DisclosureRule,
  eventIds: readonly string[],
): Promise<ProtectedCounts> {
  const own = await countedByEvent(trx, eventIds)
  return besideEvents(await counted(trx, eventIds), own, rule)
}

/**
 * Those of a year beside those of each of its events: one table of professions by events, as from somebody who has read all reports of
 * events. What these hide stays hidden; of the year it is hidden what would give it away. Who attended two events is in both, and once in the year.
 */
export async function besideEvents(
  rows: readonly Counted[],
  own: readonly (readonly Counted[])[],
  rule: DisclosureRule,
): Promise<ProtectedCounts> {
  const nothing = { all: null, rows: [] }
  const events: ReportedEvent[] = []
  for (const event of own) if (event.length > 0) events.push({ counts: event, told: await besideAttended(event, rule) })
  const [listed, others] = [true, false].map((is) => events.filter(({ told }) => told.rows.length > 0 === is))
  // Of events of which no profession is told a reader knows how many attended, or that they are few: no more than of all of them together.
  const columns = [...listed!, ...[...Map.groupBy(others!, ({ told }) => told.all === null).values()].map(together)]
  const professions = [...new Set(events.flatMap(({ counts }) => counts.map(({ profession }) => profession)))]
  if (rows.length === 0 || professions.length === 0) return nothing
  const width = columns.length + 1
  const placeOf = (profession: string): number => (professions.indexOf(profession) + 1) * width
  const [shown, kept] = [new Set<number>(), new Set<number>()]
  const cells: { readonly row: number; readonly event: number; readonly count: number }[] = []
  for (const [at, { counts, told }] of columns.entries()) {
    ;(told.all === null ? kept : shown).add(at + 1)
    for (const { profession, people } of counts) {
      const isShown = told.rows.some((row) => row.profession === profession && row.people !== null)
      ;(isShown ? shown : kept).add(placeOf(profession) + at + 1)
      cells.push({ row: professions.indexOf(profession) + 1, event: at + 1, count: people })
    }
  }
  const table = unwrap(
    countTable([flatDimension('profession', professions), flatDimension('event', Array.from(columns.keys(), String))], {
      leaves: [cells.map(({ row }) => row), cells.map(({ event }) => event)],
      counts: cells.map(({ count }) => count),
    }),
  )
  // Whatever the events hide is seen; only figures of the year are left to hide with it, and as few of them as will do.
  const safe = await protectTable(table, { ...rule, method: 'suppress', cover: 'fewest' }, { known: { shown, kept } })
  if (!safe.ok) return nothing
  const told = (place: number, people: number): number | null =>
    Number.isNaN(safe.value.figures[place]!) || isSmallCount(rule, people) ? null : people
  const year = rows.map(({ profession, people }) => ({ profession, people: told(placeOf(profession), people) }))
  const all = rows.reduce((sum, { people }) => sum + people, 0)
  // Where people attended more than one event a single profession can be left, which the total would give away.
  const alone = year.filter(({ people }) => people === null).length === 1
  return { all: alone ? null : told(0, all), rows: year }
}

interface ReportedEvent {
  readonly counts: readonly Counted[]
  readonly told: ProtectedCounts
}

/** Several events as one: how many attended all of them is told where it is of each. */
function together(events: readonly ReportedEvent[]): ReportedEvent {
  const by = Map.groupBy(
    events.flatMap(({ counts }) => counts),
    ({ profession }) => profession,
  )
  const sum = (counts: readonly Counted[]) => counts.reduce((all, { people }) => all + people, 0)
  return {
    counts: [...by].map(([profession, counts]) => ({ profession, people: sum(counts) })),
    told: {
      all: events.some(({ told }) => told.all === null) ? null : sum(events.flatMap(({ counts }) => counts)),
      rows: [],
    },
  }
}

/** Participants of events who attended, each with the profession that they have. */
const attended = (eventIds: readonly string[]) => sql`
  training.participant join training.practitioner on practitioner.id = participant.practitioner_id
  where participant.event_id = any(${[...eventIds]}::uuid[]) and withdrawn_at is null
    and exists (select from training.attendance where attendance.participant_id = participant.id and removed_at is null)`

/** Each person once, however many of the events they attended. */
const counted = async (trx: ScopedTransaction, eventIds: readonly string[]): Promise<readonly Counted[]> =>
  (
    await sql<Counted>`
      select practitioner.profession, count(distinct practitioner.id)::int as people from ${attended(eventIds)}
      group by practitioner.profession order by practitioner.profession`.execute(trx)
  ).rows

/** The same of each event by itself. */
async function countedByEvent(
  trx: ScopedTransaction,
  eventIds: readonly string[],
): Promise<readonly (readonly Counted[])[]> {
  const { rows } = await sql<Counted & { readonly event: string }>`
    select participant.event_id as event, practitioner.profession, count(distinct practitioner.id)::int as people
    from ${attended(eventIds)}
    group by participant.event_id, practitioner.profession order by participant.event_id, practitioner.profession`.execute(
    trx,
  )
  return [...Map.groupBy(rows, ({ event }) => event).values()]
}

/** The report of an event says how many attended wherever that may be told: it is told here, too, and hides nothing. */
export async function besideAttended(rows: readonly Counted[], rule: DisclosureRule): Promise<ProtectedCounts> {
  if (rows.length === 0) return { all: null, rows: [] }
  const professions = rows.map(({ profession }) => profession)
  const count = (profession: string) => rows.find((row) => row.profession === profession)?.people ?? 0
  const { event } = await toldTogether(rule, { event: { rows: professions, columns: ['people'], count } })
  return {
    all: event.at(null, null),
    rows: event.rows.map((profession) => ({ profession, people: event.at(profession, null) })),
  }
}
