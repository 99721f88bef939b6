import type { Erases } from '@gloact/module'
import { requestErases } from '@gloact/records/server'
import { sql } from 'kysely'
import { KINDS } from '../domain/kinds.ts'
import type { ChildrenContext } from './children-context.ts'
import { eraseVoices } from './complaint-voice.ts'

/**
 * How this module forgets a child: each record about the file, and what other agencies asked about it as a brother's or a sister's, since that
 * holds its number and how the two are related.
 */
export function childrenErases(context: Pick<ChildrenContext, 'vault' | 'files'>): Erases {
  const own = requestErases({ schema: 'children', vault: context.vault })
  return {
    ...own,
    erase: async (trx, of) => {
      const numbers = [...(await context.files.numbers(trx, of.fileIds)).values()].map((number) => number.toLowerCase())
      const { rows } = await sql<{ id: string }>`
        update children.request
        set file_id = null, facts = '{}', clocks = '{}', next_due_at = null, erased_at = now()
        where kind = ${KINDS.kin.kind} and erased_at is null and facts ->> 'theirs' = any (${numbers}::text[])
        returning id`.execute(trx)
      for (const { id } of rows) await context.vault.destroyPersonKey(trx, id)
      return [...(await eraseVoices(trx, of.fileIds)), ...(await own.erase(trx, of))]
    },
  }
}
