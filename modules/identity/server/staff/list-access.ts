import { asInstant } from '@gloact/kernel'
import { sql } from 'kysely'
import type { AccountAccess } from '../../contract/account-access.ts'
import { grantState } from '../../domain/role-grant.ts'
import type { IdentityContext } from '../session/context.ts'
import { grantsOfAll } from '../session/grants.ts'
import { unprovenAccess } from '../session/access-proof.ts'
import { namesOf } from './read-staff.ts'
import { namesOfTeams } from '../keys/team-names.ts'

/** The accounts of the country by agency and name; a port for oversight, which asks its own policy first. */
export async function listAccess(
  context: Pick<IdentityContext, 'db' | 'country' | 'wordKey' | 'roles' | 'seals'>,
): Promise<readonly AccountAccess[]> {
  const { rows } = await sql<{
    id: string
    name: string
    agency_name: string
    state: AccountAccess['state']
    two_factor_enabled: boolean
    created_at: string
    teams: string[]
    changed_at: string | null
  }>`
    select staff.id, staff.name, agency.name as agency_name, staff.two_factor_enabled, staff.created_at,
      array(select team.id::text from identity.team_member member join identity.team on team.id = member.team_id
        where member.staff_id = staff.id and team.active) as teams,
      (select max(confirmed_at) from identity.access_change where staff_id = staff.id) as changed_at,
      case when staff.disabled_at is not null then 'disabled'
        when not exists (select from identity.credential where staff_id = staff.id) then 'invited'
        else 'active' end as state
    from identity.staff join identity.agency on agency.id = staff.agency_id
    where agency.country = ${context.country}
    order by lower(agency.name), lower(staff.name), staff.id`.execute(context.db)
  const grants = await grantsOfAll(
    context.db,
    rows.map(({ id }) => id),
  )
  const names = await namesOf(
    context.db,
    [...grants.values()].flat().flatMap(({ grantedBy, confirmedBy }) => [grantedBy, confirmedBy]),
  )
  const teams = await namesOfTeams(
    context,
    rows.flatMap((row) => row.teams),
  )
  const unproven = Map.groupBy(await unprovenAccess(context.db, context), ({ staffId }) => staffId)
  return rows.map((row) => ({
    unproven: unproven.get(row.id)?.length ?? 0,
    staffId: row.id,
    name: row.name,
    agencyName: row.agency_name,
    state: row.state,
    secondFactor: row.two_factor_enabled,
    madeAt: asInstant(row.created_at),
    teams: row.teams.flatMap((id) => teams.get(id) ?? []).toSorted((a, b) => a.localeCompare(b)),
    changedAt: row.changed_at === null ? null : asInstant(row.changed_at),
    roles: (grants.get(row.id) ?? [])
      .filter((grant) => grantState(grant) !== 'revoked')
      .map((grant) => ({
        role: grant.role,
        scope: context.roles().rowsOf(grant.role),
        inForce: grantState(grant) === 'in_force',
        since: asInstant(grant.confirmedAt ?? grant.grantedAt),
        grantedBy: names.get(grant.grantedBy ?? '') ?? null,
        confirmedBy: names.get(grant.confirmedBy ?? '') ?? null,
        changedAt: asInstant(grant.confirmedAt ?? grant.grantedAt),
      })),
  }))
}
