import { recordAudit } from '@gloact/audit'
import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import type { Database } from '@gloact/postgres'
import { DESIGNATIONS } from '../../domain/agency.ts'
import { grantState } from '../../domain/role-grant.ts'
import type { StoredChange } from '../two-people/ask-access-change.ts'
import type { IdentityContext } from '../session/context.ts'
import { grantsOf } from '../session/grants.ts'
import { completeLink } from '../signing-in/links.ts'
import { confirmGrant, touch } from './manage-roles.ts'
import { endSessions } from '../signing-in/manage-sessions.ts'
import { addressHint } from '../two-people/second-person.ts'
import { tables } from '../tables.ts'
import { agencyInUse, membership } from '../agencies/teams.ts'

type Applied = Result<{ readonly code: string | null }, Failure>

const NO_CODE = { code: null }

/** What holds from the moment at which a second person confirmed it. The audit says what it was, and what it is now. */
export async function applyChange(
  trx: Database,
  context: IdentityContext,
  change: StoredChange,
  by: string,
): Promise<Applied> {
  switch (change.kind) {
    case 'invitation':
    case 'password_reset':
    case 'factor_reset':
      return openAccount(trx, context, change, by)
    case 'enable':
      return enable(trx, context, change.staff_id!)
    case 'email':
      return setAddress(trx, context, change.staff_id!, change.email!)
    case 'team':
      return joinTeam(trx, context, change.staff_id!, change.team_id!)
    case 'designation':
      return designate(trx, context, change)
    case 'agency_active':
      return useAgencyAgain(trx, context, change.agency_id!)
    case 'team_active':
      return useTeamAgain(trx, context, change.team_id!)
    default:
      change.kind satisfies never
      throw new Error('nothing is known of such a change')
  }
}

/** The other half of the link. What it does to the account happens when its owner opens it with both. */
async function openAccount(
  trx: Database,
  context: IdentityContext,
  change: StoredChange,
  by: string,
): Promise<Applied> {
  const staffId = change.staff_id!
  const grants = await grantsOf(trx, staffId)
  const waiting = grants.filter(({ id }) => change.grant_ids.includes(id)).filter(isWaiting)
  const inForce = grants.filter((grant) => grantState(grant) === 'in_force')
  if (!context.roles().mayHoldTogether([...inForce, ...waiting].map(({ role }) => role)))
    return err(failure('identity.roles_exclude_each_other'))
  for (const grant of waiting) await confirmGrant(trx, context, grant, by)
  await touch(trx, context, staffId)
  const code = change.invitation_id === null ? null : await completeLink(trx, context, change.invitation_id)
  if (code === null) return err(failure('identity.change_missing'))
  // Anyone who has the account now may not be whom it belongs to.
  if (change.kind !== 'invitation') await endSessions(trx, { staffId })
  return ok({ code })
}

const isWaiting = (grant: Parameters<typeof grantState>[0]): boolean => grantState(grant) === 'awaiting_confirmation'

async function enable(trx: Database, context: IdentityContext, staffId: string): Promise<Applied> {
  await enableNow(trx, context, staffId)
  return ok(NO_CODE)
}

export async function enableNow(trx: Database, context: IdentityContext, staffId: string): Promise<void> {
  await tables(trx).updateTable('staff').set({ disabled_at: null }).where('id', '=', staffId).execute()
  await touch(trx, context, staffId)
  await recordAudit(trx, {
    action: 'account.reinstated',
    object: { kind: 'identity.staff', id: staffId },
    detail: { stateFrom: 'disabled', stateTo: 'enabled' },
  })
}

async function setAddress(trx: Database, context: IdentityContext, staffId: string, email: string): Promise<Applied> {
  const before = await tables(trx)
    .selectFrom('staff')
    .select('email')
    .where('id', '=', staffId)
    .executeTakeFirstOrThrow()
  await tables(trx).updateTable('staff').set({ email }).where('id', '=', staffId).execute()
  await touch(trx, context, staffId)
  await recordAudit(trx, {
    action: 'account.changed',
    object: { kind: 'identity.staff', id: staffId },
    detail: { emailFrom: addressHint(context, before.email), emailTo: addressHint(context, email) },
  })
  return ok(NO_CODE)
}

async function joinTeam(trx: Database, context: IdentityContext, staffId: string, teamId: string): Promise<Applied> {
  const db = tables(trx)
  const team = await db
    .selectFrom('team')
    .innerJoin('staff', 'staff.agency_id', 'team.agency_id')
    .select('team.agency_id')
    .where('team.id', '=', teamId)
    .where('staff.id', '=', staffId)
    .executeTakeFirst()
  if (!team) return err(failure('identity.team_unknown'))
  const before = await db.selectFrom('team_member').select('team_id').where('staff_id', '=', staffId).execute()
  const teamsFrom = before.map(({ team_id }) => team_id)
  await db
    .insertInto('team_member')
    .values(membership(context.seals, staffId, team.agency_id, teamId))
    // An unsealed row is replaced by what was confirmed.
    .onConflict((conflict) =>
      conflict.columns(['staff_id', 'team_id']).doUpdateSet((eb) => ({ seal: eb.ref('excluded.seal') })),
    )
    .execute()
  await touch(trx, context, staffId)
  await recordAudit(trx, {
    action: 'account.changed',
    object: { kind: 'identity.staff', id: staffId },
    detail: { teamsFrom, teamsTo: [...new Set([...teamsFrom, teamId])] },
  })
  return ok(NO_CODE)
}

async function designate(trx: Database, context: IdentityContext, change: StoredChange): Promise<Applied> {
  const { designations } = await tables(trx)
    .selectFrom('agency')
    .select('designations')
    .where('id', '=', change.agency_id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const next = DESIGNATIONS.filter((one) => one === change.designation || designations.includes(one))
  await tables(trx)
    .updateTable('agency')
    .set((eb) => ({ designations: next, version: eb('version', '+', 1), updated_at: context.clock.now() }))
    .where('id', '=', change.agency_id)
    .execute()
  await recordAudit(trx, {
    action: 'agency.changed',
    object: { kind: 'identity.agency', id: change.agency_id! },
    detail: { designationsFrom: designations, designationsTo: next },
  })
  return ok(NO_CODE)
}

async function useAgencyAgain(trx: Database, context: IdentityContext, agencyId: string): Promise<Applied> {
  await tables(trx)
    .updateTable('agency')
    .set((eb) => ({ active: true, version: eb('version', '+', 1), updated_at: context.clock.now() }))
    .where('id', '=', agencyId)
    .execute()
  await recordAudit(trx, {
    action: 'agency.changed',
    object: { kind: 'identity.agency', id: agencyId },
    detail: { activeFrom: false, activeTo: true },
  })
  return ok(NO_CODE)
}

async function useTeamAgain(trx: Database, context: IdentityContext, teamId: string): Promise<Applied> {
  const team = await tables(trx)
    .updateTable('team')
    .set((eb) => ({ active: true, version: eb('version', '+', 1), updated_at: context.clock.now() }))
    .where('id', '=', teamId)
    .returning('agency_id')
    .executeTakeFirst()
  if (!team || !(await agencyInUse(trx, context, team.agency_id))) return err(failure('identity.team_unknown'))
  await recordAudit(trx, {
    action: 'team.changed',
    object: { kind: 'identity.team', id: teamId },
    detail: { activeFrom: false, activeTo: true },
  })
  return ok(NO_CODE)
}
