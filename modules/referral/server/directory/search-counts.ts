import type { Principal } from '@gloact/identity/contract/principal'
import { ok, unwrap } from '@gloact/kernel'
import { inScope } from '@gloact/postgres'
import { sql } from 'kysely'
import { systemFor, type ReferralContext } from '../referral-context.ts'
import { tables } from '../tables.ts'

/** The same question within this time counts once: a page asks again by itself when its reader returns to it. */
const ONCE_MS = 10 * 60_000

/** Who asked for what, and when: in memory alone, and no longer than it takes to count once. */
const lately = new Map<string, number>()

function isNew(key: string, now: number): boolean {
  for (const [each, at] of lately) {
    if (now - at < ONCE_MS) break
    lately.delete(each)
  }
  if (lately.has(key)) return false
  lately.set(key, now)
  return true
}

/** Counts that somebody of this agency looked for a service, and whether there was any with room or a waiting list. Never who, or for whom. */
export async function countSearch(
  context: ReferralContext,
  who: Principal,
  { need, area, found }: { readonly need: string; readonly area: string; readonly found: boolean },
): Promise<void> {
  const { clock, calendar, country } = context
  if (!isNew(`${country} ${who.userId} ${need} ${area}`, Date.parse(clock.now()))) return
  const nothing = found ? 0 : 1
  unwrap(
    await inScope(context.db, systemFor(who), async (trx) => {
      await tables(trx)
        .insertInto('referral.search_count')
        .values({
          day: clock.today(calendar.timeZone),
          country,
          agency_id: who.agencyId,
          need,
          area,
          searches: 1,
          nothing_open: nothing,
        })
        .onConflict((conflict) =>
          conflict.columns(['day', 'country', 'agency_id', 'need', 'area']).doUpdateSet({
            searches: sql<number>`search_count.searches + 1`,
            nothing_open: sql<number>`search_count.nothing_open + ${nothing}`,
          }),
        )
        .execute()
      return ok(undefined)
    }),
  )
}
