import type { Database } from '@gloact/postgres'
import type { Kysely } from 'kysely'
import type { ErasureBasis, ErasureResource } from '../../domain/erasure/erasure.ts'
import type { ProtectionTables } from '../file/file-tables.ts'

export interface ErasureTable {
  id: string
  file_id: string
  country: string
  agency_id: string
  basis: ErasureBasis
  asked_by: string
  asked_at: string
  asked_by_supervisor: boolean
  withdrawn_by: string | null
  withdrawn_at: string | null
  confirmed_by: string | null
  confirmed_at: string | null
  files: number | null
  actions: number | null
  attachments: number | null
  backups_unreadable_on: string | null
}

interface Tables extends ProtectionTables {
  'protection.erasure': ErasureTable
}

export const erasureTables = (db: Database): Kysely<Tables> => db as Kysely<Tables>

/** A row as the policy asks about it, for somebody who does not make two people with these. */
export const erasureResource = (
  row: Pick<ErasureTable, 'agency_id' | 'asked_by' | 'asked_by_supervisor'>,
  dependent: ReadonlySet<string>,
): ErasureResource => ({
  agencyId: row.agency_id,
  askedBy: row.asked_by,
  askedBySupervisor: row.asked_by_supervisor,
  notTwoPeople: dependent.has(row.asked_by),
})
