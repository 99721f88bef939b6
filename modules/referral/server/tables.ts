import type { Database } from '@gloact/postgres'
import type { JSONColumnType, Kysely, Selectable } from 'kysely'
import type { CapacityUnit, Serves } from '../domain/directory.ts'
import type { DirectoryEntry } from '../domain/directory-entry.ts'
import type { RecipientKind } from '../domain/passing-on.ts'
import type { DetailField, Sight } from '../domain/service-detail.ts'

export interface ServiceTable {
  id: string
  site_id: string
  country: string
  agency_id: string
  type: string
  name: string
  recipient_kind: RecipientKind
  languages: readonly string[]
  serves: Serves
  min_age: number | null
  max_age: number | null
  confirmed_on: string
  valid_until: string
  /** Since when what became of referrals speaks against it. */
  doubted_on: string | null
  unit: CapacityUnit
  maximum: number | null
  occupied: number
  held: number
  out_of_use: number
  keeps_list: boolean
  capacity_at: string | null
  version: number
}

export interface ChannelTable {
  id: string
  service_id: string
  country: string
  sealed: Uint8Array
  proposed_by: string
  proposed_at: string
  confirmed_by: string | null
  confirmed_at: string | null
  replaced_at: string | null
}

export interface DetailTable {
  id: string
  service_id: string
  country: string
  field: DetailField
  sight: Sight
  sealed: Uint8Array
  proposed_by: string
  proposed_at: string
  confirmed_by: string | null
  confirmed_at: string | null
  replaced_at: string | null
}

export interface LinkTable {
  id: string
  request_id: string
  site_id: string
  country: string
  secret_hash: Uint8Array
  pin_hash: Uint8Array | null
  tries: number
  bound_to: Uint8Array | null
  session_hash: Uint8Array | null
  session_from: string | null
  session_seen: string | null
  made_by: string
  made_at: string
  mailed_at: string | null
  reminded_at: string | null
  expires_at: string
  used_at: string | null
  ended_at: string | null
}

interface LinkTryTable {
  link_id: string
  network: Uint8Array
  tries: number
}

interface ProposalTable {
  id: string
  country: string
  agency_id: string
  service_id: string
  proposed_by: string | null
  source: 'hand' | 'open_referral'
  proposed_at: string
  before: JSONColumnType<DirectoryEntry | null, string | null>
  entry: JSONColumnType<DirectoryEntry>
  decision: 'approved' | 'rejected' | 'replaced' | null
  decided_by: string | null
  decided_at: string | null
}

export type ProposalRow = Selectable<ProposalTable>

export interface PackageGroupTable {
  package_id: string
  data_group: string
  grant_id: string | null
  basis: string | null
  digest: string
}

interface ReferralTables {
  'referral.directory_proposal': ProposalTable
  'referral.search_count': {
    day: string
    country: string
    agency_id: string
    need: string
    area: string
    searches: number
    nothing_open: number
  }
  'referral.capacity_snapshot': {
    service_id: string
    day: string
    maximum: number | null
    occupied: number
    out_of_use: number
    known: boolean
  }
  'referral.entry_confirmation': {
    id: string
    service_id: string
    how: 'own' | 'call' | 'visit' | 'approval'
    by_user_id: string
    at: string
  }
  'referral.service_channel': ChannelTable
  'referral.service_detail': DetailTable
  'referral.link_access': LinkTable
  'referral.link_try': LinkTryTable
  'referral.site': {
    id: string
    country: string
    agency_id: string
    name: string
    area: string
    confidential: boolean
    address: string | null
    created_at: string
  }
  'referral.service': ServiceTable
  'referral.capacity_change': {
    id: string
    service_id: string
    at: string
    by_user_id: string | null
    request_id: string | null
    maximum: number | null
    occupied: number
    held: number
    out_of_use: number
  }
  'referral.package': {
    id: string
    request_id: string
    sealed: Uint8Array
    digest: string
    file_sequence: number
    sent_at: string
    destroyed_at: string | null
    destroyed_because: string | null
    /** How far its file had come when consent was last judged, and the last day on which that holds by itself. */
    judged_sequence: number | null
    judged_until: string | null
  }
  'referral.outcome_code': {
    request_id: string
    step: string
    code: string
  }
  'referral.package_group': PackageGroupTable
  'referral.offer_taken': { set_id: string; request_id: string; taken_at: string }
}

/** The module's own tables, in a pool or a transaction; those of requests are of `@gloact/records`. */
export const tables = (db: Database): Kysely<ReferralTables> => db as Kysely<ReferralTables>
