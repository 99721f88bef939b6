import type { Database } from '@gloact/postgres'
import type { Kysely } from 'kysely'

interface OversightTables {
  'oversight.access_review': {
    id: string
    country: string
    staff_id: string
    reviewed_by: string
    reviewed_at: string
  }
}

/** The module's own table, in a pool or a transaction. */
export const tables = (db: Database): Kysely<OversightTables> => db as Kysely<OversightTables>
