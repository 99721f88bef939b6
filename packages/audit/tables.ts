import type { Database } from '@gloact/postgres'
import type { Generated, Kysely } from 'kysely'

interface AuditTables {
  'audit.entry': {
    sequence: Generated<number>
    id: string
    at: Generated<string>
    actor_id: Generated<string | null>
    agency_id: Generated<string | null>
    country: Generated<string | null>
    action: string
    object_kind: string | null
    object_id: string | null
    purpose: string | null
    detail: Generated<object>
  }
  'audit.read_again': {
    entry_id: string
    actor_id: Generated<string>
    country: Generated<string>
    action: string
    object_id: string
    since: Generated<string>
    last_at: Generated<string>
    times: Generated<number>
  }
  'audit.open_entry': { sequence: number }
  'audit.block': {
    number: number
    sequences: readonly (number | string)[]
    entry_count: number
    entries_hash: string
    previous_hash: string
    closed_at: string
    key_id: string
    hash: string
    signature: Uint8Array
  }
  'audit.head_export': { number: number; exported_at: string }
}

export const tables = (db: Database): Kysely<AuditTables> => db as Kysely<AuditTables>
