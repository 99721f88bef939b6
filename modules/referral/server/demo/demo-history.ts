import type { Quarter } from '@gloact/calendar'
import type { Principal } from '@gloact/identity/contract/principal'
import { asInstant, fixedClock, ok, unwrap, type Answer } from '@gloact/kernel'
import { inScope, systemScope, type ScopedTransaction } from '@gloact/postgres'
import {
  openRequest,
  requestTables,
  takeStep,
  type RequestsOf,
  type ServedTo,
  type StepActor,
} from '@gloact/records/server'
import { sql } from 'kysely'
import { quartersTold } from '../../domain/quarters.ts'
import { startOf } from '../measures/measured-referrals.ts'
import type { ReferralContext } from '../referral-context.ts'
import { tables } from '../tables.ts'

/** Sixty referrals of two years, and what was counted beside them, so that the figures of quarters show something. */
export interface DemoHistory {
  readonly sender: Principal
  readonly receiver: Principal
  /** The clinic's services in the north and on the coast, by need. */
  readonly services: Readonly<Record<'health' | 'psychosocial', { readonly north: string; readonly coast: string }>>
}

interface Group {
  readonly need: 'health' | 'psychosocial'
  readonly area: 'north' | 'coast'
  readonly story: keyof typeof STORIES
  readonly count: number
}

type Step = readonly [
  by: 'sender' | 'receiver',
  step: string,
  hours: number,
  code?: readonly [field: string, code: string],
]

const STORIES = {
  delivered: [
    ['receiver', 'acknowledge', 3],
    ['receiver', 'accept', 20],
    ['receiver', 'start', 120],
    ['receiver', 'complete', 600, ['result', 'provided']],
    ['sender', 'close', 640, ['reason', 'met']],
  ],
  declined: [
    ['receiver', 'acknowledge', 6],
    ['receiver', 'decline', 30, ['reason', 'full']],
  ],
} as const satisfies Readonly<Record<string, readonly Step[]>>

/** The last quarter that is told, the one before, and all earlier ones: few enough there to show how they are withheld. */
const LAST: readonly Group[] = [
  { need: 'health', area: 'north', story: 'delivered', count: 11 },
  { need: 'health', area: 'coast', story: 'declined', count: 10 },
  { need: 'psychosocial', area: 'north', story: 'delivered', count: 10 },
]
const BEFORE: readonly Group[] = [
  { need: 'health', area: 'north', story: 'delivered', count: 11 },
  { need: 'psychosocial', area: 'coast', story: 'declined', count: 10 },
]
const EARLIER: readonly Group[] = [
  { need: 'health', area: 'coast', story: 'delivered', count: 1 },
  { need: 'psychosocial', area: 'north', story: 'declined', count: 1 },
]
const QUARTERS = 6

/** Of two years, searches for a service in a quarter: how many, and how many found nothing open. */
const SEARCHES = [
  { need: 'health', searches: 34, nothing: 3 },
  { need: 'shelter', searches: 22, nothing: 7 },
  { need: 'legal_assistance', searches: 13, nothing: 5 },
] as const

const HOUR = 3_600_000

export async function loadHistory(
  context: ReferralContext,
  of: RequestsOf,
  to: ServedTo<Principal>,
  history: DemoHistory,
  idOf: (kind: number, number: number) => string,
): Promise<void> {
  const today = context.clock.today(context.calendar.timeZone)
  const quarters = quartersTold(today, QUARTERS)
  unwrap(
    await inScope(context.db, systemScope(context.country), async (trx) => {
      const there = await requestTables(trx, of.schema)
        .selectFrom('request')
        .select('id')
        .where('id', '=', idOf(67, 0))
        .executeTakeFirst()
      if (there) return ok(undefined)
      let number = 0
      for (const [index, quarter] of quarters.entries()) {
        for (const group of index === 0 ? LAST : index === 1 ? BEFORE : EARLIER) {
          for (let place = 0; place < group.count; place += 1) {
            const sentAt = momentIn(context, quarter, (place + 1) / (group.count + 1))
            await tell(trx, of, to, history, {
              group,
              sentAt,
              id: idOf(67, number),
              stepId: (at) => idOf(68, number * 10 + at),
            })
            number += 1
          }
        }
      }
      await countBeside(trx, context, history.sender.agencyId, quarters)
      return ok(undefined)
    }),
  )
}

/** A moment of a quarter, by how far it has come. */
function momentIn(context: ReferralContext, { from, to }: Quarter, share: number): number {
  const start = startOf(from, context)
  return start + Math.floor(((startOf(to, context) - start) * share) / HOUR) * HOUR
}

interface Told {
  readonly group: Group
  readonly sentAt: number
  readonly id: string
  readonly stepId: (at: number) => string
}

/** By the same steps as every other, each at its own time; nothing was sent that could be read, and nobody's file is named. */
async function tell(
  trx: ScopedTransaction,
  { onTaken: _, ...of }: RequestsOf,
  to: ServedTo<Principal>,
  { sender, receiver, services }: DemoHistory,
  { group: { need, area, story }, sentAt, id, stepId }: Told,
): Promise<void> {
  const actors: Readonly<Record<'sender' | 'receiver', StepActor>> = {
    sender: to.actorOf(sender),
    receiver: to.actorOf(receiver),
  }
  const at = (hours: number) => asInstant(sentAt + hours * HOUR)
  const then = (hours: number): RequestsOf => ({ ...of, clock: fixedClock(at(hours)) })
  unwrap(
    await openRequest(trx, then(-1), actors.sender, {
      requestId: id,
      id: stepId(0),
      step: 'draft',
      happenedAt: at(-1),
      parties: { sender: sender.agencyId, receiver: receiver.agencyId },
      fileId: null,
      facts: {
        number: `rf-${id.slice(-4)}`,
        need,
        service_id: services[need][area],
        urgency: 'standard',
        child: false,
      },
      payload: { answers: {}, also: { words: 'An invented referral of an earlier year.', groups: [], child: null } },
    }),
  )
  const steps: readonly Step[] = [['sender', 'send', 0], ...STORIES[story]]
  const codes: { request_id: string; step: string; code: string }[] = []
  for (const [index, [by, step, hours, code]] of steps.entries()) {
    const answers: Readonly<Record<string, Answer>> =
      step === 'accept'
        ? { first_on: { value: at(120).slice(0, 10) } }
        : code === undefined
          ? {}
          : { [code[0]]: { value: code[1] } }
    unwrap(
      await takeStep(trx, then(hours), actors[by], id, {
        id: stepId(index + 1),
        step,
        happenedAt: at(hours),
        payload: { answers, ...(step === 'send' && { also: { digest: '' } }) },
      }),
    )
    if (code !== undefined && step !== 'close') codes.push({ request_id: id, step, code: code[1] })
  }
  await tables(trx).insertInto('referral.outcome_code').values(codes).execute()
}

/** What was searched for in these quarters, and how full services were on every second Monday of two years. */
async function countBeside(
  trx: ScopedTransaction,
  { country, clock, calendar }: ReferralContext,
  agencyId: string,
  quarters: readonly Quarter[],
): Promise<void> {
  await tables(trx)
    .insertInto('referral.search_count')
    .values(
      quarters.flatMap(({ from: day }) =>
        SEARCHES.map(({ need, searches, nothing }) => ({
          day,
          country,
          agency_id: agencyId,
          need,
          area: '',
          searches,
          nothing_open: nothing,
        })),
      ),
    )
    // Somebody who tries the demonstration out may have searched on such a day.
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await sql`
    insert into referral.capacity_snapshot (service_id, day, maximum, occupied, out_of_use, known)
    select service.id, day::date, service.maximum, (service.occupied + length(service.type) + extract(doy from day)::int / 14) % (service.maximum + 1), 0,
      service.capacity_at is not null
    from referral.service service
    cross join generate_series(${clock.today(calendar.timeZone)}::date - 728, ${clock.today(calendar.timeZone)}::date - 1, interval '14 days') day
    where service.country = ${country} and service.maximum is not null
    on conflict do nothing`.execute(trx)
}
