import type { Erases } from '@gloact/module'
import { sql } from 'kysely'
import { tables } from './request-tables.ts'
import type { RequestsOf } from './requests-of.ts'

/**
 * How requests forget a person: the key of each request about a file of theirs is destroyed, so that what its steps say
 * opens no more, and the row says neither what it was about nor of whom. The sealed log stays and goes on verifying.
 */
export const requestErases = (of: Pick<RequestsOf, 'schema' | 'vault'>): Erases => ({
  // A request knows files, and the module that keeps the files finds them.
  holds: async () => [],
  erase: async (trx, { fileIds }) => {
    const rows = await tables(trx, of.schema)
      .updateTable('request')
      .set({
        file_id: null,
        facts: '{}' as never,
        clocks: '{}' as never,
        next_due_at: null,
        erased_at: sql<string>`now()`,
      })
      .where(sql<boolean>`file_id = any (${[...fileIds]}::uuid[])`)
      .returning('id')
      .execute()
    for (const { id } of rows) await of.vault.destroyPersonKey(trx, id)
    return []
  },
})
