import { recordAudit } from '@gloact/audit'
import { dayOf, momentOf } from '@gloact/calendar'
import { countTable, flatDimension, protectTable, type DisclosureRule } from '@gloact/disclosure'
import type { HandlerInput } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { addDays, err, failure, ok, unwrap, type Failure, type PlainDate, type Result } from '@gloact/kernel'
import { inScope, systemScope, type ScopedTransaction } from '@gloact/postgres'
import { sql } from 'kysely'
import type * as contract from '../contract/measures.ts'
import { ENDINGS, measure, type Ending, type MeasuredReferral, type Waited } from '../domain/measures.ts'
import { quarterOf, quartersTold } from '../domain/quarters.ts'
import { URGENCIES } from '../domain/referral-kind.ts'
import { may, scopeOf, type ReferralContext } from './referral-context.ts'

/** More than these are not read at once. */
const MOST = 50_000

/** The outcome of the referrals that the asker’s agency sent, or that came to it, in the last days. Not protected: they are its own. */
export async function readMeasures(
  context: ReferralContext,
  who: Principal,
  { side, days }: HandlerInput<typeof contract.readMeasures>['query'],
): Promise<Result<contract.OwnView, Failure>> {
  if (!may(who, 'referral.measure')) return err(failure('referral.not_allowed'))
  const to = dayOf(context.clock.now(), context.calendar)
  const from = addDays(to, 1 - days)
  const until = addDays(to, 1)
  return inScope(context.db, scopeOf(who), async (trx) => {
    const found = await measured(
      trx,
      context,
      { from, until, party: side === 'sent' ? 'sender' : 'receiver' },
      who.agencyId,
    )
    await recordAudit(trx, { action: 'referral.measures_read', detail: { side, days } })
    const moment = Date.parse(context.clock.now())
    const all = found.slice(0, MOST)
    return ok({
      from,
      to,
      whole: { ...measure(all, moment) },
      needs: [...Map.groupBy(all, ({ need }) => need)]
        .map(([need, own]) => ({ need, measures: { ...measure(own, moment) } }))
        .toSorted((a, b) => b.measures.sent - a.measures.sent || a.need.localeCompare(b.need)),
      cut: found.length > MOST,
    })
  })
}

/**
 * The whole country’s, a quarter at a time and as known sixty days after it ended: the same figures on every day that they are asked
 * for, so that no two of them differ by one person. Counts go through the rule for the public, all endings of all needs in one table.
 */
export async function readCountryMeasures(
  context: ReferralContext,
  who: Principal,
  asked: HandlerInput<typeof contract.readCountryMeasures>['query'],
): Promise<Result<contract.CountryView, Failure>> {
  if (!may(who, 'referral.measure_country')) return err(failure('referral.not_allowed'))
  const { smallCounts: rule, calendar, clock } = context
  const told = quartersTold(dayOf(clock.now(), calendar))
  const quarter = asked.quarter === undefined ? told[0]! : quarterOf(asked.quarter)
  if (!quarter || !told.some(({ id }) => id === quarter.id)) return err(failure('referral.no_period'))
  const moment = startOf(quarter.toldOn, context)
  const all = await inScope(context.db, systemScope(context.country), async (trx) => {
    await recordAudit(trx, {
      action: 'referral.measures_read',
      actorId: who.userId,
      agencyId: who.agencyId,
      detail: { year: Number(quarter.id.slice(0, 4)), quarter: Number(quarter.id.slice(-1)) },
    })
    return ok(await measured(trx, context, { from: quarter.from, until: quarter.to, party: null }, null))
  })
  const found = measure(unwrap(all), moment)
  const rows = await protectedEndings(unwrap(all), moment, rule)
  const whole = rows.get(null)!
  const { acknowledgedInTime: inTime } = found
  const tellsShare = whole.sent !== null && inTime.count >= rule.threshold && inTime.of - inTime.count >= rule.threshold
  const time = (waited: Waited) =>
    whole.sent !== null && waited.of >= 2 * rule.threshold ? inWholeHours(waited) : null
  return ok({
    quarters: told.map(({ id }) => id),
    quarter: quarter.id,
    asOf: quarter.toldOn,
    threshold: rule.threshold,
    ...whole,
    acknowledgedInTime: tellsShare ? inTime : { count: null, of: null },
    times: {
      toAcknowledge: time(found.toAcknowledge),
      toAnswer: time(found.toAnswer),
      toFirstService: time(found.toFirstService),
    },
    needs: [...rows].flatMap(([need, row]) => (need === null ? [] : [{ need, ...row }])),
  })
}

interface ToldRow {
  readonly sent: number | null
  readonly endings: Record<Ending, number | null>
}

/** Needs by endings with their totals, as they may be told; the whole country stands under null. */
async function protectedEndings(
  all: readonly MeasuredReferral[],
  moment: number,
  rule: DisclosureRule,
): Promise<ReadonlyMap<string | null, ToldRow>> {
  // Each need is measured once: what was sent by mistake or never is in no row.
  const counted = new Map(
    [...Map.groupBy(all, ({ need }) => need)]
      .map(([need, own]) => [need, measure(own, moment)] as const)
      .filter(([, { sent }]) => sent > 0),
  )
  const needs = [...counted.keys()].toSorted()
  const nothing: ToldRow = { sent: 0, endings: Object.fromEntries(ENDINGS.map((one) => [one, 0])) as Record<Ending, 0> }
  if (needs.length === 0) return new Map([[null, nothing]])
  const entries = needs.flatMap((need, row) =>
    ENDINGS.map((ending, column) => ({
      row: row + 1,
      column: column + 1,
      count: counted.get(need)!.endings[ending],
    })),
  )
  const table = unwrap(
    countTable([flatDimension('need', needs), flatDimension('ending', ENDINGS)], {
      leaves: [entries.map(({ row }) => row), entries.map(({ column }) => column)],
      counts: entries.map(({ count }) => count),
    }),
  )
  const safe = await protectTable(table, { ...rule, method: 'suppress' })
  const width = ENDINGS.length + 1
  const toldAt = (row: number, column: number): number | null => {
    // Where no protection was found nothing is told.
    if (!safe.ok) return null
    const figure = safe.value.figures[row * width + column]!
    return Number.isNaN(figure) ? null : figure
  }
  return new Map(
    [null, ...needs].map((need, row) => [
      need,
      {
        sent: toldAt(row, 0),
        endings: Object.fromEntries(ENDINGS.map((ending, at) => [ending, toldAt(row, at + 1)])) as ToldRow['endings'],
      },
    ]),
  )
}

const inWholeHours = ({ median, ninetieth, of }: Waited): Waited => ({
  median: median === null ? null : Math.round(median),
  ninetieth: ninetieth === null ? null : Math.round(ninetieth),
  of,
})

const startOf = (date: PlainDate, { calendar }: Pick<ReferralContext, 'calendar'>): number =>
  momentOf({ date, sinceMidnight: 0 }, calendar.timeZone)

interface Period {
  readonly from: PlainDate
  /** The day after its last. */
  readonly until: PlainDate
  /** As which the agency took part; null for all. */
  readonly party: 'sender' | 'receiver' | null
}

/** The referrals that were sent in a period, with the steps and codes that lie in clear. Of those of a person who was erased nothing is known. */
async function measured(
  trx: ScopedTransaction,
  context: ReferralContext,
  { from, until, party }: Period,
  agencyId: string | null,
): Promise<readonly MeasuredReferral[]> {
  const { rows } = await sql<{
    need: string
    urgency: string
    due: string | null
    steps: readonly { readonly step: string; readonly at: number; readonly code: string | null }[]
  }>`
    select r.facts ->> 'need' as need, r.facts ->> 'urgency' as urgency, r.clocks -> 'acknowledge' ->> 'dueAt' as due,
      (select json_agg(json_build_object('step', s.step, 'at', round(extract(epoch from s.happened_at) * 1000), 'code', o.code)
          order by s.sequence)
        from referral.request_step s
        left join referral.outcome_code o on o.request_id = s.request_id and o.step = s.step
        where s.request_id = r.id) as steps
    from referral.request_step sent
    join referral.request r on r.id = sent.request_id
    where sent.step = 'send' and r.country = ${context.country} and r.erased_at is null
      and sent.happened_at >= ${new Date(startOf(from, context)).toISOString()}
      and sent.happened_at < ${new Date(startOf(until, context)).toISOString()}
      ${party === null ? sql`` : sql`and r.parties ->> ${party}::text = ${agencyId}`}
    limit ${MOST + 1}`.execute(trx)
  return rows.map(({ need, urgency, due, steps }) => ({
    need,
    urgency: URGENCIES.find((each) => each === urgency) ?? 'standard',
    acknowledgeBy: due === null ? null : Date.parse(due),
    steps,
  }))
}
