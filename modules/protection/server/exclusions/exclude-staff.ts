import { recordAudit } from '@gloact/audit'
import type { HandlerInput, ResponseOf } from '@gloact/http/contract'
import { principalScope, type Principal } from '@gloact/identity/contract/principal'
import { err, ok, type Result } from '@gloact/kernel'
import { inScope, readInScope, type ScopedTransaction } from '@gloact/postgres'
import type { excludeStaff as excluding, endExclusion as ending } from '../../contract/exclusions/exclusions.ts'
import { isExcluded } from '../../domain/file/actions/exclusions.ts'
import type { FileFailure } from '../../domain/failures.ts'
import { parseFileNumber } from '../../domain/file/file-number.ts'
import { numberFormatOf } from '../../domain/file/file-rules.ts'
import { filePolicy, type FilePermission } from '../../domain/file/policy.ts'
import { sharesOf } from '../../domain/file/sharing.ts'
import { overseesCountry } from '../emergency/review-openings.ts'
import { recordFor, systemFor } from '../file/as-system.ts'
import type { ProtectionContext } from '../file/context.ts'
import { lockFile, openedInEmergency, resourceOf, sharedWithAgency, type LoadedFile } from '../file/file-store.ts'
import { tables } from '../file/file-tables.ts'
import { withoutFile } from '../file/without-file.ts'

/** Whether somebody answers for files so that they may close one of theirs to a colleague. */
export const mayExclude = (principal: Principal): boolean =>
  filePolicy.decide(principal, 'file.exclude_staff', { ...withoutFile(principal), path: 'child' }).allowed

type Asked = HandlerInput<typeof excluding>['body']

/**
 * Closes a file to a member of staff, at once and everywhere: row-level security shows them neither the file nor any record about it,
 * whatever their role, a share or an emergency would open. They are told what anybody is told who never had it: that there is none.
 */
export async function excludeStaff(
  context: ProtectionContext,
  principal: Principal,
  asked: Asked,
): Promise<Result<ResponseOf<typeof excluding>, FileFailure>> {
  const before = await recordedBefore(context, principal, asked.id)
  if (before) return before === 'own' ? ok({ excluded: true, unassigned: false }) : err(USED)
  const fileId = await fileWithin(context, principal, asked)
  if (fileId === undefined) return err(UNKNOWN)
  return inScope<ResponseOf<typeof excluding>, FileFailure>(context.db, systemFor(principal), async (trx) => {
    const locked = await lockFile(trx, context.vault, fileId, principal.agencyId)
    if (!locked.ok) return err(UNKNOWN)
    const file = locked.value
    if (isExcluded(file.state, principal.userId)) return err(UNKNOWN)
    const known = asked.userId === principal.userId || (await isOfTheirs(trx, context, file, asked.userId))
    if (!known) return err({ code: 'protection.assignee_unknown' })
    const unassigned = file.state.assignedTo === asked.userId
    const recorded = await recordFor(trx, context, principal, file, {
      id: asked.id,
      type: 'staff_excluded',
      payload: { userId: asked.userId, ground: asked.ground, words: asked.words },
      happenedAt: context.clock.now(),
    })
    if (!recorded.ok) return recorded
    await recordAudit(trx, {
      action: 'file.staff_excluded',
      object: { kind: 'protection.case_file', id: fileId },
      detail: { exclusion: asked.id, own: asked.userId === principal.userId },
    })
    return ok({ excluded: true, unassigned })
  })
}

const UNKNOWN: FileFailure = { code: 'protection.not_found' }
const USED: FileFailure = { code: 'protection.action_id_used' }

/** Sent again, it is only answered: who closed a file to themselves does not see it any more. */
async function recordedBefore(
  context: ProtectionContext,
  principal: Principal,
  id: string,
): Promise<'own' | 'another' | undefined> {
  const row = await readInScope(context.db, systemFor(principal), (trx) =>
    tables(trx).selectFrom('protection.file_exclusion').select('excluded_by').where('id', '=', id).executeTakeFirst(),
  )
  return row && (row.excluded_by === principal.userId ? 'own' : 'another')
}

/** The file, where it is theirs to close: for themselves one that they read, for somebody else one that they answer for. */
async function fileWithin(context: ProtectionContext, principal: Principal, asked: Asked): Promise<string | undefined> {
  const number = 'number' in asked.file ? parseFileNumber(asked.file.number, numberFormatOf(context.rules)) : undefined
  if (number && !number.ok) return undefined
  const needed: FilePermission = asked.userId === principal.userId ? 'file.read' : 'file.exclude_staff'
  // A data-protection officer sees no file: the country's are looked through for them.
  const forCountry = needed === 'file.exclude_staff' && overseesCountry(principal)
  const row = await readInScope(context.db, forCountry ? systemFor(principal) : principalScope(principal), (trx) => {
    const query = tables(trx)
      .selectFrom('protection.case_file')
      .selectAll('protection.case_file')
      .select((eb) => [sharedWithAgency(eb, principal.agencyId), openedInEmergency(eb, principal.userId)])
      .where('country', '=', principal.country)
    return number
      ? query.where('number', '=', number.value).executeTakeFirst()
      : query.where('id', '=', (asked.file as { id: string }).id).executeTakeFirst()
  })
  if (!row) return undefined
  const resource = resourceOf(row, Boolean(row.shared), Boolean(row.emergency))
  return filePolicy.decide(principal, needed, resource).allowed ? row.id : undefined
}

/** Whether they are of an agency that has the file: the one that keeps it, or one that it is shared with. */
async function isOfTheirs(
  trx: ScopedTransaction,
  { directory }: ProtectionContext,
  { row, state }: LoadedFile,
  userId: string,
): Promise<boolean> {
  for (const agencyId of new Set([row.agency_id, ...sharesOf(state).map((share) => share.agencyId)])) {
    if (await directory.mayHoldFiles(trx, agencyId, { teamId: null, userIds: [userId] })) return true
  }
  return false
}

/** Opens it to them again; what they had is not given back by it. */
export async function endExclusion(
  context: ProtectionContext,
  principal: Principal,
  exclusionId: string,
  { id, words }: HandlerInput<typeof ending>['body'],
): Promise<Result<ResponseOf<typeof ending>, FileFailure>> {
  const unknown: FileFailure = { code: 'protection.exclusion_unknown' }
  if (!mayExclude(principal)) return err(unknown)
  // Row-level security shows those of the agency's files, or of the country's, and never one's own.
  const row = await readInScope(context.db, principalScope(principal), (trx) =>
    tables(trx)
      .selectFrom('protection.file_exclusion')
      .select(['file_id', 'ended_at'])
      .where('id', '=', exclusionId)
      .executeTakeFirst(),
  )
  if (!row) return err(unknown)
  return inScope<ResponseOf<typeof ending>, FileFailure>(context.db, systemFor(principal), async (trx) => {
    const locked = await lockFile(trx, context.vault, row.file_id, principal.agencyId)
    if (!locked.ok) return err(unknown)
    const file = locked.value
    const resource = resourceOf(file.row, file.shared)
    if (!filePolicy.decide(principal, 'file.exclude_staff', resource).allowed) return err(unknown)
    const recorded = await recordFor(trx, context, principal, file, {
      id,
      type: 'exclusion_ended',
      payload: { exclusionId, words },
      happenedAt: context.clock.now(),
    })
    if (!recorded.ok) return recorded
    await recordAudit(trx, {
      action: 'file.exclusion_ended',
      object: { kind: 'protection.case_file', id: row.file_id },
      detail: { exclusion: exclusionId },
    })
    return ok({ ended: true })
  })
}
