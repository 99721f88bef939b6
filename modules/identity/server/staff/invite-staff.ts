import { recordAudit } from '@gloact/audit'
import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, type Database } from '@gloact/postgres'
import { waitsForSecond } from '../../domain/access-change.ts'
import type { Role } from '../../domain/roles.ts'
import type { Link } from '../../contract/administration.ts'
import { askAccessChange } from '../two-people/ask-access-change.ts'
import { authorise, orTaken } from '../session/authorise.ts'
import { scopeOf, type IdentityContext, type SignedIn } from '../session/context.ts'
import { makeLink, type LinkKind } from '../signing-in/links.ts'
import { addGrants, touch } from './manage-roles.ts'
import { endSessions } from '../signing-in/manage-sessions.ts'
import { tell } from '../two-people/notices.ts'
import { readStaff } from './read-staff.ts'
import { lockAdministration, recordHold, secondEver } from '../two-people/second-person.ts'
import { tables } from '../tables.ts'
import { agencyInUse, setTeams, teamsOf } from '../agencies/teams.ts'

export interface NewStaff {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly agencyId: string
  readonly teamIds: readonly string[]
  readonly roles: readonly Role[]
  readonly language: string
}

type Given = Result<Link, Failure>

/**
 * Makes an account and the link that opens it. Once there has been a second administrator it is half a link, and account, teams
 * and roles wait for another, who is given the other half.
 */
export async function inviteStaff(context: IdentityContext, signedIn: SignedIn, input: NewStaff): Promise<Given> {
  const allowed = authorise(context, signedIn, 'identity.manage_account', input.id)
  if (!allowed.ok) return allowed
  const by = signedIn.principal.userId
  return orTaken({ staff_email: 'identity.email_taken', staff_pkey: 'identity.email_taken' }, () =>
    inScope<Link, Failure>(context.db, scopeOf(signedIn.principal), async (trx) => {
      await lockAdministration(trx)
      const made = await addStaff(trx, context, input, by)
      if (!made.ok) return made
      return ok(await handOver(trx, context, { kind: 'invitation', staffId: input.id, by, ...made.value }))
    }),
  )
}

/** Writes a new account without a password, with its teams and roles. */
export async function addStaff(
  trx: Database,
  context: Pick<IdentityContext, 'clock' | 'country' | 'roles' | 'seals'>,
  input: NewStaff,
  by: string | null,
): Promise<Result<{ grantIds: readonly string[] }, Failure>> {
  if (!input.roles.every((role) => context.roles().has(role))) return err(failure('identity.role_unknown'))
  if (!context.roles().mayHoldTogether(input.roles)) return err(failure('identity.roles_exclude_each_other'))
  if (!(await agencyInUse(trx, context, input.agencyId))) return err(failure('identity.agency_unknown'))
  const teams = await teamsOf(trx, input.agencyId, input.teamIds)
  if (!teams.ok) return teams
  await tables(trx)
    .insertInto('staff')
    .values({
      id: input.id,
      agency_id: input.agencyId,
      name: input.name,
      email: input.email.trim().toLowerCase(),
      language: input.language,
      disabled_at: null,
    })
    .execute()
  await setTeams(trx, context, input, teams.value)
  const roles = [...new Set(input.roles)]
  await recordAudit(trx, {
    action: 'account.invited',
    object: { kind: 'identity.staff', id: input.id },
    detail: { agency: input.agencyId, teams: teams.value, roles },
  })
  const given = { staffId: input.id, agencyId: input.agencyId, by, roles, toldWithAccount: true } as const
  return ok({ grantIds: await addGrants(trx, context, given) })
}

/** Another link for an account that nobody has opened yet; the earlier one no longer works once this one does. */
export async function renewInvitation(
  context: IdentityContext,
  signedIn: SignedIn,
  input: { readonly id: string },
): Promise<Given> {
  return withStaff(context, signedIn, input.id, async (trx, { state }) => {
    if (state !== 'invited') return err(failure('http.not_found'))
    await recordAudit(trx, {
      action: 'account.invited',
      object: { kind: 'identity.staff', id: input.id },
      detail: { link: 'renewed' },
    })
    // The roles that wait were asked for with the account or after it; each is confirmed by itself where it is not yet.
    return ok(
      await handOver(trx, context, {
        kind: 'invitation',
        staffId: input.id,
        by: signedIn.principal.userId,
        grantIds: [],
      }),
    )
  })
}

/** A link for somebody who has lost their password and their second factor. Nothing of the account changes before a second administrator has confirmed it. */
export async function resetAccount(
  context: IdentityContext,
  signedIn: SignedIn,
  input: { readonly id: string },
): Promise<Given> {
  const by = signedIn.principal.userId
  return withStaff(context, signedIn, input.id, async (trx, { state }) => {
    if (state === 'invited' || state === 'disabled') return err(failure('http.not_found'))
    await recordAudit(trx, {
      action: 'account.changed',
      object: { kind: 'identity.staff', id: input.id },
      detail: { change: 'reset' },
    })
    return ok(await handOver(trx, context, { kind: 'reset', staffId: input.id, by, grantIds: [] }))
  })
}

/**
 * Asks for the second factors of an account to be removed. Its owner does it, by the link's two halves and the password that they
 * have: neither the person who asks nor anyone who confirms could, not even with a password that they saw typed.
 */
export async function askFactorReset(
  context: IdentityContext,
  signedIn: SignedIn,
  input: { readonly id: string },
): Promise<Given> {
  const allowed = authorise(context, signedIn, 'identity.reset_factor', input.id)
  if (!allowed.ok) return allowed
  return withStaff(context, signedIn, input.id, async (trx, { secondFactor, state }) => {
    if (state === 'invited' || state === 'disabled') return err(failure('http.not_found'))
    if (!secondFactor) return err(failure('identity.second_factor_missing'))
    const by = signedIn.principal.userId
    return ok(await handOver(trx, context, { kind: 'factor', staffId: input.id, by, grantIds: [] }))
  })
}

const CHANGE_OF = { invitation: 'invitation', reset: 'password_reset', factor: 'factor_reset' } as const

/** Makes the link: whole while there is one administrator only, or half of it, with the request that the other half comes of. */
async function handOver(
  trx: Database,
  context: IdentityContext,
  given: {
    readonly kind: LinkKind
    readonly staffId: string
    readonly by: string
    readonly grantIds: readonly string[]
  },
): Promise<Link> {
  const { staffId, by, grantIds } = given
  const kind = CHANGE_OF[given.kind]
  const halves = waitsForSecond(await secondEver(trx))
  const { invitationId, ...link } = await makeLink(trx, context, { ...given, halves })
  if (halves) {
    await askAccessChange(trx, context, { kind, staffId, by, invitationId, grantIds })
  } else {
    if (given.kind !== 'invitation') await endSessions(trx, { staffId })
    await recordHold(trx, context, { staffId, kind, by: [by] })
    await tell(trx, context, { event: 'done', kind, staffId, askedBy: by })
  }
  return link
}

async function withStaff(
  context: IdentityContext,
  signedIn: SignedIn,
  staffId: string,
  run: (trx: Database, staff: { readonly state: string; readonly secondFactor: boolean }) => Promise<Given>,
): Promise<Given> {
  const allowed = authorise(context, signedIn, 'identity.manage_account', staffId)
  if (!allowed.ok) return allowed
  return inScope<Link, Failure>(context.db, scopeOf(signedIn.principal), async (trx) => {
    await lockAdministration(trx)
    const staff = await readStaff(trx, context, signedIn, staffId)
    if (!staff.ok) return staff
    await touch(trx, context, staffId)
    return run(trx, staff.value)
  })
}
