import { principalScope, type Principal } from '@gloact/identity/contract/principal'
import { asInstant, err, ok, type Instant, type Result } from '@gloact/kernel'
import { inScope, type ScopedTransaction } from '@gloact/postgres'
import type { Present } from '../../contract/reading/presence.ts'
import type { FileFailure } from '../../domain/failures.ts'
import { filePolicy } from '../../domain/file/policy.ts'
import type { ProtectionContext } from '../file/context.ts'
import { openedInEmergency, resourceOf, sharedWithAgency } from '../file/file-store.ts'
import { tables } from '../file/file-tables.ts'

/** How long somebody counts as there after their last sign: two signs may get lost. */
const THERE_FOR_MILLISECONDS = 30_000

export interface Sign {
  readonly section: string | null
  readonly leaving?: boolean | undefined
}

/**
 * Takes somebody's sign that they have a file open, and answers who else has. Colleagues by their id; of another agency
 * only that somebody is there, not who and not where. Deliberately without an audit entry: nothing of the file is read
 * but how far it has come.
 */
export async function signalPresence(
  context: ProtectionContext,
  principal: Principal,
  fileId: string,
  { section, leaving = false }: Sign,
): Promise<Result<{ readonly others: Present[]; readonly version: number }, FileFailure>> {
  const now = context.clock.now()
  return inScope(context.db, principalScope(principal), async (trx) => {
    const found = await tables(trx)
      .selectFrom('protection.case_file')
      .selectAll('protection.case_file')
      .select((eb) => [sharedWithAgency(eb, principal.agencyId), openedInEmergency(eb, principal.userId)])
      .where('protection.case_file.id', '=', fileId)
      .executeTakeFirst()
    if (
      !found ||
      !filePolicy.decide(principal, 'file.read', resourceOf(found, Boolean(found.shared), Boolean(found.emergency)))
        .allowed
    ) {
      return err({ code: 'protection.not_found' })
    }
    if (leaving) await leave(trx, fileId, principal.userId)
    else await come(trx, principal, fileId, section, now)
    return ok({ others: await othersIn(trx, principal, fileId, now), version: found.sequence })
  })
}

const leave = (trx: ScopedTransaction, fileId: string, userId: string) =>
  tables(trx).deleteFrom('protection.presence').where('file_id', '=', fileId).where('user_id', '=', userId).execute()

/** The person who was away longer than a few signs has come again. */
const come = (trx: ScopedTransaction, principal: Principal, fileId: string, section: string | null, now: Instant) =>
  tables(trx)
    .insertInto('protection.presence')
    .values({
      file_id: fileId,
      user_id: principal.userId,
      agency_id: principal.agencyId,
      section,
      since: now,
      seen_at: now,
    })
    .onConflict((conflict) =>
      conflict.columns(['file_id', 'user_id']).doUpdateSet((eb) => ({
        section,
        seen_at: now,
        since: eb
          .case()
          .when('protection.presence.seen_at', '<', goneSince(now))
          .then(now)
          .else(eb.ref('protection.presence.since'))
          .end(),
      })),
    )
    .execute()

const goneSince = (now: Instant): Instant => asInstant(Date.parse(now) - THERE_FOR_MILLISECONDS)

async function othersIn(
  trx: ScopedTransaction,
  principal: Principal,
  fileId: string,
  now: Instant,
): Promise<Present[]> {
  await tables(trx)
    .deleteFrom('protection.presence')
    .where('file_id', '=', fileId)
    .where('seen_at', '<', asInstant(Date.parse(now) - 60_000))
    .execute()
  const rows = await tables(trx)
    .selectFrom('protection.presence')
    .selectAll()
    .where('file_id', '=', fileId)
    .where('user_id', '<>', principal.userId)
    .where('seen_at', '>=', goneSince(now))
    .orderBy('since')
    .orderBy('user_id')
    .execute()
  const colleagues = rows
    .filter((row) => row.agency_id === principal.agencyId)
    .map((row) => ({ userId: row.user_id, agencyId: row.agency_id, since: row.since, section: row.section }))
  // One line for each other agency, however many of its staff are there.
  const foreign = rows
    .filter((row) => row.agency_id !== principal.agencyId)
    .filter((row, index, all) => all.findIndex((one) => one.agency_id === row.agency_id) === index)
    .map((row) => ({ userId: null, agencyId: row.agency_id, since: row.since, section: null }))
  return [...colleagues, ...foreign]
}
