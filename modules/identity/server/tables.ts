import type { Database } from '@gloact/postgres'
import type { Generated, Kysely } from 'kysely'
import type { AccessChangeKind, HoldKind, IdentityCheck } from '../domain/access-change.ts'
import type { AgencyType, Designation } from '../domain/agency.ts'
import type { Role } from '../domain/roles.ts'

type Instant = string
type Defaulted = Generated<Instant>

/** What failed sign-ins are counted by; `domain/lockout.ts` says why apart. */
export type AttemptKind = 'account' | 'account_here' | 'address' | 'link' | 'device' | 'session'

export interface IdentityTables {
  agency: {
    id: string
    name: string
    type: AgencyType
    country: string
    designations: Generated<Designation[]>
    active: Generated<boolean>
    version: Generated<number>
    created_at: Defaulted
    updated_at: Defaulted
  }
  team: {
    id: string
    agency_id: string
    name: string | null
    sealed_name: Uint8Array | null
    active: Generated<boolean>
    version: Generated<number>
    created_at: Defaulted
    updated_at: Defaulted
  }
  staff: {
    id: string
    agency_id: string
    name: string
    email: string
    language: Generated<string>
    demo: Generated<boolean>
    two_factor_enabled: Generated<boolean>
    disabled_at: Instant | null
    version: Generated<number>
    created_at: Defaulted
    updated_at: Defaulted
  }
  team_member: { team_id: string; staff_id: string; agency_id: string; seal: Uint8Array | null }
  role_grant: {
    id: string
    staff_id: string
    role: Role
    needs_confirmation: boolean
    granted_by: string | null
    granted_at: Defaulted
    confirmed_by: string | null
    confirmed_at: Instant | null
    revoked_by: string | null
    revoked_at: Instant | null
    seal: Uint8Array | null
  }
  invitation: {
    id: string
    kind: 'invitation' | 'reset' | 'factor'
    staff_id: string
    token_hash: Uint8Array
    halves: Generated<boolean>
    awaits_second: Generated<boolean>
    created_by: string | null
    created_at: Defaulted
    expires_at: Instant
    used_at: Instant | null
    revoked_at: Instant | null
  }
  first_administrator_token: {
    token_hash: Uint8Array
    created_at: Defaulted
    expires_at: Instant
    used_at: Instant | null
  }
  credential: {
    id: Generated<string>
    staff_id: string
    provider_id: string
    account_id: string
    password: string | null
    updated_at: Defaulted
  }
  session: {
    id: Generated<string>
    staff_id: string
    token: string
    user_agent: string | null
    second_factor: 'totp' | 'passkey' | 'recovery_code' | 'single_sign_on' | null
    single_sign_on: Generated<boolean>
    device_hash: Uint8Array | null
    created_at: Defaulted
    last_seen_at: Defaulted
    expires_at: Instant
  }
  sign_in_challenge: { id: Generated<string>; identifier: string; value: string; expires_at: Instant }
  authenticator: {
    id: Generated<string>
    staff_id: string
    secret: string
    verified: boolean
  }
  accepted_code: { staff_id: string; code_hash: Uint8Array; accepted_at: Instant }
  recovery_code: {
    id: Generated<string>
    staff_id: string
    code_hash: Uint8Array
    created_at: Defaulted
    used_at: Instant | null
  }
  passkey: {
    id: string
    staff_id: string
    credential_id: string
    public_key: Uint8Array
    counter: number
    transports: string[]
    backed_up: boolean
    name: string
    created_at: Defaulted
    last_used_at: Instant | null
  }
  passkey_challenge: { id: string; challenge: string; staff_id: string | null; expires_at: Instant }
  sign_in_attempt: {
    key: Uint8Array
    kind: AttemptKind
    staff_id: string | null
    failures: number
    last_failed_at: Instant
    blocked_until: Instant | null
  }
  known_device: { token_hash: Uint8Array; staff_id: string; first_seen_at: Instant; last_seen_at: Instant }
  device: {
    id: string
    staff_id: string
    user_agent: string | null
    session_id: string | null
    first_seen_at: Defaulted
    last_seen_at: Instant
    forgotten_at: Instant | null
    forgotten_by: string | null
    cleared_at: Instant | null
    /** Of the drafts there; none once the device is forgotten. */
    sealed_key: string | null
  }
  access_change: {
    id: string
    kind: AccessChangeKind
    staff_id: string | null
    agency_id: string | null
    team_id: string | null
    designation: Designation | null
    email: string | null
    invitation_id: string | null
    grant_ids: Generated<string[]>
    asked_by: string
    asked_at: Instant
    expires_at: Instant | null
    checked_how: IdentityCheck | null
    confirmed_by: string | null
    confirmed_at: Instant | null
    declined_by: string | null
    declined_at: Instant | null
  }
  account_hold: { staff_id: string; by_id: string; kind: HoldKind; at: Instant }
  access_notice: {
    id: string
    staff_id: string
    event: string
    kind: string
    about_staff_id: string | null
    agency_id: string | null
    team_id: string | null
    role: Role | null
    designation: Designation | null
    asked_by: string | null
    second_by: string | null
    at: Instant
    seen_at: Instant | null
    mailed_at: Instant | null
  }
  single_sign_on_attempt: {
    cookie_hash: Uint8Array
    state: string
    nonce: string
    verifier: string
    invitation_hash: Uint8Array | null
    expires_at: Instant
  }
  conduct_acceptance: { staff_id: string; version: string; accepted_at: Defaulted }
}

/** The module's own tables, in a pool or a transaction. */
export const tables = (db: Database): Kysely<IdentityTables> => db.withSchema('identity') as Kysely<IdentityTables>
