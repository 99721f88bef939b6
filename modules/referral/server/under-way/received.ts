import type { Principal } from '@gloact/identity/contract/principal'
import type { ScopedTransaction } from '@gloact/postgres'
import { requestTables } from '@gloact/records/server'
import { referralKind } from '../../domain/referral-kind.ts'
import { may } from '../referral-context.ts'

/** States in which a service has the person with it, or is about to: what was recalled, declined or ended it has no more. */
const RECEIVED: readonly string[] = ['acknowledged', 'more_asked', 'waiting', 'accepted', 'in_service']

/** Which child's file somebody has by a referral that goes on and was not withdrawn. */
export interface ReceivedChild {
  readonly fileId: string
  readonly senderAgencyId: string
}

/**
 * The file of a child who was referred to a service that somebody answers for; null for anyone else, for an adult, and as soon as the referral
 * is over or what the person agreed to has been withdrawn. In the system's scope, for modules that record something about that child.
 */
export async function receivedChild(
  trx: ScopedTransaction,
  who: Principal,
  referralId: string,
): Promise<ReceivedChild | null> {
  if (!may(who, 'referral.answer')) return null
  const row = await requestTables(trx, 'referral')
    .selectFrom('request')
    .select(['file_id', 'parties', 'facts', 'state'])
    .where('kind', '=', referralKind.kind)
    .where('id', '=', referralId)
    .where('erased_at', 'is', null)
    .executeTakeFirst()
  if (!row || row.parties['receiver'] !== who.agencyId || row.facts['child'] !== true) return null
  const { file_id: fileId, state } = row
  const senderAgencyId = row.parties['sender']
  if (fileId === null || senderAgencyId === undefined || !RECEIVED.includes(state)) return null
  return { fileId, senderAgencyId }
}
