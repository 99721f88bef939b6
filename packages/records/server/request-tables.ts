import { asId, type Instant } from '@gloact/kernel'
import type { ActionId, ChainHead, StoredAction } from '@gloact/ledger'
import type { Database } from '@gloact/postgres'
import type { Kysely } from 'kysely'
import type { RequestClocks } from '../request/clocks-due.ts'
import type { Facts } from '../request/facts.ts'
import type { TakenStep } from '../request/take-step.ts'

/** Who acts where the platform does, in a log that names somebody for every step. */
export const SYSTEM_ID = '00000000-0000-7000-8000-000000000000'

export interface RequestTable {
  readonly id: string
  readonly kind: string
  readonly country: string
  readonly parties: Readonly<Record<string, string>>
  readonly agencies: readonly string[]
  readonly seen_by: readonly string[]
  readonly state: string
  readonly turn: string | null
  readonly facts: Facts
  readonly clocks: RequestClocks
  readonly next_due_at: string | null
  readonly sequence: number
  readonly head_hash: Uint8Array
  readonly file_id: string | null
  readonly opened_at: string
  readonly changed_at: string
  readonly ended_at: string | null
  readonly erased_at: string | null
}

export interface RequestStepTable {
  readonly id: string
  readonly request_id: string
  readonly sequence: number
  readonly step: string
  readonly party: string
  readonly sealed_payload: Uint8Array
  readonly actor_id: string
  readonly agency_id: string | null
  readonly happened_at: string
  readonly device_time: string | null
  readonly recorded_at: string
  readonly previous_hash: Uint8Array
  readonly hash: Uint8Array
}

interface RequestTables {
  request: RequestTable
  request_step: RequestStepTable
}

/** The tables of a module's requests, in a pool or a transaction. */
export const tables = (db: Database, schema: string): Kysely<RequestTables> =>
  (db as Kysely<RequestTables>).withSchema(schema)

/** What the chain's hash calls a step: its kind, its name and for whom it was taken, so that none of them can be changed unseen. */
export const typeOf = (kind: string, { step, party }: { readonly step: string; readonly party: string }): string =>
  `${kind}/${step}/${party}`

/** A step as the ledger's chain knows it. */
export const toStoredAction = (kind: string, row: RequestStepTable): StoredAction => ({
  id: row.id as ActionId,
  fileId: asId(row.request_id),
  type: typeOf(kind, row),
  replaces: [],
  sealedPayload: row.sealed_payload,
  actor: asId(row.actor_id),
  happenedAt: row.happened_at as Instant,
  deviceTime: row.device_time as Instant | null,
  recordedAt: row.recorded_at as Instant,
  sequence: row.sequence,
  previousHash: row.previous_hash,
  hash: row.hash,
})

export const toTakenStep = (row: RequestStepTable): TakenStep => ({
  id: row.id,
  step: row.step,
  by: row.actor_id === SYSTEM_ID ? null : row.actor_id,
  party: row.party,
  happenedAt: row.happened_at as Instant,
})

export const headOfRow = (row: Pick<RequestTable, 'sequence' | 'head_hash'>): ChainHead => ({
  count: row.sequence,
  head: row.head_hash,
})
