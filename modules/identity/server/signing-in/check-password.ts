import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import type { Database } from '@gloact/postgres'
import { passwordProblem } from '../../domain/password-policy.ts'
import { beginAttempt, standingOf } from './attempts.ts'
import { SINGLE_SIGN_ON_SECONDS } from '../../domain/sessions.ts'
import { inSeconds, type Caller, type IdentityContext } from '../session/context.ts'
import type { HashDesk, Lane, Turn } from '../keys/hash-desk.ts'
import { hashPassword, verifyPassword } from '../keys/password-hash.ts'
import { recordFailure } from './sign-in.ts'
import { tables } from '../tables.ts'

/** Whose password is asked for, and in which session. */
export interface AskedAccount {
  readonly staffId: string
  readonly email: string
  readonly sessionId: string
  /** An account without a password proves itself by a sign-in with the provider of a moment ago. */
  readonly orJustSignedOn?: true
}

/**
 * Asks for the password again before something that a borrowed browser must not do, and to unlock a session. What fails is
 * counted by the session, so that nobody outside of it keeps its owner from it.
 */
export async function checkPassword(
  context: IdentityContext,
  caller: Caller,
  account: AskedAccount,
  password: string | undefined,
): Promise<Result<undefined, Failure>> {
  return context.hashDesk.inTurn('known', (turn) => checkInTurn(context, caller, account, password, turn))
}

async function checkInTurn(
  context: IdentityContext,
  caller: Caller,
  account: AskedAccount,
  password: string | undefined,
  turn: Turn,
): Promise<Result<undefined, Failure>> {
  const attempt = await beginAttempt(context, await standingOf(context, caller, account))
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
      ? account.orJustSignedOn === true && (await justSignedOn(context, account.sessionId))
      : password !== undefined && (await turn(() => verifyPassword(stored, password)))
  if (!right) {
    await recordFailure(context, caller, account.email, { by: 'session', waits: attempt.value.waits })
    return err(failure('identity.password_wrong'))
  }
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

/** Hashes a chosen password, or says why it will not do. On a server in its turn; a command has nobody to wait for. */
export async function hashChosen(
  password: string,
  owner: { readonly name: string; readonly email: string },
  queue?: { readonly hashDesk: HashDesk; readonly lane: Lane },
): Promise<Result<string, Failure>> {
  const problem = passwordProblem(password, owner)
  if (problem) return err(failure(problem, { fields: [{ pointer: '/password', code: problem }] }))
  if (!queue) return ok(await hashPassword(password))
  return queue.hashDesk.inTurn(queue.lane, async (turn) => ok(await turn(() => hashPassword(password))))
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
