import { principalScope, type Principal } from '@gloact/identity/contract/principal'
import { readInScope, type ScopedTransaction } from '@gloact/postgres'
import { sql } from 'kysely'
import type { FileTask } from '../../contract/work/tasks.ts'
import type { ProtectionContext } from '../file/context.ts'
import { tables } from '../file/file-tables.ts'
import { systemFor } from '../file/as-system.ts'
import { openTo } from '../file/kept-out.ts'
import { mayReview, overseesCountry } from './review-openings.ts'

const MOST = 50

/** How long those who work on a file find on their list that somebody else opened it. */
const DAYS_SHOWN = 14

/** What openings in an emergency ask of somebody: to review them, and to know of those of their own files. */
export async function emergencyTasks(context: ProtectionContext, principal: Principal): Promise<FileTask[]> {
  const toReview = mayReview(principal)
    ? // A data-protection officer sees no file; what a task says of one are its number and coded values.
      await readInScope(context.db, systemFor(principal), (trx) =>
        openings(trx)
          .$if(!overseesCountry(principal), (query) =>
            query.where('protection.file_opening.owner_agency_id', '=', principal.agencyId),
          )
          .where('protection.file_opening.country', '=', principal.country)
          .where('user_id', '<>', principal.userId)
          .where('reviewed_at', 'is', null)
          .where(openTo(principal.userId, 'protection.file_opening.file_id'))
          .execute(),
      )
    : []
  const own =
    principal.scope === 'none'
      ? []
      : await readInScope(context.db, principalScope(principal), (trx) =>
          openings(trx)
            .where('assigned_to', '=', principal.userId)
            .where('user_id', '<>', principal.userId)
            .where(
              'protection.file_opening.opened_at',
              '>',
              sql<string>`app.moment() - make_interval(days => ${DAYS_SHOWN})`,
            )
            .execute(),
        )
  const dependent = toReview.length > 0 ? await context.directory.notIndependentOf(principal.userId) : new Set<string>()
  const theirs = toReview.filter(({ user_id }) => !dependent.has(user_id))
  const known = new Set(toReview.map(({ opening }) => opening))
  return [
    ...theirs.map((row) => toTask('review_opening', row)),
    ...own.filter(({ opening }) => !known.has(opening)).map((row) => toTask('file_opened_by_other', row)),
  ]
}

const openings = (trx: ScopedTransaction) =>
  tables(trx)
    .selectFrom('protection.file_opening')
    .innerJoin('protection.case_file', 'protection.case_file.id', 'protection.file_opening.file_id')
    .select([
      'protection.file_opening.id as opening',
      'protection.file_opening.opened_at as since',
      'protection.file_opening.user_id as user_id',
      'protection.case_file.id as id',
      'protection.case_file.number as number',
      'protection.case_file.path as path',
      'protection.case_file.stage as stage',
      'protection.case_file.assigned_to as assigned_to',
    ])
    .orderBy('protection.file_opening.opened_at', 'desc')
    .limit(MOST)

type Row = Awaited<ReturnType<ReturnType<typeof openings>['execute']>>[number]

const toTask = (kind: 'review_opening' | 'file_opened_by_other', row: Row): FileTask => ({
  kind,
  about: null,
  file: { id: row.id, number: row.number, path: row.path, stage: row.stage, assignedTo: row.assigned_to },
  dueAt: null,
  warnAt: null,
  since: row.since,
})
