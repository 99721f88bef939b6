import { recordAudit } from '@gloact/audit'
import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope } from '@gloact/postgres'
import { APIError } from 'better-auth/api'
import { beginAttempt, standingOf, type Attempt } from './attempts.ts'
import { acceptCodeOnce, wasAccepted } from './authenticator-code.ts'
import { ownScope, type Caller, type IdentityContext } from '../session/context.ts'
import { useCode } from './recovery-codes.ts'
import { recordFailure, recordStart } from './sign-in.ts'
import { tables } from '../tables.ts'

type Completed = Result<{ next: 'done' }, Failure>

interface Pending {
  readonly staffId: string
  readonly email: string
  readonly attempt: Attempt
}

/** Who waits for a second factor in this browser; each try counts towards the account's lockout. */
async function pendingSignIn(context: IdentityContext, caller: Caller): Promise<Result<Pending, Failure>> {
  const { staffId } = await context.engine.api.readPendingSignIn({ headers: caller.headers })
  if (staffId === null) return err(failure('identity.code_failed'))
  const staff = await tables(context.db)
    .selectFrom('staff')
    .select('email')
    .where('id', '=', staffId)
    .executeTakeFirst()
  if (!staff) return err(failure('identity.code_failed'))
  const attempt = await beginAttempt(context, await standingOf(context, caller, staff))
  return attempt.ok ? ok({ staffId, email: staff.email, attempt: attempt.value }) : attempt
}

async function codeFailed(context: IdentityContext, caller: Caller, pending: Pending): Promise<Completed> {
  await recordFailure(context, caller, pending.email, { by: 'second_factor', waits: pending.attempt.waits })
  return err(failure('identity.code_failed'))
}

/** Completes a sign-in with the code of an authenticator (TOTP, RFC 6238); a code is accepted once. */
export async function completeWithCode(
  context: IdentityContext,
  caller: Caller,
  input: { readonly code: string },
): Promise<Completed> {
  const pending = await pendingSignIn(context, caller)
  if (!pending.ok) return pending
  if (await wasAccepted(context, pending.value.staffId, input.code)) return codeFailed(context, caller, pending.value)
  const answer = await verifyCode(context, withoutSession(caller.headers), input.code)
  if (!answer) return codeFailed(context, caller, pending.value)
  if (!(await acceptCodeOnce(context, pending.value.staffId, input.code))) {
    await tables(context.db).deleteFrom('session').where('token', '=', answer.response.token).execute()
    return codeFailed(context, caller, pending.value)
  }
  caller.setCookies(answer.headers)
  await pending.value.attempt.succeeded()
  await recordStart(context, caller, answer.response.token, 'totp')
  return ok({ next: 'done' })
}

async function verifyCode(context: IdentityContext, headers: Headers, code: string) {
  try {
    return await context.engine.api.verifyTOTP({ body: { code }, headers, returnHeaders: true })
  } catch (error) {
    if (error instanceof APIError) return undefined
    throw error
  }
}

/** Completes a sign-in with a printed recovery code, which is then used up. */
export async function completeWithRecoveryCode(
  context: IdentityContext,
  caller: Caller,
  input: { readonly code: string },
): Promise<Completed> {
  const pending = await pendingSignIn(context, caller)
  if (!pending.ok) return pending
  const { staffId, attempt } = pending.value
  const used = await inScope(context.db, ownScope(context), async (trx) => {
    if (!(await useCode(context, trx, staffId, input.code))) return err(failure('identity.code_failed'))
    await recordAudit(trx, {
      action: 'account.recovery_code_used',
      object: { kind: 'identity.staff', id: staffId },
      actorId: staffId,
    })
    return ok(undefined)
  })
  if (!used.ok) return codeFailed(context, caller, pending.value)
  return startSession(context, caller, staffId, 'recovery_code', attempt)
}

/** Starts a session for an account that has proved who it is by a factor of ours. */
export async function startSession(
  context: IdentityContext,
  caller: Caller,
  staffId: string,
  factor: 'passkey' | 'recovery_code' | 'single_sign_on' | null,
  attempt: Pick<Attempt, 'succeeded'>,
  by: { readonly singleSignOn: boolean } = { singleSignOn: false },
): Promise<Completed> {
  const { response, headers } = await context.engine.api.startSession({
    body: { staffId },
    headers: caller.headers,
    returnHeaders: true,
  })
  if (response.token === null) return err(failure('identity.sign_in_failed'))
  caller.setCookies(headers)
  await attempt.succeeded()
  await recordStart(context, caller, response.token, factor, by)
  return ok({ next: 'done' })
}

/** The code belongs to the sign-in that waits, never to a session that may still be in the same browser. */
function withoutSession(headers: Headers): Headers {
  const copy = new Headers(headers)
  const cookies = (copy.get('cookie') ?? '').split('; ').filter((cookie) => !cookie.includes('session_token='))
  copy.set('cookie', cookies.join('; '))
  return copy
}
