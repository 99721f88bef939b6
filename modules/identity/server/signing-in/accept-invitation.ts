import { recordAudit } from '@gloact/audit'
import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, type Database } from '@gloact/postgres'
import { beginUnnamedAttempt } from './attempts.ts'
import { checkPassword, hashChosen, setPassword } from './check-password.ts'
import { ownScope, type Caller, type IdentityContext } from '../session/context.ts'
import { forgetKnownDevices } from './known-devices.ts'
import { findLink, hashLink, useLink, type LinkKind } from './links.ts'
import { setSecondFactorAtSignIn } from './passkeys.ts'
import { lockAdministration } from '../two-people/second-person.ts'
import { tables } from '../tables.ts'

/** What a link is for, so that the person who opens it sees whose account they set a password for. */
export async function lookAtInvitation(
  context: IdentityContext,
  caller: Caller,
  input: { readonly token: string },
): Promise<Result<{ kind: LinkKind; name: string; email: string; agencyName: string; expiresAt: string }, Failure>> {
  const attempt = await beginUnnamedAttempt(context, caller)
  if (!attempt.ok) return attempt
  const link = await findLink(context.db, context, hashLink(input.token))
  if (!link) return err(failure('identity.link_invalid'))
  await attempt.value.succeeded()
  return ok({
    kind: link.kind,
    name: link.name,
    email: link.email,
    agencyName: link.agency_name,
    expiresAt: link.expires_at,
  })
}

/**
 * Opens the account that a link is for: sets its password, or, where second factors are to go, asks for the password that it has.
 * The link works once; two at the same moment cannot both.
 */
export async function acceptInvitation(
  context: IdentityContext,
  caller: Caller,
  input: { readonly token: string; readonly password: string; readonly language: string },
): Promise<Result<{ done: true }, Failure>> {
  const attempt = await beginUnnamedAttempt(context, caller)
  if (!attempt.ok) return attempt
  const hash = hashLink(input.token)
  const link = await findLink(context.db, context, hash)
  if (!link) return err(failure('identity.link_invalid'))
  await attempt.value.succeeded()
  const proved = await proveOwner(context, caller, link, input.password)
  if (!proved.ok) return proved
  const hashed = proved.value
  return inScope(context.db, ownScope(context), async (trx) => {
    // A second administrator may have come while the password was hashed: then a link that one holds whole no longer opens.
    await lockAdministration(trx)
    const still = await findLink(trx, context, hash)
    if (!still || !(await useLink(trx, context, link.id))) return err(failure('identity.link_invalid'))
    if (hashed !== null) await setPassword(trx, link.staff_id, hashed, context.clock.now())
    await tables(trx)
      .updateTable('staff')
      .set((eb) => ({ language: input.language, version: eb('version', '+', 1) }))
      .where('id', '=', link.staff_id)
      .execute()
    if (link.kind !== 'invitation') await clearFactors(trx, link.staff_id)
    await recordAudit(trx, {
      action: ACTION_OF[link.kind],
      object: { kind: 'identity.staff', id: link.staff_id },
      actorId: link.staff_id,
      agencyId: link.agency_id,
      detail: { by: link.halves ? 'two_halves' : 'whole_link' },
    })
    return ok({ done: true as const })
  })
}

const ACTION_OF = {
  invitation: 'account.activated',
  reset: 'account.password_changed',
  factor: 'account.second_factor_removed',
} as const

/** The hash of the password that was chosen; null where the account keeps the one it has, which was given. */
async function proveOwner(
  context: IdentityContext,
  caller: Caller,
  link: {
    readonly id: string
    readonly kind: LinkKind
    readonly staff_id: string
    readonly name: string
    readonly email: string
  },
  password: string,
): Promise<Result<string | null, Failure>> {
  if (link.kind !== 'factor') return hashChosen(password, link, { hashDesk: context.hashDesk, lane: 'known' })
  // Anyone who has both halves is counted by the link, as in a session: nobody who has not keeps its owner from it.
  const asked = { staffId: link.staff_id, email: link.email, sessionId: link.id }
  const checked = await checkPassword(context, caller, asked, password)
  return checked.ok ? ok(null) : checked
}

/** Takes every second factor, recovery code and session away from an account; no browser is known to it any more. */
export async function clearFactors(trx: Database, staffId: string): Promise<void> {
  const db = tables(trx)
  await db.deleteFrom('authenticator').where('staff_id', '=', staffId).execute()
  await db.deleteFrom('passkey').where('staff_id', '=', staffId).execute()
  await db.deleteFrom('recovery_code').where('staff_id', '=', staffId).execute()
  await db.deleteFrom('session').where('staff_id', '=', staffId).execute()
  await forgetKnownDevices(trx, staffId)
  await setSecondFactorAtSignIn(trx, staffId, { required: false })
}
