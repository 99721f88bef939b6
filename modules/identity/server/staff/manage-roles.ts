import { recordAudit } from '@gloact/audit'
import { err, failure, newId, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, type Database } from '@gloact/postgres'
import { sql } from 'kysely'
import { roleWaits } from '../../domain/access-change.ts'
import { grantState, refuseConfirmation, refuseGrant } from '../../domain/role-grant.ts'
import type { Role } from '../../domain/roles.ts'
import type { Staff } from '../../contract/administration.ts'
import { authorise } from '../session/authorise.ts'
import { scopeOf, type IdentityContext, type SignedIn } from '../session/context.ts'
import { grantsOf, type StoredGrant } from '../session/grants.ts'
import { tell } from '../two-people/notices.ts'
import { readStaff } from './read-staff.ts'
import { lockAdministration, readNotIndependentOf, recordHold, secondEver } from '../two-people/second-person.ts'
import { tables } from '../tables.ts'

/** Gives a role. One that opens files, and every one since there has been a second administrator, waits until another confirms it. */
export async function grantRole(
  context: IdentityContext,
  signedIn: SignedIn,
  input: { readonly id: string; readonly role: Role },
): Promise<Result<Staff, Failure>> {
  const by = { userId: signedIn.principal.userId, staffId: input.id }
  return change(context, signedIn, 'identity.grant_role', input.id, async (trx, grants) => {
    const refusal = refuseGrant(input.role, grants, by, context.roles())
    if (refusal) return err(failure(refusal))
    const given = { staffId: input.id, agencyId: await agencyOf(trx, input.id), by: by.userId, roles: [input.role] }
    await addGrants(trx, context, given)
    return ok(undefined)
  })
}

/** Confirms a role that another administrator gave; from then on it is in force. */
export async function confirmRole(
  context: IdentityContext,
  signedIn: SignedIn,
  input: { readonly id: string; readonly grantId: string },
): Promise<Result<Staff, Failure>> {
  const by = { userId: signedIn.principal.userId, staffId: input.id }
  return change(context, signedIn, 'identity.confirm_role', input.id, async (trx, grants) => {
    const grant = grants.find((candidate) => candidate.id === input.grantId)
    if (!grant) return err(failure('http.not_found'))
    const dependent = await readNotIndependentOf(trx, context, by.userId)
    const refusal = refuseConfirmation(grant, { ...by, notIndependentOf: dependent })
    if (refusal) {
      const from = refusal === 'identity.second_not_independent' ? dependent.get(grant.grantedBy ?? '') : undefined
      return err(failure(refusal, from === undefined ? {} : { params: { from } }))
    }
    const standing = grants.filter((candidate) => grantState(candidate) !== 'revoked').map(({ role }) => role)
    if (!context.roles().mayHoldTogether(standing)) return err(failure('identity.roles_exclude_each_other'))
    await confirmGrant(trx, context, grant, by.userId)
    await tell(trx, context, {
      event: 'confirmed',
      kind: 'role',
      staffId: input.id,
      role: grant.role,
      askedBy: grant.grantedBy,
      secondBy: by.userId,
    })
    return ok(undefined)
  })
}

/** Takes a role away, or refuses to confirm it. The grant stays in the history. */
export async function revokeRole(
  context: IdentityContext,
  signedIn: SignedIn,
  input: { readonly id: string; readonly grantId: string },
): Promise<Result<Staff, Failure>> {
  return change(context, signedIn, 'identity.grant_role', input.id, async (trx, grants) => {
    const grant = grants.find((candidate) => candidate.id === input.grantId)
    if (!grant) return err(failure('http.not_found'))
    const state = grantState(grant)
    if (state === 'revoked') return err(failure('identity.grant_missing'))
    if (grant.role === 'administrator' && state === 'in_force' && !(await administratorBeside(trx, [input.id]))) {
      return err(failure('identity.last_administrator'))
    }
    await revokeGrant(trx, context, grant, signedIn.principal.userId)
    await recordAudit(trx, {
      action: state === 'in_force' ? 'role.revoked' : 'role.refused',
      object: { kind: 'identity.staff', id: input.id },
      detail: { role: grant.role, grant: grant.id },
    })
    await tell(trx, context, {
      event: state === 'in_force' ? 'done' : 'declined',
      kind: state === 'in_force' ? 'role_revoked' : 'role',
      staffId: input.id,
      role: grant.role,
      askedBy: state === 'in_force' ? signedIn.principal.userId : grant.grantedBy,
      secondBy: state === 'in_force' ? null : signedIn.principal.userId,
    })
    return ok(undefined)
  })
}

/** One change to an account's roles, with the account locked: two administrators at once see one another's change. */
async function change(
  context: IdentityContext,
  signedIn: SignedIn,
  action: 'identity.grant_role' | 'identity.confirm_role',
  staffId: string,
  run: (trx: Database, grants: readonly StoredGrant[]) => Promise<Result<undefined, Failure>>,
): Promise<Result<Staff, Failure>> {
  const allowed = authorise(context, signedIn, action, staffId)
  if (!allowed.ok) return allowed
  return inScope(context.db, scopeOf(signedIn.principal), async (trx) => {
    await lockAdministration(trx)
    const before = await readStaff(trx, context, signedIn, staffId)
    if (!before.ok) return before
    const changed = await run(trx, await grantsOf(trx, staffId))
    if (!changed.ok) return changed
    await touch(trx, context, staffId)
    return readStaff(trx, context, signedIn, staffId)
  })
}

/** Marks an account as changed. */
export async function touch(trx: Database, context: IdentityContext, staffId: string): Promise<void> {
  await tables(trx)
    .updateTable('staff')
    .set((eb) => ({ version: eb('version', '+', 1), updated_at: context.clock.now() }))
    .where('id', '=', staffId)
    .execute()
}

/**
 * Writes grants by an administrator, or by the console (`by` null). Each waits for confirmation where its role must. Gives their
 * ids. One that comes with a new account is told of with the account.
 */
export async function addGrants(
  trx: Database,
  context: Pick<IdentityContext, 'clock' | 'country' | 'roles' | 'seals'>,
  given: {
    readonly staffId: string
    readonly agencyId: string
    readonly by: string | null
    readonly roles: readonly Role[]
    readonly toldWithAccount?: true
  },
): Promise<string[]> {
  const second = await secondEver(trx)
  const ids: string[] = []
  for (const role of given.roles) {
    const id = newId<'role_grant'>()
    const waits = roleWaits(role, second, context.roles())
    ids.push(id)
    await tables(trx)
      .insertInto('role_grant')
      .values({
        id,
        staff_id: given.staffId,
        role,
        needs_confirmation: waits,
        granted_by: given.by,
        confirmed_by: null,
        confirmed_at: null,
        revoked_by: null,
        revoked_at: null,
        seal: waits
          ? null
          : context.seals.of({ kind: 'role', id, staffId: given.staffId, agencyId: given.agencyId, role }),
      })
      .execute()
    await recordAudit(trx, {
      action: waits ? 'role.requested' : 'role.granted',
      object: { kind: 'identity.staff', id: given.staffId },
      detail: { role, grant: id },
    })
    if (!waits && role === 'administrator')
      await recordHold(trx, context, { staffId: given.staffId, kind: 'administrator', by: [given.by] })
    if (!given.toldWithAccount) {
      await tell(trx, context, {
        event: waits ? 'asked' : 'done',
        kind: 'role',
        staffId: given.staffId,
        role,
        askedBy: given.by,
      })
    }
  }
  return ids
}

/** A second person confirms a grant; whether they may was asked before. */
export async function confirmGrant(
  trx: Database,
  context: IdentityContext,
  grant: StoredGrant,
  by: string,
): Promise<void> {
  await tables(trx)
    .updateTable('role_grant')
    .set({
      confirmed_by: by,
      confirmed_at: context.clock.now(),
      seal: context.seals.of({ kind: 'role', ...grant, agencyId: await agencyOf(trx, grant.staffId) }),
    })
    .where('id', '=', grant.id)
    .execute()
  if (grant.role === 'administrator') {
    const both = [grant.grantedBy, by]
    await recordHold(trx, context, { staffId: grant.staffId, kind: 'administrator', by: both })
  }
  await recordAudit(trx, {
    action: 'role.granted',
    object: { kind: 'identity.staff', id: grant.staffId },
    detail: { role: grant.role, grant: grant.id, ...(grant.grantedBy !== null && { askedBy: grant.grantedBy }) },
  })
}

/** The agency that an account belongs to, which it never leaves. */
export async function agencyOf(trx: Database, staffId: string): Promise<string> {
  const { agency_id } = await tables(trx)
    .selectFrom('staff')
    .select('agency_id')
    .where('id', '=', staffId)
    .executeTakeFirstOrThrow()
  return agency_id
}

async function revokeGrant(trx: Database, context: IdentityContext, grant: StoredGrant, by: string): Promise<void> {
  await tables(trx)
    .updateTable('role_grant')
    .set({ revoked_by: by, revoked_at: context.clock.now(), seal: null })
    .where('id', '=', grant.id)
    .execute()
}

/** Whether there is an administrator who can sign in, beside these: the last one stays. */
export async function administratorBeside(trx: Database, staffIds: readonly string[]): Promise<boolean> {
  const { rows } = await sql`
    select from identity.role_grant
      join identity.staff on staff.id = role_grant.staff_id
      join identity.agency on agency.id = staff.agency_id
    where role = 'administrator' and revoked_at is null and (confirmed_at is not null or not needs_confirmation)
      and staff.disabled_at is null and agency.active
      and exists (select from identity.credential where staff_id = staff.id)
      and staff.id <> all (${[...staffIds]}::uuid[])
    limit 1`.execute(trx)
  return rows.length > 0
}
