import { acceptEdit, fieldsById, parsePath } from '@gloact/forms'
import { err, ok, type FieldFailure, type Json, type Result } from '@gloact/kernel'
import { isKnownCode } from '@gloact/codes'
import { chain, headOf, type Action, type ChainHead, type StoredAction } from '@gloact/ledger'
import type { ScopedTransaction } from '@gloact/postgres'
import type { PersonKey } from '@gloact/vault'
import type { CompiledQuery } from 'kysely'
import type { NewAction } from '../contract/actions.ts'
import { answersOfForm } from '../domain/answers.ts'
import type { References } from '../domain/actions/action-definition.ts'
import {
  checkAction,
  childGateOf,
  codesOfPayload,
  definitionOf,
  reduceFile,
  type ActionType,
  type Payloads,
} from '../domain/actions/definitions.ts'
import { findEntry } from '../domain/actions/entries.ts'
import type { FileFailure } from '../domain/failures.ts'
import { formOf } from '../domain/file-rules.ts'
import type { FileState } from '../domain/file-state.ts'
import { checkUploaded } from './attachments/attachment-rows.ts'
import type { ProtectionContext } from './context.ts'
import type { FileId } from '../domain/ids.ts'
import { openAction, toStoredAction } from './file-store.ts'
import { mayTag } from './file-tags.ts'
import { isSameAction, type SentBefore } from './same-action.ts'
import { tables, type FileActionTable } from './file-tables.ts'

/** Who acts, for whom. */
export interface Actor {
  readonly userId: string
  readonly agencyId: string
}

/** The file that actions are appended to: its id, its key, and how far it has come. */
export interface Appendable {
  readonly fileId: FileId
  readonly agencyId: string
  readonly key: PersonKey
  readonly state: FileState
  readonly head: ChainHead
  /** What is recorded under the ids of the actions already, where it was asked with the file (`recordedQuery`). */
  readonly recorded?: readonly FileActionTable[] | undefined
}

export interface Appended {
  readonly state: FileState
  readonly head: ChainHead
  /** Newly recorded, in order. */
  readonly stored: readonly StoredAction[]
  readonly types: readonly ActionType[]
  /** What became of every action sent. */
  readonly results: readonly { readonly id: string; readonly sequence: number; readonly already: boolean }[]
}

/** Decides whether the actor may record this kind of action in this state. */
export type MayRecord = (type: ActionType, state: FileState) => FileFailure | null

/**
 * Appends actions to a file, under its lock: each is checked against the state that it meets, sealed, chained and
 * reduced. An action that is already there is counted and changes nothing; its id with another content is refused.
 * All or none: the first that cannot be recorded fails the request, and says which it was.
 */
export async function appendActions(
  trx: ScopedTransaction,
  context: ProtectionContext,
  file: Appendable,
  actions: readonly NewAction[],
  actor: Actor,
  mayRecord: MayRecord,
): Promise<Result<Appended, FileFailure>> {
  const known = await alreadyRecorded(trx, context, file, actions)
  if (!known.ok) return known
  const recordedAt = context.clock.now()
  let { state, head } = file
  const stored: StoredAction[] = []
  const types: ActionType[] = []
  const results: Appended['results'][number][] = []

  for (const [index, sent] of actions.entries()) {
    const before = known.value.get(sent.id) ?? results.find((result) => result.id === sent.id)
    if (before) {
      results.push({ id: sent.id, sequence: before.sequence, already: true })
      continue
    }
    const prepared = await prepare(trx, context, file, state, sent, actor, mayRecord)
    if (!prepared.ok) return err(at(prepared.error, index))
    const action = chain(head, {
      id: sent.id,
      fileId: file.fileId,
      type: sent.type,
      replaces: sent.replaces,
      sealedPayload: file.key.seal(sent.id, prepared.value as unknown as Json),
      actor: actor.userId as FileId,
      happenedAt: sent.happenedAt,
      deviceTime: sent.deviceTime,
      recordedAt,
    })
    state = reduceFile(state, asAction(action, prepared.value))
    head = headOf(action)
    stored.push(action)
    types.push(sent.type)
    results.push({ id: sent.id, sequence: action.sequence, already: false })
  }
  return ok({ state, head, stored, types, results })
}

const asAction = (stored: StoredAction, payload: Payloads[ActionType]): Action<ActionType, Payloads[ActionType]> => {
  const { sealedPayload: _sealed, ...envelope } = stored
  return { ...envelope, payload } as Action<ActionType, Payloads[ActionType]>
}

const at = (failure: FileFailure, index: number): FileFailure => ({
  ...failure,
  params: { ...failure.params, action: index },
})

/** What is recorded under the ids of these actions, of whatever file that may be seen. */
export const recordedQuery = (
  trx: ScopedTransaction,
  actions: readonly Pick<NewAction, 'id'>[],
): CompiledQuery<FileActionTable> =>
  tables(trx)
    .selectFrom('protection.file_action')
    .selectAll()
    .where(
      'id',
      'in',
      actions.map((action) => action.id),
    )
    .compile()

/** Which of the ids are there already: the same action sent again, or an id that was used for something else. */
async function alreadyRecorded(
  trx: ScopedTransaction,
  { rules }: ProtectionContext,
  file: Appendable,
  actions: readonly NewAction[],
): Promise<Result<ReadonlyMap<string, { readonly sequence: number }>, FileFailure>> {
  const rows = file.recorded ?? (await trx.executeQuery(recordedQuery(trx, actions))).rows
  if (rows.some((row) => row.file_id !== file.fileId)) return err({ code: 'protection.action_id_used' })
  const there = new Map<string, SentBefore>(
    rows.map((row) => [row.id, openAction(file.key, toStoredAction(row))] as const),
  )
  for (const sent of actions) {
    // Or earlier in the same request.
    const before = there.get(sent.id)
    if (before && !isSameAction(before, sent, rules)) return err({ code: 'protection.action_id_used' })
    there.set(sent.id, sent)
  }
  return ok(new Map(rows.map((row) => [row.id, { sequence: row.sequence }])))
}

/** The payload as it is to be recorded, or why it cannot be. */
async function prepare(
  trx: ScopedTransaction,
  context: ProtectionContext,
  file: Appendable,
  state: FileState,
  sent: NewAction,
  actor: Actor,
  mayRecord: MayRecord,
): Promise<Result<Payloads[ActionType], FileFailure>> {
  const refused = mayRecord(sent.type, state) ?? mayCorrect(file, state, sent, actor, mayRecord)
  if (refused) return err(refused)
  const gate = context.childGate ? childGateOf(state, sent) : null
  if (gate !== null) {
    const missing = await context.childGate!(trx, { fileId: file.fileId, gate })
    if (missing.length > 0) return err({ code: 'protection.child_gate', params: { missing: missing.join(' ') } })
  }
  const { rules } = context
  for (const [list, code] of codesOfPayload(sent.type, sent.payload)) {
    const codes = rules.codeLists[list]
    if (!codes || !isKnownCode(codes, code)) return err({ code: 'protection.unknown_code', params: { list } })
  }
  const named = definitionOf(sent.type).references?.(sent.payload)
  const unknown = named ? await checkReferences(trx, context, file, state, named) : null
  if (unknown) return err(unknown)
  const failed = checkAction(state, sent.type, sent.payload, {
    actorId: actor.userId,
    agencyId: actor.agencyId,
    today: context.clock.today(rules.calendar.timeZone),
    happenedAt: sent.happenedAt,
    timeZone: rules.calendar.timeZone,
    riskBands: rules.riskBands,
    notIndependentOf: definitionOf(sent.type).second
      ? await context.directory.notIndependentOf(actor.userId, trx)
      : NOBODY,
  })
  if (failed) return err(failed)
  return sent.type === 'answers_recorded' ? acceptAnswers(context, state, sent.payload, actor) : ok(sent.payload)
}

const NOBODY: ReadonlySet<string> = new Set()

/** Who may record an entry may correct one of its kind; the person who reads by a share, only what is theirs to see. */
function mayCorrect(
  file: Appendable,
  state: FileState,
  sent: NewAction,
  actor: Actor,
  mayRecord: MayRecord,
): FileFailure | null {
  if (sent.type !== 'entry_corrected' && sent.type !== 'entry_struck') return null
  const found = findEntry(state, sent.payload.entryId)
  if (!found) return null
  const theirs = found.kind === 'decision_recorded' || found.entry.actor === actor.userId
  if (actor.agencyId !== file.agencyId && !theirs) return { code: 'protection.entry_unknown' }
  return mayRecord(found.kind, state)
}

/** What an action names has to be there: staff who may hold the agency's files, other agencies, tags, what was uploaded. */
async function checkReferences(
  trx: ScopedTransaction,
  { directory }: ProtectionContext,
  file: Appendable,
  state: FileState,
  { teamId = null, staff = [], agencyId = null, bodyAgencyId, tags, upload, newGrants = [] }: References,
): Promise<FileFailure | null> {
  if (newGrants.some((id) => state.grants.some((grant) => grant.id === id)))
    return { code: 'protection.action_id_used' }
  const userIds = [...new Set(staff.flatMap((id) => id ?? []))]
  if (
    (teamId !== null || userIds.length > 0) &&
    !(await directory.mayHoldFiles(trx, file.agencyId, { teamId, userIds }))
  )
    return { code: 'protection.assignee_unknown' }
  if (agencyId !== null && !(await directory.isAgency(trx, agencyId))) return { code: 'protection.agency_unknown' }
  if (bodyAgencyId !== undefined && !(await directory.competentBodies(trx)).some(({ id }) => id === bodyAgencyId))
    return { code: 'protection.body_unknown' }
  if (tags && !(await mayTag(trx, file.agencyId, tags))) return { code: 'protection.tag_unknown' }
  return upload ? checkUploaded(trx, file, upload) : null
}

/** Answers checked and normalised by the form that asked for them. Only those it is restricted to write what is restricted. */
function acceptAnswers(
  { rules, clock }: ProtectionContext,
  state: FileState,
  payload: Payloads['answers_recorded'],
  actor: Actor,
): Result<Payloads['answers_recorded'], FileFailure> {
  const form = formOf(rules, payload.form)
  if (!form || form.version !== payload.version) return err({ code: 'protection.unknown_form' })
  const accepted = acceptEdit(form, rules.codeLists, answersOfForm(state.fields, form.id), payload.edits, {
    today: clock.today(rules.calendar.timeZone),
    under: '/payload/edits',
  })
  if (!accepted.ok) return err({ code: 'protection.invalid_answers', fields: accepted.error })
  const fields = fieldsById(form)
  const foreign = Object.keys(payload.edits).flatMap((path): FieldFailure[] => {
    const parts = parsePath(path)
    const placed = parts && fields.get(parts.inner ?? parts.id)
    const audience = placed?.field.audience ?? placed?.group?.audience
    if (!audience || state.audiences[audience]?.includes(actor.userId)) return []
    return [{ pointer: `/payload/edits/${path.replaceAll('/', '~1')}`, code: 'protection.not_of_the_audience' }]
  })
  if (foreign.length > 0) return err({ code: 'protection.invalid_answers', fields: foreign })
  return ok({ ...payload, edits: accepted.value })
}
