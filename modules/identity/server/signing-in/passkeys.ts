import { recordAudit } from '@gloact/audit'
import { err, failure, newId, newRandomId, ok, type Failure, type Id, type Result } from '@gloact/kernel'
import { inScope, type Database } from '@gloact/postgres'
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import { checkPassword } from './check-password.ts'
import { startSession } from './complete-sign-in.ts'
import { inSeconds, scopeOf, type Caller, type IdentityContext, type SignedIn } from '../session/context.ts'
import { renewToken } from './manage-sessions.ts'
import { codesWhereNone } from './recovery-codes.ts'
import { recordFailure } from './sign-in.ts'
import { tables } from '../tables.ts'

const CHALLENGE_SECONDS = 300
/** It brings what reads certificates of every kind, and is read when somebody uses a passkey for the first time. */
const webauthn = () => import('@simplewebauthn/server')

const NOT_COUNTED = { succeeded: async () => undefined }

export type PasskeyChallengeId = Id<'passkey_challenge'>

interface Ceremony {
  readonly challengeId: PasskeyChallengeId
  readonly options: Record<string, unknown>
}

const relyingParty = (context: IdentityContext): string => new URL(context.publicUrl).hostname
const origin = (context: IdentityContext): string => new URL(context.publicUrl).origin

async function keepChallenge(
  context: IdentityContext,
  options: { readonly challenge: string },
  staffId: string | null,
): Promise<Ceremony> {
  const challengeId = newRandomId<'passkey_challenge'>()
  await tables(context.db)
    .insertInto('passkey_challenge')
    .values({
      id: challengeId,
      challenge: options.challenge,
      staff_id: staffId,
      expires_at: inSeconds(context, CHALLENGE_SECONDS),
    })
    .execute()
  return { challengeId, options: { ...options } }
}

/** A challenge is answered once: taking it deletes it. */
async function takeChallenge(
  context: IdentityContext,
  id: string,
  staffId: string | null,
): Promise<string | undefined> {
  const row = await tables(context.db)
    .deleteFrom('passkey_challenge')
    .where('id', '=', id)
    .where('staff_id', staffId === null ? 'is' : '=', staffId)
    .returning(['challenge', 'expires_at'])
    .executeTakeFirst()
  return row && row.expires_at > context.clock.now() ? row.challenge : undefined
}

/** Begins to add a passkey: the password is asked for, so that a borrowed browser cannot add one. */
export async function startPasskey(
  context: IdentityContext,
  caller: Caller,
  signedIn: SignedIn,
  input: { readonly password?: string | undefined },
): Promise<Result<Ceremony, Failure>> {
  const { principal, email } = signedIn
  const checked = await checkPassword(
    context,
    caller,
    { staffId: principal.userId, email, sessionId: signedIn.sessionId, orJustSignedOn: true },
    input.password,
  )
  if (!checked.ok) return checked
  const existing = await tables(context.db)
    .selectFrom('passkey')
    .select(['credential_id', 'transports'])
    .where('staff_id', '=', principal.userId)
    .execute()
  const { generateRegistrationOptions } = await webauthn()
  const options = await generateRegistrationOptions({
    rpName: 'GloACT',
    rpID: relyingParty(context),
    userID: new TextEncoder().encode(principal.userId),
    userName: email,
    userDisplayName: principal.displayName,
    attestationType: 'none',
    excludeCredentials: existing.map((passkey) => ({ id: passkey.credential_id, transports: passkey.transports })),
    // Both factors in one: the device is something one has, its PIN or fingerprint something one knows or is.
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  return ok(await keepChallenge(context, options, principal.userId))
}

/** Adds a passkey that answered the challenge. It counts as this session's second factor from then on. */
export async function addPasskey(
  context: IdentityContext,
  caller: Caller,
  signedIn: SignedIn,
  input: { readonly challengeId: string; readonly name: string; readonly response: Record<string, unknown> },
): Promise<Result<{ codes: string[] }, Failure>> {
  const staffId = signedIn.principal.userId
  const expectedChallenge = await takeChallenge(context, input.challengeId, staffId)
  if (expectedChallenge === undefined) return err(failure('identity.passkey_failed'))
  const { verifyRegistrationResponse } = await webauthn()
  const verified = await orUndefined(
    verifyRegistrationResponse({
      // The library checks the form of what the browser sent.
      response: input.response as unknown as RegistrationResponseJSON,
      expectedChallenge,
      expectedOrigin: origin(context),
      expectedRPID: relyingParty(context),
    }),
  )
  if (!verified?.registrationInfo) return err(failure('identity.passkey_failed'))
  const { credential, credentialBackedUp } = verified.registrationInfo
  const passkey = await inScope(context.db, scopeOf(signedIn.principal), async (trx) => {
    const added = await tables(trx)
      .insertInto('passkey')
      .values({
        id: newId<'passkey'>(),
        staff_id: staffId,
        credential_id: credential.id,
        public_key: credential.publicKey,
        counter: credential.counter,
        transports: credential.transports ?? [],
        backed_up: credentialBackedUp,
        name: input.name,
        last_used_at: null,
      })
      .onConflict((conflict) => conflict.column('credential_id').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!added) return err(failure('identity.passkey_failed'))
    await setSecondFactorAtSignIn(trx, staffId, { required: true })
    await tables(trx)
      .updateTable('session')
      .set({ second_factor: 'passkey' })
      .where('id', '=', signedIn.sessionId)
      .execute()
    await recordAudit(trx, {
      action: 'account.second_factor_added',
      object: { kind: 'identity.passkey', id: added.id },
      detail: { factor: 'passkey' },
    })
    return ok({ codes: await codesWhereNone(context, trx, staffId) })
  })
  // The session may do more now than before: it goes on under another token.
  if (passkey.ok) await renewToken(context, caller, signedIn.sessionId)
  return passkey
}

/** Whether better-auth asks for a second factor after the password. */
export async function setSecondFactorAtSignIn(
  trx: Database,
  staffId: string,
  { required }: { readonly required: boolean },
): Promise<void> {
  await tables(trx).updateTable('staff').set({ two_factor_enabled: required }).where('id', '=', staffId).execute()
}

/** A challenge that any passkey of this instance may answer: nobody is named before they have proved who they are. */
export async function startPasskeySignIn(context: IdentityContext): Promise<Result<Ceremony, Failure>> {
  const { generateAuthenticationOptions } = await webauthn()
  const options = await generateAuthenticationOptions({
    rpID: relyingParty(context),
    userVerification: 'required',
  })
  return ok(await keepChallenge(context, options, null))
}

/**
 * Signs in with a passkey, or completes a sign-in with it. Nothing is counted: a signature cannot be guessed, and anyone who
 * tries passwords must not keep anybody from theirs.
 */
export async function signInWithPasskey(
  context: IdentityContext,
  caller: Caller,
  input: { readonly challengeId: string; readonly response: Record<string, unknown> },
): Promise<Result<{ next: 'done' }, Failure>> {
  const signed = await signWithPasskey(context, caller, input)
  if (!signed.ok) await recordFailure(context, caller, null, { by: 'passkey' })
  return signed
}

async function signWithPasskey(
  context: IdentityContext,
  caller: Caller,
  input: { readonly challengeId: string; readonly response: Record<string, unknown> },
): Promise<Result<{ next: 'done' }, Failure>> {
  const failed = err(failure('identity.passkey_failed'))
  const expectedChallenge = await takeChallenge(context, input.challengeId, null)
  if (expectedChallenge === undefined) return failed
  const passkey = await tables(context.db)
    .selectFrom('passkey')
    .selectAll()
    .where('credential_id', '=', String(input.response['id']))
    .executeTakeFirst()
  if (!passkey) return failed
  const { verifyAuthenticationResponse } = await webauthn()
  const verified = await orUndefined(
    verifyAuthenticationResponse({
      response: input.response as unknown as AuthenticationResponseJSON,
      expectedChallenge,
      expectedOrigin: origin(context),
      expectedRPID: relyingParty(context),
      credential: {
        id: passkey.credential_id,
        publicKey: Uint8Array.from(passkey.public_key),
        counter: passkey.counter,
      },
    }),
  )
  if (!verified?.verified) return failed
  await tables(context.db)
    .updateTable('passkey')
    .set({
      counter: verified.authenticationInfo.newCounter,
      backed_up: verified.authenticationInfo.credentialBackedUp,
      last_used_at: context.clock.now(),
    })
    .where('id', '=', passkey.id)
    .execute()
  const started = await startSession(context, caller, passkey.staff_id, 'passkey', NOT_COUNTED)
  return started.ok ? started : failed
}

/** What the library throws is an answer that does not verify; why is of no use to the person who sent it. */
async function orUndefined<Value>(verification: Promise<Value>): Promise<Value | undefined> {
  return verification.catch(() => undefined)
}
