import { recordAudit, type AuditAction } from '@gloact/audit'
import { fieldsById, type FormAnswers } from '@gloact/forms'
import { err, failure, ok, valueOf, type Failure, type Json, type Result } from '@gloact/kernel'
import { inScope, readInScope, type Database } from '@gloact/postgres'
import { sql, type RawBuilder } from 'kysely'
import type { RegisterRow, RowChange, RowFilter, RowsAsked, RowTitles } from '../contract/index.ts'
import { changedPaths } from '../differences.ts'
import type { Register } from '../register.ts'
import { searchWords } from '../search-text.ts'
import type { RegisterContext, RegisterUser } from './context.ts'
import { answersOf, COLUMNS, rowById, versionsOf } from './row-store.ts'
import type { StoredRow } from './stored-row.ts'

/** How many are counted before the answer is "more". */
const COUNTED = 1_000

export const present = (row: StoredRow, answers: FormAnswers = row.answers): RegisterRow => ({
  id: row.id,
  version: row.version,
  answers,
  agencyId: row.agencyId,
  addedAt: row.addedAt,
  changedAt: row.changedAt,
  archivedAt: row.archivedAt,
})

const keyColumn = (field: string) => sql.ref(`k_${field}`)

/** What the rows have to be like, in SQL. Only the columns that the register declares are ever named. */
function narrowed(of: Register, asked: RowsAsked): RawBuilder<unknown> {
  const wanted: RawBuilder<unknown>[] = [asked.archived ? sql`archived_at is not null` : sql`archived_at is null`]
  for (const word of searchWords(asked.search)) wanted.push(sql`search like ${`%${word}%`}`)
  for (const [field, filter] of Object.entries(asked.filters)) {
    const type = of.keyTypes.get(field)
    if (type === undefined) continue
    wanted.push(condition(field, type, filter))
  }
  return sql.join(wanted, sql` and `)
}

function condition(field: string, type: string, filter: RowFilter): RawBuilder<unknown> {
  const column = keyColumn(field)
  const isNumber = type === 'number' || type === 'amount'
  if ('blank' in filter) {
    const blank =
      type === 'list' ? sql`${column} = '{}'` : isNumber ? sql`${column} = '-Infinity'` : sql`${column} = ''`
    return filter.blank ? blank : sql`not (${blank})`
  }
  if ('any' in filter) {
    const any = [...filter.any]
    if (type === 'list') return sql`${column} && ${any}::text[]`
    if (isNumber) return sql`${column} = any (${any.map(Number).filter(Number.isFinite)}::double precision[])`
    const values = type === 'code' ? any : any.map((text) => text.toLowerCase())
    return sql`${column} = any (${values}::text[])`
  }
  if (type === 'list') return sql`true`
  const { from, to } = filter
  if (isNumber) {
    const [least, most] = [Number(from ?? 'NaN'), Number(to ?? 'NaN')]
    const parts = [sql`${column} > '-Infinity'`]
    if (Number.isFinite(least)) parts.push(sql`${column} >= ${least}`)
    if (Number.isFinite(most)) parts.push(sql`${column} <= ${most}`)
    return sql.join(parts, sql` and `)
  }
  // Codes and days are ASCII: compared byte by byte they are in the same order, without asking the rules of a language for each.
  const compared = type === 'code' ? sql`${column} collate "C"` : column
  const parts = [sql`${column} <> ''`]
  if (from !== null) parts.push(sql`${compared} >= ${String(from)}`)
  // A year or a month that is written so far holds all of its days.
  if (to !== null) parts.push(sql`${compared} <= ${`${String(to)}\uffff`}`)
  return sql.join(parts, sql` and `)
}

interface Order {
  readonly field: string
  readonly descending: boolean
}

const orderOf = (of: Register, asked: RowsAsked): Order => {
  const type = asked.sort === undefined ? undefined : of.keyTypes.get(asked.sort)
  const field = asked.sort !== undefined && type !== undefined && type !== 'list' ? asked.sort : of.order.field
  return { field, descending: (asked.direction ?? of.order.direction) === 'descending' }
}

/** Where a page ended: the value that it is sorted by, and the row. */
function readCursor(cursor: string | undefined): readonly [string | number, string] | undefined {
  if (cursor === undefined) return undefined
  try {
    const read: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (!Array.isArray(read) || read.length !== 2) return undefined
    const [key, id] = read as [unknown, unknown]
    if ((typeof key !== 'string' && typeof key !== 'number') || typeof id !== 'string') return undefined
    return /^[0-9a-f-]{36}$/.test(id) ? [key, id] : undefined
  } catch {
    return undefined
  }
}

interface PageAsked extends RowsAsked {
  readonly cursor?: string | undefined
  readonly limit: number
}

export interface PageOfRows {
  readonly rows: readonly StoredRow[]
  /** Where the next page begins. */
  readonly next: string | null
}

type Keyed = StoredRow & { readonly key: string | number }

const pageAfter = (rows: readonly Keyed[], limit: number): PageOfRows => {
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const more = rows.length > limit && last !== undefined
  const key = last?.key === Number.NEGATIVE_INFINITY ? '-Infinity' : last?.key
  return { rows: page, next: more ? Buffer.from(JSON.stringify([key, last.id])).toString('base64url') : null }
}

/** The parts of a page's statement, in the order that was asked for. */
function pageIn(of: Register, asked: PageAsked) {
  const { field, descending } = orderOf(of, asked)
  const column = keyColumn(field)
  const type = of.keyTypes.get(field)
  const as = type === 'number' || type === 'amount' ? sql`double precision` : sql`text`
  const from = readCursor(asked.cursor)
  const after = from
    ? sql` and (${column}, id) ${sql.raw(descending ? '<' : '>')} (${String(from[0])}::${as}, ${from[1]}::uuid)`
    : sql``
  const way = sql.raw(descending ? 'desc' : 'asc')
  const table = sql.table(of.kind)
  const key = sql`${column} as key`
  return {
    table,
    key,
    way,
    select: sql`select ${COLUMNS}, ${key} from ${table}`,
    where: sql`${narrowed(of, asked)}${after}`,
    order: sql`order by key ${way}, id ${way}`,
    limit: asked.limit + 1,
  }
}

/** A page of rows in the order that was asked for, with where the next one begins. */
export async function pageOfRows(trx: Database, of: Register, asked: PageAsked): Promise<PageOfRows> {
  const { select, where, order, limit } = pageIn(of, asked)
  const { rows } = await sql<Keyed>`${select} where ${where} ${order} limit ${limit}`.execute(trx)
  return pageAfter(rows, asked.limit)
}

/**
 * The first page, and how many rows there are; null beyond what is counted. Where a list is narrowed, its rows are looked for once: few
 * enough to be counted, they are the ones that the page is taken from; more than that, the page is soon full in the order of its index.
 */
export async function firstPage(
  trx: Database,
  of: Register,
  asked: PageAsked,
): Promise<PageOfRows & { readonly total: number | null }> {
  const { select, where, key, order, limit, way, table } = pageIn(of, { ...asked, cursor: undefined })
  const { rows } = await sql<{ total: number } & (Keyed | { id: null })>`
    with found as materialized (select id, ${key} from ${table} where ${where} limit ${COUNTED + 1}),
      counted as materialized (select count(*)::int as total from found)
    select total, page.* from counted left join (
      (${select} where (select total from counted) <= ${COUNTED} and id in (select id from found ${order} limit ${limit}))
      union all
      (${select} where (select total from counted) > ${COUNTED} and ${where} ${order} limit ${limit})
    ) as page on true
    order by page.key ${way}, page.id ${way}`.execute(trx)
  const total = rows[0]?.total ?? 0
  const found = rows.flatMap((row) => (row.id === null ? [] : row))
  return { ...pageAfter(found, asked.limit), total: total > COUNTED ? null : total }
}

/** The ids that answers refer to, by the register that they are of. */
function referredTo(of: Register, all: readonly FormAnswers[]): ReadonlyMap<string, ReadonlySet<string>> {
  const index = fieldsById(of.form)
  const found = new Map<string, Set<string>>()
  for (const answers of all) {
    for (const [path, answer] of Object.entries(answers)) {
      const field = index.get(path.split('/').at(-1) ?? path)?.field
      if (field?.type !== 'reference' && field?.type !== 'references') continue
      const value: Json | undefined = valueOf(answer)
      const ids = found.get(field.register) ?? new Set()
      for (const id of (Array.isArray(value) ? value : [value]) as readonly unknown[])
        if (typeof id === 'string') ids.add(id)
      found.set(field.register, ids)
    }
  }
  return found
}

/** What a row is called, as words; one language where its title is one text. */
export function titleOf(of: Register, answers: FormAnswers): Readonly<Record<string, string>> {
  const value = valueOf(answers[of.title])
  if (typeof value === 'string') return { en: value }
  return (value as Readonly<Record<string, string>> | undefined) ?? {}
}

/** What the rows are called that these answers refer to, of those within the asker's reach. */
export async function titlesFor<User extends RegisterUser>(
  trx: Database,
  of: Register,
  context: RegisterContext<User>,
  all: readonly FormAnswers[],
): Promise<RowTitles> {
  const titles: RowTitles = {}
  for (const [kind, ids] of referredTo(of, all)) {
    const to = context.references?.find((each) => each.kind === kind)
    if (!to || ids.size === 0) continue
    const { rows } = await sql<{ id: string; answers: FormAnswers }>`
      select id, jsonb_build_object(${to.title}::text, answers -> ${to.title}::text) as answers
      from ${sql.table(kind)} where id = any (${[...ids]}::uuid[])`.execute(trx)
    for (const row of rows) titles[row.id] = { ...titleOf(to, row.answers) }
  }
  return titles
}

export async function listRows<User extends RegisterUser>(
  of: Register,
  context: RegisterContext<User>,
  who: User,
  asked: RowsAsked & { readonly cursor?: string | undefined; readonly limit: number },
): Promise<
  Result<
    {
      items: (RegisterRow & { title: Record<string, string> })[]
      next: string | null
      titles: RowTitles
      total: number | null
      mayAdd: boolean
    },
    Failure
  >
> {
  if (!context.may(who, 'read')) return err(failure('registers.not_allowed'))
  return ok(
    await readInScope(context.db, context.scopeOf(who), async (trx) => {
      const { rows, next, total } =
        asked.cursor === undefined
          ? await firstPage(trx, of, asked)
          : { ...(await pageOfRows(trx, of, asked)), total: null }
      const shown = new Set([...of.columns, of.title])
      const items = rows.map((row) => ({
        ...present(row, Object.fromEntries(Object.entries(row.answers).filter(([path]) => shown.has(path)))),
        title: { ...titleOf(of, row.answers) },
      }))
      return {
        items,
        next,
        titles: await titlesFor(
          trx,
          of,
          context,
          items.map(({ answers }) => answers),
        ),
        total,
        mayAdd: context.may(who, 'edit'),
      }
    }),
  )
}

/** A row to read. Where something of it is sealed, that it was opened is audited. */
export async function readRow<User extends RegisterUser>(
  of: Register,
  context: RegisterContext<User>,
  who: User,
  id: string,
): Promise<Result<RegisterRow & { titles: RowTitles; mayEdit: boolean }, Failure>> {
  if (!context.may(who, 'read')) return err(failure('registers.not_allowed'))
  const key = of.hasSealed ? await context.key?.() : undefined
  return inScope(context.db, context.scopeOf(who), async (trx) => {
    const row = await rowById(trx, of, id)
    if (!row || !context.may(who, 'read', row)) return err(failure('registers.unknown'))
    const answers = answersOf(of, row, key)
    if (row.sealed !== null)
      await recordAudit(trx, { action: `${of.kind}_read` as AuditAction, object: { kind: of.kind, id } })
    const titles = await titlesFor(trx, of, context, [answers])
    return ok({ ...present(row, answers), titles, mayEdit: context.may(who, 'edit', row) })
  })
}

/** Every version of a row, the latest first: what changed, and of what is sealed only that it did. */
export async function rowHistory<User extends RegisterUser>(
  of: Register,
  context: RegisterContext<User>,
  who: User,
  id: string,
): Promise<Result<{ items: RowChange[]; titles: RowTitles }, Failure>> {
  if (!context.may(who, 'read')) return err(failure('registers.not_allowed'))
  const key = of.hasSealed ? await context.key?.() : undefined
  const found = await readInScope(context.db, context.scopeOf(who), async (trx) => {
    const row = await rowById(trx, of, id)
    if (!row || !context.may(who, 'read', row)) return undefined
    const versions = await versionsOf(trx, of, id)
    return {
      versions,
      titles: await titlesFor(
        trx,
        of,
        context,
        versions.map(({ answers }) => answers),
      ),
    }
  })
  if (!found) return err(failure('registers.unknown'))
  const { versions, titles } = found
  const names = await context.staffNames?.([...new Set(versions.flatMap(({ by }) => by ?? []))])
  const items = versions.map((version, at): RowChange => {
    const [before, after] = [versions[at - 1], version].map((one) =>
      one ? answersOf(of, { id, ...one }, key) : {},
    ) as [FormAnswers, FormAnswers]
    const open = (answers: FormAnswers | undefined, path: string) =>
      answers && Object.hasOwn(answers, path) ? answers[path]! : null
    return {
      version: version.version,
      at: version.at,
      by: version.by === null ? null : (names?.get(version.by) ?? null),
      how: version.how,
      changes: changedPaths(before, after).map((path) => ({
        path,
        before: open(versions[at - 1]?.answers, path),
        after: open(version.answers, path),
      })),
    }
  })
  return ok({ items: items.toReversed(), titles })
}
