import type { ModuleExamination } from '@gloact/module'
import { sql } from 'kysely'
import type { IdentityContext } from '../session/context.ts'
import { unprovenWithin } from '../session/access-proof.ts'
import type { RoleBook } from '../../domain/roles.ts'

/** Two who are each other's second person; with one alone nobody can be let see more. */
const ENOUGH = 2

interface Examined extends Pick<IdentityContext, 'seals'> {
  readonly roles: () => RoleBook
}

/** What the operator should look at in the accounts. */
export const examinationsOf = ({ roles, seals }: Examined): readonly ModuleExamination[] => [
  {
    name: 'Access',
    why: 'Every role and team carries a seal whose key is not in the database; one without was written there by hand and opens nothing.',
    async examine(trx) {
      const found = await unprovenWithin(trx, { seals })
      if (found.length === 0) return { state: 'ok', found: 'every role and team was given by the server' }
      const accounts = new Set(found.map(({ staffId }) => staffId))
      return {
        state: 'failed',
        found: `${found.length} of ${accounts.size} accounts were not given by the server (${[...accounts].join(', ')})`,
        advice:
          'Find out who wrote in the database. If keys/session-secret was lost and nobody did: ./gloact access attest --help',
      }
    },
  },
  {
    name: 'Administrators',
    why: 'Whatever lets anybody see more needs two administrators who can sign in.',
    async examine(trx) {
      const { rows } = await sql<{ accounts: number; able: number }>`
        select (select count(*)::int from identity.staff) as accounts,
          (select count(distinct staff.id)::int from identity.role_grant
            join identity.staff on staff.id = role_grant.staff_id
            join identity.agency on agency.id = staff.agency_id
            where role = 'administrator' and revoked_at is null and (confirmed_at is not null or not needs_confirmation)
              and staff.disabled_at is null and agency.active
              and exists (select from identity.credential where staff_id = staff.id)) as able`.execute(trx)
      const { accounts, able } = rows[0]!
      if (accounts === 0) return { state: 'ok', found: 'nobody yet; the first start prints how to make one' }
      if (able >= ENOUGH) return { state: 'ok', found: `${able} can sign in` }
      return {
        state: 'warning',
        found: able === 0 ? 'none can sign in' : 'one alone can sign in',
        advice:
          able === 0
            ? 'Give an account back: ./gloact user recover --help'
            : 'Invite a second one; if there was one before, give their account back: ./gloact user recover --help',
      }
    },
  },
  {
    name: 'Teams',
    why: 'A caseworker sees the files of their teams: in none, they see nobody but those assigned to them.',
    async examine(trx) {
      const { rows } = await sql<{ roles: string[]; teams: number }>`
        select array_agg(distinct role) as roles,
          (select count(*)::int from identity.team_member
            join identity.team on team.id = team_member.team_id and team.active
            where team_member.staff_id = staff.id) as teams
        from identity.staff join identity.role_grant on role_grant.staff_id = staff.id and revoked_at is null
        where staff.disabled_at is null group by staff.id`.execute(trx)
      const ofTeams = rows.filter((row) => roles().rowScopeOf(row.roles) === 'team')
      const without = ofTeams.filter(({ teams }) => teams === 0).length
      if (without === 0) return { state: 'ok', found: `everyone who needs a team has one (${ofTeams.length})` }
      return {
        state: 'warning',
        found: `${without} of ${ofTeams.length} who see the files of their teams are in none`,
        advice:
          'An administrator gives them a team on their page of staff; a new account gets one by ./gloact user add --team.',
      }
    },
  },
  {
    name: 'Roles',
    why: 'A role that no module declares opens nothing, and anyone who relies on it finds closed doors.',
    async examine(trx) {
      const { rows } = await sql<{ role: string; held: number }>`
        select role, count(*)::int as held from identity.role_grant where revoked_at is null group by role order by role`.execute(
        trx,
      )
      const unknown = rows.filter(({ role }) => !roles().has(role))
      if (unknown.length === 0) return { state: 'ok', found: `${rows.length} in use, each declared by a module` }
      return {
        state: 'warning',
        found: unknown.map(({ role, held }) => `${role} (held by ${held})`).join(', '),
        advice:
          'A later version may have declared it: install that one again, or take the role away on the page of staff.',
      }
    },
  },
]
