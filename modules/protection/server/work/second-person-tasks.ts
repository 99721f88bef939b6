import type { Principal } from '@gloact/identity/contract/principal'
import type { ScopedTransaction } from '@gloact/postgres'
import type { FileTask } from '../../contract/work/tasks.ts'
import { tables } from '../file/file-tables.ts'

const MOST = 100

/** Changes of path, and consents after a refusal, that wait for a second person: for those who may confirm and did not ask. */
export async function secondPersonTasks(trx: ScopedTransaction, principal: Principal): Promise<FileTask[]> {
  const supervises = principal.roles.includes('supervisor')
  if (!supervises && !principal.roles.includes('child_protection_officer')) return []
  const rows = await tables(trx)
    .selectFrom('protection.case_file')
    .select(['id', 'number', 'path', 'stage', 'assigned_to', 'changed_at', 'path_waits_by', 'consent_waits_by'])
    .where('agency_id', '=', principal.agencyId)
    .where((eb) =>
      eb.or([
        eb('path_waits_by', '<>', principal.userId),
        ...(supervises ? [eb('consent_waits_by', '<>', principal.userId)] : []),
      ]),
    )
    .orderBy('changed_at')
    .limit(MOST)
    .execute()
  return rows.flatMap((row) => {
    const waitsBy = { confirm_path: row.path_waits_by, confirm_consent: supervises ? row.consent_waits_by : null }
    return (['confirm_path', 'confirm_consent'] as const).flatMap((kind): FileTask[] =>
      waitsBy[kind] === null || waitsBy[kind] === principal.userId
        ? []
        : [
            {
              kind,
              about: null,
              file: {
                id: row.id,
                number: row.number,
                path: row.path,
                stage: row.stage,
                assignedTo: row.assigned_to,
              },
              dueAt: null,
              warnAt: null,
              since: row.changed_at,
            },
          ],
    )
  })
}
