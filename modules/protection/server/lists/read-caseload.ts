import { recordAudit } from '@gloact/audit'
import { principalScope, type Principal } from '@gloact/identity/contract/principal'
import { err, ok, type Result } from '@gloact/kernel'
import { inScope, type ScopedTransaction } from '@gloact/postgres'
import { sql } from 'kysely'
import type { Caseload, HeldByOne } from '../../contract/lists/caseload.ts'
import { IN_HAND } from '../../contract/lists/file-list.ts'
import type { FileFailure } from '../../domain/failures.ts'
import type { Audience } from '@gloact/forms'
import { filePolicy } from '../../domain/file/policy.ts'
import type { ProtectionContext } from '../file/context.ts'
import { filteredFiles, hasPassedClock, isInHand } from './file-query.ts'
import { openState } from '../file/file-store.ts'
import { SUMMARY_COLUMNS, toSummary } from '../reading/file-summary.ts'
import { tables } from '../file/file-tables.ts'
import { withLabels } from '../file/file-labels.ts'
import { askingOf } from './list-case-files.ts'
import { withoutFile } from '../file/without-file.ts'

const MOST_FILES = 1_000

/**
 * How much each of the supervisor's agency has in hand. It is reckoned from the files, not from the accounts: what somebody
 * holds who was suspended before they handed over is found here.
 */
export async function listCaseloads(
  context: ProtectionContext,
  principal: Principal,
): Promise<Result<{ items: HeldByOne[] }, FileFailure>> {
  if (!filePolicy.decide(principal, 'file.hand_over', withoutFile(principal)).allowed)
    return err({ code: 'protection.not_allowed' })
  return inScope(context.db, principalScope(principal), async (trx) => {
    const now = context.clock.now()
    const files = await tables(trx)
      .selectFrom('protection.case_file')
      .where('agency_id', '=', principal.agencyId)
      .where(isInHand())
      .where('assigned_to', 'is not', null)
      .select((eb) => [
        'assigned_to as user',
        eb.fn.countAll<number>().as('open'),
        eb.fn
          .countAll<number>()
          .filterWhere(hasPassedClock(now, sql`true`))
          .as('overdue'),
      ])
      .groupBy('assigned_to')
      .execute()
    const appointments = await tables(trx)
      .selectFrom('protection.appointment')
      .innerJoin('protection.case_file', 'protection.case_file.id', 'protection.appointment.file_id')
      .where('agency_id', '=', principal.agencyId)
      .where('protection.appointment.status', '=', 'planned')
      .where('ends_at', '>', now)
      .select((eb) => [sql<string>`unnest(staff_ids)`.as('user'), eb.fn.countAll<number>().as('count')])
      .groupBy('user')
      .execute()
    const items = new Map<string, HeldByOne>()
    const of = (userId: string) => {
      const held = items.get(userId) ?? { userId, open: 0, overdue: 0, appointments: 0, named: 0 }
      items.set(userId, held)
      return held
    }
    for (const { user, open, overdue } of files) if (user !== null) Object.assign(of(user), { open, overdue })
    for (const { user, count } of appointments) of(user).appointments = count
    for (const { userIds } of await namedInFiles(trx, context, principal))
      for (const userId of userIds) of(userId).named += 1
    await recordAudit(trx, { action: 'caseload.listed', detail: { count: items.size } })
    return ok({ items: [...items.values()].toSorted((a, b) => (a.userId < b.userId ? -1 : 1)) })
  })
}

/** Everything that somebody of the supervisor's agency has in hand. */
export async function readCaseload(
  context: ProtectionContext,
  principal: Principal,
  userId: string,
): Promise<Result<Caseload, FileFailure>> {
  if (!filePolicy.decide(principal, 'file.hand_over', withoutFile(principal)).allowed)
    return err({ code: 'protection.not_allowed' })
  return inScope(context.db, principalScope(principal), async (trx) => {
    const asking = askingOf(context, principal)
    const held = () =>
      filteredFiles(trx, { assignedTo: userId, status: IN_HAND }, asking).where('agency_id', '=', principal.agencyId)
    const { open, overdue } = await held()
      .select((eb) => [
        eb.fn.countAll<number>().as('open'),
        eb.fn
          .countAll<number>()
          .filterWhere(hasPassedClock(asking.now, sql`true`))
          .as('overdue'),
      ])
      .executeTakeFirstOrThrow()
    const rows = await held()
      .select(SUMMARY_COLUMNS)
      .orderBy(sql`next_due_at nulls last, case_file.id`)
      .limit(MOST_FILES)
      .execute()
    const { appointments } = await tables(trx)
      .selectFrom('protection.appointment')
      .innerJoin('protection.case_file', 'protection.case_file.id', 'protection.appointment.file_id')
      .where('agency_id', '=', principal.agencyId)
      .where('protection.appointment.status', '=', 'planned')
      .where('ends_at', '>', asking.now)
      .where(sql<boolean>`${userId}::uuid = any (staff_ids)`)
      .select((eb) => eb.fn.countAll<number>().as('appointments'))
      .executeTakeFirstOrThrow()
    const named = (await namedInFiles(trx, context, principal))
      .filter(({ userIds }) => userIds.includes(userId))
      .map(({ userIds, ...one }) => ({ ...one, others: userIds.filter((id) => id !== userId) }))
    await recordAudit(trx, {
      action: 'caseload.read',
      object: { kind: 'identity.staff', id: userId },
      detail: { open },
    })
    return ok({
      files: await withLabels(
        trx,
        context.vault,
        rows.map((row) => toSummary(row, principal.agencyId)),
      ),
      open,
      overdue,
      appointments,
      named,
    })
  })
}

/** Who is named for what in the open files of the agency. Read from the few files that ever named one: who is named lies sealed. */
async function namedInFiles(trx: ScopedTransaction, context: ProtectionContext, principal: Principal) {
  const rows = await tables(trx)
    .selectFrom('protection.case_file')
    .select(['protection.case_file.id', 'number', 'person_id', 'sealed_state'])
    .where('agency_id', '=', principal.agencyId)
    .where(isInHand())
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('protection.file_action')
          .select('sequence')
          .whereRef('protection.file_action.file_id', '=', 'protection.case_file.id')
          .where('type', '=', 'audience_set'),
      ),
    )
    .orderBy('number')
    .execute()
  const keys = await context.vault.personKeys(
    trx,
    rows.map((row) => row.person_id),
  )
  return rows.flatMap((row) => {
    const key = keys.get(row.person_id)
    if (!key) return []
    const { audiences } = openState(key, row.id, row.sealed_state)
    return (Object.entries(audiences) as [Audience, readonly string[]][]).map(([audience, userIds]) => ({
      fileId: row.id,
      number: row.number,
      audience,
      userIds,
    }))
  })
}
