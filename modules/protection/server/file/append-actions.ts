import { acceptEdit, fieldsById, parsePath } from '@gloact/forms'
import { err, ok, type FieldFailure, type Result } from '@gloact/kernel'
import { isKnownCode } from '@gloact/codes'
import type { ChainHead } from '@gloact/ledger'
import type { ScopedTransaction } from '@gloact/postgres'
import { appendActions, type AppendedActions } from '@gloact/records/server'
import type { PersonKey } from '@gloact/vault'
import type { NewAction } from '../../contract/file/actions.ts'
import { answersOfForm, formPath } from '../../domain/file/answers.ts'
import type { References } from '../../domain/file/actions/action-definition.ts'
import {
  checkAction,
  childGateOf,
  codesOfPayload,
  definitionOf,
  type ActionType,
  type FileAction,
  type Payloads,
} from '../../domain/file/actions/definitions.ts'
import { findEntry } from '../../domain/file/actions/entries.ts'
import type { FileFailure } from '../../domain/failures.ts'
import { formOf } from '../../domain/file/file-rules.ts'
import type { FileState } from '../../domain/file/file-state.ts'
import { checkUploaded } from './attachment-rows.ts'
import type { ProtectionContext } from './context.ts'
import type { FileId } from '../../domain/ids.ts'
import { asRecordedBy, FILE } from './file-kind.ts'
import { mayTag } from './may-tag.ts'
import type { FileActionTable } from './file-tables.ts'

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

export type Appended = AppendedActions<FileState, ActionType>

/** Decides whether the actor may record this kind of action in this state. */
export type MayRecord = (type: ActionType, state: FileState) => FileFailure | null

/** Appends actions to a file, under its lock, as the log engine does: each checked against the state that it meets. */
export const appendFileActions = (
  trx: ScopedTransaction,
  context: ProtectionContext,
  file: Appendable,
  actions: readonly NewAction[],
  actor: Actor,
  mayRecord: MayRecord,
): Promise<Result<Appended, FileFailure>> =>
  appendActions<FileState, FileAction, NewAction, FileFailure>(trx, FILE, { ...file, recordId: file.fileId }, actions, {
    actorId: actor.userId,
    recordedAt: context.clock.now(),
    prepare: (state, sent) => prepare(trx, context, file, state, sent, actor, mayRecord),
    asRecorded: asRecordedBy(context.rules),
    idUsed: { code: 'protection.action_id_used' },
  })

/** Whether a file is being closed for good. A file that moves to another agency takes its open referrals along. */
const closesHere = (sent: NewAction): boolean =>
  sent.type === 'closure_requested' && sent.payload.reason !== 'transferred'

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
  if (closesHere(sent) && context.openElsewhere) {
    const count = await context.openElsewhere(trx, file.fileId)
    if (count > 0) return err({ code: 'protection.referrals_open', params: { count } })
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
    decisionMembers: rules.decisionMembers,
    notIndependentOf: definitionOf(sent.type).second
      ? await context.directory.notIndependentOf(actor.userId, trx)
      : NOBODY,
  })
  if (failed) return err(failed)
  return sent.type === 'answers_recorded'
    ? acceptAnswers(context, state, sent.id, sent.payload, actor)
    : ok(sent.payload)
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
  actionId: string,
  payload: Payloads['answers_recorded'],
  actor: Actor,
): Result<Payloads['answers_recorded'], FileFailure> {
  const form = formOf(rules, payload.form)
  if (!form || form.version !== payload.version) return err({ code: 'protection.unknown_form' })
  const accepted = acceptEdit(form, rules.codeLists, answersOfForm(state.fields, form.id), payload.edits, {
    today: clock.today(rules.calendar.timeZone),
    under: '/payload/edits',
    // Ids of actions are in the order in which they were made: what was made after the edit, its author had not seen.
    wasSeen: (path) => state.fields[formPath(form.id, path)]?.live.every((one) => one.actionId < actionId) ?? true,
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
