import { sql } from 'kysely'
import type { Principal } from '../../contract/principal.ts'
import { accountColumns, principalOf, type SessionRow } from './authenticate.ts'
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
      ${accountColumns(context)}
    from identity.staff
      join identity.agency on agency.id = staff.agency_id
    where staff.id = ${staffId} and staff.disabled_at is null and agency.active`.execute(context.db)
  const row = rows[0]
  return row ? principalOf(context, { ...row, session_id: '', last_seen_at: '' }) : null
}
