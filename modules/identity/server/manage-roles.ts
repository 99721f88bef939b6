import { recordAudit } from '@gloact/audit'
import { err, failure, newId, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, type Database } from '@gloact/postgres'
import { sql } from 'kysely'
import { grantState, needsConfirmation, refuseConfirmation, refuseGrant } from '../domain/role-grant.ts'
import { mayHoldTogether, type Role } from '../domain/roles.ts'
import type { Staff } from '../contract/administration.ts'
import { authorise } from './authorise.ts'
import { scopeOf, type IdentityContext, type SignedIn } from './context.ts'
import { grantsOf, type StoredGrant } from './grants.ts'
import { readStaff } from './read-staff.ts'
import { tables } from './tables.ts'

/** Gives a role. One that opens files waits until another administrator confirms it. */
export async function grantRole(
  context: IdentityContext,
  signedIn: SignedIn,
  input: { readonly id: string; readonly role: Role },
): Promise<Result<Staff, Failure>> {
  const by = { userId: signedIn.principal.userId, staffId: input.id }
  return change(context, signedIn, 'identity.grant_role', input.id, async (trx, grants) => {
    const refusal = refuseGrant(input.role, grants, by)
    if (refusal) return err(failure(refusal))
    await addGrants(trx, { staffId: input.id, by: by.userId, roles: [input.role] })
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
    const refusal = refuseConfirmation(grant, by)
    if (refusal) return err(failure(refusal))
    const standing = grants.filter((candidate) => grantState(candidate) !== 'revoked').map(({ role }) => role)
    if (!mayHoldTogether(standing)) return err(failure('identity.roles_exclude_each_other'))
    await tables(trx)
      .updateTable('role_grant')
      .set({ confirmed_by: by.userId, confirmed_at: context.clock.now() })
      .where('id', '=', grant.id)
      .execute()
    await recordAudit(trx, {
      action: 'role.granted',
      object: { kind: 'identity.staff', id: input.id },
      detail: { role: grant.role, grant: grant.id },
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

/** Changes to accounts happen one after another, so that "the last administrator" is true when it is said. */
export async function lockAdministration(trx: Database): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('identity.administration'))`.execute(trx)
}

/** Marks an account as changed. */
export async function touch(trx: Database, context: IdentityContext, staffId: string): Promise<void> {
  await tables(trx)
    .updateTable('staff')
    .set((eb) => ({ version: eb('version', '+', 1), updated_at: context.clock.now() }))
    .where('id', '=', staffId)
    .execute()
}

/** Writes grants by an administrator, or by the console (`by` null). Each waits for confirmation where its role must. */
export async function addGrants(
  trx: Database,
  given: { readonly staffId: string; readonly by: string | null; readonly roles: readonly Role[] },
): Promise<void> {
  const another = await administratorBeside(trx, [given.staffId, ...(given.by === null ? [] : [given.by])])
  for (const role of given.roles) {
    const id = newId<'role_grant'>()
    const waits = needsConfirmation(role, another)
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
      })
      .execute()
    await recordAudit(trx, {
      action: waits ? 'role.requested' : 'role.granted',
      object: { kind: 'identity.staff', id: given.staffId },
      detail: { role, grant: id },
    })
  }
}

/** Lets the roles that need a confirmation wait for one again: whoever holds the account now may be somebody else. */
export async function askForConfirmationAgain(
  trx: Database,
  context: IdentityContext,
  given: { readonly staffId: string; readonly by: string },
): Promise<void> {
  const again = (await grantsOf(trx, given.staffId)).filter(
    (grant) => grant.needsConfirmation && grantState(grant) === 'in_force',
  )
  for (const grant of again) await revokeGrant(trx, context, grant, given.by)
  await addGrants(trx, { ...given, roles: again.map((grant) => grant.role) })
}

async function revokeGrant(trx: Database, context: IdentityContext, grant: StoredGrant, by: string): Promise<void> {
  await tables(trx)
    .updateTable('role_grant')
    .set({ revoked_by: by, revoked_at: context.clock.now() })
    .where('id', '=', grant.id)
    .execute()
}

/** Whether there is an administrator who can sign in, beside these. */
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
