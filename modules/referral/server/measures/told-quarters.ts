import { dayOf, type Quarter } from '@gloact/calendar'
import { keptFor } from '@gloact/module'
import { readInScope, systemScope } from '@gloact/postgres'
import type { CountryView } from '../../contract/measures.ts'
import { measure } from '../../domain/measures.ts'
import { quartersTold } from '../../domain/quarters.ts'
import { figuresOf, readQuarter } from './country-figures.ts'
import { startOf } from './measured-referrals.ts'
import type { ReferralContext } from '../referral-context.ts'

/** What came to a service in a quarter. Not protected: no one is shown it as it is. */
export interface ServiceCounts {
  readonly sent: number
  readonly accepted: number
  readonly delivered: number
  readonly endedEarly: number
  readonly unavailable: number
}

export interface ToldQuarter {
  readonly quarter: Quarter
  /** The figures as everyone may be told them. */
  readonly figures: Omit<CountryView, 'quarters'>
  readonly services: ReadonlyMap<string, ServiceCounts>
}

/** The figures of a quarter are the same on every day that they are asked for; but for an erasure, which an hour later is in them. */
const KEPT_MS = 60 * 60_000

/** The last quarters that may be told, the latest first, each counted once an hour whatever the language. */
export function toldQuarters(context: ReferralContext): (most: number) => Promise<readonly ToldQuarter[]> {
  const kept = keptFor<ToldQuarter>(context.clock, KEPT_MS)
  return async (most) => {
    const found: ToldQuarter[] = []
    for (const quarter of quartersTold(dayOf(context.clock.now(), context.calendar), most))
      found.push(await kept(quarter.id, () => readTold(context, quarter)))
    return found
  }
}

async function readTold(context: ReferralContext, quarter: Quarter): Promise<ToldQuarter> {
  const read = await readInScope(context.db, systemScope(context.country), (trx) => readQuarter(trx, context, quarter))
  const moment = startOf(quarter.toldOn, context)
  return {
    quarter,
    figures: await figuresOf(context, quarter, read),
    services: new Map(
      [...Map.groupBy(read.all, ({ serviceId }) => serviceId)].map(([serviceId, own]) => {
        const { sent, accepted, endings, unavailable } = measure(own, moment)
        const { delivered, ended_early: endedEarly } = endings
        return [serviceId, { sent, accepted: accepted.count, delivered, endedEarly, unavailable: unavailable.count }]
      }),
    ),
  }
}
