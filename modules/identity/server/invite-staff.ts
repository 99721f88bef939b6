import { recordAudit } from '@gloact/audit'
import { err, failure, newId, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, type Database } from '@gloact/postgres'
import { mayHoldTogether, type Role } from '../domain/roles.ts'
import { INVITATION_SECONDS, RESET_SECONDS } from '../domain/sessions.ts'
import type { Link } from '../contract/administration.ts'
import { authorise, orTaken } from './authorise.ts'
import { scopeOf, type IdentityContext, type SignedIn } from './context.ts'
import { newToken } from './digests.ts'
import { addGrants, askForConfirmationAgain, lockAdministration, touch } from './manage-roles.ts'
import { endSessions } from './manage-sessions.ts'
import { readStaff } from './read-staff.ts'
import { tables } from './tables.ts'
import { agencyInUse, setTeams } from './teams.ts'

export interface NewStaff {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly agencyId: string
  readonly teamIds: readonly string[]
  readonly roles: readonly Role[]
  readonly language: string
}

/** Makes an account and the link that opens it. Its roles can be confirmed while the invitation is on its way. */
export async function inviteStaff(
  context: IdentityContext,
  signedIn: SignedIn,
  input: NewStaff,
): Promise<Result<Link, Failure>> {
  const allowed = authorise(context, signedIn, 'identity.manage_account', input.id)
  if (!allowed.ok) return allowed
  const by = signedIn.principal.userId
  return orTaken({ staff_email: 'identity.email_taken', staff_pkey: 'identity.email_taken' }, () =>
    inScope(context.db, scopeOf(signedIn.principal), async (trx) => {
      await lockAdministration(trx)
      const made = await addStaff(trx, context, input, by)
      if (!made.ok) return made
      return ok(await makeLink(trx, context, { kind: 'invitation', staffId: input.id, by }))
    }),
  )
}

/** Writes a new account without a password, with its teams and roles. */
export async function addStaff(
  trx: Database,
  context: Pick<IdentityContext, 'country'>,
  input: NewStaff,
  by: string | null,
): Promise<Result<undefined, Failure>> {
  if (!mayHoldTogether(input.roles)) return err(failure('identity.roles_exclude_each_other'))
  if (!(await agencyInUse(trx, context, input.agencyId))) return err(failure('identity.agency_unknown'))
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
  const teams = await setTeams(trx, { id: input.id, agencyId: input.agencyId }, input.teamIds)
  if (!teams.ok) return teams
  await recordAudit(trx, { action: 'account.invited', object: { kind: 'identity.staff', id: input.id } })
  await addGrants(trx, { staffId: input.id, by, roles: [...new Set(input.roles)] })
  return ok(undefined)
}

/** Another link for an account that nobody has opened yet; the earlier one no longer works. */
export async function renewInvitation(
  context: IdentityContext,
  signedIn: SignedIn,
  input: { readonly id: string },
): Promise<Result<Link, Failure>> {
  return withStaff(context, signedIn, input.id, async (trx, state) => {
    if (state !== 'invited') return err(failure('http.not_found'))
    await recordAudit(trx, { action: 'account.invited', object: { kind: 'identity.staff', id: input.id } })
    return ok(await makeLink(trx, context, { kind: 'invitation', staffId: input.id, by: signedIn.principal.userId }))
  })
}

/**
 * A link for somebody who has lost their password or their second factor. Sessions end, and roles that open files wait for
 * another administrator again: the link goes through an administrator's hands, and alone it must open no file.
 */
export async function resetAccount(
  context: IdentityContext,
  signedIn: SignedIn,
  input: { readonly id: string },
): Promise<Result<Link, Failure>> {
  const by = signedIn.principal.userId
  return withStaff(context, signedIn, input.id, async (trx, state) => {
    if (state === 'invited' || state === 'disabled') return err(failure('http.not_found'))
    await endSessions(trx, { staffId: input.id })
    await askForConfirmationAgain(trx, context, { staffId: input.id, by })
    await recordAudit(trx, {
      action: 'account.changed',
      object: { kind: 'identity.staff', id: input.id },
      detail: { change: 'reset' },
    })
    return ok(await makeLink(trx, context, { kind: 'reset', staffId: input.id, by }))
  })
}

async function withStaff(
  context: IdentityContext,
  signedIn: SignedIn,
  staffId: string,
  run: (trx: Database, state: string) => Promise<Result<Link, Failure>>,
): Promise<Result<Link, Failure>> {
  const allowed = authorise(context, signedIn, 'identity.manage_account', staffId)
  if (!allowed.ok) return allowed
  return inScope(context.db, scopeOf(signedIn.principal), async (trx) => {
    await lockAdministration(trx)
    const staff = await readStaff(trx, context, signedIn, staffId)
    if (!staff.ok) return staff
    await touch(trx, context, staffId)
    return run(trx, staff.value.state)
  })
}

/**
 * Makes a link and withdraws those before it. Its token stands after the `#`: browsers do not send that part, so that it
 * comes into no server's or proxy's log.
 */
export async function makeLink(
  trx: Database,
  context: Pick<IdentityContext, 'clock' | 'publicUrl'>,
  given: { readonly kind: 'invitation' | 'reset'; readonly staffId: string; readonly by: string | null },
): Promise<Link> {
  const { token, hash } = newToken()
  const now = context.clock.now()
  const seconds = given.kind === 'invitation' ? INVITATION_SECONDS : RESET_SECONDS
  const expiresAt = new Date(Date.parse(now) + seconds * 1000).toISOString()
  await tables(trx)
    .updateTable('invitation')
    .set({ revoked_at: now })
    .where('staff_id', '=', given.staffId)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .execute()
  await tables(trx)
    .insertInto('invitation')
    .values({
      id: newId<'invitation'>(),
      kind: given.kind,
      staff_id: given.staffId,
      token_hash: hash,
      created_by: given.by,
      expires_at: expiresAt,
      used_at: null,
      revoked_at: null,
    })
    .execute()
  return { staffId: given.staffId as Link['staffId'], link: `${context.publicUrl}/join#${token}`, expiresAt }
}
