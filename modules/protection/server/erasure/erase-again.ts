import { ok, unwrap } from '@gloact/kernel'
import { inScope, readInScope, systemScope } from '@gloact/postgres'
import { deleteObjects } from '../attachments/forget-attachments.ts'
import { eraseRowsOf } from './erase-person.ts'
import type { ErasureContext } from './erasure-context.ts'

/**
 * Erases the rows of people again whom a restored backup brought back: of the person who is in the list that is kept with the KEK
 * and of whom any module holds something. The vault destroys their keys first. May be run at any time, and again after a
 * crash: anyone who is erased has no rows left to find.
 */
export async function eraseAgain(
  context: Pick<ErasureContext, 'db' | 'rules'> & {
    readonly erasures: Pick<ErasureContext['erasures'], 'everywhere' | 'store'>
  },
  personIds: readonly string[],
): Promise<{ readonly files: number }> {
  const { everywhere, store } = context.erasures
  const scope = systemScope(context.rules.country)
  const back = new Set<string>()
  for (const { holds } of everywhere()) {
    for (const personId of await readInScope(context.db, scope, (trx) => holds(trx, personIds))) back.add(personId)
  }
  let files = 0
  for (const personId of back) {
    const erased = unwrap(
      await inScope(context.db, scope, async (trx) =>
        ok(await eraseRowsOf(trx, everywhere, personId, 'after_restore')),
      ),
    )
    files += erased.files
    await deleteObjects(store, erased.objects)
  }
  return { files }
}
