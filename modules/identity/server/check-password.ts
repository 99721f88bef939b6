import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import type { Database } from '@gloact/postgres'
import { passwordProblem } from '../domain/password-policy.ts'
import { beginAttempt } from './attempts.ts'
import { SINGLE_SIGN_ON_SECONDS } from '../domain/sessions.ts'
import { inSeconds, type Caller, type IdentityContext } from './context.ts'
import { hashPassword, verifyPassword } from './password-hash.ts'
import { tables } from './tables.ts'

/** Asks for the password again before something that a borrowed browser must not do. Counts towards lockout. */
export async function checkPassword(
  context: IdentityContext,
  caller: Caller,
  account: { readonly staffId: string; readonly email: string; readonly sessionId?: string },
  password: string | undefined,
): Promise<Result<undefined, Failure>> {
  const attempt = await beginAttempt(context, caller, account.email)
  if (!attempt.ok) return attempt
  const credential = await tables(context.db)
    .selectFrom('credential')
    .select('password')
    .where('staff_id', '=', account.staffId)
    .where('provider_id', '=', 'credential')
    .executeTakeFirst()
  const stored = credential?.password ?? null
  const right =
    stored === null
      ? account.sessionId !== undefined && (await justSignedOn(context, account.sessionId))
      : password !== undefined && (await verifyPassword(stored, password))
  if (!right) return err(failure('identity.password_wrong'))
  await attempt.value.succeeded()
  return ok(undefined)
}

/** Whether an account has a password; one that joined by single sign-on need not. */
export async function hasPassword(context: IdentityContext, staffId: string): Promise<boolean> {
  const row = await tables(context.db)
    .selectFrom('credential')
    .select('id')
    .where('staff_id', '=', staffId)
    .where('provider_id', '=', 'credential')
    .executeTakeFirst()
  return row !== undefined
}

/** An account without a password proves itself by a sign-in with the provider of a moment ago. */
async function justSignedOn(context: IdentityContext, sessionId: string): Promise<boolean> {
  const session = await tables(context.db)
    .selectFrom('session')
    .select('id')
    .where('id', '=', sessionId)
    .where('single_sign_on', '=', true)
    .where('created_at', '>', inSeconds(context, -SINGLE_SIGN_ON_SECONDS))
    .executeTakeFirst()
  return session !== undefined
}

/** Hashes a chosen password, or says why it will not do. */
export async function hashChosen(
  password: string,
  owner: { readonly name: string; readonly email: string },
): Promise<Result<string, Failure>> {
  const problem = passwordProblem(password, owner)
  if (problem) return err(failure(problem, { fields: [{ pointer: '/password', code: problem }] }))
  return ok(await hashPassword(password))
}

/** Stores a password in place of whatever the account had. */
export async function setPassword(trx: Database, staffId: string, hashed: string, now: string): Promise<void> {
  await tables(trx)
    .insertInto('credential')
    .values({ staff_id: staffId, provider_id: 'credential', account_id: staffId, password: hashed })
    .onConflict((conflict) =>
      conflict.columns(['provider_id', 'account_id']).doUpdateSet({ password: hashed, updated_at: now }),
    )
    .execute()
}
