import { recordAudit } from '@gloact/audit'
import { principalScope, type Principal } from '@gloact/identity/contract/principal'
import { err, ok, type Result } from '@gloact/kernel'
import { inScope, readInScope, type ScopedTransaction } from '@gloact/postgres'
import type { PersonKey } from '@gloact/vault'
import type { HandlerInput, ResponseOf } from '@gloact/http/contract'
import {
  filterSchema,
  type listViews as listing,
  type preferList as preferring,
  type SavedView,
  type saveView as saving,
} from '../../contract/lists/file-list.ts'
import type { FileFailure } from '../../domain/failures.ts'
import { LIST_COLUMNS, LIST_SORTS, type ListColumn } from '../../domain/lists/file-list.ts'
import { numberFormatOf } from '../../domain/file/file-rules.ts'
import { saysWho } from '../../domain/lists/view-name.ts'
import type { ProtectionContext } from '../file/context.ts'
import { nameKeyOf, sealViewName, viewName } from '../search/sealed-names.ts'
import { tables, type SavedViewTable } from '../file/file-tables.ts'

const columnsOf = (columns: readonly string[]): ListColumn[] =>
  LIST_COLUMNS.filter((column) => columns.includes(column)).toSorted((a, b) => columns.indexOf(a) - columns.indexOf(b))

/**
 * What a kept view narrows to, as far as it still means something: what a later version no longer knows or takes, such as a
 * day at the end of the calendar, is left out, and the rest stands.
 */
function filterOf(kept: object): SavedView['filter'] {
  const whole = filterSchema.safeParse(kept)
  if (whole.success) return whole.data
  const known = Object.entries(kept as Record<string, unknown>).filter(
    ([key, value]) => filterSchema.safeParse({ [key]: value }).success,
  )
  return filterSchema.parse(Object.fromEntries(known))
}

/** A view as it was kept. */
function toView(key: PersonKey, row: SavedViewTable): SavedView {
  return {
    id: row.id,
    name: viewName(key, row),
    ownerId: row.owner_id,
    teamId: row.team_id,
    filter: filterOf(row.filters),
    sort: LIST_SORTS.find((sort) => sort === row.sort) ?? 'changed',
    direction: row.direction,
    columns: columnsOf(row.columns),
  }
}

/** One's own lists under a name, those shared with one's team, and what one last chose. */
export async function listViews(context: ProtectionContext, principal: Principal): Promise<ResponseOf<typeof listing>> {
  const key = await nameKeyOf(context)
  return readInScope(context.db, principalScope(principal), async (trx) => {
    const rows = await tables(trx).selectFrom('protection.saved_view').selectAll().orderBy('id').limit(200).execute()
    const preference = await tables(trx)
      .selectFrom('protection.list_preference')
      .selectAll()
      .where('user_id', '=', principal.userId)
      .executeTakeFirst()
    const defaultView = preference?.default_view_id ?? null
    return {
      items: rows.map((row) => toView(key, row)).toSorted((a, b) => a.name.localeCompare(b.name)),
      defaultView: rows.some(({ id }) => id === defaultView) ? defaultView : null,
      columns: preference?.columns ? columnsOf(preference.columns) : null,
    }
  })
}

/**
 * Keeps a list under a name, which is sealed. Only its owner changes it. The name is about files, not about a person: no erasure
 * would find it, so that what leads to a person is refused where it can be told.
 */
export async function saveView(
  context: ProtectionContext,
  principal: Principal,
  id: string,
  view: HandlerInput<typeof saving>['body'],
): Promise<Result<SavedView, FileFailure>> {
  const key = await nameKeyOf(context)
  return inScope<SavedView, FileFailure>(context.db, principalScope(principal), async (trx) => {
    // Row-level security would refuse it too, as an error: anyone who sees no files has no lists of them.
    if (principal.scope === 'none') return err({ code: 'protection.view_unknown' })
    if (saysWho(view.name, numberFormatOf(context.rules))) return err({ code: 'protection.view_says_who' })
    if (view.teamId !== null && !(await mayShareWith(trx, context, principal, view.teamId)))
      return err({ code: 'protection.assignee_unknown' })
    const columns = {
      team_id: view.teamId,
      name: null,
      sealed_name: sealViewName(key, id, view.name),
      filters: JSON.stringify(view.filter) as never,
      sort: view.sort,
      direction: view.direction,
      columns: view.columns,
      changed_at: context.clock.now(),
    }
    const changed = await tables(trx)
      .updateTable('protection.saved_view')
      .set(columns)
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirst()
    const row =
      changed ??
      (await tables(trx)
        .insertInto('protection.saved_view')
        .values({
          id,
          country: principal.country,
          agency_id: principal.agencyId,
          owner_id: principal.userId,
          ...columns,
        })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .returningAll()
        .executeTakeFirst())
    if (!row) return err({ code: 'protection.view_unknown' })
    await recordAudit(trx, { action: 'view.saved', object: { kind: 'protection.saved_view', id } })
    return ok(toView(key, row))
  })
}

/** With a team of one's own; a supervisor with any of the agency's. */
async function mayShareWith(
  trx: ScopedTransaction,
  { directory }: ProtectionContext,
  principal: Principal,
  teamId: string,
): Promise<boolean> {
  if (principal.teamIds.some((id) => id === teamId)) return true
  return principal.scope === 'agency' && directory.mayHoldFiles(trx, principal.agencyId, { teamId, userIds: [] })
}

export async function removeView(
  context: ProtectionContext,
  principal: Principal,
  id: string,
): Promise<Result<{ removed: true }, FileFailure>> {
  return inScope(context.db, principalScope(principal), async (trx) => {
    const removed = await tables(trx)
      .deleteFrom('protection.saved_view')
      .where('id', '=', id)
      .returning('id')
      .executeTakeFirst()
    if (!removed) return err({ code: 'protection.view_unknown' })
    await recordAudit(trx, { action: 'view.removed', object: { kind: 'protection.saved_view', id } })
    return ok({ removed: true })
  })
}

/** What somebody's list shows and opens with. Nothing about a person, and nobody else's business: no audit. */
export async function preferList(
  context: ProtectionContext,
  principal: Principal,
  { columns, defaultView }: HandlerInput<typeof preferring>['body'],
): Promise<Result<{ remembered: true }, FileFailure>> {
  return inScope(context.db, principalScope(principal), async (trx) => {
    if (defaultView && !(await isThere(trx, defaultView))) return err({ code: 'protection.view_unknown' })
    const change = {
      ...(columns !== undefined && { columns }),
      ...(defaultView !== undefined && { default_view_id: defaultView }),
    }
    if (Object.keys(change).length === 0) return ok({ remembered: true })
    await tables(trx)
      .insertInto('protection.list_preference')
      .values({ user_id: principal.userId, columns: null, default_view_id: null, ...change })
      .onConflict((conflict) => conflict.column('user_id').doUpdateSet(change))
      .execute()
    return ok({ remembered: true })
  })
}

const isThere = async (trx: ScopedTransaction, id: string): Promise<boolean> =>
  (await tables(trx).selectFrom('protection.saved_view').select('id').where('id', '=', id).executeTakeFirst()) !==
  undefined
