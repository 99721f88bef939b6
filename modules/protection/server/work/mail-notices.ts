import type { MailAddress } from '@gloact/identity/contract/mail-address'
import { principalScope, type Principal } from '@gloact/identity/contract/principal'
import { newRandomId, ok, unwrap, type Instant } from '@gloact/kernel'
import type { Mailer } from '@gloact/mail'
import { inScope } from '@gloact/postgres'
import type { ProtectionContext } from '../file/context.ts'
import { tables } from '../file/file-tables.ts'
import { protectionSentence } from '../file/sentences.ts'
import { readNotices } from './read-notices.ts'

const DAY = 86_400_000
/** What is older is no news any more: it stands on the next screen all the same. */
const NEWS_DAYS = 3
/** So many in a row that could not be handed over are the mail server's fault, not an address's. */
const MOST_FAILURES = 3

export interface NoticeMail {
  readonly mailer: Mailer
  readonly publicUrl: string
  readonly addresses: () => Promise<readonly MailAddress[]>
  readonly principalOf: (staffId: string) => Promise<Principal | null>
}

/**
 * Sends an e-mail that notices are waiting: once until the person has looked, then at most once a day. It names neither the notices nor
 * their files. Notices are read with the person's own access, so nobody hears of a file that is no longer theirs. Rejects after sending
 * the others where some could not be sent.
 */
export async function mailNotices(context: ProtectionContext, parts: NoticeMail): Promise<void> {
  const failed: unknown[] = []
  let inARow = 0
  for (const { staffId, email } of await parts.addresses()) {
    const reader = await parts.principalOf(staffId)
    const now = context.clock.now()
    if (reader === null || !(await isDue(context, reader, now))) continue
    try {
      await parts.mailer.send({
        to: email,
        language: reader.language,
        id: newRandomId(),
        subject: protectionSentence(reader.language, 'protection.mail.notice.subject'),
        text: [
          protectionSentence(reader.language, 'protection.mail.notice.text'),
          parts.publicUrl,
          protectionSentence(reader.language, 'protection.mail.notice.automatic'),
        ].join('\n\n'),
      })
    } catch (error) {
      failed.push(error)
      inARow += 1
      if (inARow >= MOST_FAILURES) break
      continue
    }
    inARow = 0
    // What came while it was sent is told the next time.
    await markMailed(context, reader, now)
  }
  if (failed.length > 0) throw new AggregateError(failed, `${failed.length} e-mails could not be handed over`)
}

async function isDue(context: ProtectionContext, reader: Principal, now: Instant): Promise<boolean> {
  const { items } = await readNotices(context, reader)
  return unwrap(
    await inScope(context.db, principalScope(reader), async (trx) => {
      const mark = await tables(trx)
        .selectFrom('protection.notice_mark')
        .select(['seen_at', 'mailed_at'])
        .where('user_id', '=', reader.userId)
        .executeTakeFirst()
      const mailed = mark?.mailed_at ?? null
      const news = new Date(Date.parse(now) - NEWS_DAYS * DAY).toISOString()
      const waits = items.some(({ unseen, at }) => unseen && at > news && (mailed === null || at > mailed))
      const looked = mailed === null || (mark !== undefined && mark.seen_at > mailed)
      return ok(waits && (looked || Date.parse(now) - Date.parse(mailed) >= DAY))
    }),
  )
}

async function markMailed({ db }: ProtectionContext, reader: Principal, now: Instant): Promise<void> {
  unwrap(
    await inScope(db, principalScope(reader), async (trx) => {
      await tables(trx)
        .insertInto('protection.notice_mark')
        .values({ user_id: reader.userId, mailed_at: now })
        .onConflict((conflict) => conflict.column('user_id').doUpdateSet({ mailed_at: now }))
        .execute()
      return ok(undefined)
    }),
  )
}
