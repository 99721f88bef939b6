import type { Principal } from '../../contract/principal.ts'
import type { Task } from '@gloact/module'
import { sql } from 'kysely'
import { refuseSecond } from '../../domain/access-change.ts'
import type { IdentityContext } from '../session/context.ts'
import { readNotIndependentOf } from '../two-people/second-person.ts'

/** A change or a role that waits: who asked for it, and for whose account. */
interface Waiting {
  readonly kind: 'role' | 'change'
  readonly askedBy: string | null
  readonly staffId: string | null
  readonly at: string
}

/**
 * What waits for an administrator as the second of two people, as one line: whose account it is stands on the page that it leads
 * to. What they asked for themselves, or may not be the second person for, is no task of theirs.
 */
export async function administratorTasks(context: IdentityContext, who: Principal): Promise<readonly Task[]> {
  if (!who.roles.includes('administrator')) return []
  const { rows } = await sql<Waiting>`
    select 'change' as kind, change.asked_by as "askedBy", change.staff_id as "staffId", change.asked_at as at
    from identity.access_change change
      left join identity.staff on staff.id = change.staff_id
      left join identity.team on team.id = change.team_id
      join identity.agency on agency.id = coalesce(change.agency_id, staff.agency_id, team.agency_id)
    where agency.country = ${context.country} and change.confirmed_at is null and change.declined_at is null
      and (change.expires_at is null or change.expires_at > ${context.clock.now()})
    union all
    select 'role', role_grant.granted_by, role_grant.staff_id, role_grant.granted_at
    from identity.role_grant
      join identity.staff on staff.id = role_grant.staff_id
      join identity.agency on agency.id = staff.agency_id
    where agency.country = ${context.country} and role_grant.needs_confirmation
      and role_grant.confirmed_at is null and role_grant.revoked_at is null
    order by at`.execute(context.db)
  const notIndependentOf = await readNotIndependentOf(context.db, context, who.userId)
  const mine = rows.filter(
    ({ askedBy, staffId }) =>
      refuseSecond({ askedBy: askedBy ?? '', staffId }, { userId: who.userId, notIndependentOf }) === undefined,
  )
  const [first] = mine
  if (!first) return []
  return [
    {
      kind: 'to_confirm',
      about: { kind: 'identity.access', id: who.userId },
      to: who.userId,
      details: { count: mine.length },
      dueAt: null,
      since: first.at,
      presses: 'today',
    },
  ]
}
