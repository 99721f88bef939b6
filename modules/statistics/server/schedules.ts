import { recordAudit } from '@gloact/audit'
import type { ResponseOf } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { addDays, asPlainDate, err, failure, newId, ok, unwrap, type Failure, type Result } from '@gloact/kernel'
import type { Task } from '@gloact/module'
import { inScope, readInScope, systemScope, type ScopedTransaction } from '@gloact/postgres'
import { sql } from 'kysely'
import type * as contract from '../contract/schedules.ts'
import { figuresPolicy } from '../domain/figures-policy.ts'
import type { FigureQuery } from '../domain/figures.ts'
import { may, notAllowed, scopeOf, type FiguresContext } from './context.ts'
import { presented, tableOf, type ReadContext } from './read-figures.ts'
import { viewName } from './saved-views.ts'

type ScheduleContext = Pick<FiguresContext, 'db' | 'clock' | 'country' | 'wordKey'>

const unknownView = err(failure('statistics.view_unknown'))

/** How many days lie at least between two editions; each waits for figures to be published in any case. */
const AT_LEAST: Readonly<Record<contract.Every, number>> = { publication: 0, quarter: 90, year: 365 }

/**
 * Has a view prepared as figures are published. Of a view that somebody else has prepared it is refused; one that is stopped, since its
 * owner left, is taken over, and with it the view, so that it can be changed and deleted again.
 */
export async function scheduleView(
  { db, clock, country }: ScheduleContext,
  who: Principal,
  viewId: string,
  every: contract.Every,
): Promise<Result<{ every: contract.Every }, Failure>> {
  if (!may(who, 'figures.save_view')) return notAllowed
  return inScope<{ every: contract.Every }, Failure>(db, scopeOf(who), async (trx) => {
    const { rows } = await sql<{ owner: string | null; stopped: boolean }>`
      select schedule.owner_id as owner, schedule.stopped_at is not null as stopped
      from statistics.saved_view view left join statistics.schedule on schedule.view_id = view.id
      where view.id = ${viewId} for update of view`.execute(trx)
    const [found] = rows
    if (!found) return unknownView
    if (found.owner !== null && found.owner !== who.userId && !found.stopped)
      return err(failure('statistics.schedule_taken'))
    if (found.owner !== null && found.owner !== who.userId)
      await sql`
        update statistics.saved_view set owner_id = ${who.userId}, changed_by = ${who.userId}
        where id = ${viewId} and owner_id = ${found.owner}`.execute(trx)
    await sql`
      insert into statistics.schedule (view_id, country, owner_id, every, started_at)
      values (${viewId}, ${country}, ${who.userId}, ${every}, ${clock.now()})
      on conflict (view_id) do update set owner_id = excluded.owner_id, every = excluded.every, stopped_at = null,
        started_at = case when schedule.stopped_at is null then schedule.started_at else excluded.started_at end`.execute(
      trx,
    )
    await recordAudit(trx, {
      action: 'statistics.view_scheduled',
      object: { kind: 'statistics.saved_view', id: viewId },
      detail: { every },
    })
    return ok({ every })
  })
}

/** Ends one’s own schedule. What it prepared stays. */
export async function endSchedule(
  { db }: Pick<ScheduleContext, 'db'>,
  who: Principal,
  viewId: string,
): Promise<Result<{ ended: true }, Failure>> {
  if (!may(who, 'figures.save_view')) return notAllowed
  return inScope<{ ended: true }, Failure>(db, scopeOf(who), async (trx) => {
    const { rows } = await sql`
      delete from statistics.schedule where view_id = ${viewId} and owner_id = ${who.userId} returning view_id`.execute(
      trx,
    )
    if (rows.length === 0) return unknownView
    await recordAudit(trx, {
      action: 'statistics.schedule_ended',
      object: { kind: 'statistics.saved_view', id: viewId },
    })
    return ok({ ended: true as const })
  })
}

interface Due {
  readonly view_id: string
  readonly owner_id: string
  readonly every: contract.Every
  readonly question: FigureQuery
  readonly last: string | null
  readonly as_of: string | null
  readonly published_until: string | null
}

/**
 * Prepares every view that is due after something was published: which question, and up to when publications answer it. No figure is
 * kept; it is worked out when someone opens it, from what everybody was shown. A schedule whose owner no longer reads figures is stopped.
 */
export async function prepareEditions(
  { db, clock, country, account }: Pick<FiguresContext, 'db' | 'clock' | 'country' | 'account'>,
  newEditionId: () => string = newId,
): Promise<{
  readonly prepared: number
  readonly stopped: number
}> {
  const running = await readInScope(db, systemScope(country), async (trx) => {
    const { rows } = await sql<Due>`
      select schedule.view_id, schedule.owner_id, schedule.every, view.question,
        (select max(as_of)::text from statistics.edition where edition.view_id = schedule.view_id) as last,
        latest.as_of::text as as_of, latest.published_until
      from statistics.schedule join statistics.saved_view view on view.id = schedule.view_id
        left join lateral (
          select max(as_of) as as_of, max(published_at) as published_until from statistics.publication
          where publication.country = ${country} and measure = view.question ->> 'measure'
            and published_at > schedule.started_at
        ) latest on true
      where schedule.country = ${country} and schedule.stopped_at is null
      order by schedule.view_id`.execute(trx)
    return rows
  })
  let [prepared, stopped] = [0, 0]
  for (const due of running) {
    const owner = await account(due.owner_id)
    // Who has steps to take at the next sign-in has no roles until then: nothing is prepared, and nothing taken from them.
    if (owner !== null && owner.roles.length === 0) continue
    const reads = owner !== null && figuresPolicy.decide({ roles: owner.roles }, 'figures.read', null).allowed
    unwrap(
      await inScope(db, systemScope(country), async (trx) => {
        if (!reads) {
          await stop(trx, due, clock.now())
          stopped++
        } else if (isDue(due) && (await prepare(trx, country, due, newEditionId()))) prepared++
        return ok(null)
      }),
    )
  }
  return { prepared, stopped }
}

const isDue = ({ as_of: day, last, every }: Due): boolean =>
  day !== null && (last === null || (day > last && day >= addDays(asPlainDate(last), AT_LEAST[every])))

async function stop(trx: ScopedTransaction, { view_id: id, owner_id: owner }: Due, at: string): Promise<void> {
  await sql`
    update statistics.schedule set stopped_at = ${at} where view_id = ${id} and owner_id = ${owner}`.execute(trx)
  await recordAudit(trx, { action: 'statistics.schedule_stopped', object: { kind: 'statistics.saved_view', id } })
}

async function prepare(trx: ScopedTransaction, country: string, due: Due, id: string): Promise<boolean> {
  const { rows } = await sql`
    insert into statistics.edition (id, view_id, country, question, as_of, published_until)
    values (${id}, ${due.view_id}, ${country}, ${JSON.stringify(due.question)}::jsonb, ${due.as_of}::date,
      ${due.published_until})
    on conflict (view_id, as_of) do nothing returning id`.execute(trx)
  return rows.length > 0
}

interface EditionRow {
  readonly id: string
  readonly view_id: string
  readonly sealed_name: Uint8Array
  readonly as_of: string
  readonly question: FigureQuery
  readonly published_until: string
  readonly opened: boolean
}

const editionsOf = (trx: ScopedTransaction, who: Principal, id: string | null) =>
  sql<EditionRow>`
    select edition.id, edition.view_id, view.sealed_name, edition.as_of::text as as_of, edition.question,
      edition.published_until, exists (select from statistics.edition_opened
        where edition_id = edition.id and user_id = ${who.userId}) as opened
    from statistics.edition join statistics.saved_view view on view.id = edition.view_id
    where ${id}::uuid is null or edition.id = ${id}::uuid
    order by edition.as_of desc, edition.id desc limit 100`.execute(trx)

/** What schedules prepared of the views that somebody may see, the latest first. */
export async function listEditions(
  { db, wordKey }: ScheduleContext,
  who: Principal,
): Promise<Result<ResponseOf<typeof contract.listEditions>, Failure>> {
  if (!may(who, 'figures.read')) return notAllowed
  const key = await wordKey()
  const { rows } = await readInScope(db, scopeOf(who), (trx) => editionsOf(trx, who, null))
  return ok({
    items: rows.map((row) => ({
      id: row.id,
      viewId: row.view_id,
      name: viewName(key, row.view_id, row.sealed_name),
      asOf: row.as_of,
      opened: row.opened,
    })),
  })
}

/** An edition as it was published then, for who may read figures now; opened once, it is announced no more. */
export async function openEdition(
  context: ScheduleContext & ReadContext,
  who: Principal,
  id: string,
): Promise<Result<ResponseOf<typeof contract.openEdition>, Failure>> {
  if (!may(who, 'figures.read')) return notAllowed
  const key = await context.wordKey()
  const found = await inScope<EditionRow | null, Failure>(context.db, scopeOf(who), async (trx) => {
    const { rows } = await editionsOf(trx, who, id)
    const [row] = rows
    if (row && !row.opened)
      await sql`
        insert into statistics.edition_opened (edition_id, user_id) values (${id}, ${who.userId})
        on conflict do nothing`.execute(trx)
    return ok(row ?? null)
  })
  if (!found.ok) return found
  const edition = found.value
  if (edition === null) return err(failure('statistics.edition_unknown'))
  const table = await tableOf(context, scopeOf(who), edition.question, edition.published_until)
  return table.ok
    ? ok({
        name: viewName(key, edition.view_id, edition.sealed_name),
        asOf: edition.as_of,
        table: presented(table.value),
      })
    : table
}

/** Older ones are found in the list of editions, and nobody is reminded of them. */
const ANNOUNCED_DAYS = 60

/** What new editions somebody has not opened, the latest of each view, and which schedules of shared views have nobody any more. */
export async function scheduleTasks(
  { db, clock }: Pick<FiguresContext, 'db' | 'clock'>,
  who: Principal,
): Promise<readonly Task[]> {
  if (!may(who, 'figures.read')) return []
  return readInScope(db, scopeOf(who), async (trx) => {
    const { rows: editions } = await sql<{ id: string; as_of: string; at: string; opened: boolean }>`
      select distinct on (edition.view_id) edition.id, edition.as_of::text as as_of, edition.published_until as at,
        exists (select from statistics.edition_opened
          where edition_id = edition.id and user_id = ${who.userId}) as opened
      from statistics.edition
      where edition.published_until > ${clock.now()}::timestamptz - make_interval(days => ${ANNOUNCED_DAYS})
      order by edition.view_id, edition.as_of desc`.execute(trx)
    const { rows: stopped } = await sql<{ view_id: string; at: string }>`
      select view_id, stopped_at as at from statistics.schedule where stopped_at is not null`.execute(trx)
    return [
      ...editions.flatMap(({ id, as_of: asOf, at, opened }): Task[] =>
        opened
          ? []
          : [
              {
                kind: 'edition',
                about: { kind: 'statistics.edition', id },
                to: null,
                details: { asOf },
                dueAt: null,
                since: at,
                presses: 'later',
              },
            ],
      ),
      ...stopped.map(({ view_id: id, at }): Task => ({
        kind: 'schedule_stopped',
        about: { kind: 'statistics.saved_view', id },
        to: null,
        details: {},
        dueAt: null,
        since: at,
        presses: 'this_week',
      })),
    ]
  })
}
