import { join } from 'node:path'
import type { Mailer } from '@gloact/mail'
import { sentencesIn } from '@gloact/messages/server'
import { sql } from 'kysely'
import type { IdentityContext } from '../session/context.ts'
import { tables } from '../tables.ts'

const sentence = sentencesIn(join(import.meta.dirname, '..', '..', 'locales'))

/** What is older is no news any more: it stands on the next screen all the same. */
const NEWS_DAYS = 3
const MOST_PEOPLE = 200
/** So many in a row that could not be handed over are the mail server's fault, not an address's. */
const MOST_FAILURES = 3

interface Waiting {
  readonly staffId: string
  readonly email: string
  readonly language: string
  readonly ids: string[]
}

/**
 * Sends an e-mail to everybody who has not read yet what they are told of access: one for all that waits, once. It says that
 * something is to be read after signing in, and nothing of what it is. Sent again after a crash it has the same message id.
 * Rejects, once the others were sent, where some could not be.
 */
export async function mailNotices(
  context: Pick<IdentityContext, 'db' | 'clock' | 'country' | 'publicUrl'>,
  mailer: Mailer,
): Promise<void> {
  const { db, clock, country, publicUrl } = context
  const since = new Date(Date.parse(clock.now()) - NEWS_DAYS * 86_400_000).toISOString()
  const { rows } = await sql<Waiting>`
    select staff.id as "staffId", staff.email, staff.language, array_agg(notice.id order by notice.id) as ids
    from identity.access_notice notice
      join identity.staff on staff.id = notice.staff_id
      join identity.agency on agency.id = staff.agency_id
    where notice.mailed_at is null and notice.seen_at is null and notice.at > ${since}::timestamptz
      and agency.country = ${country}
    group by staff.id order by min(notice.at), staff.id limit ${MOST_PEOPLE}`.execute(db)
  const failed: unknown[] = []
  let inARow = 0
  for (const { email, language, ids } of rows) {
    try {
      await mailer.send({
        to: email,
        language,
        id: ids[0]!,
        subject: sentence(language, 'identity.mail.notice.subject'),
        text: [
          sentence(language, 'identity.mail.notice.text'),
          publicUrl,
          sentence(language, 'identity.mail.notice.not_expected'),
        ].join('\n\n'),
      })
    } catch (error) {
      failed.push(error)
      inARow += 1
      if (inARow >= MOST_FAILURES) break
      continue
    }
    inARow = 0
    await tables(db).updateTable('access_notice').set({ mailed_at: clock.now() }).where('id', 'in', ids).execute()
  }
  if (failed.length > 0) throw new AggregateError(failed, `${failed.length} e-mails could not be handed over`)
}
