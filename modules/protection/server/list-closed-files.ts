import { asPlainDate, type PlainDate } from '@gloact/kernel'
import { readInScope, systemScope } from '@gloact/postgres'
import { sql } from 'kysely'
import type { ProtectionContext } from './context.ts'
import { tables } from './file-tables.ts'

/** A closed file as its retention is reckoned: a number, dates and an age, and nothing else of the person. */
export interface ClosedFileFacts {
  readonly fileId: string
  readonly number: string
  readonly path: string
  readonly openedOn: PlainDate
  readonly closedOn: PlainDate
  /** In completed years at first contact; null where no birth date is known to the day. */
  readonly ageAtContact: number | null
}

/** Every closed file of the country that has not been erased; a port for oversight, which asks its own policy first. */
export async function listClosedFiles({
  db,
  rules,
}: Pick<ProtectionContext, 'db' | 'rules'>): Promise<readonly ClosedFileFacts[]> {
  const rows = await readInScope(db, systemScope(rules.country), (trx) =>
    tables(trx)
      .selectFrom('protection.case_file')
      .select(['id', 'number', 'path', 'opened_on', 'closed_on', 'coded'])
      .where('country', '=', rules.country)
      .where('status', '=', 'closed')
      .where('closed_on', 'is not', null)
      .where(sql<boolean>`erased_at is null`)
      .execute(),
  )
  return rows.map((row) => {
    const age = row.coded['age_at_contact']
    return {
      fileId: row.id,
      number: row.number,
      path: row.path,
      openedOn: asPlainDate(row.opened_on),
      closedOn: asPlainDate(row.closed_on ?? row.opened_on),
      ageAtContact: typeof age === 'number' ? age : null,
    }
  })
}
