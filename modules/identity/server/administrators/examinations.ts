import type { ModuleExamination } from '@gloact/module'
import { sql } from 'kysely'
import type { RoleBook } from '../../domain/roles.ts'

/** Two who are each other's second person; with one alone nobody can be let see more. */
const ENOUGH = 2

/** What the operator should look at in the accounts. */
export const examinationsOf = (roles: () => RoleBook): readonly ModuleExamination[] => [
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
