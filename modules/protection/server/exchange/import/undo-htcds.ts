import { openLogged } from '@gloact/records/server'
import { FILE } from '../../file/file-kind.ts'
import { asInstant, err, ok, unwrap, type Answer, type Result } from '@gloact/kernel'
import type { ActionId } from '@gloact/ledger'
import { inScope, systemScope, type ScopedTransaction } from '@gloact/postgres'
import { sql } from 'kysely'
import { formPath } from '../../../domain/file/answers.ts'
import type { FileAction } from '../../../domain/file/actions/definitions.ts'
import type { FileFailure } from '../../../domain/failures.ts'
import { SYSTEM_ACTOR, type ProtectionContext } from '../../file/context.ts'
import { lockFile, type LoadedFile } from '../../file/file-store.ts'
import { tables } from '../../file/file-tables.ts'
import { actionOf, appendToFile } from './append-to-file.ts'
import { SOURCE_ACTOR } from './htcds-files.ts'
import type { ImportBatch } from './import-batch.ts'

/** What happened to the files of a batch: `kept` are those on which people have worked since. */
export interface UndoneFiles {
  readonly undone: number
  readonly kept: number
}

interface ImportedRow {
  readonly id: number
  readonly file_id: string
  readonly agency_id: string
  readonly effect: 'imported' | 'updated'
  readonly action_ids: readonly string[]
  readonly place_token: Uint8Array
  readonly identity_token: Uint8Array
}

/**
 * Takes back what a batch did to files, one file a transaction, so that it goes on where it was broken off. Nothing
 * recorded is overwritten: a file that the batch made is marked and leaves every list, an edit is answered by another
 * that says what was there before. A file on which people have worked since stays, with their work.
 */
export const undoFiles = (context: ProtectionContext, batch: ImportBatch): Promise<UndoneFiles> =>
  eachRow(context, batch, false, undoRow)

/**
 * Brings back what undoing a batch took away, in the same way: a file is there again as it was, an edit is made again where what undoing
 * wrote still stands. A row that was imported once more meanwhile stays as it is now.
 */
export const restoreFiles = (context: ProtectionContext, batch: ImportBatch): Promise<UndoneFiles> =>
  eachRow(context, batch, true, restoreRow)

async function eachRow(
  context: ProtectionContext,
  batch: ImportBatch,
  undoneBefore: boolean,
  take: typeof undoRow,
): Promise<UndoneFiles> {
  const scope = systemScope(context.rules.country)
  let undone = 0
  let kept = 0
  let after = 0
  for (;;) {
    const row = unwrap(
      await inScope<ImportedRow | undefined, never>(context.db, scope, async (trx) => {
        const { rows } = await sql<ImportedRow>`
          select id, file_id, agency_id, effect, action_ids, place_token, identity_token from protection.import_row
          where batch_id = ${batch.id} and undone = ${undoneBefore} and id > ${after} order by id limit 1`.execute(trx)
        return ok(rows[0])
      }),
    )
    if (!row) return { undone, kept }
    after = row.id
    const taken = await inScope<boolean, FileFailure>(context.db, scope, (trx) => take(trx, context, batch, row))
    if (!taken.ok) throw new Error(`an import could not be taken back: ${taken.error.code}`)
    if (taken.value) undone++
    else kept++
  }
}

async function undoRow(
  trx: ScopedTransaction,
  context: ProtectionContext,
  batch: ImportBatch,
  row: ImportedRow,
): Promise<Result<boolean, FileFailure>> {
  const loaded = await lockFile(trx, context.vault, row.file_id, row.agency_id)
  // Erased since: there is nothing left to undo.
  if (!loaded.ok) return loaded.error.code === 'protection.not_found' ? ok(await markUndone(trx, row, 'file')) : loaded
  // Two who undo at once take turns by file: what the first one did is done.
  const { rows } = await sql<{ undone: boolean }>`
    select undone from protection.import_row where id = ${row.id} for update`.execute(trx)
  if (rows[0]?.undone !== false) return ok(true)
  const actions = await actionsOf(trx, loaded.value)
  const actor = { userId: SYSTEM_ACTOR, agencyId: row.agency_id }
  const now = context.clock.now()
  if (row.effect === 'imported') {
    if (actions.some((action) => !BY_IMPORT.has(action.actor))) return ok(false)
    const undo = actionOf({ type: 'import_undone', payload: { batchId: batch.id } }, now)
    const appended = await appendToFile(trx, context, loaded.value, [{ actor, actions: [undo] }])
    return appended.ok ? ok(await markUndone(trx, row, 'file')) : err(appended.error)
  }
  const at = loaded.value.state.closedAt ?? now
  const edits = editsBack(actions, new Set(row.action_ids), loaded.value).map(({ form, version, answers, replaces }) =>
    actionOf({ type: 'answers_recorded', payload: { form, version, edits: answers } }, asInstant(at), replaces),
  )
  if (edits.length > 0) {
    const appended = await appendToFile(trx, context, loaded.value, [{ actor, actions: edits }])
    if (!appended.ok) return appended
  }
  return ok(await markUndone(trx, row, 'row'))
}

const BY_IMPORT: ReadonlySet<string> = new Set([SYSTEM_ACTOR, SOURCE_ACTOR])

async function actionsOf(trx: ScopedTransaction, { row, key }: LoadedFile): Promise<readonly FileAction[]> {
  const stored = await tables(trx)
    .selectFrom('protection.file_action')
    .selectAll()
    .where('file_id', '=', row.id)
    .orderBy('sequence')
    .execute()
  return stored.map((entry) => openLogged(FILE, key, FILE.toStored(entry)))
}

interface EditBack {
  readonly form: string
  readonly version: string
  readonly answers: Record<string, Answer>
  readonly replaces: readonly ActionId[]
}

/** What each edit of the batch took the place of; only where its own value still stands. */
function editsBack(
  actions: readonly FileAction[],
  ofBatch: ReadonlySet<string>,
  file: LoadedFile,
): readonly EditBack[] {
  const before = new Map<string, Answer>()
  const back: EditBack[] = []
  for (const action of actions) {
    if (action.type !== 'answers_recorded') continue
    const { form, version, edits } = action.payload
    const answers: Record<string, Answer> = {}
    for (const [path, answer] of Object.entries(edits)) {
      const place = formPath(form, path)
      const stands = file.state.fields[place]?.live.some((value) => value.actionId === action.id)
      if (!ofBatch.has(action.id)) before.set(place, answer)
      // A row of a group that the batch added is taken away again; a field goes back to what it said.
      else if (stands) answers[path] = before.get(place) ?? (isRow(path) ? { value: false } : { absent: 'not_asked' })
    }
    if (Object.keys(answers).length > 0) back.push({ form, version, answers, replaces: [action.id] })
  }
  return back
}

const isRow = (path: string): boolean => path.split('/').length === 2

const markUndone = (trx: ScopedTransaction, row: ImportedRow, what: 'file' | 'row'): Promise<true> =>
  mark(trx, row, what, true)

async function mark(trx: ScopedTransaction, row: ImportedRow, what: 'file' | 'row', undone: boolean): Promise<true> {
  const which = what === 'file' ? sql`file_id = ${row.file_id}` : sql`id = ${row.id}`
  await sql`update protection.import_row set undone = ${undone} where ${which}`.execute(trx)
  return true
}

async function restoreRow(
  trx: ScopedTransaction,
  context: ProtectionContext,
  batch: ImportBatch,
  row: ImportedRow,
): Promise<Result<boolean, FileFailure>> {
  const loaded = await lockFile(trx, context.vault, row.file_id, row.agency_id)
  // Erased since: there is nothing to bring back.
  if (!loaded.ok) return loaded.error.code === 'protection.not_found' ? ok(false) : loaded
  const { rows } = await sql<{ undone: boolean; again: boolean }>`
    select undone, exists (
      select from protection.import_row later
      where not later.undone and later.file_id <> held.file_id
        and (later.place_token = held.place_token or later.identity_token = held.identity_token)
    ) as again
    from protection.import_row held where id = ${row.id} for update of held`.execute(trx)
  if (rows[0]?.undone !== true) return ok(true)
  if (rows[0].again) return ok(false)
  const actor = { userId: SYSTEM_ACTOR, agencyId: row.agency_id }
  const now = context.clock.now()
  if (row.effect === 'imported') {
    const restored = actionOf({ type: 'import_restored', payload: { batchId: batch.id } }, now)
    const appended = await appendToFile(trx, context, loaded.value, [{ actor, actions: [restored] }])
    return appended.ok ? ok(await mark(trx, row, 'file', false)) : err(appended.error)
  }
  const actions = await actionsOf(trx, loaded.value)
  const ofRow = new Set<string>(row.action_ids)
  // What undoing wrote took the place of what the row had said.
  const undoing = actions.filter(
    ({ actor: by, replaces }) => by === SYSTEM_ACTOR && replaces.some((id) => ofRow.has(id)),
  )
  const edits = editsBack(actions, new Set(undoing.map(({ id }) => id)), loaded.value).map(
    ({ form, version, answers, replaces }) =>
      actionOf(
        { type: 'answers_recorded', payload: { form, version, edits: answers } },
        asInstant(loaded.value.state.closedAt ?? now),
        replaces,
      ),
  )
  if (edits.length > 0) {
    const appended = await appendToFile(trx, context, loaded.value, [{ actor, actions: edits }])
    if (!appended.ok) return appended
  }
  return ok(await mark(trx, row, 'row', false))
}
