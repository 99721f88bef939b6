import { ok } from '@gloact/kernel'
import { inScope, readInScope, systemScope, type ScopedTransaction } from '@gloact/postgres'
import { requestTables } from '@gloact/records/server'
import { sql } from 'kysely'
import { KINDS } from '../domain/kinds.ts'
import { beginBySystem } from './begin-for-child.ts'
import type { RequestsByKind } from './child-records.ts'
import type { ChildrenContext } from './children-context.ts'

/**
 * Gives every child on the child path who has none a record of school, once a night: those whose files were there before it was kept, or were written
 * down from paper. The time for a place runs from that night: nobody is late for what nobody was asked to do.
 */
export async function seekSchool(context: ChildrenContext, of: RequestsByKind): Promise<void> {
  const scope = systemScope(context.country)
  for (const fileId of await readInScope(context.db, scope, (trx) => withoutSchool(trx, context))) {
    await inScope<undefined, never>(context.db, scope, async (trx) => {
      const file = await context.files.onPath(trx, fileId)
      if (file) await beginBySystem(trx, context, of, { kind: 'schooling', step: 'seek_met', fileId, file })
      return ok(undefined)
    })
  }
}

/** Open files on the child path in which no school was ever asked after. A record of school that was closed is not begun again. */
async function withoutSchool(trx: ScopedTransaction, { files }: ChildrenContext): Promise<readonly string[]> {
  const candidates = new Set(await files.openIds(trx))
  const has = await requestTables(trx, 'children')
    .selectFrom('request')
    .select('file_id')
    .where('kind', '=', KINDS.schooling.kind)
    .where(sql<boolean>`file_id = any (${[...candidates]}::uuid[])`)
    .execute()
  for (const { file_id: fileId } of has) if (fileId !== null) candidates.delete(fileId)
  return [...candidates].toSorted()
}
