import { openLogged } from '@gloact/records/server'
import { FILE } from '../../file/file-kind.ts'
import { firstMomentOf } from '@gloact/calendar'
import {
  asInstant,
  canonicalJson,
  err,
  newId,
  ok,
  type Answer,
  type Instant,
  type PlainDate,
  type Result,
} from '@gloact/kernel'
import type { ActionId } from '@gloact/ledger'
import { inScope, systemScope, type ScopedTransaction } from '@gloact/postgres'
import { formPath } from '../../../domain/file/answers.ts'
import type { FileFailure } from '../../../domain/failures.ts'
import {
  answersDraft,
  draftFile,
  noteDraft,
  type DraftedFile,
  type Drafting,
} from '../../../domain/exchange/import/htcds-file.ts'
import {
  collectAnswers,
  type HtcdsMapping,
  type HtcdsAnswers,
  fromWords,
  inWords,
  mergeAnswers,
} from '@gloact/standards'
import { likeness } from '../../../domain/exchange/import/imported-person.ts'
import { SYSTEM_ACTOR, type ProtectionContext } from '../../file/context.ts'
import { lockFile, type LoadedFile } from '../../file/file-store.ts'
import { tables } from '../../file/file-tables.ts'
import { createFile } from '../../file/open-case-file.ts'
import { actionOf, appendToFile } from './append-to-file.ts'
import type { ImportBatch } from './import-batch.ts'
import { findRow, insertRow, type RowTokens } from './import-rows.ts'

/** Who closed a case at its source. Not us, and not anyone who imports it: the second person of the two that closing takes. */
export const SOURCE_ACTOR = '00000000-0000-7000-8000-000000000001'

export interface HtcdsWriting {
  /** Undefined on a dry run: everything is done, and undone. */
  readonly batch: ImportBatch | undefined
  readonly agencyId: string
  readonly teamId: string | null
  readonly callingCode: string | undefined
  readonly mapping: HtcdsMapping
  readonly tokensOf: (row: number, answers: HtcdsAnswers) => RowTokens
  readonly today: PlainDate
}

export interface RefusedRow {
  readonly failure: FileFailure
  readonly drafted?: DraftedFile
}

export type RowEffect = 'imported' | 'updated' | 'unchanged'

/** A row that stands where another stood is the same one, corrected, where at least half of it is the same. */
const ALIKE = 0.5

/** Writes one row, in a transaction of its own: a new file, edits of the one it became before, or nothing. */
export async function writeHtcdsRow(
  context: ProtectionContext,
  writing: HtcdsWriting,
  rowNumber: number,
  answers: HtcdsAnswers,
): Promise<Result<RowEffect, RefusedRow>> {
  const tokens = writing.tokensOf(rowNumber, answers)
  let dry: RowEffect | undefined
  const written = await inScope<RowEffect, RefusedRow | 'dry'>(
    context.db,
    systemScope(context.rules.country),
    async (trx) => {
      const effect = await write(trx, context, writing, tokens, answers)
      if (writing.batch || !effect.ok) return effect
      dry = effect.value
      return err('dry')
    },
  )
  if (written.ok) return written
  return written.error === 'dry' ? ok(dry!) : err(written.error)
}

async function write(
  trx: ScopedTransaction,
  context: ProtectionContext,
  writing: HtcdsWriting,
  tokens: RowTokens,
  answers: HtcdsAnswers,
): Promise<Result<RowEffect, RefusedRow>> {
  const { agencyId } = writing
  const known = await findRow(trx, agencyId, tokens)
  if (known?.same && known.byIdentity) return ok('unchanged')
  if (known) {
    const loaded = await lockFile(trx, context.vault, known.fileId, agencyId)
    if (!loaded.ok) return err({ failure: loaded.error })
    const source = await sourceOf(trx, loaded.value, writing)
    if (known.byIdentity || likeness(source.answers, answers) >= ALIKE) {
      return update(trx, context, writing, tokens, answers, loaded.value, source)
    }
  }
  return create(trx, context, writing, tokens, answers)
}

function drafting(context: ProtectionContext, writing: HtcdsWriting, rows: ReadonlyMap<string, string>): Drafting {
  const made = new Map<string, string>()
  return {
    mapping: writing.mapping,
    versions: Object.fromEntries(context.rules.forms.map((form) => [form.id, form.version])),
    rowIdOf: (form, group) => {
      const key = `${form}/${group}`
      const id = rows.get(key) ?? made.get(key) ?? newId()
      made.set(key, id)
      return id
    },
    callingCode: writing.callingCode,
    teamId: writing.teamId,
    today: writing.today,
  }
}

async function create(
  trx: ScopedTransaction,
  context: ProtectionContext,
  writing: HtcdsWriting,
  tokens: RowTokens,
  answers: HtcdsAnswers,
): Promise<Result<RowEffect, RefusedRow>> {
  const { agencyId, batch } = writing
  const { country, calendar } = context.rules
  const drafted = draftFile(answers, drafting(context, writing, new Map()))
  const momentOf = (day: PlainDate): Instant => asInstant(firstMomentOf(day, calendar))
  const fileId = newId<'file'>()
  const closure = drafted.closure
  const actions = drafted.actions.map((draft) => actionOf(draft, momentOf(drafted.contactOn)))
  const created = await createFile(
    trx,
    context,
    { fileId, personId: newId(), actions, country, importBatchId: batch?.id ?? null, idsAreNew: true },
    { userId: SYSTEM_ACTOR, agencyId },
    () => null,
  )
  if (!created.ok) return err({ failure: created.error, drafted })
  const actionIds: string[] = actions.map((action) => action.id)
  if (closure) {
    const at = momentOf(closure.closedOn)
    const [request, approval] = [actionOf(closure.request, at), actionOf(closure.approval, at)]
    const closed = await appendToFile(trx, context, created.value, [
      { actor: { userId: SYSTEM_ACTOR, agencyId }, actions: [request] },
      { actor: { userId: SOURCE_ACTOR, agencyId }, actions: [approval] },
    ])
    if (!closed.ok) return err({ failure: closed.error, drafted })
    actionIds.push(request.id, approval.id)
  }
  if (batch)
    await insertRow(trx, {
      batch: batch.id,
      country,
      agencyId,
      fileId,
      key: created.value.key,
      tokens,
      effect: 'imported',
      actionIds,
    })
  return ok('imported')
}

/** What imports have said of a file so far: the last value of each path, who said it, and in which row of each group. */
interface Source {
  readonly answers: HtcdsAnswers
  readonly values: ReadonlyMap<string, { readonly answer: Answer; readonly actionIds: readonly ActionId[] }>
  readonly words: string | undefined
  readonly rows: ReadonlyMap<string, string>
}

async function sourceOf(trx: ScopedTransaction, { row, key }: LoadedFile, writing: HtcdsWriting): Promise<Source> {
  const stored = await tables(trx)
    .selectFrom('protection.file_action')
    .selectAll()
    .where('file_id', '=', row.id)
    .where('actor_id', '=', SYSTEM_ACTOR)
    .orderBy('sequence')
    .execute()
  const values = new Map<string, { answer: Answer; actionIds: ActionId[] }>()
  const forms: Record<string, Record<string, Answer>> = {}
  const rows = new Map<string, string>()
  let words: string | undefined
  for (const entry of stored) {
    const action = openLogged(FILE, key, FILE.toStored(entry))
    if (action.type === 'note_added') words = action.payload.text
    if (action.type !== 'answers_recorded') continue
    const { form, edits } = action.payload
    for (const [path, answer] of Object.entries(edits)) {
      const place = formPath(form, path)
      values.set(place, { answer, actionIds: [...(values.get(place)?.actionIds ?? []), action.id] })
      ;(forms[form] ??= {})[path] = answer
      const [group, rowId, inner] = path.split('/')
      if (rowId === undefined || inner !== undefined) continue
      if (!rows.has(`${form}/${group}`)) rows.set(`${form}/${group}`, rowId)
    }
  }
  const said = words === undefined ? {} : fromWords(words, { today: writing.today, dateSystem: '1900' })
  return { answers: mergeAnswers(collectAnswers(forms, writing.mapping), said), values, words, rows }
}

async function update(
  trx: ScopedTransaction,
  context: ProtectionContext,
  writing: HtcdsWriting,
  tokens: RowTokens,
  answers: HtcdsAnswers,
  file: LoadedFile,
  source: Source,
): Promise<Result<RowEffect, RefusedRow>> {
  const { agencyId, batch } = writing
  const { country } = context.rules
  const options = drafting(context, writing, source.rows)
  const drafted = draftFile(answers, options)
  const actions = []
  // What the source says about a closed case was true before it was closed.
  const at = file.state.closedAt ?? context.clock.now()
  for (const [form, edits] of Object.entries(drafted.placed.forms)) {
    const changed = Object.entries(edits).filter(([path, answer]) => {
      const before = source.values.get(formPath(form, path))
      return before === undefined || canonicalJson(before.answer) !== canonicalJson(answer)
    })
    if (changed.length === 0) continue
    // Only the import's own values give way. What people have written since stays, and a difference is theirs to decide.
    const replaces = changed.flatMap(([path]) => source.values.get(formPath(form, path))?.actionIds ?? [])
    actions.push(actionOf(answersDraft(form, Object.fromEntries(changed), options), at, [...new Set(replaces)]))
  }
  const words = inWords(answers, drafted.placed.unplaced)
  if (words !== undefined && words !== source.words && file.state.status !== 'closed') {
    actions.push(actionOf(noteDraft(words, writing.today), at))
  }
  if (actions.length > 0) {
    const appended = await appendToFile(trx, context, file, [{ actor: { userId: SYSTEM_ACTOR, agencyId }, actions }])
    if (!appended.ok) return err({ failure: appended.error, drafted })
  }
  if (batch) {
    const actionIds = actions.map((action) => action.id)
    await insertRow(trx, {
      batch: batch.id,
      country,
      agencyId,
      fileId: file.row.id,
      key: file.key,
      tokens,
      effect: 'updated',
      actionIds,
    })
  }
  return ok('updated')
}
