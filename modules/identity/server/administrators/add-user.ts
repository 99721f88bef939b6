import { err, failure, newId, ok, systemClock, type Clock, type Failure, type Result } from '@gloact/kernel'
import { inScope, systemScope, type Database } from '@gloact/postgres'
import { OWN_ROLES, type Role, type RoleBook } from '../../domain/roles.ts'
import { grantState } from '../../domain/role-grant.ts'
import { orTaken } from '../session/authorise.ts'
import { hashChosen, setPassword } from '../signing-in/check-password.ts'
import { grantsOf } from '../session/grants.ts'
import { addStaff } from '../staff/invite-staff.ts'
import { makeLink } from '../signing-in/links.ts'
import { tell } from '../two-people/notices.ts'
import { lockAdministration } from '../two-people/second-person.ts'
import { tables } from '../tables.ts'

export interface AddUserOptions {
  readonly country: string
  /** Where the link leads, such as `https://gloact.example.org`. */
  readonly publicUrl: string
  readonly clock?: Clock
  /** The roles of this instance; those of this module alone where it is left out. */
  readonly roles?: RoleBook
}

export interface NewUser {
  readonly name: string
  readonly email: string
  readonly roles: readonly Role[]
  /** The agency's id or its exact name. */
  readonly agency: string
  readonly language?: string
  /** Without one the account is opened by its link. */
  readonly password?: string
}

export interface AddedUser {
  readonly staffId: string
  /** To be handed to the person; null where a password was given. */
  readonly link: string | null
  /** Roles that an administrator has still to confirm: the console is one of the two, not both. */
  readonly awaitingConfirmation: readonly Role[]
}

/** Adds an account from the server's own console (`./gloact user add`). */
export async function addUser(
  db: Database,
  options: AddUserOptions,
  user: NewUser,
): Promise<Result<AddedUser, Failure>> {
  const context = { ...options, clock: options.clock ?? systemClock, roles: () => options.roles ?? OWN_ROLES }
  const hashed = user.password === undefined ? null : await hashChosen(user.password, user)
  if (hashed && !hashed.ok) return hashed
  return orTaken({ staff_email: 'identity.email_taken' }, () =>
    inScope(db, systemScope(options.country), async (trx) => {
      await lockAdministration(trx)
      const agency = await tables(trx)
        .selectFrom('agency')
        .select('id')
        .where('country', '=', options.country)
        .where((eb) => eb.or([eb(eb.cast('id', 'text'), '=', user.agency), eb('name', '=', user.agency)]))
        .executeTakeFirst()
      if (!agency) return err(failure('identity.agency_unknown'))
      const staffId = newId<'user'>()
      const added = await addStaff(
        trx,
        context,
        { ...user, id: staffId, agencyId: agency.id, teamIds: [], language: user.language ?? 'en' },
        null,
      )
      if (!added.ok) return added
      if (hashed) await setPassword(trx, staffId, hashed.value, context.clock.now())
      const made = hashed
        ? null
        : await makeLink(trx, context, { kind: 'invitation', staffId, by: null, halves: false })
      const link = made?.link ?? null
      await tell(trx, context, { event: 'done', kind: 'invitation', staffId, askedBy: null })
      const waiting = (await grantsOf(trx, staffId)).filter((grant) => grantState(grant) === 'awaiting_confirmation')
      return ok({ staffId, link, awaitingConfirmation: waiting.map((grant) => grant.role) })
    }),
  )
}
