import { recordAudit } from '@gloact/audit'
import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, type Database } from '@gloact/postgres'
import { beginUnnamedAttempt } from './attempts.ts'
import { hashChosen, setPassword } from './check-password.ts'
import { ownScope, type Caller, type IdentityContext } from './context.ts'
import { hashToken } from './digests.ts'
import { forgetKnownDevices } from './known-devices.ts'
import { requireSecondFactorAtSignIn } from './passkeys.ts'
import { tables } from './tables.ts'

/** A link that still opens, by the hash of its token. */
export const findLink = (db: Database, context: IdentityContext, hash: Uint8Array) =>
  tables(db)
    .selectFrom('invitation')
    .innerJoin('staff', 'staff.id', 'invitation.staff_id')
    .innerJoin('agency', 'agency.id', 'staff.agency_id')
    .select([
      'invitation.id',
      'invitation.kind',
      'invitation.staff_id',
      'invitation.expires_at',
      'staff.name',
      'staff.email',
      'staff.agency_id',
      'agency.name as agency_name',
    ])
    .where('token_hash', '=', hash)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', context.clock.now())
    .where('staff.disabled_at', 'is', null)
    .executeTakeFirst()

/** What a link is for, so that whoever opens it sees whose account they set a password for. */
export async function lookAtInvitation(
  context: IdentityContext,
  caller: Caller,
  input: { readonly token: string },
): Promise<
  Result<{ kind: 'invitation' | 'reset'; name: string; email: string; agencyName: string; expiresAt: string }, Failure>
> {
  const attempt = await beginUnnamedAttempt(context, caller)
  if (!attempt.ok) return attempt
  const link = await findLink(context.db, context, hashToken(input.token))
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

/** Sets the password of the account that a link is for. The link works once; two at the same moment cannot both. */
export async function acceptInvitation(
  context: IdentityContext,
  caller: Caller,
  input: { readonly token: string; readonly password: string; readonly language: string },
): Promise<Result<{ done: true }, Failure>> {
  const attempt = await beginUnnamedAttempt(context, caller)
  if (!attempt.ok) return attempt
  const link = await findLink(context.db, context, hashToken(input.token))
  if (!link) return err(failure('identity.link_invalid'))
  await attempt.value.succeeded()
  const hashed = await hashChosen(input.password, link, { hashDesk: context.hashDesk, lane: 'known' })
  if (!hashed.ok) return hashed
  return inScope(context.db, ownScope(context), async (trx) => {
    const used = await tables(trx)
      .updateTable('invitation')
      .set({ used_at: context.clock.now() })
      .where('id', '=', link.id)
      .where('used_at', 'is', null)
      .where('revoked_at', 'is', null)
      .returning('id')
      .executeTakeFirst()
    if (!used) return err(failure('identity.link_invalid'))
    await setPassword(trx, link.staff_id, hashed.value, context.clock.now())
    await tables(trx)
      .updateTable('staff')
      .set((eb) => ({ language: input.language, version: eb('version', '+', 1) }))
      .where('id', '=', link.staff_id)
      .execute()
    if (link.kind === 'reset') await clearFactors(trx, link.staff_id)
    await recordAudit(trx, {
      action: link.kind === 'reset' ? 'account.password_changed' : 'account.activated',
      object: { kind: 'identity.staff', id: link.staff_id },
      actorId: link.staff_id,
      agencyId: link.agency_id,
    })
    return ok({ done: true as const })
  })
}

/** Takes every second factor, recovery code and session away from an account; no browser is known to it any more. */
export async function clearFactors(trx: Database, staffId: string): Promise<void> {
  const db = tables(trx)
  await db.deleteFrom('authenticator').where('staff_id', '=', staffId).execute()
  await db.deleteFrom('passkey').where('staff_id', '=', staffId).execute()
  await db.deleteFrom('recovery_code').where('staff_id', '=', staffId).execute()
  await db.deleteFrom('session').where('staff_id', '=', staffId).execute()
  await forgetKnownDevices(trx, staffId)
  await requireSecondFactorAtSignIn(trx, staffId, false)
}
