import { insertActions, openLogged, witnessOf, isSameAction } from '@gloact/records/server'
import { FILE, asRecordedBy } from './file-kind.ts'
import { recordAudit } from '@gloact/audit'
import { principalScope, type Principal } from '@gloact/identity/contract/principal'
import { err, ok, type Result } from '@gloact/kernel'
import { EMPTY_CHAIN } from '@gloact/ledger'
import { inScope, sendAlong, type ScopedTransaction } from '@gloact/postgres'
import type { PersonKey } from '@gloact/vault'
import { sql } from 'kysely'
import type { NewAction, RecordedActions } from '../../contract/file/actions.ts'
import type { FileFailure } from '../../domain/failures.ts'
import { newFileNumber } from '../../domain/file/file-number.ts'
import { numberFormatOf } from '../../domain/file/file-rules.ts'
import { UNOPENED } from '../../domain/file/file-state.ts'
import { filePolicy, type FileResource } from '../../domain/file/policy.ts'
import { pathFor } from '../../domain/file/words.ts'
import { appendFileActions, type Actor, type Appended, type MayRecord } from './append-actions.ts'
import type { ProtectionContext } from './context.ts'
import type { FileId } from '../../domain/ids.ts'
import { loadFile, rowColumns, saveDerived, written } from './file-store.ts'
import { tables } from './file-tables.ts'
import { orIdTaken } from './id-taken.ts'
import { decideOn } from './record-actions.ts'
import { publishEvents, type AppendableFile } from './save-appended.ts'

export interface NewFile {
  readonly fileId: string
  readonly personId: string
  readonly actions: readonly NewAction[]
}

/**
 * Opens a person's file with its first actions. An adult's begins with their consent to be recorded; a child's, or that
 * of a person whose age is in doubt, does not wait for one.
 */
export async function openCaseFile(
  context: ProtectionContext,
  principal: Principal,
  file: NewFile,
): Promise<Result<RecordedActions, FileFailure>> {
  return orIdTaken(() =>
    inScope(context.db, principalScope(principal), async (trx) => {
      // Of two that come at once the second waits, and is answered as the first.
      await sendAlong(
        trx,
        sql`select pg_advisory_xact_lock(hashtextextended(${`open ${file.fileId}`}, 0))`.compile(trx),
      )
      const again = await openedBefore(trx, context, principal, file)
      if (again) return again
      const first = file.actions[0]
      if (first?.type !== 'file_opened') return err({ code: 'protection.not_found' })
      const resource: FileResource = {
        agencyId: principal.agencyId,
        teamId: first.payload.teamId,
        assignedTo: first.payload.assignedTo,
        openedBy: principal.userId,
        path: pathFor(first.payload.age),
        status: 'open',
        sharedWithAgency: false,
      }
      if (!filePolicy.decide(principal, 'file.open', resource).allowed) return err({ code: 'protection.not_allowed' })
      if (first.payload.age === 'adult' && !consentsToBeRecorded(file.actions)) {
        return err({ code: 'protection.consent_missing', params: { groups: 'recording' } })
      }
      const mayRecord: MayRecord = (type, state) =>
        decideOn(principal, type, { ...resource, teamId: state.teamId, assignedTo: state.assignedTo, path: state.path })
      const created = await createFile(
        trx,
        context,
        { ...file, country: principal.country, importBatchId: null },
        principal,
        mayRecord,
      )
      return created.ok ? ok(created.value.recorded) : created
    }),
  )
}

/** The consent to be recorded: the first of the seven questions, answered yes by the person. */
const consentsToBeRecorded = (actions: readonly NewAction[]): boolean =>
  actions.some((action) => {
    if (action.type !== 'consent_recorded') return false
    const consents = action.payload.questions.consents_to_interview
    return 'value' in consents && consents.value === 'yes'
  })

/** The same request sent again: answered as the first time. Another file under the same id is refused. */
async function openedBefore(
  trx: ScopedTransaction,
  context: ProtectionContext,
  principal: Principal,
  file: NewFile,
): Promise<Result<RecordedActions, FileFailure> | undefined> {
  const loaded = await loadFile(trx, context.vault, file.fileId, principal.agencyId)
  if (!loaded.ok) return undefined
  const { row, key } = loaded.value
  if (row.person_id !== file.personId || row.opened_by !== principal.userId)
    return err({ code: 'protection.number_taken' })
  const rows = await tables(trx)
    .selectFrom('protection.file_action')
    .selectAll()
    .where('file_id', '=', file.fileId)
    .where(
      'id',
      'in',
      file.actions.map((action) => action.id),
    )
    .execute()
  const there = new Map(rows.map((stored) => [stored.id, openLogged(FILE, key, FILE.toStored(stored))]))
  for (const sent of file.actions) {
    const before = there.get(sent.id)
    if (!before) return err({ code: 'protection.number_taken' })
    if (!isSameAction(before, sent, asRecordedBy(context.rules))) return err({ code: 'protection.action_id_used' })
  }
  return ok({
    fileId: row.id,
    number: row.number,
    version: row.sequence,
    actions: file.actions.map((action) => ({ id: action.id, sequence: there.get(action.id)!.sequence, already: true })),
  })
}

export interface CreatedFile extends NewFile {
  readonly country: string
  readonly importBatchId: string | null
  /** Whether the ids of its actions were made here, so that none of them can be recorded already. */
  readonly idsAreNew?: boolean
}

/** A file that was just made, as what follows in the same transaction goes on with it. */
export interface MadeFile extends AppendableFile {
  readonly recorded: RecordedActions
}

/** Makes a person's key, and the file with its first actions. The caller has settled that it may be. */
export async function createFile(
  trx: ScopedTransaction,
  context: ProtectionContext,
  file: CreatedFile,
  actor: Actor,
  mayRecord: MayRecord,
): Promise<Result<MadeFile, FileFailure>> {
  const key = await context.vault.createPersonKey(trx, {
    personId: file.personId,
    agencyId: actor.agencyId,
    country: file.country,
  })
  const fileId = file.fileId as FileId
  const appended = await appendFileActions(
    trx,
    context,
    {
      fileId,
      agencyId: actor.agencyId,
      key,
      state: UNOPENED,
      head: EMPTY_CHAIN,
      ...(file.idsAreNew && { recorded: [] }),
    },
    file.actions,
    actor,
    mayRecord,
  )
  if (!appended.ok) return appended
  const { number, columns } = await insertFile(trx, context, file, actor, key, appended.value)
  await insertActions(trx, FILE, actor.agencyId, appended.value.stored)
  const row = {
    id: fileId,
    personId: file.personId,
    agencyId: actor.agencyId,
    country: file.country,
    clocks: { were: [], are: columns.clocks },
  }
  await saveDerived(trx, row, UNOPENED, appended.value.state, key, context.rules, context.clock.now())
  await recordAudit(trx, {
    action: 'file.opened',
    object: { kind: 'protection.case_file', id: fileId },
    detail: { actions: appended.value.types, ...witnessOf(appended.value.stored) },
  })
  await publishEvents(trx, context, fileId, appended.value.types)
  return ok({
    row: { id: fileId, person_id: file.personId, agency_id: actor.agencyId, country: file.country, ...columns },
    key,
    state: appended.value.state,
    recorded: { fileId, number, version: appended.value.head.count, actions: [...appended.value.results] },
  })
}

/** Inserts the row under a number that nobody has. Numbers are random: one that is taken is only drawn again. */
async function insertFile(
  trx: ScopedTransaction,
  context: ProtectionContext,
  file: CreatedFile,
  actor: Actor,
  key: PersonKey,
  { state, head }: Appended,
): Promise<{ readonly number: string; readonly columns: ReturnType<typeof rowColumns>['columns'] }> {
  const { columns, derived } = rowColumns(state, context.rules, head, key, file.fileId, context.clock.now())
  for (;;) {
    const number = newFileNumber(numberFormatOf(context.rules))
    const inserted = await tables(trx)
      .insertInto('protection.case_file')
      .values({
        id: file.fileId,
        person_id: file.personId,
        number,
        country: file.country,
        agency_id: actor.agencyId,
        opened_by: actor.userId,
        opened_on: derived.openedOn,
        import_batch_id: file.importBatchId,
        ...written(columns),
      })
      .onConflict((conflict) => conflict.column('number').doNothing())
      .executeTakeFirst()
    if (Number(inserted.numInsertedOrUpdatedRows ?? 0) === 1) return { number, columns }
  }
}
