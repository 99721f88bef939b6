import { sql } from 'kysely'
import type { Principal } from '../contract/principal.ts'
import { principalOf, type SessionRow } from './authenticate.ts'
import type { IdentityContext } from './context.ts'

/**
 * Who an account is now, for what is asked in its name without a session (a calendar program): the roles in force, the
 * teams, and whether it has a second factor at all. Null where it is suspended or its agency no longer active. Like a
 * session with steps left to do, one that has still to enrol a factor or to accept the code of conduct has no roles.
 */
export async function accountPrincipal(context: IdentityContext, staffId: string): Promise<Principal | null> {
  const { rows } = await sql<Omit<SessionRow, 'session_id' | 'last_seen_at'>>`
    select
      case when exists (select from identity.authenticator where staff_id = staff.id and verified) then 'totp'
        when exists (select from identity.passkey where staff_id = staff.id) then 'passkey' end as second_factor,
      staff.id as staff_id, staff.name, staff.email, staff.language, staff.demo,
      agency.id as agency_id, agency.name as agency_name, agency.type as agency_type, agency.country,
      array(select team.id::text from identity.team_member member join identity.team on team.id = member.team_id
        where member.staff_id = staff.id and team.active order by team.id) as team_ids,
      array(select role from identity.role_grant where staff_id = staff.id and revoked_at is null
        and (confirmed_at is not null or not needs_confirmation) order by role) as roles,
      exists (select from identity.conduct_acceptance
        where staff_id = staff.id and version = ${context.conduct.version}) as accepted
    from identity.staff
      join identity.agency on agency.id = staff.agency_id
    where staff.id = ${staffId} and staff.disabled_at is null and agency.active`.execute(context.db)
  const row = rows[0]
  return row ? principalOf(context, { ...row, session_id: '', last_seen_at: '' }) : null
}
