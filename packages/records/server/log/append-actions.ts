import { canonicalJson, err, ok, type Failure, type Instant, type Json, type Result } from '@gloact/kernel'
import { chain, headOf, type Action, type ActionId, type ChainHead, type StoredAction } from '@gloact/ledger'
import { sendAlong, type ScopedTransaction } from '@gloact/postgres'
import type { PersonKey } from '@gloact/vault'
import { sql, type CompiledQuery } from 'kysely'
import type { LogRow, RecordKind } from './record-kind.ts'

/** An action as it is sent: its id is its sender's, so that sending twice records once. */
export interface SentAction {
  readonly id: ActionId
  readonly type: string
  readonly replaces: readonly ActionId[]
  readonly payload: unknown
  readonly happenedAt: Instant
  readonly deviceTime: Instant | null
}

/** The record that actions are appended to: its id, its key, and how far it has come. */
export interface AppendableRecord<State> {
  readonly recordId: string
  readonly key: PersonKey
  readonly state: State
  readonly head: ChainHead
  /** What is recorded under the ids of the actions already, where it was asked with the record (`recordedQuery`). */
  readonly recorded?: readonly LogRow[] | undefined
}

export interface AppendedActions<State, Type extends string = string> {
  readonly state: State
  readonly head: ChainHead
  /** Newly recorded, in order. */
  readonly stored: readonly StoredAction[]
  readonly types: readonly Type[]
  /** What happened to every action sent. */
  readonly results: readonly { readonly id: string; readonly sequence: number; readonly already: boolean }[]
}

/** What a kind says of one appending: who acts, when, and what may be recorded. */
export interface Appending<State, Sent extends SentAction, Refusal extends Failure> {
  readonly actorId: string
  readonly recordedAt: Instant
  /** The payload as it is to be recorded in the state that it meets, or why it cannot be. */
  readonly prepare: (state: State, sent: Sent) => Promise<Result<unknown, Refusal>>
  /** A payload as it would be recorded, for comparing it with one that was: what is normalised at recording. */
  readonly asRecorded: (type: string, payload: unknown) => unknown
  /** An id was used for something else. */
  readonly idUsed: Refusal
}

/** What is recorded under the ids of these actions, of whatever record that may be seen. */
export const recordedQuery = <Row extends LogRow>(
  trx: ScopedTransaction,
  { logTable }: Pick<RecordKind<never, never>, 'logTable'>,
  actions: readonly Pick<SentAction, 'id'>[],
): CompiledQuery<Row> =>
  sql<Row>`select * from ${sql.table(logTable)} where id = any (${actions.map(({ id }) => id)}::uuid[])`.compile(trx)

/**
 * Appends actions to a record, under its lock: each is checked against the state that it meets, sealed, chained and
 * reduced. An action that is already there is counted and changes nothing; its id with another content is refused.
 * All or none: the first that cannot be recorded fails the request, and says which it was.
 */
export async function appendActions<State, Some extends Action, Sent extends SentAction, Refusal extends Failure>(
  trx: ScopedTransaction,
  kind: RecordKind<State, Some>,
  record: AppendableRecord<State>,
  actions: readonly Sent[],
  appending: Appending<State, Sent, Refusal>,
): Promise<Result<AppendedActions<State, Sent['type']>, Refusal>> {
  const known = await alreadyRecorded(trx, kind, record, actions, appending)
  if (!known.ok) return known
  let { state, head } = record
  const stored: StoredAction[] = []
  const types: Sent['type'][] = []
  const results: AppendedActions<State>['results'][number][] = []

  for (const [index, sent] of actions.entries()) {
    const before = known.value.get(sent.id) ?? results.find((result) => result.id === sent.id)
    if (before) {
      results.push({ id: sent.id, sequence: before.sequence, already: true })
      continue
    }
    const prepared = await appending.prepare(state, sent)
    if (!prepared.ok) return err(at(prepared.error, index))
    const action = chain(head, {
      id: sent.id,
      fileId: record.recordId as unknown as StoredAction['fileId'],
      type: sent.type,
      replaces: sent.replaces,
      sealedPayload: record.key.seal(sent.id, prepared.value as Json),
      actor: appending.actorId as StoredAction['actor'],
      happenedAt: sent.happenedAt,
      deviceTime: sent.deviceTime,
      recordedAt: appending.recordedAt,
    })
    state = kind.reduce(state, withPayload(action, prepared.value) as Some)
    head = headOf(action)
    stored.push(action)
    types.push(sent.type)
    results.push({ id: sent.id, sequence: action.sequence, already: false })
  }
  return ok({ state, head, stored, types, results })
}

/** An action with what it says in place of what is sealed. */
function withPayload({ sealedPayload: _sealed, ...envelope }: StoredAction, payload: unknown): Action {
  return { ...envelope, payload }
}

/** An action of a kind of record as it was recorded, opened. */
export const openLogged = <State, Some extends Action>(
  _kind: RecordKind<State, Some>,
  key: PersonKey,
  stored: StoredAction,
): Some => withPayload(stored, key.unseal(stored.id, stored.sealedPayload)) as Some

const at = <Refusal extends Failure>(failure: Refusal, index: number): Refusal => ({
  ...failure,
  params: { ...failure.params, action: index },
})

/** Which of the ids are there already: the same action sent again, or an id that was used for something else. */
async function alreadyRecorded<State, Some extends Action, Sent extends SentAction, Refusal extends Failure>(
  trx: ScopedTransaction,
  kind: RecordKind<State, Some>,
  record: AppendableRecord<State>,
  actions: readonly Sent[],
  { asRecorded, idUsed }: Pick<Appending<State, Sent, Refusal>, 'asRecorded' | 'idUsed'>,
): Promise<Result<ReadonlyMap<string, { readonly sequence: number }>, Refusal>> {
  const rows = record.recorded ?? (await trx.executeQuery(recordedQuery<LogRow>(trx, kind, actions))).rows
  const log = rows.map((row) => kind.toStored(row))
  if (log.some(({ fileId }) => (fileId as string) !== record.recordId)) return err(idUsed)
  const there = new Map<string, SentBefore>(log.map((stored) => [stored.id, openLogged(kind, record.key, stored)]))
  for (const sent of actions) {
    // Or earlier in the same request.
    const before = there.get(sent.id)
    if (before && !isSameAction(before, sent, asRecorded)) return err(idUsed)
    there.set(sent.id, sent)
  }
  return ok(new Map(log.map(({ id, sequence }) => [id, { sequence }])))
}

/** An action of an earlier sending, as far as it is compared. */
export interface SentBefore {
  readonly type: string
  readonly replaces: readonly string[]
  readonly payload: unknown
}

/**
 * Whether an action that is there is the one that was sent: the same kind, what it replaces, and every value. Compared with
 * what lies sealed in the log, so that no digest of it has to lie anywhere. When it happened is left out: an attempt that
 * is made again under its id says it again.
 */
export const isSameAction = (
  there: SentBefore,
  sent: SentBefore,
  asRecorded: (type: string, payload: unknown) => unknown,
): boolean =>
  there.type === sent.type &&
  canonicalJson(there.replaces.toSorted()) === canonicalJson(sent.replaces.toSorted()) &&
  canonicalJson(asRecorded(there.type, there.payload)) === canonicalJson(asRecorded(sent.type, sent.payload))

/** Lays actions into the log, for the agency of the person who recorded them. */
export async function insertActions(
  trx: ScopedTransaction,
  { logTable, recordColumn }: Pick<RecordKind<never, never>, 'logTable' | 'recordColumn'>,
  agencyId: string,
  actions: readonly StoredAction[],
): Promise<void> {
  const rows = actions.map(
    (action) => sql`(${action.id}, ${action.fileId}, ${action.sequence}, ${action.type}, ${action.replaces},
      ${action.sealedPayload}, ${action.actor}, ${agencyId}, ${action.happenedAt}, ${action.deviceTime},
      ${action.recordedAt}, ${action.previousHash}, ${action.hash})`,
  )
  await sendAlong(
    trx,
    sql`insert into ${sql.table(logTable)} (id, ${sql.ref(recordColumn)}, sequence, type, replaces, sealed_payload,
      actor_id, agency_id, happened_at, device_time, recorded_at, previous_hash, hash)
      values ${sql.join(rows)}`.compile(trx),
  )
}
