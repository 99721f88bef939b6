import { recordAudit } from '@gloact/audit'
import { dayOf } from '@gloact/calendar'
import type { HandlerInput } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { addDays, err, failure, ok, unwrap, type Failure, type Result } from '@gloact/kernel'
import { inScope, systemScope } from '@gloact/postgres'
import type * as contract from '../../contract/measures.ts'
import { measure } from '../../domain/measures.ts'
import { quarterOf, quartersTold } from '../../domain/quarters.ts'
import { manyHops, unmetNeed } from '../../domain/unmet-need.ts'
import { figuresOf, readQuarter } from './country-figures.ts'
import { measured, MOST, workedIn } from './measured-referrals.ts'
import { inPercent, placesIn, searchesIn } from './place-figures.ts'
import { may, scopeOf, type ReferralContext } from '../referral-context.ts'

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
