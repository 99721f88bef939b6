import { principalScope, type Principal } from '@gloact/identity/contract/principal'
import { asInstant, dateIn } from '@gloact/kernel'
import { readInScope } from '@gloact/postgres'
import { sql } from 'kysely'
import type { FileTask } from '../../contract/work/tasks.ts'
import { erasurePolicy } from '../../domain/erasure/erasure.ts'
import { closedAtTheLatest, retentionEnd } from '../../domain/file/retention.ts'
import type { ProtectionContext } from '../file/context.ts'
import { openTo } from '../file/kept-out.ts'
import { systemFor } from '../file/as-system.ts'
import type { CaseFileTable } from '../file/file-tables.ts'
import { closedFileOf } from '../lists/list-closed-files.ts'
import { overseesCountry } from '../emergency/review-openings.ts'
import { mayErase } from './ask-erasure.ts'
import { erasureResource, erasureTables } from './erasure-tables.ts'

/** As many as somebody looks at in a sitting; the next stand there once these are done. */
const MOST = 20

/** What erasure asks of somebody: to confirm or withdraw what another asked for, and to look at files kept long enough. */
export async function erasureTasks(context: ProtectionContext, principal: Principal): Promise<FileTask[]> {
  if (!mayErase(principal)) return []
  return [...(await toConfirm(context, principal)), ...(await keptLongEnough(context, principal))]
}

async function toConfirm(context: ProtectionContext, principal: Principal): Promise<FileTask[]> {
  // A data-protection officer sees no file; what a task says of one are its number and coded values.
  const rows = await readInScope(context.db, systemFor(principal), (trx) =>
    erasureTables(trx)
      .selectFrom('protection.erasure as erasure')
      .innerJoin('protection.case_file as file', 'file.id', 'erasure.file_id')
      .select(['erasure.agency_id', 'erasure.asked_by', 'erasure.asked_by_supervisor', 'erasure.asked_at'])
      .select(['file.id', 'file.number', 'file.path', 'file.stage', 'file.assigned_to'])
      .where('erasure.country', '=', principal.country)
      .where(openTo(principal.userId, 'erasure.file_id'))
      .where('erasure.withdrawn_at', 'is', null)
      .where('erasure.confirmed_at', 'is', null)
      .$if(!overseesCountry(principal), (query) => query.where('erasure.agency_id', '=', principal.agencyId))
      .orderBy('erasure.asked_at')
      .execute(),
  )
  const dependent = await context.directory.notIndependentOf(principal.userId)
  return rows
    .filter((row) => erasurePolicy.decide(principal, 'erasure.confirm', erasureResource(row, dependent)).allowed)
    .slice(0, MOST)
    .map((row) => toTask('confirm_erasure', row, row.asked_at))
}

/** For the supervisors of the agency that keeps them; the officer has the whole country's on a page of their own. */
async function keptLongEnough(context: ProtectionContext, principal: Principal): Promise<FileTask[]> {
  if (!principal.roles.includes('supervisor')) return []
  const { rules } = context
  const today = dateIn(context.clock.now(), rules.calendar.timeZone)
  const rows = await readInScope(context.db, principalScope(principal), (trx) =>
    erasureTables(trx)
      .selectFrom('protection.case_file as file')
      .select(['id', 'number', 'path', 'stage', 'assigned_to', 'opened_on', 'closed_on', 'coded'])
      .where('agency_id', '=', principal.agencyId)
      .where('status', '=', 'closed')
      .where('closed_on', '<=', closedAtTheLatest(today, rules.retention))
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('protection.erasure as erasure')
              .select(sql`1`.as('waits'))
              .whereRef('erasure.file_id', '=', 'file.id')
              .where('erasure.withdrawn_at', 'is', null)
              .where('erasure.confirmed_at', 'is', null),
          ),
        ),
      )
      .execute(),
  )
  return rows
    .map((row) => ({ row, endsOn: retentionEnd(closedFileOf(row), rules.retention).endsOn }))
    .filter(({ endsOn }) => endsOn <= today)
    .toSorted((a, b) => a.endsOn.localeCompare(b.endsOn) || a.row.number.localeCompare(b.row.number))
    .slice(0, MOST)
    .map(({ row, endsOn }) => toTask('retention_ended', row, asInstant(`${endsOn}T00:00:00Z`)))
}

const toTask = (
  kind: 'confirm_erasure' | 'retention_ended',
  file: Pick<CaseFileTable, 'id' | 'number' | 'path' | 'stage' | 'assigned_to'>,
  since: string,
): FileTask => ({
  kind,
  about: null,
  file: { id: file.id, number: file.number, path: file.path, stage: file.stage, assignedTo: file.assigned_to },
  dueAt: null,
  warnAt: null,
  since,
})
