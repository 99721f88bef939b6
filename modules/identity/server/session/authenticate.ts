import type { Database } from '@gloact/postgres'
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
  teams: readonly { readonly id: string; readonly seal: string | null }[]
  grants: readonly { readonly id: string; readonly role: Role; readonly seal: string | null }[]
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
  const proven = provenOf(context, row)
  const signedIn: SignedIn = {
    principal: principalOf(context, row, proven),
    sessionId: row.session_id,
    token,
    email: row.email,
    mustAcceptConduct: !row.accepted,
    withheldRoles: proven.unprovenRoles.map(({ role }) => role),
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
      coalesce((select json_agg(json_build_object('id', team.id, 'seal', encode(member.seal, 'hex')) order by team.id)
        from identity.team_member member join identity.team on team.id = member.team_id
        where member.staff_id = staff.id and team.active), '[]') as teams,
      coalesce((select json_agg(json_build_object('id', id, 'role', role, 'seal', encode(seal, 'hex')) order by role)
        from identity.role_grant where staff_id = staff.id and revoked_at is null
        and (confirmed_at is not null or not needs_confirmation)), '[]') as grants,
      exists (select from identity.conduct_acceptance
        where staff_id = staff.id and version = ${context.conduct.version}) as accepted`

/** What the tables say that an account may see, whether or not the server gave it. */
export async function readAccess(db: Database, context: IdentityContext, staffId: string): Promise<SessionRow> {
  const { rows } = await sql<SessionRow>`
    select null as second_factor, ${accountColumns(context)}
    from identity.staff join identity.agency on agency.id = staff.agency_id where staff.id = ${staffId}`.execute(db)
  return rows[0]!
}

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

/** Separates the roles and teams that the server gave from those that were written into the tables without the key. */
export function provenOf(
  { seals }: Pick<IdentityContext, 'seals'>,
  row: Pick<SessionRow, 'staff_id' | 'agency_id' | 'teams' | 'grants'>,
) {
  const [staffId, agencyId] = [row.staff_id, row.agency_id]
  const bytes = (seal: string | null) => (seal === null ? null : Buffer.from(seal, 'hex'))
  const [roles, unprovenRoles] = split(row.grants, ({ id, role, seal }) =>
    seals.holds({ kind: 'role', id, staffId, agencyId, role }, bytes(seal)),
  )
  const [teams, unprovenTeams] = split(row.teams, ({ id, seal }) =>
    seals.holds({ kind: 'team', staffId, agencyId, teamId: id }, bytes(seal)),
  )
  return { roles, teams, unprovenRoles, unprovenTeams }
}

function split<One>(all: readonly One[], holds: (one: One) => boolean): readonly [readonly One[], readonly One[]] {
  const [yes, no]: [One[], One[]] = [[], []]
  for (const one of all) (holds(one) ? yes : no).push(one)
  return [yes, no]
}

/** Who is signed in by a session. */
export function principalOf(context: IdentityContext, row: SessionRow, proven = provenOf(context, row)): Principal {
  // What no module declares any more is nothing.
  const held = proven.roles.map(({ role }) => role).filter((role) => context.roles().has(role))
  const secondFactor = secondFactorOf(context, row, held)
  // A session with steps left to do has no roles: nothing else has to know of these steps to stay closed.
  const roles = secondFactor === 'missing' || !row.accepted ? [] : held
  return {
    userId: row.staff_id as UserId,
    agencyId: row.agency_id as AgencyId,
    agencyName: row.agency_name,
    agencyType: row.agency_type,
    country: row.country,
    teamIds: proven.teams.map(({ id }) => id) as TeamId[],
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
