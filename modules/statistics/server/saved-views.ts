import { recordAudit } from '@gloact/audit'
import type { HandlerInput, ResponseOf } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { canonicalJson, err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, readInScope } from '@gloact/postgres'
import { sql } from 'kysely'
import type * as contract from '../contract/figures.ts'
import type { Every } from '../contract/schedules.ts'
import { understood } from '../domain/figures.ts'
import { may, measuresIn, notAllowed, scopeOf, type FiguresContext, type WordKey } from './context.ts'
import { tables, type SavedViewTable } from './tables.ts'

type ViewContext = Pick<FiguresContext, 'db' | 'clock' | 'country' | 'wordKey' | 'areas'>

const place = (id: string): string => `statistics.saved_view.sealed_name:${id}`
const unknownView = err(failure('statistics.view_unknown'))
const changedView = err(failure('statistics.view_changed'))
const MOST_VIEWS = 200

export const viewName = (key: WordKey, id: string, sealed: Uint8Array): string => String(key.unseal(place(id), sealed))

type Row = SavedViewTable & {
  readonly every?: Every | null
  readonly scheduled_by?: string | null
  readonly stopped?: boolean | null
}

const toView = (key: WordKey, who: Principal, row: Row): contract.FigureView => ({
  id: row.id,
  name: viewName(key, row.id, row.sealed_name),
  shared: row.shared,
  own: row.owner_id === who.userId,
  query: row.question as contract.FigureView['query'],
  version: row.version,
  changedAt: row.changed_at,
  schedule: row.every
    ? { every: row.every, own: row.scheduled_by === who.userId, stopped: row.stopped === true }
    : null,
})

/** One’s own questions under a name, and those shared with everybody who reads figures. */
export async function listFigureViews(
  { db, wordKey }: ViewContext,
  who: Principal,
): Promise<Result<ResponseOf<typeof contract.listFigureViews>, Failure>> {
  if (!may(who, 'figures.save_view')) return notAllowed
  const key = await wordKey()
  const rows = await readInScope(db, scopeOf(who), (trx) =>
    tables(trx)
      .selectFrom('statistics.saved_view as view')
      .leftJoin('statistics.schedule as schedule', 'schedule.view_id', 'view.id')
      .selectAll('view')
      .select(['schedule.every as every', 'schedule.owner_id as scheduled_by'])
      .select(sql<boolean>`schedule.stopped_at is not null`.as('stopped'))
      .orderBy('view.id')
      .limit(1000)
      .execute(),
  )
  const items = rows.map((row) => toView(key, who, row)).toSorted((a, b) => a.name.localeCompare(b.name))
  return ok({ items })
}

/**
 * Saves a question under a name. A shared one may be changed by anyone who reads figures: of two who save the same view, the one who did
 * not see the other’s is told so, and nothing is lost.
 */
export async function saveFigureView(
  { db, clock, country, wordKey, areas }: ViewContext,
  who: Principal,
  id: string,
  { name, shared, query }: HandlerInput<typeof contract.saveFigureView>['body'],
  version: number | undefined,
): Promise<Result<contract.FigureView, Failure>> {
  if (!may(who, 'figures.save_view')) return notAllowed
  const asked = understood(query, measuresIn({ areas }))
  if (typeof asked === 'string') return err(failure(asked))
  const key = await wordKey()
  return inScope<contract.FigureView, Failure>(db, scopeOf(who), async (trx) => {
    const kept = {
      sealed_name: key.seal(place(id), name),
      question: JSON.stringify(query) as never,
      changed_by: who.userId,
      changed_at: clock.now(),
    }
    const before = await tables(trx)
      .selectFrom('statistics.saved_view')
      .selectAll()
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst()
    if (!before) {
      if (version !== undefined) return unknownView
      const { rows } = await sql<{ count: number }>`
        select count(*)::int as count from statistics.saved_view where owner_id = ${who.userId}`.execute(trx)
      if ((rows[0]?.count ?? 0) >= MOST_VIEWS) return err(failure('statistics.too_many_views'))
    } else if (version === undefined && isSame(key, who, before, { name, shared, query })) {
      // Sent again after an answer that did not arrive: saved once.
      return ok(toView(key, who, before))
    } else if (version !== before.version) return changedView
    const row = before
      ? await tables(trx)
          .updateTable('statistics.saved_view')
          // Whether it is shared is its owner’s to say.
          .set({
            ...kept,
            version: before.version + 1,
            shared: before.owner_id === who.userId ? shared : before.shared,
          })
          .where('id', '=', id)
          .returningAll()
          .executeTakeFirst()
      : await tables(trx)
          .insertInto('statistics.saved_view')
          .values({ id, country, owner_id: who.userId, shared, version: 1, ...kept })
          .onConflict((conflict) => conflict.column('id').doNothing())
          .returningAll()
          .executeTakeFirst()
    if (!row) return unknownView
    await recordAudit(trx, { action: 'statistics.view_saved', object: { kind: 'statistics.saved_view', id } })
    return ok(toView(key, who, row))
  })
}

interface Saved {
  readonly name: string
  readonly shared: boolean
  readonly query: contract.FigureView['query']
}

function isSame(key: WordKey, who: Principal, row: SavedViewTable, { name, shared, query }: Saved): boolean {
  const kept = toView(key, who, row)
  return kept.own && kept.name === name && kept.shared === shared && sameQuery(kept.query, query)
}

const sameQuery = (one: Saved['query'], other: Saved['query']): boolean => canonicalJson(one) === canonicalJson(other)

export async function removeFigureView(
  { db }: ViewContext,
  who: Principal,
  id: string,
): Promise<Result<{ removed: true }, Failure>> {
  if (!may(who, 'figures.save_view')) return notAllowed
  return inScope<{ removed: true }, Failure>(db, scopeOf(who), async (trx) => {
    const removed = await tables(trx)
      .deleteFrom('statistics.saved_view')
      .where('id', '=', id)
      .returning('id')
      .executeTakeFirst()
    if (!removed) return unknownView
    await recordAudit(trx, { action: 'statistics.view_removed', object: { kind: 'statistics.saved_view', id } })
    return ok({ removed: true as const })
  })
}
