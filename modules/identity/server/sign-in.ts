import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope } from '@gloact/postgres'
import { recordAudit } from '@gloact/audit'
import { APIError } from 'better-auth/api'
import type { SignInAnswer } from '../contract/sign-in.ts'
import { beginAttempt } from './attempts.ts'
import { ownScope, type Caller, type IdentityContext } from './context.ts'
import { tables } from './tables.ts'

/**
 * Signs in with e-mail address and password. An unknown address, a wrong password and a disabled account get the same
 * answer after the same work: better-auth hashes the password where there is nothing to compare it with.
 */
export async function signIn(
  context: IdentityContext,
  caller: Caller,
  input: { readonly email: string; readonly password: string },
): Promise<Result<SignInAnswer, Failure>> {
  const attempt = await beginAttempt(context, caller, input.email)
  if (!attempt.ok) return attempt
  const answer = await engineSignIn(context, caller, input)
  if (answer === undefined) {
    await recordFailure(context, input.email)
    return err(failure('identity.sign_in_failed'))
  }
  caller.setCookies(answer.headers)
  if ('twoFactorRedirect' in answer.response) {
    return ok({ next: 'second_factor', methods: await methodsOf(context, input.email) })
  }
  await attempt.value.succeeded()
  await recordStart(context, answer.response.token, null)
  return ok({ next: 'done' })
}

async function engineSignIn(
  context: IdentityContext,
  caller: Caller,
  input: { readonly email: string; readonly password: string },
) {
  try {
    return await context.engine.api.signInEmail({ body: { ...input }, headers: caller.headers, returnHeaders: true })
  } catch (error) {
    if (error instanceof APIError) return undefined
    throw error
  }
}

/** What an account can complete its sign-in with. */
export async function methodsOf(context: IdentityContext, email: string) {
  const db = tables(context.db)
  const row = await db
    .selectFrom('staff')
    .where('email', '=', email)
    .select((eb) => [
      eb
        .exists(
          eb
            .selectFrom('authenticator')
            .whereRef('staff_id', '=', 'staff.id')
            .where('verified', '=', true)
            .select('id'),
        )
        .as('totp'),
      eb.exists(eb.selectFrom('passkey').whereRef('staff_id', '=', 'staff.id').select('id')).as('passkey'),
    ])
    .executeTakeFirstOrThrow()
  return [
    ...(row.totp ? (['totp'] as const) : []),
    ...(row.passkey ? (['passkey'] as const) : []),
    'recovery_code' as const,
  ]
}

/** Marks a new session with the factor that opened it, and records that it started. */
export async function recordStart(
  context: IdentityContext,
  token: string,
  factor: 'totp' | 'passkey' | 'recovery_code' | 'single_sign_on' | null,
  by: { readonly singleSignOn: boolean } = { singleSignOn: false },
): Promise<void> {
  await inScope(context.db, ownScope(context), async (trx) => {
    const session = await tables(trx)
      .updateTable('session')
      .set({ second_factor: factor, single_sign_on: by.singleSignOn, last_seen_at: context.clock.now() })
      .from('staff')
      .whereRef('staff.id', '=', 'session.staff_id')
      .where('token', '=', token)
      .returning(['session.id', 'staff.id as staff_id', 'staff.agency_id'])
      .executeTakeFirstOrThrow()
    await recordAudit(trx, {
      action: 'session.started',
      object: { kind: 'identity.session', id: session.id },
      actorId: session.staff_id,
      agencyId: session.agency_id,
      detail: { factor: factor ?? (by.singleSignOn ? 'none' : 'password') },
    })
    return ok(undefined)
  })
}

/** Records that a sign-in failed; for an address that nobody has as well, so that the work is the same. */
export async function recordFailure(context: IdentityContext, email: string): Promise<void> {
  await inScope(context.db, ownScope(context), async (trx) => {
    const staff = await tables(trx).selectFrom('staff').select('id').where('email', '=', email).executeTakeFirst()
    await recordAudit(trx, {
      action: 'session.failed',
      ...(staff && { object: { kind: 'identity.staff', id: staff.id } }),
    })
    return ok(undefined)
  })
}
