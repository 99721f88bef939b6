import { quartersTold } from '@gloact/calendar'
import { toldTable, type DisclosureRule } from '@gloact/disclosure'
import type { Principal } from '@gloact/identity/contract/principal'
import type { Clock, PlainDate } from '@gloact/kernel'
import { keptFor, type ResponseFigures, type ResponsePart } from '@gloact/module'
import { readInScope, systemScope, type Database, type ScopedTransaction } from '@gloact/postgres'
import { sql } from 'kysely'
import { protectionSentence } from '../file/sentences.ts'
import { programmeFigures, TOLD_AFTER_DAYS } from './programme-figures.ts'

interface Counted {
  readonly row: string
  readonly column: string
  readonly count: number
}

/** They are the same on every day; but for an erasure, which an hour later is in them. */
const KEPT_MS = 60 * 60_000

const PATHS = ['adult', 'child'] as const
const MOVES = ['opened', 'closed'] as const
const KEPT = ['in_time', 'late'] as const
const KINDS = ['reasonable_grounds', 'conclusive_grounds', 'assessment', 'plan', 'guardian'] as const

/** Files that were opened and that were closed in a quarter. */
async function movesIn(trx: ScopedTransaction, country: string, from: PlainDate, to: PlainDate) {
  const { rows } = await sql<Counted>`
    select path as row, 'opened' as column, count(*)::int as count from protection.case_file
    where country = ${country} and status <> 'import_undone' and erased_at is null and opened_on >= ${from} and opened_on < ${to} group by path
    union all
    select path, 'closed', count(*)::int from protection.case_file
    where country = ${country} and status <> 'import_undone' and erased_at is null and closed_on >= ${from} and closed_on < ${to} group by path`.execute(
    trx,
  )
  return rows
}

/** Deadlines that ended in a quarter, by whether they were kept. */
async function clocksIn(trx: ScopedTransaction, country: string, from: PlainDate, to: PlainDate) {
  const { rows } = await sql<Counted>`
    select kind as row, case when stopped_at <= due_at then 'in_time' else 'late' end as column, count(*)::int as count
    from protection.deadline where due_at >= ${from}::date and due_at < ${to}::date
      and file_id in (select id from protection.case_file where country = ${country} and erased_at is null)
    group by 1, 2`.execute(trx)
  return rows
}

interface Context {
  readonly db: Database
  readonly clock: Clock
  readonly country: string
  readonly timeZone: string
  readonly smallCounts: DisclosureRule
}

/**
 * Files and deadlines of the last quarter that may be told, over all agencies. A quarter that is over tells on every day the same, so that no
 * two readings differ by one person; and each table goes through the rule for the public.
 */
export function responseOf(context: Context): ResponseFigures<Principal> {
  const { db, clock, country, timeZone, smallCounts } = context
  const onceAnHour = keptFor<{ readonly moves: readonly Counted[]; readonly clocks: readonly Counted[] }>(
    clock,
    KEPT_MS,
  )
  return {
    ...programmeFigures(context),
    async parts(language) {
      const t = (id: string) => protectionSentence(language, `protection.response.${id}`)
      const quarter = quartersTold(clock.today(timeZone), TOLD_AFTER_DAYS, 1)[0]!
      const { moves, clocks } = await onceAnHour(quarter.id, () =>
        readInScope(db, systemScope(country), async (trx) => ({
          moves: await movesIn(trx, country, quarter.from, quarter.to),
          clocks: await clocksIn(trx, country, quarter.from, quarter.to),
        })),
      )
      const told = (counted: readonly Counted[], rows: readonly string[], columns: readonly string[]) =>
        toldTable(
          smallCounts,
          rows,
          columns,
          (row, column) => counted.find((one) => one.row === row && one.column === column)?.count ?? 0,
        )
      const rule = `${quarter.id}. ${t('rule')}`
      const nowhere = () => null
      const files = await told(moves, PATHS, MOVES)
      const parts: ResponsePart<Principal>[] = [
        {
          kind: 'files',
          title: t('files'),
          rule,
          of: t('path'),
          columns: MOVES.map((move) => t(move)),
          // What was opened and what was closed are never added.
          rows: [
            { id: 'all', label: t('all'), counts: MOVES.map((move) => files(null, move)) },
            ...PATHS.map((path) => ({
              id: path,
              label: t(`path.${path}`),
              counts: MOVES.map((move) => files(path, move)),
            })),
          ],
          to: nowhere,
        },
      ]
      const kinds = KINDS.filter((kind) => clocks.some((one) => one.row === kind))
      if (kinds.length === 0) return parts
      const kept = await told(clocks, kinds, KEPT)
      return [
        ...parts,
        {
          kind: 'clocks',
          title: t('clocks'),
          rule,
          of: t('deadline'),
          columns: KEPT.map((how) => t(how)),
          rows: kinds.map((kind) => ({
            id: kind,
            label: protectionSentence(language, `protection.deadline.${kind}`),
            counts: KEPT.map((how) => kept(kind, how)),
          })),
          to: nowhere,
        },
      ]
    },
  }
}
