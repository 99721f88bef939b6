import type { AttachmentStore, ObjectId } from '@gloact/attachments'
import type { ScopedTransaction } from '@gloact/postgres'
import { tables } from '../file/file-tables.ts'
import { objectsOfRow } from '../file/attachment-rows.ts'

/**
 * Forgets everything that was uploaded for the files of a person, in a transaction of the system's scope: the erasure's.
 * Gives the objects, which are to be deleted with `deleteObjects` once it has committed; those that a crash leaves are
 * found by the sweep. Without the person's key they open for nobody in any case.
 */
export async function forgetAttachmentsOf(trx: ScopedTransaction, personId: string): Promise<readonly ObjectId[]> {
  const rows = await tables(trx)
    .deleteFrom('protection.attachment')
    .where('file_id', 'in', (files) =>
      files.selectFrom('protection.case_file').select('id').where('person_id', '=', personId),
    )
    .returning(['object_id', 'thumbnail_object_id'])
    .execute()
  return rows.flatMap(objectsOfRow)
}

/** Deletes objects for good. Gives how many could not be: the sweep tries those again. */
export async function deleteObjects(
  store: AttachmentStore,
  ids: readonly ObjectId[],
): Promise<{ readonly left: number }> {
  let left = 0
  for (const id of ids) {
    const deleted = await store.delete(id)
    if (!deleted.ok) left += 1
  }
  return { left }
}
