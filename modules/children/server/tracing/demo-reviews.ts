import type { Principal } from '@gloact/identity/contract/principal'
import { addDays, asInstant, ok, unwrap, type Answer, type Json } from '@gloact/kernel'
import { inScope, readInScope, systemScope } from '@gloact/postgres'
import { openRequest, requestTables, SYSTEM, takeStep } from '@gloact/records/server'
import { monthsTold } from '../../domain/figure-months.ts'
import { sameId } from '../same-id.ts'
import type { TracingKinds } from './kinds.ts'
import { actorOf, SCHEMA, type TracingContext } from './tracing-context.ts'

/** Of what nationality the children are who were sought in vain last month, and how many of the requests that were held were cleared and refused. */
const REVIEWED = [
  ['SY', 14, 10],
  ['ET', 10, 11],
] as const
/** By the latest day on which a month’s figures are told the month before is told in any case. */
const DAYS_AFTER = 5

const say = (said: Readonly<Record<string, Json>>): Record<string, Answer> =>
  Object.fromEntries(Object.entries(said).map(([field, value]) => [field, { value }]))

const idOf = (number: number): string => sameId(`demo reviewed request ${number}`)

/**
 * Requests of last month that were held since they knew little of the child, and reviewed: the coordinator sees the share that was cleared, by
 * nationality. All are closed, and nobody was found. Written once.
 */
export async function loadReviewedRequests(
  context: TracingContext,
  { requests }: Pick<TracingKinds, 'requests'>,
  { takes, reviews }: { readonly takes: Principal; readonly reviews: Principal },
): Promise<void> {
  const { db, country, clock, calendar } = context
  const there = await readInScope(db, systemScope(country), (trx) =>
    requestTables(trx, SCHEMA).selectFrom('request').select('id').where('id', '=', idOf(0)).executeTakeFirst(),
  )
  const [month] = monthsTold(clock.today(calendar.timeZone), DAYS_AFTER)
  if (there || !month) return
  const on = (day: number) => asInstant(`${addDays(month.from, day)}T10:00:00.000Z`)
  const all = REVIEWED.flatMap(([citizenship, cleared, refused]) =>
    Array.from({ length: cleared + refused }, (_, at) => ({ citizenship, isCleared: at < cleared })),
  )
  await inScope(db, systemScope(country), async (trx) => {
    for (const [number, { citizenship, isCleared }] of all.entries()) {
      const requestId = idOf(number)
      const day = 1 + (number % 18)
      const take = async (
        step: string,
        by: Principal | null,
        after: number,
        payload: { answers: Record<string, Answer>; also?: Json },
      ) =>
        unwrap(
          await takeStep(trx, requests, by ? actorOf(by) : SYSTEM, requestId, {
            id: sameId(`demo reviewed ${number} ${step}`),
            step,
            happenedAt: on(day + after),
            payload,
          }),
        )
      unwrap(
        await openRequest(trx, requests, actorOf(takes), {
          requestId,
          id: sameId(`demo reviewed ${number} register`),
          step: 'register',
          happenedAt: on(day),
          parties: { desk: takes.agencyId },
          fileId: null,
          facts: {},
          payload: {
            answers: say({
              relative_name: `Relative ${number + 1}`,
              relation: 'uncle',
              identity_seen: 'two_who_know',
              paper_number: `DEMO-R${1000 + number}`,
              agrees: 'yes',
              given_name: `Child ${number + 1}`,
              sex: number % 2 === 0 ? 'female' : 'male',
              age: 8 + (number % 9),
              citizenship,
            }),
          },
        }),
      )
      await take('hold', null, 0, { answers: {}, also: { signs: ['knows_little'] } })
      const why = isCleared
        ? 'Two neighbours confirm the family; they had to leave without papers.'
        : 'The story changed twice.'
      await take(isCleared ? 'clear' : 'refuse', reviews, 3, { answers: say({ why }) })
      if (isCleared) await take('close', reviews, 8, { answers: say({ because: 'not_found' }) })
    }
    return ok(undefined)
  })
}
