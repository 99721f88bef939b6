import { recordAudit } from '@gloact/audit'
import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope } from '@gloact/postgres'
import { checkPassword, hashChosen, setPassword } from '../signing-in/check-password.ts'
import { scopeOf, type Caller, type IdentityContext, type SignedIn } from '../session/context.ts'
import { endSessions, renewToken } from '../signing-in/manage-sessions.ts'
import { tables } from '../tables.ts'

type Done = Result<{ done: true }, Failure>

/**
 * Changes my password. Sessions in other browsers end: anyone who may have known the old one is out. This browser's goes on
 * under a token of its own: the person who copied the old one is out as well.
 */
export async function changePassword(
  context: IdentityContext,
  caller: Caller,
  signedIn: SignedIn,
  input: { readonly password: string; readonly newPassword: string },
): Promise<Done> {
  const { principal, email, sessionId } = signedIn
  const checked = await checkPassword(context, caller, { staffId: principal.userId, email, sessionId }, input.password)
  if (!checked.ok) return checked
  const hashed = await hashChosen(
    input.newPassword,
    { name: principal.displayName, email },
    { hashDesk: context.hashDesk, lane: 'known' },
  )
  if (!hashed.ok) return hashed
  const changed: Done = await inScope(context.db, scopeOf(principal), async (trx) => {
    await setPassword(trx, principal.userId, hashed.value, context.clock.now())
    await endSessions(trx, { staffId: principal.userId, except: sessionId })
    await recordAudit(trx, {
      action: 'account.password_changed',
      object: { kind: 'identity.staff', id: principal.userId },
    })
    return ok({ done: true as const })
  })
  if (changed.ok) await renewToken(context, caller, sessionId)
  return changed
}

export async function changeLanguage(
  context: IdentityContext,
  signedIn: SignedIn,
  input: { readonly language: string },
): Promise<Done> {
  await tables(context.db)
    .updateTable('staff')
    .set({ language: input.language })
    .where('id', '=', signedIn.principal.userId)
    .execute()
  return ok({ done: true })
}

/** Accepts the code of conduct as it was shown. */
export async function acceptConduct(
  context: IdentityContext,
  signedIn: SignedIn,
  input: { readonly version: string },
): Promise<Done> {
  if (input.version !== context.conduct.version) return err(failure('identity.conduct_outdated'))
  const staffId = signedIn.principal.userId
  return inScope(context.db, scopeOf(signedIn.principal), async (trx) => {
    const accepted = await tables(trx)
      .insertInto('conduct_acceptance')
      .values({ staff_id: staffId, version: input.version })
      .onConflict((conflict) => conflict.doNothing())
      .returning('staff_id')
      .executeTakeFirst()
    if (accepted) {
      await recordAudit(trx, {
        action: 'account.conduct_accepted',
        object: { kind: 'identity.staff', id: staffId },
      })
    }
    return ok({ done: true as const })
  })
}
