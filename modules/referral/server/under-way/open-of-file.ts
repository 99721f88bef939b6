import type { ScopedTransaction } from '@gloact/postgres'
import { requestTables } from '@gloact/records/server'
import { sql } from 'kysely'
import { referralKind } from '../../domain/referral-kind.ts'

/** States in which nothing is left for the sender: it is over, or the service confirms that copies are gone. */
const OVER: readonly string[] = ['closed', 'discarded', 'recalled']

/** How many referrals of a file go on: they are ended, or closed, before the file is. */
export async function openOf(trx: ScopedTransaction, fileId: string): Promise<number> {
  const { count } = await requestTables(trx, 'referral')
    .selectFrom('request')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('kind', '=', referralKind.kind)
    .where('file_id', '=', fileId)
    .where('state', 'not in', [...OVER])
    .executeTakeFirstOrThrow()
  return count
}
