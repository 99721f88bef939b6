import { asPlainDate } from '@gloact/kernel'
import { readInScope, systemScope } from '@gloact/postgres'
import { sql } from 'kysely'
import { retentionEnd, type ClosedFile, type RetentionEnd } from '../../domain/file/retention.ts'
import type { ProtectionContext } from '../file/context.ts'
import { tables, type CaseFileTable } from '../file/file-tables.ts'

/** A closed file by its number and the end of its retention, and nothing else of the person. */
export interface FileRetention extends RetentionEnd {
  readonly fileId: string
  readonly number: string
  readonly agencyName: string | null
}

/** Every closed file of the country that has not been erased; a port for oversight, which asks its own policy first. */
export async function listClosedFiles({
  db,
  rules,
  directory,
}: Pick<ProtectionContext, 'db' | 'rules' | 'directory'>): Promise<readonly FileRetention[]> {
  const rows = await readInScope(db, systemScope(rules.country), (trx) =>
    tables(trx)
      .selectFrom('protection.case_file')
      .select(['id', 'number', 'agency_id', 'path', 'opened_on', 'closed_on', 'coded'])
      .where('country', '=', rules.country)
      .where('status', '=', 'closed')
      .where('closed_on', 'is not', null)
      .where(sql<boolean>`erased_at is null`)
      .execute(),
  )
  const agencies = await directory.agencyNames()
  return rows.map((row) => ({
    fileId: row.id,
    number: row.number,
    agencyName: agencies.get(row.agency_id) ?? null,
    ...retentionEnd(closedFileOf(row), rules.retention),
  }))
}

/** A closed file's row as its retention is reckoned. */
export function closedFileOf(row: Pick<CaseFileTable, 'path' | 'opened_on' | 'closed_on' | 'coded'>): ClosedFile {
  const age = row.coded['age_at_contact']
  return {
    path: row.path,
    openedOn: asPlainDate(row.opened_on),
    closedOn: asPlainDate(row.closed_on ?? row.opened_on),
    ageAtContact: typeof age === 'number' ? age : null,
  }
}
