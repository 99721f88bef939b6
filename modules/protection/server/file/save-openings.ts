import { asInstant, type Instant } from '@gloact/kernel'
import type { ScopedTransaction } from '@gloact/postgres'
import type { EmergencyOpening, FileState } from '../../domain/file/file-state.ts'
import { tables } from './file-tables.ts'

/** Until when it lets them see the file: what was handed back ends then, what was not justified when somebody says so. */
export const openUntil = ({ until, review, endedAt }: EmergencyOpening): Instant =>
  [until, endedAt, review?.verdict === 'not_justified' ? review.happenedAt : undefined]
    .filter((moment) => moment !== undefined)
    .reduce((first, moment) => (Date.parse(moment) < Date.parse(first) ? asInstant(moment) : first), until)

/** Brings the openings of a file into line with its log: who sees it until when, and what happened to each. */
export async function saveOpenings(
  trx: ScopedTransaction,
  file: { readonly id: string; readonly agencyId: string; readonly country: string },
  state: FileState,
): Promise<void> {
  if (state.openings.length === 0) return
  const { number } = await tables(trx)
    .selectFrom('protection.case_file')
    .select('number')
    .where('id', '=', file.id)
    .executeTakeFirstOrThrow()
  await tables(trx)
    .insertInto('protection.file_opening')
    .values(
      state.openings.map((opening) => ({
        id: opening.actionId,
        file_id: file.id,
        number,
        country: file.country,
        owner_agency_id: file.agencyId,
        user_id: opening.actor,
        agency_id: opening.agencyId,
        reason: opening.reason,
        opened_at: opening.happenedAt,
        expires_at: openUntil(opening),
        reviewed_at: opening.review?.happenedAt ?? null,
        reviewed_by: opening.review?.actor ?? null,
        verdict: opening.review?.verdict ?? null,
      })),
    )
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((eb) => ({
        expires_at: eb.ref('excluded.expires_at'),
        reviewed_at: eb.ref('excluded.reviewed_at'),
        reviewed_by: eb.ref('excluded.reviewed_by'),
        verdict: eb.ref('excluded.verdict'),
      })),
    )
    .execute()
}
