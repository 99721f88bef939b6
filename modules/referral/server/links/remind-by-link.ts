import { asInstant, newRandomId, ok, unwrap } from '@gloact/kernel'
import { inScope, readInScope, systemScope } from '@gloact/postgres'
import { requestTables } from '@gloact/records/server'
import { referenceOf } from '../../domain/by-link.ts'
import { isAtLeast, rungOf } from '../../domain/ladder.ts'
import { channelOf } from '../directory/channels.ts'
import { serviceOf } from '../find-service.ts'
import { mailLink } from './link-mail.ts'
import type { ReferralContext } from '../referral-context.ts'
import { tables } from '../tables.ts'

const BATCH = 100

/** Reminds services without accounts once, when half of the time to acknowledge has gone. Gives how many were. */
export async function remindByLink(context: ReferralContext): Promise<number> {
  if (!context.mailer) return 0
  const scope = systemScope(context.country)
  const now = context.clock.now()
  const waiting = await readInScope(context.db, scope, async (trx) => {
    const links = await tables(trx)
      .selectFrom('referral.link_access')
      .select(['id', 'request_id'])
      .where('ended_at', 'is', null)
      .where('used_at', 'is', null)
      .where('reminded_at', 'is', null)
      .where('mailed_at', 'is not', null)
      .where('expires_at', '>', now)
      .orderBy('made_at')
      .limit(BATCH)
      .execute()
    const found = []
    for (const link of links) {
      const row = await requestTables(trx, 'referral')
        .selectFrom('request')
        .select(['facts', 'clocks', 'state'])
        .where('id', '=', link.request_id)
        .executeTakeFirst()
      const acknowledge = row?.clocks['acknowledge']
      const answer = row?.clocks['answer']?.dueAt ?? acknowledge?.dueAt
      if (row?.state !== 'sent' || !acknowledge || !answer || !isAtLeast(rungOf(acknowledge, now), 'half')) continue
      const service = await serviceOf(trx, String(row.facts['service_id']))
      const channel = service && (await channelOf(trx, context, service.id))
      if (!channel || channel.stale) continue
      found.push({ id: link.id, to: channel.mailbox, languages: service.languages, answerBy: asInstant(answer) })
    }
    return found
  })
  for (const { id, to, languages, answerBy } of waiting) {
    // Marked before it is mailed: what fails halfway is never mailed twice.
    unwrap(
      await inScope(context.db, scope, async (trx) => {
        await tables(trx).updateTable('referral.link_access').set({ reminded_at: now }).where('id', '=', id).execute()
        return ok(undefined)
      }),
    )
    await mailLink(context, { id: newRandomId(), to, languages, reference: referenceOf(id), answerBy, link: null })
  }
  return waiting.length
}
