import { recordAudit } from '@gloact/audit'
import { newRandomId } from '@gloact/kernel'
import type { Erased, Erases } from '@gloact/module'
import type { ScopedTransaction } from '@gloact/postgres'
import { sql } from 'kysely'
import { codedForFigures } from '../../domain/erasure/erasure.ts'
import type { ProtectionContext } from '../file/context.ts'
import { forgetAttachmentsOf } from '../attachments/forget-attachments.ts'
import { NAMES_CHANNEL } from '../file/file-store.ts'
import { tables } from '../file/file-tables.ts'
import type { ErasureContext } from './erasure-context.ts'

export interface ErasedRows {
  readonly files: number
  readonly actions: number
  /** To be deleted from the store once the transaction has committed. */
  readonly objects: Awaited<ReturnType<Erases['erase']>>
}

/**
 * Takes everything about a person out of the rows, in a transaction of the system's scope, and in every module that holds
 * something about them. What stays are figures and a log that nobody opens. The key is the caller's to destroy, in the same
 * transaction.
 */
export async function eraseRowsOf(
  trx: ScopedTransaction,
  everywhere: ErasureContext['erasures']['everywhere'],
  personId: string,
  how: Erased['how'],
): Promise<ErasedRows> {
  const files = await tables(trx)
    .selectFrom('protection.case_file')
    .select(['id', 'sequence'])
    .where('person_id', '=', personId)
    .orderBy('id')
    .forUpdate()
    .execute()
  const of: Erased = { personId, fileIds: files.map(({ id }) => id), how }
  const objects: ErasedRows['objects'][number][] = []
  for (const { erase } of everywhere()) objects.push(...(await erase(trx, of)))
  return { files: files.length, actions: files.reduce((sum, file) => sum + file.sequence, 0), objects }
}

/** How this module forgets a person: attachments, search tokens, state, clocks, shares and whatever else names their files. */
export const protectionErases = (context: Pick<ProtectionContext, 'rules' | 'publish'>): Erases => ({
  holds: async (trx, personIds) => {
    const rows = await tables(trx)
      .selectFrom('protection.case_file')
      .select('person_id')
      .distinct()
      .where(sql<boolean>`person_id = any(${[...personIds]}::uuid[])`)
      .execute()
    return rows.map(({ person_id: personId }) => personId)
  },
  erase: async (trx, { personId, how }) => {
    const files = await tables(trx)
      .selectFrom('protection.case_file')
      .select(['id', 'agency_id', 'country', 'coded'])
      .where('person_id', '=', personId)
      .orderBy('id')
      .execute()
    const objects = await forgetAttachmentsOf(trx, personId)
    for (const file of files) {
      const figures = JSON.stringify(codedForFigures(file.coded, context.rules))
      // A stand-in of its own for each: nothing says that two files were of one person.
      await sql`select protection.erase_file(${file.id}, ${newRandomId()}, ${figures}::jsonb)`.execute(trx)
      await tables(trx).deleteFrom('records.kept_out').where('file_id', '=', file.id).execute()
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
    return objects
  },
  keeps: {
    'protection.file_action': 'the log, sealed under a key that is destroyed, so that its chain verifies',
    'protection.service': 'which kind of service there was in which month, for figures',
    'protection.name_tokens': 'an empty row, so that the index of names hears that there is nothing to find',
    'protection.erasure': 'the certificate: who asked and who confirmed, when and on which ground',
  },
})
