import type { Principal } from '@gloact/identity/contract/principal'
import { addDays, isPlainDate, isUuid, type Instant } from '@gloact/kernel'
import type { ScopedTransaction } from '@gloact/postgres'
import { sql, type Expression, type RawBuilder, type SqlBool } from 'kysely'
import { IN_HAND, type FileFilterInput } from '../../contract/lists/file-list.ts'
import type { ListSort, SortDirection } from '../../domain/lists/file-list.ts'
import { ENTERED_DEADLINE_KINDS } from '../../domain/file/file-rules.ts'
import { FILE_STAGES } from '../../domain/file/words.ts'
import { fromBacklog } from '../paper/backlog.ts'
import { tables } from '../file/file-tables.ts'

export interface Asking {
  readonly principal: Principal
  readonly now: Instant
  readonly timeZone: string
}

/** The files that somebody may see, narrowed. Row-level security decides which there are; a file whose import was undone is in no list. */
export function filteredFiles(trx: ScopedTransaction, filter: FileFilterInput, { principal, now, timeZone }: Asking) {
  const conditions: RawBuilder<SqlBool>[] = [sql`case_file.status <> 'import_undone'`]
  const own = sql<SqlBool>`case_file.agency_id = ${principal.agencyId}`
  if (filter.mine === 'true') conditions.push(sql`case_file.assigned_to = ${principal.userId}`)
  if (filter.status === IN_HAND) conditions.push(isInHand())
  else if (filter.status) conditions.push(sql`case_file.status = ${filter.status}`)
  if (filter.path) conditions.push(sql`case_file.path = ${filter.path}`)
  if (filter.stage) conditions.push(sql`case_file.stage = ${filter.stage}`)
  if (filter.teamId) conditions.push(sql`case_file.team_id = ${filter.teamId}`)
  if (filter.assignedTo) conditions.push(sql`case_file.assigned_to = ${filter.assignedTo}`)
  if (filter.unassigned === 'true') conditions.push(isUnassigned())
  if (filter.awaited === 'true') conditions.push(sql`case_file.decision_awaited is not null`)
  if (filter.backlog === 'true') conditions.push(fromBacklog())
  if (filter.backlog === 'false') conditions.push(sql`not ${fromBacklog()}`)
  // Tags and the level of risk are for those who work on the file: not for whom it is shared with.
  if (filter.tag) conditions.push(sql`(${own} and case_file.tags @> array[${filter.tag}::uuid])`)
  if (filter.risk) conditions.push(sql`(${own} and case_file.coded ->> 'risk_level' = ${filter.risk})`)
  if (filter.openedFrom) conditions.push(sql`case_file.opened_on >= ${filter.openedFrom}`)
  if (filter.openedTo) conditions.push(sql`case_file.opened_on <= ${filter.openedTo}`)
  if (filter.changedFrom) {
    conditions.push(sql`case_file.changed_at >= (${filter.changedFrom}::date)::timestamp at time zone ${timeZone}`)
  }
  if (filter.changedTo) {
    const after = addDays(filter.changedTo, 1)
    conditions.push(sql`case_file.changed_at < (${after}::date)::timestamp at time zone ${timeZone}`)
  }
  if (filter.overdue === 'true') conditions.push(hasPassedClock(now, own))
  return tables(trx)
    .selectFrom('protection.case_file')
    .where(sql<SqlBool>`${sql.join(conditions, sql` and `)}`)
}

/** A file that no worker has, whatever team it stands with: the supervisor's to assign. */
export const isUnassigned = (): RawBuilder<SqlBool> => sql<SqlBool>`case_file.assigned_to is null`

/** A file that somebody still works on: open, or open until its closure is approved. */
export const isInHand = (): RawBuilder<SqlBool> => sql<SqlBool>`case_file.status in ('open', 'closure_requested')`

/** Of another agency's file only the clocks of the procedure count: others say something of the work on it. */
export const hasPassedClock = (now: Instant, own: RawBuilder<SqlBool>): RawBuilder<SqlBool> => sql<SqlBool>`exists (
  select from protection.deadline
  where deadline.file_id = case_file.id and deadline.stopped_at is null and deadline.due_at < ${now}
    and (${own} or deadline.kind <> all (${[...ENTERED_DEADLINE_KINDS]}::text[])))`

/** What a list is sorted by, in SQL, and the type that a cursor's text is read as. */
const SORTS: Readonly<
  Record<ListSort, { readonly by: (principal: Principal) => RawBuilder<unknown>; readonly type: string }>
> = {
  number: { by: () => sql`case_file.number collate "C"`, type: 'text' },
  stage: { by: () => sql`array_position(${[...FILE_STAGES]}::text[], case_file.stage)`, type: 'integer' },
  deadline: {
    by: ({ agencyId }) =>
      sql`coalesce(case when case_file.agency_id = ${agencyId} then case_file.next_due_at end, 'infinity'::timestamptz)`,
    type: 'timestamptz',
  },
  opened: { by: () => sql`case_file.opened_on`, type: 'date' },
  changed: { by: () => sql`case_file.changed_at`, type: 'timestamptz' },
}

export interface Sorted {
  readonly sort: ListSort
  readonly direction: SortDirection
}

/** Where a page ended: what it was sorted by, and the file's id. */
export interface PageEnd {
  readonly value: string
  readonly id: string
}

/** The order of a list, and what comes after the end of a page: by the sort and the id, so that no file is met twice or missed. */
export function pageOf({ sort, direction }: Sorted, principal: Principal, after: PageEnd | null) {
  const { by, type } = SORTS[sort]
  const expression = by(principal)
  const way = direction === 'ascending' ? sql`asc` : sql`desc`
  const than = direction === 'ascending' ? sql`>` : sql`<`
  return {
    /** The value that the next cursor holds. */
    value: sql<string>`(${expression})::text`.as('sort_value'),
    orderBy: sql`${expression} ${way}, case_file.id ${way}`,
    after: (after === null
      ? sql`true`
      : sql`(${expression}, case_file.id) ${than} (${after.value}::${sql.raw(type)}${
          sort === 'number' ? sql` collate "C"` : sql``
        }, ${after.id}::uuid)`) as Expression<SqlBool>,
  }
}

/** As the database writes a moment: the pool's connections are in UTC. */
const MOMENT = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}(?:\.\d{1,6})?)\+00$/
const isMoment = (text: string): boolean => {
  const parts = MOMENT.exec(text)
  return parts !== null && isPlainDate(parts[1]!) && !Number.isNaN(Date.parse(`${parts[1]}T${parts[2]}Z`))
}
/** What a cursor may hold: the person who made it up asks the database nothing that it cannot read. */
const IS_VALUE: Readonly<Record<ListSort, (text: string) => boolean>> = {
  number: (text) => /^[A-Z0-9-]{1,40}$/.test(text),
  stage: (text) => /^\d{1,2}$/.test(text),
  deadline: (text) => text === 'infinity' || isMoment(text),
  opened: isPlainDate,
  changed: isMoment,
}

export const writeCursor = ({ sort, direction }: Sorted, end: PageEnd): string =>
  Buffer.from(JSON.stringify([sort, direction, end.value, end.id])).toString('base64url')

/** Undefined where the text is no cursor of ours, or of another sorting. */
export function readCursor(text: string, { sort, direction }: Sorted): PageEnd | undefined {
  try {
    const parts: unknown = JSON.parse(Buffer.from(text, 'base64url').toString())
    if (!Array.isArray(parts) || parts[0] !== sort || parts[1] !== direction) return undefined
    const [, , value, id] = parts as unknown[]
    if (typeof value !== 'string' || typeof id !== 'string' || !IS_VALUE[sort](value) || !isUuid(id)) return undefined
    return { value, id }
  } catch {
    return undefined
  }
}
