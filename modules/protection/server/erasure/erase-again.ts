import type { AttachmentStore } from '@gloact/attachments'
import { ok, unwrap } from '@gloact/kernel'
import { inScope, readInScope, systemScope } from '@gloact/postgres'
import { sql } from 'kysely'
import { deleteObjects } from '../attachments/forget-attachments.ts'
import type { ProtectionContext } from '../context.ts'
import { tables } from '../file-tables.ts'
import { eraseRowsOf } from './erase-person.ts'

/**
 * Erases the rows of people anew whom a restored backup brought back: of whoever is in the list that is kept with the KEK
 * and has files. The vault destroys their keys first. May be run at any time, and again after a crash: whoever is erased
 * has no rows left to find.
 */
export async function eraseAgain(
  context: Pick<ProtectionContext, 'db' | 'rules' | 'publish'>,
  store: AttachmentStore,
  personIds: readonly string[],
): Promise<{ readonly files: number }> {
  const back = await readInScope(context.db, systemScope(context.rules.country), (trx) =>
    tables(trx)
      .selectFrom('protection.case_file')
      .select('person_id')
      .distinct()
      .where(sql<boolean>`person_id = any(${[...personIds]}::uuid[])`)
      .execute(),
  )
  let files = 0
  for (const { person_id: personId } of back) {
    const erased = unwrap(
      await inScope(context.db, systemScope(context.rules.country), async (trx) =>
        ok(await eraseRowsOf(trx, context, personId, 'after_restore')),
      ),
    )
    files += erased.files
    await deleteObjects(store, erased.objects)
  }
  return { files }
}
