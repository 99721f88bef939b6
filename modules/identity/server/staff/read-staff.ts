import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import type { Database } from '@gloact/postgres'
import { sql } from 'kysely'
import { refuseSecond } from '../../domain/access-change.ts'
import { grantState, rolesInForce } from '../../domain/role-grant.ts'
import type { Colleague, Staff } from '../../contract/administration.ts'
import { pageOf } from '../page-of.ts'
import { authorise } from '../session/authorise.ts'
import type { IdentityContext, SignedIn } from '../session/context.ts'
import { grantsOfAll, type StoredGrant } from '../session/grants.ts'
import { readNotIndependentOf } from '../two-people/second-person.ts'
import { tables } from '../tables.ts'

interface StaffRow {
  id: string
  name: string
  email: string
  agency_id: string
  agency_name: string
  language: string
  demo: boolean
  two_factor_enabled: boolean
  version: number
  state: Staff['state']
  locked_until: string | null
  invitation_expires_at: string | null
  team_ids: string[]
  sort_key: string
}

type Filter = {
  readonly id?: string | undefined
  readonly agencyId?: string | undefined
  readonly state?: Staff['state'] | 'awaiting_confirmation' | undefined
  readonly after?: string | undefined
  readonly limit: number
}

async function readRows(db: Database, context: IdentityContext, filter: Filter): Promise<StaffRow[]> {
  const now = context.clock.now()
  const { rows } = await sql<StaffRow>`
    select * from (
      select staff.id, staff.name, staff.email, staff.agency_id, agency.name as agency_name, staff.language, staff.demo,
        staff.two_factor_enabled, staff.version, lower(staff.name) as sort_key,
        case
          when staff.disabled_at is not null then 'disabled'
          when not exists (select from identity.credential where staff_id = staff.id) then 'invited'
          when attempt.blocked_until > ${now} then 'locked'
          else 'active'
        end as state,
        case when attempt.blocked_until > ${now} then attempt.blocked_until end as locked_until,
        (select max(expires_at) from identity.invitation
          where staff_id = staff.id and used_at is null and revoked_at is null and expires_at > ${now}
        ) as invitation_expires_at,
        array(select team_id::text from identity.team_member where staff_id = staff.id order by team_id) as team_ids,
        exists (select from identity.role_grant where staff_id = staff.id and revoked_at is null
          and needs_confirmation and confirmed_at is null) as awaiting
      from identity.staff
        join identity.agency on agency.id = staff.agency_id
        left join lateral (select max(blocked_until) as blocked_until from identity.sign_in_attempt
          where staff_id = staff.id) attempt on true
      where agency.country = ${context.country}
    ) as account
    where (${filter.id ?? null}::uuid is null or id = ${filter.id ?? null})
      and (${filter.agencyId ?? null}::uuid is null or agency_id = ${filter.agencyId ?? null})
      and (${filter.state ?? null}::text is null or state = ${filter.state ?? null}
        or (${filter.state ?? null} = 'awaiting_confirmation' and awaiting))
      and (${filter.after ?? null}::uuid is null
        or (sort_key, id) > (select lower(name), id from identity.staff where id = ${filter.after ?? null}))
    order by sort_key, id
    limit ${filter.limit}`.execute(db)
  return rows
}

/** The accounts of the country, by name. */
export async function listStaff(
  context: IdentityContext,
  signedIn: SignedIn,
  input: Omit<Filter, 'id'>,
): Promise<Result<{ items: Staff[]; next: string | null }, Failure>> {
  const allowed = authorise(context, signedIn, 'identity.read_accounts')
  if (!allowed.ok) return allowed
  const page = pageOf(await readRows(context.db, context, { ...input, limit: input.limit + 1 }), input.limit)
  return ok({ items: await present(context.db, context, signedIn, page.items), next: page.next })
}

export async function getStaff(
  context: IdentityContext,
  signedIn: SignedIn,
  input: { readonly id: string },
): Promise<Result<Staff, Failure>> {
  const allowed = authorise(context, signedIn, 'identity.read_accounts')
  return allowed.ok ? readStaff(context.db, context, signedIn, input.id) : allowed
}

/** One account as the administrator who asks sees it. */
export async function readStaff(
  db: Database,
  context: IdentityContext,
  signedIn: SignedIn,
  id: string,
): Promise<Result<Staff, Failure>> {
  const [staff] = await present(db, context, signedIn, await readRows(db, context, { id, limit: 1 }))
  return staff ? ok(staff) : err(failure('http.not_found'))
}

async function present(
  db: Database,
  context: IdentityContext,
  signedIn: SignedIn,
  rows: readonly StaffRow[],
): Promise<Staff[]> {
  const by = {
    userId: signedIn.principal.userId,
    notIndependentOf: await readNotIndependentOf(db, context, signedIn.principal.userId),
  }
  const grants = await grantsOfAll(
    db,
    rows.map((row) => row.id),
  )
  const names = await namesOf(
    db,
    [...grants.values()].flat().flatMap((grant) => [grant.grantedBy, grant.confirmedBy, grant.revokedBy]),
  )
  return rows.map((row) => ({
    id: row.id as Staff['id'],
    name: row.name,
    email: row.email,
    agencyId: row.agency_id as Staff['agencyId'],
    agencyName: row.agency_name,
    teamIds: row.team_ids as Staff['teamIds'],
    language: row.language,
    state: row.state,
    lockedUntil: row.locked_until,
    demo: row.demo,
    secondFactor: row.two_factor_enabled,
    invitationExpiresAt: row.invitation_expires_at,
    grants: (grants.get(row.id) ?? []).map((grant) => presentGrant(grant, names, by)),
    version: row.version,
  }))
}

function presentGrant(
  grant: StoredGrant,
  names: ReadonlyMap<string, string>,
  by: { readonly userId: string; readonly notIndependentOf: ReadonlyMap<string, string> },
): Staff['grants'][number] {
  const state = grantState(grant)
  const waits = state === 'awaiting_confirmation'
  const refusal = waits ? (refuseSecond({ askedBy: grant.grantedBy, staffId: grant.staffId }, by) ?? null) : null
  const dependent = refusal === 'identity.second_not_independent'
  return {
    id: grant.id as Staff['grants'][number]['id'],
    role: grant.role,
    state,
    grantedBy: names.get(grant.grantedBy ?? '') ?? null,
    grantedAt: grant.grantedAt,
    confirmedBy: names.get(grant.confirmedBy ?? '') ?? null,
    confirmedAt: grant.confirmedAt,
    revokedBy: names.get(grant.revokedBy ?? '') ?? null,
    revokedAt: grant.revokedAt,
    mayConfirm: waits && refusal === null,
    refusal,
    mayConfirmFrom: dependent ? (by.notIndependentOf.get(grant.grantedBy ?? '') ?? null) : null,
  }
}

/** Names of staff by id, for showing who did what. */
export async function namesOf(db: Database, ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))]
  if (wanted.length === 0) return new Map()
  const rows = await tables(db).selectFrom('staff').select(['id', 'name']).where('id', 'in', wanted).execute()
  return new Map(rows.map((row) => [row.id, row.name]))
}

/** The staff of one's own agency: who can sign in gets work, who no longer can is still named where they did some. */
export async function listColleagues(
  context: IdentityContext,
  signedIn: SignedIn,
): Promise<Result<{ items: Colleague[] }, Failure>> {
  const allowed = authorise(context, signedIn, 'identity.read_directory')
  if (!allowed.ok) return allowed
  const rows = (await readRows(context.db, context, { agencyId: signedIn.principal.agencyId, limit: 10_000 })).filter(
    (row) => row.state !== 'invited',
  )
  const grants = await grantsOfAll(
    context.db,
    rows.map((row) => row.id),
  )
  return ok({
    items: rows.map((row) => ({
      id: row.id as Colleague['id'],
      name: row.name,
      roles: [...rolesInForce(grants.get(row.id) ?? [])],
      teamIds: row.team_ids as Colleague['teamIds'],
      working: row.state !== 'disabled',
    })),
  })
}
