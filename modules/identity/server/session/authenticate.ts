import { sql } from 'kysely'
import type { AgencyType } from '../../domain/agency.ts'
import type { Role } from '../../domain/roles.ts'
import type { AgencyId, Principal, TeamId, UserId } from '../../contract/principal.ts'
import type { IdentityContext, SignedIn } from './context.ts'
import { sessionToken } from './session-token.ts'

export interface SessionRow {
  session_id: string
  second_factor: string | null
  last_seen_at: string
  staff_id: string
  name: string
  email: string
  language: string
  demo: boolean
  agency_id: string
  agency_name: string
  agency_type: AgencyType
  country: string
  team_ids: string[]
  roles: Role[]
  accepted: boolean
}

/** How a session was found: `locked` is one left idle, which its password opens again. */
export type FoundSession =
  | { readonly state: 'signed_in'; readonly signedIn: SignedIn }
  | { readonly state: 'locked'; readonly signedIn: SignedIn }
  | { readonly state: 'none' }

/** A busy session is marked as seen at most this often. */
const SEEN_EVERY_SECONDS = 30

/**
 * Finds the session that a request's cookie names, as it stands now: read again each time, so that a revoked session, a
 * disabled account or a withdrawn role counts from the next request on. `seen` says that a person is at work.
 */
export async function findSession(
  context: IdentityContext,
  headers: Headers,
  options: { readonly seen: boolean },
): Promise<FoundSession> {
  const token = await sessionToken(context, headers)
  if (token === null) return { state: 'none' }
  const row = await readSession(context, token)
  if (!row) return { state: 'none' }
  const idle = (Date.parse(context.clock.now()) - Date.parse(row.last_seen_at)) / 1000
  const signedIn: SignedIn = {
    principal: principalOf(context, row),
    sessionId: row.session_id,
    token,
    email: row.email,
    mustAcceptConduct: !row.accepted,
  }
  if (idle > context.idleTimeoutSeconds) return { state: 'locked', signedIn }
  if (options.seen && idle > SEEN_EVERY_SECONDS) {
    await sql`update identity.session set last_seen_at = ${context.clock.now()} where id = ${row.session_id}`.execute(
      context.db,
    )
  }
  return { state: 'signed_in', signedIn }
}

/** What is read of an account and its agency, with or without a session: the roles in force, its teams, and the code of conduct. */
export const accountColumns = (context: IdentityContext) => sql`
      staff.id as staff_id, staff.name, staff.email, staff.language, staff.demo,
      agency.id as agency_id, agency.name as agency_name, agency.type as agency_type, agency.country,
      array(select team.id::text from identity.team_member member join identity.team on team.id = member.team_id
        where member.staff_id = staff.id and team.active order by team.id) as team_ids,
      array(select role from identity.role_grant where staff_id = staff.id and revoked_at is null
        and (confirmed_at is not null or not needs_confirmation) order by role) as roles,
      exists (select from identity.conduct_acceptance
        where staff_id = staff.id and version = ${context.conduct.version}) as accepted`

async function readSession(context: IdentityContext, token: string): Promise<SessionRow | undefined> {
  const { rows } = await sql<SessionRow>`
    select session.id as session_id, session.second_factor, session.last_seen_at,
      ${accountColumns(context)}
    from identity.session
      join identity.staff on staff.id = session.staff_id
      join identity.agency on agency.id = staff.agency_id
    where session.token = ${token} and session.expires_at > ${context.clock.now()}
      and staff.disabled_at is null and agency.active`.execute(context.db)
  return rows[0]
}

/** Who is signed in by a session. */
export function principalOf(context: IdentityContext, row: SessionRow): Principal {
  // What no module declares any more is nothing.
  const held = row.roles.filter((role) => context.roles().has(role))
  const secondFactor = secondFactorOf(context, row, held)
  // A session with steps left to do has no roles: nothing else has to know of these steps to stay closed.
  const roles = secondFactor === 'missing' || !row.accepted ? [] : held
  return {
    userId: row.staff_id as UserId,
    agencyId: row.agency_id as AgencyId,
    agencyName: row.agency_name,
    agencyType: row.agency_type,
    country: row.country,
    teamIds: row.team_ids as TeamId[],
    roles,
    scope: context.roles().rowScopeOf(roles),
    displayName: row.name,
    language: row.language,
    demo: row.demo,
    secondFactor,
  }
}

function secondFactorOf(context: IdentityContext, row: SessionRow, held: readonly Role[]): Principal['secondFactor'] {
  if (row.second_factor !== null) return 'verified'
  if (!context.roles().needsSecondFactor(held)) return 'not_required'
  return context.demo && row.demo ? 'skipped' : 'missing'
}
