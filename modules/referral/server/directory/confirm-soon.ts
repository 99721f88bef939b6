import { momentOf } from '@gloact/calendar'
import type { Principal } from '@gloact/identity/contract/principal'
import { addDays, asInstant, asPlainDate } from '@gloact/kernel'
import type { Task } from '@gloact/module'
import { readInScope } from '@gloact/postgres'
import { confirmedUntil, isDoubted } from '../../domain/directory-entry.ts'
import { may, scopeOf, type ReferralContext } from '../referral-context.ts'
import { tables } from '../tables.ts'

/** So many days before an entry's confirmation ends its agency is reminded. [G] */
const DAYS_BEFORE = 14

/** For the agency of a service: entries whose confirmation ends soon or has ended, or that something speaks against, as one task that leads to them. */
export async function confirmSoon(context: ReferralContext, who: Principal): Promise<readonly Task[]> {
  if (!may(who, 'directory.propose')) return []
  const { clock, calendar, directoryRules } = context
  const today = clock.today(calendar.timeZone)
  const rows = await readInScope(context.db, scopeOf(who), (trx) =>
    tables(trx)
      .selectFrom('referral.service')
      .innerJoin('referral.site', 'referral.site.id', 'referral.service.site_id')
      .select(['referral.service.confirmed_on', 'referral.service.doubted_on', 'referral.site.confidential'])
      .where('referral.service.agency_id', '=', who.agencyId)
      .where('referral.service.valid_until', '>=', today)
      .execute(),
  )
  const ends = rows
    .map(({ confirmed_on: on, doubted_on: doubted, confidential }) => {
      const entry = { confirmedOn: asPlainDate(on), doubtedOn: doubted === null ? null : asPlainDate(doubted) }
      return isDoubted(entry) && entry.doubtedOn
        ? entry.doubtedOn
        : confirmedUntil({ ...entry, confidential }, directoryRules.confirmation)
    })
    .filter((until) => until <= addDays(today, DAYS_BEFORE))
    .toSorted()
  const [first] = ends
  if (first === undefined) return []
  const at = (date: typeof first) => asInstant(momentOf({ date, sinceMidnight: 0 }, calendar.timeZone))
  return [
    {
      kind: 'directory_confirm',
      about: { kind: 'referral.directory', id: 'directory' },
      to: null,
      details: { count: ends.length },
      dueAt: at(addDays(first, 1)),
      since: at(addDays(first, -DAYS_BEFORE)),
    },
  ]
}
