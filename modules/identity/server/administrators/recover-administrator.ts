import { recordAudit } from '@gloact/audit'
import { err, failure, newId, ok, systemClock, type Clock, type Failure, type Result } from '@gloact/kernel'
import { inScope, systemScope, type Database } from '@gloact/postgres'
import { sql } from 'kysely'
import { grantState } from '../../domain/role-grant.ts'
import { OWN_ROLES, type RoleBook } from '../../domain/roles.ts'
import { clearFactors } from '../signing-in/accept-invitation.ts'
import { orTaken } from '../session/authorise.ts'
import type { AddUserOptions } from './add-user.ts'
import { grantsOf } from '../session/grants.ts'
import { type AccessSeals, createAccessSeals } from '../keys/access-seals.ts'
import { addStaff } from '../staff/invite-staff.ts'
import { agencyOf } from '../staff/manage-roles.ts'
import { makeLink } from '../signing-in/links.ts'
import { tell } from '../two-people/notices.ts'
import { lockAdministration } from '../two-people/second-person.ts'
import { tables } from '../tables.ts'

export interface ToRecover {
  readonly email: string
  /** Needed where no account has the address. */
  readonly name?: string | undefined
  readonly agency?: string | undefined
}

export interface Recovered {
  readonly staffId: string
  /** Whole, and shown on the console of the server alone. */
  readonly link: string
  readonly made: boolean
}

/** Administrators who could sign in, and so be one of the two; more than one may wait for each other. */
const ENOUGH = 2

/**
 * Gives an instance its second administrator back, from the server, where fewer than two are left who can sign in: enables and
 * resets the account that has the address, or makes one, as administrator in force. Anyone who calls it has opened the key that opens the
 * keys. Everybody who works here is told.
 */
export async function recoverAdministrator(
  db: Database,
  options: AddUserOptions,
  input: ToRecover,
): Promise<Result<Recovered, Failure>> {
  const context = {
    ...options,
    clock: options.clock ?? systemClock,
    roles: () => options.roles ?? OWN_ROLES,
    seals: createAccessSeals(options.secrets),
  }
  const email = input.email.trim().toLowerCase()
  return orTaken({ staff_email: 'identity.email_taken' }, () =>
    inScope<Recovered, Failure>(db, systemScope(options.country), async (trx) => {
      await lockAdministration(trx)
      if ((await livingAdministrators(trx, email)) >= ENOUGH) return err(failure('identity.two_administrators_left'))
      const there = await tables(trx).selectFrom('staff').selectAll().where('email', '=', email).executeTakeFirst()
      const found = there ? await takeBack(trx, context, there) : await make(trx, context, { ...input, email })
      if (!found.ok) return found
      const staffId = found.value
      await inForce(trx, context, staffId)
      const { link } = await makeLink(trx, context, {
        kind: there ? 'reset' : 'invitation',
        staffId,
        by: null,
        halves: false,
      })
      await recordAudit(trx, {
        action: 'account.recovered',
        object: { kind: 'identity.staff', id: staffId },
        detail: {
          role: 'administrator',
          stateFrom: there ? (there.disabled_at === null ? 'enabled' : 'disabled') : 'none',
          stateTo: 'enabled',
        },
      })
      await tell(trx, context, { event: 'recovered', kind: 'recovery', staffId, askedBy: null })
      return ok({ staffId, link, made: !there })
    }),
  )
}

/** Those who can sign in now, but for the one who is to be recovered. */
async function livingAdministrators(trx: Database, email: string): Promise<number> {
  const { rows } = await sql<{ living: number }>`
    select count(distinct staff.id)::int as living from identity.role_grant
      join identity.staff on staff.id = role_grant.staff_id
      join identity.agency on agency.id = staff.agency_id
    where role = 'administrator' and revoked_at is null and (confirmed_at is not null or not needs_confirmation)
      and staff.disabled_at is null and agency.active and staff.email <> ${email}
      and exists (select from identity.credential where staff_id = staff.id)`.execute(trx)
  return rows[0]?.living ?? 0
}

interface Recovering {
  readonly clock: Clock
  readonly country: string
  readonly publicUrl: string
  readonly roles: () => RoleBook
  readonly seals: AccessSeals
}

/** Who opened files does not begin to administer accounts on the way. */
async function takeBack(
  trx: Database,
  context: Recovering,
  staff: { readonly id: string },
): Promise<Result<string, Failure>> {
  const standing = (await grantsOf(trx, staff.id)).filter((grant) => grantState(grant) !== 'revoked')
  if (standing.some(({ role }) => context.roles().isAboutPeople(role)))
    return err(failure('identity.roles_exclude_each_other'))
  await tables(trx)
    .updateTable('staff')
    .set((eb) => ({ disabled_at: null, version: eb('version', '+', 1), updated_at: context.clock.now() }))
    .where('id', '=', staff.id)
    .execute()
  await clearFactors(trx, staff.id)
  return ok(staff.id)
}

async function make(trx: Database, context: Recovering, input: ToRecover): Promise<Result<string, Failure>> {
  if (input.name === undefined || input.agency === undefined) return err(failure('identity.account_unknown'))
  const agency = await tables(trx)
    .selectFrom('agency')
    .select('id')
    .where('country', '=', context.country)
    .where('active', '=', true)
    .where((eb) => eb.or([eb(eb.cast('id', 'text'), '=', input.agency!), eb('name', '=', input.agency!)]))
    .executeTakeFirst()
  if (!agency) return err(failure('identity.agency_unknown'))
  const staffId = newId<'user'>()
  const { name, email } = input
  const account = { id: staffId, name, email, agencyId: agency.id, teamIds: [], roles: [], language: 'en' }
  const added = await addStaff(trx, context, account, null)
  return added.ok ? ok(staffId) : added
}

/** The server is the one who gives this role, and there is nobody left who could be asked to confirm it. */
async function inForce(trx: Database, context: Recovering, staffId: string): Promise<void> {
  const standing = (await grantsOf(trx, staffId)).find(
    (grant) => grant.role === 'administrator' && grantState(grant) !== 'revoked',
  )
  const agencyId = await agencyOf(trx, staffId)
  if (
    standing &&
    grantState(standing) === 'in_force' &&
    context.seals.holds({ kind: 'role', ...standing, agencyId }, standing.seal)
  )
    return
  const db = tables(trx)
  if (standing) {
    await db
      .updateTable('role_grant')
      .set({ revoked_at: context.clock.now(), seal: null })
      .where('id', '=', standing.id)
      .execute()
  }
  const id = newId<'role_grant'>()
  await db
    .insertInto('role_grant')
    .values({
      id,
      staff_id: staffId,
      role: 'administrator',
      needs_confirmation: false,
      granted_by: null,
      confirmed_by: null,
      confirmed_at: null,
      revoked_by: null,
      revoked_at: null,
      seal: context.seals.of({ kind: 'role', id, staffId, agencyId, role: 'administrator' }),
    })
    .execute()
}
