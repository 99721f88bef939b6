import type { ScopedTransaction } from '@gloact/postgres'
import { tables, type ServiceTable } from './tables.ts'

export const serviceOf = (trx: ScopedTransaction, serviceId: string): Promise<ServiceTable | undefined> =>
  tables(trx).selectFrom('referral.service').selectAll().where('id', '=', serviceId).executeTakeFirst()
