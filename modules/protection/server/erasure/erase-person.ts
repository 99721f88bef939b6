import type { ObjectId } from '@gloact/attachments'
import { recordAudit } from '@gloact/audit'
import { newRandomId } from '@gloact/kernel'
import type { ScopedTransaction } from '@gloact/postgres'
import { sql } from 'kysely'
import { codedForFigures } from '../../domain/erasure.ts'
import type { ProtectionContext } from '../context.ts'
import { forgetAttachmentsOf } from '../attachments/forget-attachments.ts'
import { NAMES_CHANNEL } from '../file-store.ts'
import { tables } from '../file-tables.ts'

export interface ErasedRows {
  readonly files: number
  readonly actions: number
  /** To be deleted from the store once the transaction has committed. */
  readonly objects: readonly ObjectId[]
}

/**
 * Takes everything about a person out of the rows, in a transaction of the system's scope: attachments, search tokens,
 * state, clocks, shares and whatever else names their files. What stays are figures and a log that nobody opens. The key
 * is the caller's to destroy, in the same transaction.
 */
export async function eraseRowsOf(
  trx: ScopedTransaction,
  context: Pick<ProtectionContext, 'rules' | 'publish'>,
  personId: string,
  how: 'asked' | 'after_restore',
): Promise<ErasedRows> {
  const files = await tables(trx)
    .selectFrom('protection.case_file')
    .select(['id', 'agency_id', 'country', 'coded', 'sequence'])
    .where('person_id', '=', personId)
    .orderBy('id')
    .forUpdate()
    .execute()
  const objects = await forgetAttachmentsOf(trx, personId)
  for (const file of files) {
    const figures = JSON.stringify(codedForFigures(file.coded, context.rules))
    // A stand-in of its own for each: nothing says that two files were of one person.
    await sql`select protection.erase_file(${file.id}, ${newRandomId()}, ${figures}::jsonb)`.execute(trx)
    await sql`select pg_notify(${NAMES_CHANNEL}, ${file.id})`.execute(trx)
    await recordAudit(trx, {
      action: 'file.erased',
      object: { kind: 'protection.case_file', id: file.id },
      agencyId: file.agency_id,
      country: file.country,
      detail: { how },
    })
    await context.publish(trx, 'protection.case_file_erased', { fileId: file.id })
  }
  return { files: files.length, actions: files.reduce((sum, file) => sum + file.sequence, 0), objects }
}
