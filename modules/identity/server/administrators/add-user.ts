import { err, failure, newId, ok, systemClock, type Clock, type Failure, type Result } from '@gloact/kernel'
import { inScope, systemScope, type Database } from '@gloact/postgres'
import { needsTeam, OWN_ROLES, type Role, type RoleBook } from '../../domain/roles.ts'
import { grantState } from '../../domain/role-grant.ts'
import { orTaken } from '../session/authorise.ts'
import { hashChosen, setPassword } from '../signing-in/check-password.ts'
import { grantsOf } from '../session/grants.ts'
import { addStaff } from '../staff/invite-staff.ts'
import { teamName, type WordKey } from '../keys/team-names.ts'
import { createAccessSeals } from '../keys/access-seals.ts'
import type { SessionSecrets } from '../keys/session-secrets.ts'
import { makeLink } from '../signing-in/links.ts'
import { tell } from '../two-people/notices.ts'
import { lockAdministration } from '../two-people/second-person.ts'
import { tables } from '../tables.ts'

export interface AddUserOptions {
  readonly country: string
  /** Where the link leads, such as `https://gloact.example.org`. */
  readonly publicUrl: string
  /** The instance's: what is given is sealed with them, and without the right ones it opens nothing. */
  readonly secrets: SessionSecrets
  readonly clock?: Clock
  /** The roles of this instance; those of this module alone where it is left out. */
  readonly roles?: RoleBook
  /** Opens the names of teams; without it a team is known by its id alone. */
  readonly wordKey?: () => Promise<WordKey>
}

export interface NewUser {
  readonly name: string
  readonly email: string
  readonly roles: readonly Role[]
  /** The agency's id or its exact name. */
  readonly agency: string
  /** Their teams, each by its id or the name that the agency gave it. */
  readonly teams?: readonly string[]
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
  /** They are to see the files of teams, and are in none: they see nobody until somebody gives them one. */
  readonly needsTeam: boolean
}

/** Adds an account from the server's own console (`./gloact user add`). */
export async function addUser(
  db: Database,
  options: AddUserOptions,
  user: NewUser,
): Promise<Result<AddedUser, Failure>> {
  const context = {
    ...options,
    clock: options.clock ?? systemClock,
    roles: () => options.roles ?? OWN_ROLES,
    seals: createAccessSeals(options.secrets),
  }
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
      const teams = await teamsNamed(trx, options, agency.id, user.teams ?? [])
      if (!teams.ok) return teams
      const staffId = newId<'user'>()
      const added = await addStaff(
        trx,
        context,
        { ...user, id: staffId, agencyId: agency.id, teamIds: teams.value, language: user.language ?? 'en' },
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
      return ok({
        staffId,
        link,
        awaitingConfirmation: waiting.map((grant) => grant.role),
        needsTeam: needsTeam(context.roles().rowScopeOf(user.roles), teams.value),
      })
    }),
  )
}

/** The ids of the agency's teams that are named; one that it does not have, or no longer uses, is a failure that lists those it has. */
async function teamsNamed(
  trx: Database,
  { wordKey }: AddUserOptions,
  agencyId: string,
  wanted: readonly string[],
): Promise<Result<readonly string[], Failure>> {
  if (wanted.length === 0) return ok([])
  const rows = await tables(trx)
    .selectFrom('team')
    .select(['id', 'name', 'sealed_name'])
    .where('agency_id', '=', agencyId)
    .where('active', '=', true)
    .execute()
  const key = await wordKey?.()
  const teams = rows.map((row) => ({ id: row.id, name: key ? teamName(key, row) : (row.name ?? row.id) }))
  const found = wanted.map((text) =>
    teams.find(({ id, name }) => id === text || name.toLocaleLowerCase() === text.trim().toLocaleLowerCase()),
  )
  const ids = found.flatMap((team) => team?.id ?? [])
  return ids.length === wanted.length ? ok([...new Set(ids)]) : err(failure('identity.team_unknown'))
}
