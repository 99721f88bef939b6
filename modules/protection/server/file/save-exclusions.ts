import type { ScopedTransaction } from '@gloact/postgres'
import type { FileState } from '../../domain/file/file-state.ts'
import { tables } from './file-tables.ts'

/**
 * Brings to whom a file is closed into line with its log: its list, and what row-level security of this and of every other module's
 * records about the file asks.
 */
export async function saveExclusions(
  trx: ScopedTransaction,
  file: { readonly id: string; readonly agencyId: string; readonly country: string },
  state: FileState,
): Promise<void> {
  const { number } = await tables(trx)
    .selectFrom('protection.case_file')
    .select('number')
    .where('id', '=', file.id)
    .executeTakeFirstOrThrow()
  await tables(trx)
    .insertInto('protection.file_exclusion')
    .values(
      state.exclusions.map((exclusion) => ({
        id: exclusion.actionId,
        file_id: file.id,
        number,
        country: file.country,
        owner_agency_id: file.agencyId,
        user_id: exclusion.userId,
        ground: exclusion.ground,
        excluded_at: exclusion.happenedAt,
        excluded_by: exclusion.actor,
        ended_at: exclusion.ended?.happenedAt ?? null,
        ended_by: exclusion.ended?.actor ?? null,
      })),
    )
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((eb) => ({
        ended_at: eb.ref('excluded.ended_at'),
        ended_by: eb.ref('excluded.ended_by'),
      })),
    )
    .execute()
  const keptOut = [...new Set(state.exclusions.filter(({ ended }) => ended === null).map(({ userId }) => userId))]
  await tables(trx).deleteFrom('records.kept_out').where('file_id', '=', file.id).execute()
  if (keptOut.length === 0) return
  await tables(trx)
    .insertInto('records.kept_out')
    .values(keptOut.map((userId) => ({ file_id: file.id, user_id: userId })))
    .execute()
}
