import { recordAudit } from '@gloact/audit'
import { dayOf, type Quarter } from '@gloact/calendar'
import { toldTable, type DisclosureRule } from '@gloact/disclosure'
import type { HandlerInput } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { addDays, err, failure, ok, unwrap, type Failure, type Result } from '@gloact/kernel'
import { inScope, systemScope, type ScopedTransaction } from '@gloact/postgres'
import type * as contract from '../contract/measures.ts'
import { ENDINGS, measure, type Ending, type Share, type Waited } from '../domain/measures.ts'
import { quarterOf, quartersTold } from '../domain/quarters.ts'
import { manyHops, unmetNeed } from '../domain/unmet-need.ts'
import { measured, MOST, startOf, workedIn, type PlacedReferral } from './measured-referrals.ts'
import { placesIn, searchesIn, type PlaceFigures } from './place-figures.ts'
import { may, scopeOf, type ReferralContext } from './referral-context.ts'

/** Of more services than these nobody reads a table. */
const MOST_SERVICES = 100

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
    const worked = workedIn(from, to, context)
    return ok({
      from,
      to,
      whole: { ...measure(all, moment, worked) },
      needs: [...Map.groupBy(all, ({ need }) => need)]
        .map(([need, own]) => ({ need, measures: { ...measure(own, moment, worked) } }))
        .toSorted((a, b) => b.measures.sent - a.measures.sent || a.need.localeCompare(b.need)),
      services: [...Map.groupBy(all, ({ serviceId }) => serviceId)]
        .map(([serviceId, own]) => {
          const { sent, endings, unavailable } = measure(own, moment)
          const { service, site, area } = own[0]!
          return { serviceId, service, site, area, sent, declined: endings.declined, unavailable: unavailable.count }
        })
        .filter(({ sent }) => sent > 0)
        .toSorted((a, b) => b.declined + b.unavailable - a.declined - a.unavailable || b.sent - a.sent)
        .slice(0, MOST_SERVICES),
      unmet: unmetNeed(all, moment),
      hops: manyHops(all, moment),
      searches: await searchesIn(trx, context.country, { from, until }, who.agencyId),
      places: (await placesIn(trx, context.country, { from, until }, who.agencyId)).map(inPercent),
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
  const { calendar, clock } = context
  const told = quartersTold(dayOf(clock.now(), calendar))
  const quarter = asked.quarter === undefined ? told[0]! : quarterOf(asked.quarter)
  if (!quarter || !told.some(({ id }) => id === quarter.id)) return err(failure('referral.no_period'))
  const read = await inScope(context.db, systemScope(context.country), async (trx) => {
    await recordAudit(trx, {
      action: 'referral.measures_read',
      actorId: who.userId,
      agencyId: who.agencyId,
      detail: { year: Number(quarter.id.slice(0, 4)), quarter: Number(quarter.id.slice(-1)) },
    })
    return ok(await readQuarter(trx, context, quarter))
  })
  return ok({ quarters: told.map(({ id }) => id), ...(await figuresOf(context, quarter, unwrap(read))) })
}

type QuarterRead = Awaited<ReturnType<typeof readQuarter>>

/** What the figures of a quarter are counted from, in the system's scope. */
export async function readQuarter(trx: ScopedTransaction, context: ReferralContext, quarter: Quarter) {
  const days = { from: quarter.from, until: quarter.to }
  return {
    all: await measured(trx, context, { ...days, party: null }, null),
    searches: await searchesIn(trx, context.country, days, null),
    places: await placesIn(trx, context.country, days, null),
  }
}

/** The figures of a quarter as everyone may be told them. */
export async function figuresOf(
  context: ReferralContext,
  quarter: Quarter,
  { all, searches, places }: QuarterRead,
): Promise<Omit<contract.CountryView, 'quarters'>> {
  const { smallCounts: rule } = context
  const moment = startOf(quarter.toldOn, context)
  const found = measure(all, moment, workedIn(quarter.from, quarter.toldOn, context))
  const rows = await protectedEndings(all, moment, rule, ({ need }) => need)
  const whole = rows.get(null)!
  const areas = withSameTotals(whole, await protectedEndings(all, moment, rule, ({ area }) => area))
  // Both who is in it and who is not are enough, or the share is not told.
  const shareTold = ({ count, of }: Share) =>
    whole.sent !== null && count >= rule.threshold && of - count >= rule.threshold ? { count, of } : NOT_TOLD
  const time = (waited: Waited) =>
    whole.sent !== null && waited.of >= 2 * rule.threshold ? inWholeHours(waited) : null
  return {
    quarter: quarter.id,
    asOf: quarter.toldOn,
    threshold: rule.threshold,
    ...whole,
    acknowledgedInTime: shareTold(found.acknowledgedInTime),
    unmet: shareTold(unmetNeed(all, moment)),
    hops: shareTold(manyHops(all, moment)),
    keptBack: shareTold(found.keptBack ?? { count: 0, of: 0 }),
    // About no person: few of them are told as well, but never so few that they show whom one looked for.
    searches: searches.of >= rule.threshold ? searches : NOT_TOLD,
    places: places
      .filter(({ services, usable }) => services >= LEAST_SERVICES && usable >= rule.threshold)
      .map(inPercent),
    times: {
      toAcknowledge: time(found.toAcknowledge),
      toAnswer: time(found.toAnswer),
      toFirstService: time(found.toFirstService),
      toAcknowledgeAtWork: time(found.toAcknowledgeAtWork),
      toAnswerAtWork: time(found.toAnswerAtWork),
      toConfirmRecall: time(found.toConfirmRecall),
    },
    needs: [...rows].flatMap(([need, row]) => (need === null ? [] : [{ need, ...row }])),
    areas: [...areas].flatMap(([area, row]) => (area === null ? [] : [{ area, ...row }])),
  }
}

const NOT_TOLD = { count: null, of: null }

/** How full fewer services are would show each one's. */
const LEAST_SERVICES = 3

const inPercent = ({ need, occupancy, blindness }: PlaceFigures) => ({
  need,
  occupancy: occupancy === null ? null : Math.round(occupancy * 100),
  blindness: Math.round(blindness * 100),
})

/**
 * A second table of the same referrals, beside a first: a column whose total one of them withholds and the other tells is withheld in
 * it, since the one total would undo what the other hides.
 */
function withSameTotals(
  first: ToldRow,
  second: ReadonlyMap<string | null, ToldRow>,
): ReadonlyMap<string | null, ToldRow> {
  const totals = second.get(null)!
  const agree = (one: number | null, other: number | null): boolean => (one === null) === (other === null)
  return new Map(
    [...second].map(([row, { sent, endings }]) => [
      row,
      {
        sent: agree(first.sent, totals.sent) ? sent : null,
        endings: Object.fromEntries(
          ENDINGS.map((ending) => [
            ending,
            agree(first.endings[ending], totals.endings[ending]) ? endings[ending] : null,
          ]),
        ) as ToldRow['endings'],
      },
    ]),
  )
}

interface ToldRow {
  readonly sent: number | null
  readonly endings: Record<Ending, number | null>
}

/** Needs, or areas, by endings with their totals, as they may be told; the whole country stands under null. */
async function protectedEndings(
  all: readonly PlacedReferral[],
  moment: number,
  rule: DisclosureRule,
  by: (one: PlacedReferral) => string,
): Promise<ReadonlyMap<string | null, ToldRow>> {
  // Each group is measured once: what was sent by mistake or never is in no row.
  const counted = new Map(
    [...Map.groupBy(all, by)]
      .map(([need, own]) => [need, measure(own, moment)] as const)
      .filter(([, { sent }]) => sent > 0),
  )
  const needs = [...counted.keys()].toSorted()
  const told = await toldTable(
    rule,
    needs,
    ENDINGS,
    (need, ending) => counted.get(need)?.endings[ending as Ending] ?? 0,
  )
  return new Map(
    [null, ...needs].map((need) => [
      need,
      {
        sent: told(need, null),
        endings: Object.fromEntries(ENDINGS.map((ending) => [ending, told(need, ending)])) as ToldRow['endings'],
      },
    ]),
  )
}

const inWholeHours = ({ median, ninetieth, of }: Waited): Waited => ({
  median: median === null ? null : Math.round(median),
  ninetieth: ninetieth === null ? null : Math.round(ninetieth),
  of,
})
