import type { AuditAction } from '@gloact/audit'
import type { Instant } from '@gloact/kernel'
import { EMPTY_CHAIN, type Action, type ActionId, type ChainHead, type StoredAction } from '@gloact/ledger'

/** Where the records of a kind and their log lie, and which entries of the audit log tell of them. */
export interface RecordLog<Row = LogRow> {
  /** What the audit log calls such a record: `protection.case_file`. */
  readonly kind: string
  /** The table of records: `id`, `sequence`, `head_hash`, `agency_id`, `country`. */
  readonly table: string
  /** Where one table holds several kinds: the column that says which. */
  readonly kindColumn?: string
  /** The table of their actions, and its column that names the record. */
  readonly logTable: string
  readonly recordColumn: string
  /** A row of the log as the ledger's chain knows it. */
  readonly toStored: (row: Row) => StoredAction
  /** The audit entries that tell of recorded actions, with the place and the hash of each. */
  readonly audited: readonly AuditAction[]
}

/**
 * A kind of record: a log of sealed actions under one chain, and what they lead to. Its module lays the tables, declares the
 * kinds of action, and says what is derived; appending, the same action twice, past states and verification are the engine's.
 */
export interface RecordKind<State, Some extends Action> extends RecordLog {
  /** A record before its first action. */
  readonly unopened: State
  /** What an action makes of a state. Pure: a replay of the log gives the state that is stored. */
  readonly reduce: (state: State, action: Some) => State
  /** The kind of action before which a record is not there. */
  readonly opensBy: string
}

/** An action as it lies in a log. */
export interface LogRow {
  readonly id: string
  readonly sequence: number
  readonly type: string
  readonly replaces: readonly string[]
  readonly sealed_payload: Uint8Array
  readonly actor_id: string
  readonly agency_id: string
  readonly happened_at: string
  readonly device_time: string | null
  readonly recorded_at: string
  readonly previous_hash: Uint8Array
  readonly hash: Uint8Array
}

/** How a kind whose log names the record in this column reads its rows. */
export const storedBy =
  (recordColumn: string) =>
  (row: LogRow): StoredAction => ({
    id: row.id as ActionId,
    fileId: (row as unknown as Readonly<Record<string, StoredAction['fileId']>>)[recordColumn]!,
    type: row.type,
    replaces: row.replaces as readonly ActionId[],
    sealedPayload: row.sealed_payload,
    actor: row.actor_id as ActionId,
    happenedAt: row.happened_at as Instant,
    deviceTime: row.device_time as Instant | null,
    recordedAt: row.recorded_at as Instant,
    sequence: row.sequence,
    previousHash: row.previous_hash,
    hash: row.hash,
  })

export const headOfRecord = (row: { readonly sequence: number; readonly head_hash: Uint8Array }): ChainHead =>
  row.sequence === 0 ? EMPTY_CHAIN : { count: row.sequence, head: row.head_hash }
