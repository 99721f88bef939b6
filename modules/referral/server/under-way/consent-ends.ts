import { momentOf } from '@gloact/calendar'
import type { Principal } from '@gloact/identity/contract/principal'
import { addDays, asInstant, asPlainDate, type PlainDate } from '@gloact/kernel'
import type { Task } from '@gloact/module'
import { readInScope } from '@gloact/postgres'
import type { RequestTable } from '@gloact/records/server'
import { sql } from 'kysely'
import { referralKind } from '../../domain/referral-kind.ts'
import { may, scopeOf, systemFor, type ReferralContext } from '../referral-context.ts'

/** So many days before consent ends by its day its sender is told; before a child turns 18, so many. [G] */
const DAYS_BEFORE = 7
const DAYS_BEFORE_ADULT = 30

/**
 * For the sender: consent that ends soon by its day, and children who turn 18 soon, while something that was sent may be read. When that
 * is was found when consent was judged last.
 */
export async function consentEnds(context: ReferralContext, who: Principal): Promise<readonly Task[]> {
  if (!may(who, 'referral.send')) return []
  const { clock, calendar } = context
  const today = clock.today(calendar.timeZone)
  const ending = await readInScope(context.db, systemFor(who), async (trx) => {
    const { rows } = await sql<Pick<RequestTable, 'id' | 'facts' | 'state' | 'file_id' | 'changed_at'> & Ending>`
      select r.id, r.facts, r.state, r.file_id, r.changed_at, p.judged_until::text as until,
        exists (select from referral.package_group g where g.package_id = p.id and g.basis = 'child_protection') as child
      from referral.package p join referral.request r on r.id = p.request_id
      where p.destroyed_at is null and p.judged_until < ${addDays(today, DAYS_BEFORE_ADULT)}
        and p.judged_until >= ${today} and r.kind = ${referralKind.kind} and r.ended_at is null
        and r.erased_at is null and r.parties ->> 'sender' = ${who.agencyId}`.execute(trx)
    return rows.filter(({ child, until }) => child || until < addDays(today, DAYS_BEFORE))
  })
  if (ending.length === 0) return []
  const files = await readInScope(context.db, scopeOf(who), (trx) =>
    context.files.filesSeen(
      trx,
      ending.flatMap(({ file_id: fileId }) => fileId ?? []),
    ),
  )
  return ending.flatMap(({ id, facts, state, file_id: fileId, changed_at: since, until, child }) =>
    fileId !== null && files.has(fileId)
      ? [
          {
            kind: child ? 'referral_turns_adult' : 'referral_consent_ends',
            about: { kind: referralKind.kind, id },
            to: null,
            details: { number: facts['number'] ?? null, need: facts['need'] ?? null, state },
            dueAt: dayAfter(asPlainDate(until), calendar.timeZone),
            since,
          },
        ]
      : [],
  )
}

interface Ending {
  readonly until: string
  readonly child: boolean
}

const dayAfter = (date: PlainDate, timeZone: string) =>
  asInstant(momentOf({ date: addDays(date, 1), sinceMidnight: 0 }, timeZone))
