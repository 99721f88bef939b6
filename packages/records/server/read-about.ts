import { recordReading } from '@gloact/audit'
import type { ScopedTransaction } from '@gloact/postgres'
import type { RequestTable } from './request-tables.ts'

/**
 * Records that a record about a person was read, under the person's file, so that the reader is among those who have read it
 * whichever module it lies in. A request that is about no file is about nobody.
 */
export async function recordReadAbout(
  trx: ScopedTransaction,
  { file_id: id }: Pick<RequestTable, 'file_id'>,
): Promise<void> {
  if (id !== null)
    await recordReading(trx, { action: 'file.record_read', object: { kind: 'protection.case_file', id } })
}
