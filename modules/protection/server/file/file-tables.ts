import type { ExclusionGround } from '../../domain/file/exclusions.ts'
import type { Json } from '@gloact/kernel'
import type { Database } from '@gloact/postgres'
import type { Generated, Kysely } from 'kysely'
import type { EmergencyReason, OpeningVerdict } from '../../domain/emergency/emergency.ts'
import type { DerivedDeadline } from '../../domain/file/derive-row.ts'
import type { AppointmentStatus } from '../../domain/file/appointments.ts'
import type { DeadlineKind } from '../../domain/file/file-rules.ts'
import type { DecisionKind, FilePath, FileStage, FileStatus } from '../../domain/file/words.ts'

export interface CaseFileTable {
  id: string
  person_id: string
  number: string
  country: string
  agency_id: string
  team_id: string | null
  assigned_to: string | null
  opened_by: string | null
  path: FilePath
  status: FileStatus
  stage: FileStage
  opened_on: string
  closed_on: string | null
  decision_awaited: DecisionKind | null
  conflicts: number
  path_waits_by: string | null
  consent_waits_by: string | null
  /** The decision that other members of the authority have still to agree with. */
  decision_waits: string | null
  /** When the first authority that was told of the child received it; null: none has, or none was told. */
  child_received_at: string | null
  coded: Readonly<Record<string, Json>>
  sealed_state: Uint8Array
  sequence: number
  head_hash: Uint8Array
  import_batch_id: string | null
  changed_at: string
  /** The running clock that ends first; absent where a row is written by something older. */
  next_due_at: string | null
  /** Its clocks as the rows of `protection.deadline` have them, in the order in which they end. */
  clocks: readonly DerivedDeadline[]
  tags: readonly string[]
}

export interface FileActionTable {
  id: string
  file_id: string
  sequence: number
  type: string
  replaces: readonly string[]
  sealed_payload: Uint8Array
  actor_id: string
  agency_id: string
  happened_at: string
  device_time: string | null
  recorded_at: string
  previous_hash: Uint8Array
  hash: Uint8Array
}

interface FileShareTable {
  id: string
  file_id: string
  owner_agency_id: string
  agency_id: string
  country: string
  purpose: string
  shared_at: string
  valid_until: string | null
  /** When that day ends in the country. */
  ends_at: string | null
  ended_at: string | null
}

export interface DeadlineTable {
  file_id: string
  kind: DeadlineKind
  started_at: string
  due_at: string
  warn_at: string | null
  /** By which of the country's rules `warn_at` was counted; null: by none that is known. */
  warned_by: string | null
  stopped_at: string | null
}

interface ConsentGrantTable {
  id: string
  file_id: string
  purpose: string
  recipient_kind: string
  recipient_agency_id: string | null
  data_group: string
  valid_from: string
  valid_until: string
  withdrawn_on: string | null
}

interface NameTokensTable {
  file_id: string
  person_id: string
  sealed: Uint8Array
  changed_in?: string
}

interface RefusalTable {
  id: string
  country: string
  agency_id: string
  month: string
  sex: string
  age_band: string
  nationality: string
}

/** Who has a file open just now: no record of anything. */
interface PresenceTable {
  file_id: string
  user_id: string
  agency_id: string
  section: string | null
  since: string
  seen_at: string
}

export interface FileOpeningTable {
  id: string
  file_id: string
  number: string
  country: string
  owner_agency_id: string
  user_id: string
  agency_id: string
  reason: EmergencyReason
  opened_at: string
  expires_at: string
  reviewed_at: string | null
  reviewed_by: string | null
  verdict: OpeningVerdict | null
}

export interface FileExclusionTable {
  id: string
  file_id: string
  number: string
  country: string
  owner_agency_id: string
  user_id: string
  ground: ExclusionGround
  excluded_at: string
  excluded_by: string
  ended_at: string | null
  ended_by: string | null
}

export interface TagTable {
  id: string
  country: string
  agency_id: string | null
  names: Readonly<Record<string, string>> | null
  sealed_names: Uint8Array | null
  active: boolean
  version: number
  changed_at: string
}

export interface SavedViewTable {
  id: string
  country: string
  agency_id: string
  owner_id: string
  team_id: string | null
  name: string | null
  sealed_name: Uint8Array | null
  filters: Readonly<Record<string, string>>
  sort: string
  direction: 'ascending' | 'descending'
  columns: readonly string[]
  changed_at: string
}

interface ListPreferenceTable {
  user_id: string
  columns: readonly string[] | null
  default_view_id: string | null
}

interface ServiceTable {
  id: string
  file_id: string
  type: string
  provider_agency_id: string | null
  planned_on: string | null
  started_on: string | null
  ended_on: string | null
  result: string | null
  result_on: string | null
}

export interface AppointmentTable {
  id: string
  file_id: string
  kind: string
  starts_at: string
  ends_at: string
  all_day: boolean
  status: AppointmentStatus
  staff_ids: readonly string[]
  remind_on: string | null
  revision: number
  changed_at: string
}

interface CalendarFeedTable {
  id: string
  user_id: string
  agency_id: string
  country: string
  token_hash: Uint8Array
  created_at: string
  revoked_at: string | null
  last_read_on: string | null
}

export interface AttachmentTable {
  id: string
  file_id: string
  object_id: string
  thumbnail_object_id: string | null
  sealed_content: Uint8Array
  uploaded_by: string
  uploaded_at: string
  referenced: boolean
}

interface FileLabelTable {
  file_id: string
  person_id: string
  agency_id: string
  sealed: Uint8Array
}

export interface ProtectionTables {
  'protection.attachment': AttachmentTable
  'protection.presence': PresenceTable
  'protection.case_file': CaseFileTable
  'protection.file_action': FileActionTable
  'protection.file_share': FileShareTable
  'protection.deadline': DeadlineTable
  'protection.service': ServiceTable
  'protection.appointment': AppointmentTable
  'protection.calendar_feed': CalendarFeedTable
  'protection.consent_grant': ConsentGrantTable
  'protection.name_tokens': NameTokensTable
  'protection.refusal': RefusalTable
  'protection.file_opening': FileOpeningTable
  'protection.file_exclusion': FileExclusionTable
  'records.kept_out': { file_id: string; user_id: string }
  'protection.tag': TagTable
  'protection.saved_view': SavedViewTable
  'protection.list_preference': ListPreferenceTable
  'protection.file_label': FileLabelTable
  'protection.notice_mark': { user_id: string; seen_at: Generated<string>; mailed_at: string | null }
}

export const tables = (db: Database): Kysely<ProtectionTables> => db as Kysely<ProtectionTables>
