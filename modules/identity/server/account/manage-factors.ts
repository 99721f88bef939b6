import { recordAudit } from '@gloact/audit'
import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope } from '@gloact/postgres'
import { APIError } from 'better-auth/api'
import { refuseLastFactor } from './account.ts'
import { acceptCodeOnce } from '../signing-in/authenticator-code.ts'
import { beginAttempt, standingOf } from '../signing-in/attempts.ts'
import { checkPassword } from '../signing-in/check-password.ts'
import { scopeOf, type Caller, type IdentityContext, type SignedIn } from '../session/context.ts'
import { rememberDevice } from '../signing-in/known-devices.ts'
import { setSecondFactorAtSignIn } from '../signing-in/passkeys.ts'
import { codesWhereNone, renewCodes } from '../signing-in/recovery-codes.ts'
import { tables } from '../tables.ts'

const accountOf = (signedIn: SignedIn) => ({
  staffId: signedIn.principal.userId,
  email: signedIn.email,
  sessionId: signedIn.sessionId,
  orJustSignedOn: true as const,
})

/** Begins to set up an authenticator: a new secret, in force only once its first code is confirmed. */
export async function startAuthenticator(
  context: IdentityContext,
  caller: Caller,
  signedIn: SignedIn,
  input: { readonly password?: string | undefined },
): Promise<Result<{ uri: string; secret: string }, Failure>> {
  const checked = await checkPassword(context, caller, accountOf(signedIn), input.password)
  if (!checked.ok) return checked
  // better-auth hashes the password again.
  return context.hashDesk.inTurn('known', (turn) => turn(() => enableAuthenticator(context, caller, input)))
}

async function enableAuthenticator(
  context: IdentityContext,
  caller: Caller,
  input: { readonly password?: string | undefined },
): Promise<Result<{ uri: string; secret: string }, Failure>> {
  try {
    const started = await context.engine.api.enableTwoFactor({
      body: { method: 'totp', ...(input.password !== undefined && { password: input.password }) },
      headers: caller.headers,
    })
    const uri = 'totpURI' in started ? started.totpURI : ''
    return ok({ uri, secret: new URL(uri).searchParams.get('secret') ?? '' })
  } catch (error) {
    if (error instanceof APIError) return err(failure('identity.second_factor_exists'))
    throw error
  }
}

/** Confirms the authenticator with its first code. Gives recovery codes to print, where the account has none. */
export async function confirmAuthenticator(
  context: IdentityContext,
  caller: Caller,
  signedIn: SignedIn,
  input: { readonly code: string },
): Promise<Result<{ codes: string[] }, Failure>> {
  const staffId = signedIn.principal.userId
  const attempt = await beginAttempt(context, await standingOf(context, caller, signedIn))
  if (!attempt.ok) return attempt
  const pending = await tables(context.db)
    .selectFrom('authenticator')
    .select('id')
    .where('staff_id', '=', staffId)
    .where('verified', '=', false)
    .executeTakeFirst()
  if (!pending) return err(failure('identity.second_factor_missing'))
  let token: string
  try {
    const { response, headers } = await context.engine.api.verifyTOTP({
      body: { code: input.code },
      headers: caller.headers,
      returnHeaders: true,
    })
    // better-auth gives the browser a new session as its rights change.
    caller.setCookies(headers)
    token = currentToken(headers) ?? response.token
  } catch (error) {
    if (error instanceof APIError) return err(failure('identity.code_failed'))
    throw error
  }
  await acceptCodeOnce(context, staffId, input.code)
  await attempt.value.succeeded()
  return inScope(context.db, scopeOf(signedIn.principal), async (trx) => {
    const device = await rememberDevice(trx, context, caller, staffId)
    await tables(trx)
      .updateTable('session')
      .set({ second_factor: 'totp', device_hash: device })
      .where('token', '=', token)
      .execute()
    await recordAudit(trx, {
      action: 'account.second_factor_added',
      object: { kind: 'identity.staff', id: staffId },
      detail: { factor: 'totp' },
    })
    return ok({ codes: await codesWhereNone(context, trx, staffId) })
  })
}

/** The token of the session cookie that is being set, without its signature. */
function currentToken(headers: Headers): string | undefined {
  const cookie = headers.getSetCookie().find((line) => /session_token=[^;]/.test(line))
  return cookie && decodeURIComponent(/session_token=([^;]+)/.exec(cookie)?.[1] ?? '').split('.')[0]
}

export async function removeAuthenticator(
  context: IdentityContext,
  caller: Caller,
  signedIn: SignedIn,
  input: { readonly password?: string | undefined },
): Promise<Result<{ done: true }, Failure>> {
  const checked = await checkPassword(context, caller, accountOf(signedIn), input.password)
  if (!checked.ok) return checked
  const last = await refuseLastFactor(context, signedIn, { authenticator: true })
  if (!last.ok) return last
  const staffId = signedIn.principal.userId
  return inScope(context.db, scopeOf(signedIn.principal), async (trx) => {
    const removed = await tables(trx)
      .deleteFrom('authenticator')
      .where('staff_id', '=', staffId)
      .returning('id')
      .executeTakeFirst()
    if (!removed) return err(failure('identity.second_factor_missing'))
    await setSecondFactorAtSignIn(trx, staffId, { required: last.value.left })
    await recordAudit(trx, {
      action: 'account.second_factor_removed',
      object: { kind: 'identity.staff', id: staffId },
      detail: { factor: 'totp' },
    })
    return ok({ done: true as const })
  })
}

export async function removePasskey(
  context: IdentityContext,
  caller: Caller,
  signedIn: SignedIn,
  input: { readonly id: string; readonly password?: string | undefined },
): Promise<Result<{ done: true }, Failure>> {
  const checked = await checkPassword(context, caller, accountOf(signedIn), input.password)
  if (!checked.ok) return checked
  const last = await refuseLastFactor(context, signedIn, { passkeyId: input.id })
  if (!last.ok) return last
  const staffId = signedIn.principal.userId
  return inScope(context.db, scopeOf(signedIn.principal), async (trx) => {
    const removed = await tables(trx)
      .deleteFrom('passkey')
      .where('id', '=', input.id)
      .where('staff_id', '=', staffId)
      .returning('id')
      .executeTakeFirst()
    if (!removed) return err(failure('http.not_found'))
    await setSecondFactorAtSignIn(trx, staffId, { required: last.value.left })
    await recordAudit(trx, {
      action: 'account.second_factor_removed',
      object: { kind: 'identity.passkey', id: removed.id },
      detail: { factor: 'passkey' },
    })
    return ok({ done: true as const })
  })
}

/** Makes new recovery codes; the printed ones are waste paper from then on. */
export async function renewRecoveryCodes(
  context: IdentityContext,
  caller: Caller,
  signedIn: SignedIn,
  input: { readonly password?: string | undefined },
): Promise<Result<{ codes: string[] }, Failure>> {
  const checked = await checkPassword(context, caller, accountOf(signedIn), input.password)
  if (!checked.ok) return checked
  const staffId = signedIn.principal.userId
  return inScope(context.db, scopeOf(signedIn.principal), async (trx) => {
    const { two_factor_enabled: enabled } = await tables(trx)
      .selectFrom('staff')
      .select('two_factor_enabled')
      .where('id', '=', staffId)
      .executeTakeFirstOrThrow()
    if (!enabled) return err(failure('identity.second_factor_missing'))
    await recordAudit(trx, {
      action: 'account.second_factor_added',
      object: { kind: 'identity.staff', id: staffId },
      detail: { factor: 'recovery_code' },
    })
    return ok({ codes: await renewCodes(context, trx, staffId) })
  })
}
