import { recordAudit } from '@gloact/audit'
import { momentOf } from '@gloact/calendar'
import { isSmallCount, type DisclosureRule } from '@gloact/disclosure'
import type { HandlerInput } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { addDays, asInstant, dateIn, err, failure, ok, type Failure, type PlainDate, type Result } from '@gloact/kernel'
import { inScope, systemScope, type ScopedTransaction } from '@gloact/postgres'
import { sql } from 'kysely'
import type * as contract from '../contract/figures.ts'
import { monthsTold, type FigureMonth } from '../domain/figure-months.ts'
import * as figures from '../domain/figures.ts'
import { kindNameOf, KINDS } from '../domain/kinds.ts'
import { CAUSES, FINDINGS, FOUND_BY, NOT_REUNITED } from '../domain/outcomes.ts'
import { detained, preparedShare, sharesOf, type Share } from '../domain/shares.ts'
import { CLOSINGS } from '../domain/tracing/closings.ts'
import { tracingRequest } from '../domain/tracing/request-kind.ts'
import { bornAs } from '../domain/age.ts'
import { openedRecord, type RequestsByKind } from './child-records.ts'
import { may, todayIn, type ChildrenContext } from './children-context.ts'
import { outcomeCounts } from './outcomes.ts'
import { rounded, toldTables, type ToProtect } from './protect-figures.ts'
import { toldShares } from './shares-beside.ts'
import { tracingFigures } from './tracing-shares.ts'

/** What this needs besides what every use case has. */
export type FiguresContext = ChildrenContext & {
  readonly smallCounts: DisclosureRule
  /** So many days after its end a month is told. */
  readonly daysAfterMonth: number
}

type Read = HandlerInput<typeof contract.readFigures>

/**
 * Children of the whole country, a month at a time. A month is counted when it is first asked for after the country's days, and stays as
 * it was told then: what is entered later, or erased, changes no figure that somebody may have kept.
 */
export async function readFigures(
  context: FiguresContext,
  of: RequestsByKind,
  who: Principal,
  { query }: Pick<Read, 'query'>,
): Promise<Result<contract.FiguresView, Failure>> {
  if (!may(who, 'children.figures')) return err(failure('children.not_allowed'))
  const told = monthsTold(todayIn(context), context.daysAfterMonth)
  const month = query.month === undefined ? told[0]! : told.find(({ id }) => id === query.month)
  if (!month) return err(failure('children.no_period'))
  return inScope<contract.FiguresView, Failure>(context.db, systemScope(context.country), async (trx) => {
    await recordAudit(trx, {
      action: 'children.figures_read',
      actorId: who.userId,
      agencyId: who.agencyId,
      detail: { year: Number(month.id.slice(0, 4)), month: Number(month.id.slice(5)) },
    })
    return ok({ months: told.map(({ id }) => id), figures: await toldOnce(trx, context, of, month) })
  })
}

/** A month as it was told first. Two who ask first at once are told the same. */
async function toldOnce(
  trx: ScopedTransaction,
  context: FiguresContext,
  of: RequestsByKind,
  month: FigureMonth,
): Promise<contract.CountryFigures> {
  const { country } = context
  await sql`select pg_advisory_xact_lock(hashtextextended(${`children.month_told ${country} ${month.id}`}, 0))`.execute(
    trx,
  )
  const kept = await sql<{ figures: contract.CountryFigures }>`
    select figures from children.month_told where country = ${country} and month = ${month.id}`.execute(trx)
  return kept.rows[0]?.figures ?? (await tell(trx, context, of, month))
}

async function tell(
  trx: ScopedTransaction,
  context: FiguresContext,
  of: RequestsByKind,
  month: FigureMonth,
): Promise<contract.CountryFigures> {
  const startOf = (date: PlainDate) => momentOf({ date, sinceMidnight: 0 }, context.calendar.timeZone)
  const span = { from: startOf(month.from), to: startOf(month.to) }
  const children = await countedChildren(trx, context.country)
  const { smallCounts: rule } = context
  const ages = await agesOf(trx, of, children, span)
  const held = detained(children, span)
  const outcomes = await outcomeCounts(
    trx,
    context,
    children.filter((child) => figures.isOnPath(child, span.to)).map(({ fileId }) => fileId),
    span,
  )
  const tracing = await tracingFigures(trx, context, span)
  const byCode = (counts: figures.Counts, rows: readonly string[], column = 'children'): ToProtect => ({
    counts,
    rows,
    columns: [column],
  })
  const tables = await toldTables(
    {
      stock: { counts: figures.stock(children, span), rows: figures.REASONS, columns: figures.GUARDED },
      care: byCode(figures.care(children, span), figures.CARE),
      people: {
        counts: await describedPeople(trx, context, ages, span),
        rows: figures.SEXES,
        columns: figures.AGES,
      },
      separation: byCode(outcomes.separation, CAUSES),
      determined: byCode(figures.determined(children, span), figures.OPTIONS),
      solutions: { counts: figures.solutions(children, span), rows: figures.MOVES, columns: figures.SOLVED },
      verified: byCode(outcomes.verified, FINDINGS),
      reunified: byCode(outcomes.reunified, FOUND_BY),
      not_reunited: byCode(outcomes.notReunited, NOT_REUNITED),
      clocks: {
        counts: figures.clocksKept(children, span),
        rows: figures.COUNTED_CLOCKS.map(figures.clockId),
        columns: figures.OUTCOMES,
      },
      tracing: byCode(
        await tracingRequests(trx, context.country, span),
        Object.keys(tracingRequest.states),
        'requests',
      ),
      closings: byCode(tracing.closings, CLOSINGS, 'requests'),
    },
    rule,
  )
  const load = figures.guardiansLoad(children, await guardianLimits(trx, context), span)
  const shares: readonly Share[] = [
    ...sharesOf(children, span),
    preparedShare(ages, { from: month.from, to: month.to }, startOf),
    ...tracing.shares,
    {
      id: 'guardian_over_limit',
      part: load.overLimit,
      of: load.guardians,
      children: { part: load.overLimit, rest: load.guardians - load.overLimit },
    },
  ]
  const body: contract.CountryFigures = {
    month: month.id,
    asOf: addDays(month.to, -1),
    threshold: rule.threshold,
    tables,
    reunited: timeTold(figures.timeTo('reunited', children, span), rule),
    lasting: timeTold(figures.timeTo('in_place', children, span), rule),
    shares: await toldShares(tables, shares, { of: 'holds_cleared', shares: tracing.cleared }, rule),
    measures: [
      { id: 'detained_hours', value: ofEnough(held.children, Math.round(held.hours), rule) },
      { id: 'days_to_judge', value: ofEnough(tracing.daysToJudge.children, tracing.daysToJudge.median, rule) },
    ],
    guardians: loadTold(load, rule),
  }
  await sql`
    insert into children.month_told (country, month, figures, told_at)
    values (${context.country}, ${month.id}, ${JSON.stringify(body)}::jsonb, ${context.clock.now()})`.execute(trx)
  return body
}

/** A number that rests on so few children is not told; that there is none is. */
const ofEnough = (children: number, value: number | null, { threshold }: DisclosureRule): number | null =>
  children === 0 || children >= threshold ? value : null

/** About guardians, not about children; of few of them nothing is told either, nor how many are few above or within their limit. */
function loadTold(load: figures.Load, rule: DisclosureRule): contract.CountryFigures['guardians'] {
  const { guardians, overLimit } = load
  if (guardians < rule.threshold) return { guardians: null, median: null, largest: null, overLimit: null }
  const isTold = !isSmallCount(rule, overLimit) && !isSmallCount(rule, guardians - overLimit)
  return { ...load, overLimit: isTold ? overLimit : null }
}

/** Told where enough came to it and enough did not. */
function timeTold({ children, reunited, after }: figures.Reunited, { threshold }: DisclosureRule) {
  const enough = reunited >= threshold && children - reunited >= threshold
  return {
    children: enough ? rounded(children, threshold) : null,
    after: after.map(({ months, share }) => ({
      months,
      share: enough && share !== null ? Math.round(share * 100) / 100 : null,
    })),
  }
}

/** Those who were on the child path at the end of the span, by sex and by the youngest age that is possible: what their own files say. */
async function describedPeople(
  trx: ScopedTransaction,
  context: FiguresContext,
  ages: readonly AgedChild[],
  span: figures.Span,
): Promise<figures.Counts> {
  const there = ages.filter(({ child }) => figures.isOnPath(child, span.to))
  const sexes = await context.files.sexes(
    trx,
    there.map(({ child }) => child.fileId),
  )
  return figures.people(
    there.map(({ child, youngest }) => ({ sex: sexes.get(child.fileId), youngest })),
    dateIn(asInstant(new Date(span.to).toISOString()), context.calendar.timeZone),
  )
}

/** A child and the latest day on which they can have been born, by what was known at the end of the span. */
interface AgedChild {
  readonly child: FiledChild
  readonly youngest: PlainDate | null
}

/** Of those who were on the child path at the beginning of the span, or at its end. */
async function agesOf(
  trx: ScopedTransaction,
  of: RequestsByKind,
  children: readonly FiledChild[],
  span: figures.Span,
): Promise<readonly AgedChild[]> {
  const aged: AgedChild[] = []
  for (const child of children) {
    if (!figures.isOnPath(child, span.from) && !figures.isOnPath(child, span.to)) continue
    const age = child.ageId === null ? null : await openedRecord(trx, of, 'age', child.ageId)
    const until = age && { ...age, steps: age.steps.filter(({ happenedAt }) => Date.parse(happenedAt) < span.to) }
    aged.push({ child, youngest: until ? bornAs(until).to : null })
  }
  return aged
}

/** A child as counted, with where it is read what they are. */
interface FiledChild extends figures.CountedChild {
  readonly fileId: string
  readonly ageId: string | null
}

/** Every child of the country by the steps and clocks that lie in clear. Of a person who was erased nothing is known. */
async function countedChildren(trx: ScopedTransaction, country: string): Promise<readonly FiledChild[]> {
  const { rows } = await sql<{
    readonly file_id: string
    readonly age_id: string | null
    records: readonly {
      readonly kind: string
      readonly facts: Readonly<Record<string, unknown>>
      readonly clocks: Readonly<Record<string, { readonly dueAt: string | null; readonly stoppedAt: string | null }>>
      readonly steps: readonly { readonly step: string; readonly at: number }[]
    }[]
  }>`
    select request.file_id, (array_agg(request.id order by request.opened_at) filter (where request.kind = ${KINDS.age.kind}))[1] as age_id,
      json_agg(json_build_object('kind', request.kind, 'facts', request.facts, 'clocks', request.clocks, 'steps', (
        select json_agg(json_build_object('step', step.step, 'at', round(extract(epoch from step.happened_at) * 1000))
          order by step.sequence)
        from children.request_step step where step.request_id = request.id)) order by request.opened_at, request.id) as records
    from children.request
    where request.country = ${country} and request.erased_at is null and request.file_id is not null
    group by request.file_id`.execute(trx)
  return rows
    .map(({ file_id: fileId, age_id: ageId, records }) => ({
      fileId,
      ageId,
      records: records.flatMap(({ kind, facts, clocks, steps }) => {
        const name = kindNameOf(kind)
        if (name === undefined) return []
        const moment = (at: string | null | undefined) => (typeof at === 'string' ? Date.parse(at) : null)
        return [
          {
            kind: name,
            facts,
            clocks: Object.fromEntries(
              Object.entries(clocks).map(([clock, { dueAt, stoppedAt }]) => [
                clock,
                { dueAt: moment(dueAt), stoppedAt: moment(stoppedAt) },
              ]),
            ),
            steps,
          },
        ]
      }),
    }))
    .filter(({ records }) => records.length > 0)
}

/** Requests of relatives that came in within the span, by where they are now. */
async function tracingRequests(trx: ScopedTransaction, country: string, span: figures.Span): Promise<figures.Counts> {
  const { rows } = await sql<{ state: string; count: number }>`
    select state, count(*)::int as count from children.request
    where country = ${country} and kind = ${tracingRequest.kind} and erased_at is null
      and opened_at >= ${new Date(span.from).toISOString()} and opened_at < ${new Date(span.to).toISOString()}
    group by state`.execute(trx)
  return new Map(rows.map(({ state, count }) => [state, new Map([['requests', count]])]))
}

async function guardianLimits(
  trx: ScopedTransaction,
  { country, guardians }: Pick<FiguresContext, 'country' | 'guardians'>,
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ id: string; most: number | null }>`
    select id, k_max_children::int as most from children.guardian
    where country = ${country} and k_status = 'active' and archived_at is null`.execute(trx)
  return new Map(rows.map(({ id, most }) => [id, most ?? guardians.limit]))
}

/** Counts the latest month that may be told, where nobody has asked for it yet: the person who does need not wait. */
export async function tellLatestMonth(context: FiguresContext, of: RequestsByKind): Promise<void> {
  const [month] = monthsTold(todayIn(context), context.daysAfterMonth)
  if (!month) return
  await inScope<undefined, never>(context.db, systemScope(context.country), async (trx) => {
    await toldOnce(trx, context, of, month)
    return ok(undefined)
  })
}
