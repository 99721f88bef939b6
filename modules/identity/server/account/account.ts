import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { grantState } from '../../domain/role-grant.ts'
import type { Account } from '../../contract/account.ts'
import type { IdentityContext, SignedIn } from '../session/context.ts'
import { grantsOf } from '../session/grants.ts'
import { tables } from '../tables.ts'

/** My account as its page shows it. */
export async function getAccount(context: IdentityContext, signedIn: SignedIn): Promise<Result<Account, Failure>> {
  const { principal } = signedIn
  const db = tables(context.db)
  const staffId = principal.userId
  const [grants, authenticator, codes, passkeys, sessions] = await Promise.all([
    grantsOf(context.db, staffId),
    db.selectFrom('authenticator').select('verified').where('staff_id', '=', staffId).executeTakeFirst(),
    db.selectFrom('recovery_code').select('id').where('staff_id', '=', staffId).where('used_at', 'is', null).execute(),
    db.selectFrom('passkey').selectAll().where('staff_id', '=', staffId).orderBy('created_at').execute(),
    db
      .selectFrom('session')
      .selectAll()
      .where('staff_id', '=', staffId)
      .where('expires_at', '>', context.clock.now())
      .orderBy('last_seen_at', 'desc')
      .execute(),
  ])
  const standing = grants.map((grant) => ({ role: grant.role, state: grantState(grant) }))
  return ok({
    name: principal.displayName,
    email: signedIn.email,
    agencyName: principal.agencyName,
    language: principal.language,
    roles: standing.filter((grant) => grant.state !== 'revoked') as Account['roles'],
    secondFactorRequired: secondFactorRequired(
      context,
      signedIn,
      standing.filter((grant) => grant.state === 'in_force').map((grant) => grant.role),
    ),
    authenticator: authenticator?.verified ?? false,
    recoveryCodesLeft: codes.length,
    passkeys: passkeys.map((passkey) => ({
      id: passkey.id as Account['passkeys'][number]['id'],
      name: passkey.name,
      backedUp: passkey.backed_up,
      createdAt: passkey.created_at,
      lastUsedAt: passkey.last_used_at,
    })),
    sessions: sessions.map((session) => ({
      id: session.id as Account['sessions'][number]['id'],
      userAgent: session.user_agent ?? '',
      createdAt: session.created_at,
      lastSeenAt: session.last_seen_at,
      current: session.id === signedIn.sessionId,
    })),
  })
}

const secondFactorRequired = (context: IdentityContext, signedIn: SignedIn, roles: readonly string[]) =>
  context.roles().needsSecondFactor(roles) && !(context.demo && signedIn.principal.demo)

/** Refuses to take the last second factor away from an account whose roles need one. */
export async function refuseLastFactor(
  context: IdentityContext,
  signedIn: SignedIn,
  removing: { readonly authenticator?: true; readonly passkeyId?: string },
): Promise<Result<{ left: boolean }, Failure>> {
  const account = await getAccount(context, signedIn)
  if (!account.ok) return account
  const { authenticator, passkeys, secondFactorRequired: required } = account.value
  const left =
    (authenticator && !removing.authenticator) || passkeys.some((passkey) => passkey.id !== removing.passkeyId)
  if (!left && required) return err(failure('identity.second_factor_required'))
  return ok({ left })
}
