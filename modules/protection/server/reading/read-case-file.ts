import { recordAudit, recordReading } from '@gloact/audit'
import { principalScope, type Principal } from '@gloact/identity/contract/principal'
import { answeredAgain } from '@gloact/http/server'
import { err, ok, type Result } from '@gloact/kernel'
import { conflicts } from '@gloact/ledger'
import { inScope, type ScopedTransaction } from '@gloact/postgres'
import type { CompiledQuery } from 'kysely'
import type { FileView, FormSectionView } from '../../contract/reading/files.ts'
import type { FileFailure } from '../../domain/failures.ts'
import { filePolicy, mayOpenFor } from '../../domain/file/policy.ts'
import { OPENING_PURPOSES, type OpeningPurpose } from '../../domain/file/words.ts'
import type { ProtectionContext } from '../file/context.ts'
import {
  fetchFileAnd,
  NOTHING_ELSE,
  openFile,
  resourceOf,
  type LoadedFile,
  type SealedFile,
} from '../file/file-store.ts'
import { shownOfCoded } from './file-summary.ts'
import { tables } from '../file/file-tables.ts'
import { type ActorsOfActions, mayReadAnswers, presentFile, presentForm, readableForms } from './present-file.ts'
import type { Reader } from './reader.ts'

/** A file, without who the person is. That it was read is recorded. */
export async function readCaseFile(
  context: ProtectionContext,
  principal: Principal,
  fileId: string,
): Promise<Result<FileView, FileFailure>> {
  return inScope(context.db, principalScope(principal), async (trx) => {
    const sealed = await sealedReadable(trx, context, principal, fileId, NOTHING_ELSE)
    if (!sealed.ok) return sealed
    await recordReading(trx, { action: 'file.read', object: { kind: 'protection.case_file', id: fileId } })
    const { row, version, shared, emergency } = sealed.value
    const reader = readerOf(context, principal, sealed.value, 'closed')
    const from = JSON.stringify([version, shared, emergency, reader])
    const kept = context.views?.find(fileId, principal.userId, from)
    if (kept) return ok(kept)
    const file = openFile(context.vault, sealed.value)
    const actors = await actorsOfConflicts(trx, file)
    const summary = { ...row, ...shownOfCoded(row.coded) }
    const view = answeredAgain(presentFile(file, summary, context.rules, reader, actors))
    context.views?.keep(fileId, principal.userId, { from, view, bytes: from.length + 4 * row.sealed_state.length })
    return ok(view)
  })
}

/** Who the person is, for a stated purpose; the opening is recorded with it and shown to the person who asks. */
export async function openIdentity(
  context: ProtectionContext,
  principal: Principal,
  fileId: string,
  purpose: OpeningPurpose,
): Promise<Result<{ readonly forms: FormSectionView[] }, FileFailure>> {
  return inScope(context.db, principalScope(principal), async (trx) => {
    const file = await readable(trx, context, principal, fileId)
    if (!file.ok) return file
    const opened = await recordIdentityOpened(trx, principal, file.value, purpose)
    if (!opened.ok) return opened
    const reader = readerOf(context, principal, file.value, 'opened')
    const mayRead = mayReadAnswers(file.value.state, reader)
    const actors = await actorsOfConflicts(trx, file.value)
    return ok({
      forms: readableForms(file.value, context.rules, reader).map((form) =>
        presentForm(form, file.value.state.fields, mayRead, actors),
      ),
    })
  })
}

/** Records that who the person is opens for a purpose, where the reader may open it. Without a purpose nothing opens. */
export async function recordIdentityOpened(
  trx: ScopedTransaction,
  principal: Principal,
  { row, shared, emergency }: LoadedFile,
  purpose: OpeningPurpose | undefined,
  detail?: Readonly<Record<string, number>>,
): Promise<Result<null, FileFailure>> {
  if (purpose === undefined) return ok(null)
  if (!mayOpenFor(principal, purpose, resourceOf(row, shared, emergency)))
    return err({ code: 'protection.not_allowed' })
  await recordAudit(trx, {
    action: 'file.identity_opened',
    object: { kind: 'protection.case_file', id: row.id },
    purpose,
    ...(detail && { detail }),
  })
  return ok(null)
}

/** What a reader may open who the person is for; nothing where they may not. */
export function purposesOf(principal: Principal, { row, shared, emergency }: LoadedFile): OpeningPurpose[] {
  const resource = resourceOf(row, shared, emergency)
  return OPENING_PURPOSES.filter((purpose) => mayOpenFor(principal, purpose, resource))
}

/** Who gave the values of which one has to be chosen. */
async function actorsOfConflicts(trx: ScopedTransaction, { row, state }: LoadedFile): Promise<ActorsOfActions> {
  if (row.conflicts === 0) return new Map()
  const ids = conflicts(state.fields).flatMap((path) => state.fields[path]?.live.map((live) => live.actionId) ?? [])
  const rows = await tables(trx)
    .selectFrom('protection.file_action')
    .select(['id', 'actor_id'])
    .where('id', 'in', ids)
    .execute()
  return new Map(rows.map((action) => [action.id, action.actor_id]))
}

/** Who reads; `opened` where they have stated a purpose for which who the person is opens. */
export const readerOf = (
  context: ProtectionContext,
  principal: Principal,
  file: Omit<LoadedFile, 'key' | 'state'>,
  identity: 'opened' | 'closed',
): Reader => ({
  principal,
  byEmergency: byEmergencyAlone(principal, file),
  identityOpened: identity === 'opened',
  today: context.clock.today(context.rules.calendar.timeZone),
})

/** Whether the file would be hidden from them, had they not opened it in an emergency. */
export const byEmergencyAlone = (
  principal: Principal,
  { row, shared, emergency }: Omit<LoadedFile, 'key' | 'state'>,
): boolean => emergency && !filePolicy.decide(principal, 'file.read', resourceOf(row, shared)).allowed

/**
 * A file that the policy lets this reader read, and the rows of what else is asked in the same round trip. What they may not
 * read is answered as if it were not there.
 */
export async function readable<Row = never>(
  trx: ScopedTransaction,
  context: ProtectionContext,
  principal: Principal,
  fileId: string,
  also: CompiledQuery<Row> = NOTHING_ELSE,
): Promise<Result<LoadedFile & { readonly also: readonly Row[] }, FileFailure>> {
  const sealed = await sealedReadable(trx, context, principal, fileId, also)
  return sealed.ok ? ok({ ...openFile(context.vault, sealed.value), also: sealed.value.also }) : sealed
}

/** As `readable`, not opened yet. */
async function sealedReadable<Row>(
  trx: ScopedTransaction,
  context: ProtectionContext,
  principal: Principal,
  fileId: string,
  also: CompiledQuery<Row>,
): Promise<Result<SealedFile & { readonly also: readonly Row[] }, FileFailure>> {
  const asking = { fileId, agencyId: principal.agencyId, forUpdate: false, reader: principal.userId }
  const found = await fetchFileAnd(trx, context.vault, asking, also)
  if (!found.ok) return found
  const { row, shared, emergency } = found.value
  return filePolicy.decide(principal, 'file.read', resourceOf(row, shared, emergency)).allowed
    ? found
    : err({ code: 'protection.not_found' })
}
