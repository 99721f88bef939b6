import { randomBytes } from 'node:crypto'
import { recordAudit } from '@gloact/audit'
import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, type Database } from '@gloact/postgres'
import { SINGLE_SIGN_ON_SECONDS } from '../../domain/sessions.ts'
import type { SignInAnswer } from '../../contract/sign-in.ts'
import { clearFactors } from './accept-invitation.ts'
import { beginUnnamedAttempt, type Attempt } from './attempts.ts'
import { startSession } from './complete-sign-in.ts'
import { inSeconds, ownScope, type Caller, type IdentityContext } from '../session/context.ts'
import { giveCookie, readCookie } from '../session/cookies.ts'
import { hashToken } from '../keys/digests.ts'
import { findLink, hashLink, useLink } from './links.ts'
import { lockAdministration } from '../two-people/second-person.ts'
import { methodsOf, recordFailure } from './sign-in.ts'
import type { Assertion } from '../session/single-sign-on.ts'
import { tables } from '../tables.ts'

const PROVIDER = 'single_sign_on'
const FAILED = failure('identity.single_sign_on_failed')

/** Begins a sign-in at the provider, in this browser only: its cookie has to come back with the answer. */
export async function startSingleSignOn(
  context: IdentityContext,
  caller: Caller,
  input: { readonly invitation?: string | undefined },
): Promise<Result<{ url: string }, Failure>> {
  if (!context.singleSignOn) return err(FAILED)
  const attempt = await beginUnnamedAttempt(context, caller)
  if (!attempt.ok) return attempt
  await attempt.value.succeeded()
  const begun = await context.singleSignOn.begin()
  if (!begun.ok) return begun
  const token = randomBytes(32).toString('base64url')
  await tables(context.db)
    .insertInto('single_sign_on_attempt')
    .values({
      cookie_hash: hashToken(token),
      ...begun.value.expected,
      invitation_hash: input.invitation === undefined ? null : hashLink(input.invitation),
      expires_at: inSeconds(context, SINGLE_SIGN_ON_SECONDS),
    })
    .execute()
  giveCookie(context, caller, { name: PROVIDER, value: token, seconds: SINGLE_SIGN_ON_SECONDS })
  return ok({ url: begun.value.url })
}

/**
 * Completes it. There is no making of accounts here: the provider's person has to be connected to an account by an
 * administrator's link, whose verified address is the account's. A forged or stale answer, somebody whom no account is for
 * and a disabled account are refused alike.
 */
export async function completeSingleSignOn(
  context: IdentityContext,
  caller: Caller,
  input: { readonly returned: string },
): Promise<Result<SignInAnswer, Failure>> {
  const attempt = await beginUnnamedAttempt(context, caller)
  if (!attempt.ok) return attempt
  const answer = await complete(context, caller, input.returned, attempt.value)
  if (!answer.ok) {
    await recordFailure(context, caller, null, { by: PROVIDER })
  }
  return answer
}

async function complete(
  context: IdentityContext,
  caller: Caller,
  returned: string,
  attempt: Attempt,
): Promise<Result<SignInAnswer, Failure>> {
  const begun = await takeAttempt(context, caller)
  if (!context.singleSignOn || !begun) return err(FAILED)
  const asserted = await context.singleSignOn.finish(returned, begun)
  if (!asserted.ok) return err(FAILED)
  const staff = await inScope(context.db, ownScope(context), (trx) =>
    begun.invitation_hash === null
      ? findConnected(trx, context, asserted.value)
      : connect(trx, context, asserted.value, begun.invitation_hash),
  )
  if (!staff.ok) return staff
  const { id, email, twoFactor } = staff.value
  if (twoFactor && !asserted.value.secondFactor) {
    const { headers } = await context.engine.api.startPendingSignIn({
      body: { staffId: id },
      headers: caller.headers,
      returnHeaders: true,
    })
    caller.setCookies(headers)
    await attempt.succeeded()
    return ok({ next: 'second_factor', methods: await methodsOf(context, email) })
  }
  const factor = asserted.value.secondFactor ? PROVIDER : null
  const started = await startSession(context, caller, id, factor, attempt, { singleSignOn: true })
  return started.ok ? started : err(FAILED)
}

/** What the answer has to match; taken once, whatever the result. */
async function takeAttempt(context: IdentityContext, caller: Caller) {
  const token = readCookie(context, caller, PROVIDER)
  if (token === undefined) return undefined
  giveCookie(context, caller, { name: PROVIDER, value: '', seconds: 0 })
  const row = await tables(context.db)
    .deleteFrom('single_sign_on_attempt')
    .where('cookie_hash', '=', hashToken(token))
    .returningAll()
    .executeTakeFirst()
  return row && row.expires_at > context.clock.now() ? row : undefined
}

interface Found {
  readonly id: string
  readonly email: string
  readonly twoFactor: boolean
}

async function findConnected(
  trx: Database,
  context: IdentityContext,
  asserted: Assertion,
): Promise<Result<Found, Failure>> {
  const row = await tables(trx)
    .selectFrom('credential')
    .innerJoin('staff', 'staff.id', 'credential.staff_id')
    .innerJoin('agency', 'agency.id', 'staff.agency_id')
    .select(['staff.id', 'staff.email', 'staff.agency_id', 'staff.two_factor_enabled'])
    .where('provider_id', '=', PROVIDER)
    .where('account_id', '=', asserted.subject)
    .where('staff.disabled_at', 'is', null)
    .where('agency.active', '=', true)
    .where('agency.country', '=', context.country)
    .executeTakeFirst()
  if (!row || !opensAgency(asserted, row.agency_id)) return err(FAILED)
  return ok({ id: row.id, email: row.email, twoFactor: row.two_factor_enabled })
}

/** Connects the provider's person to the account that a link is for, where the verified address is the account's. */
async function connect(
  trx: Database,
  context: IdentityContext,
  asserted: Assertion,
  linkHash: Uint8Array,
): Promise<Result<Found, Failure>> {
  await lockAdministration(trx)
  const link = await findLink(trx, context, linkHash)
  if (!link || asserted.email !== link.email || !opensAgency(asserted, link.agency_id)) return err(FAILED)
  const db = tables(trx)
  const other = await db
    .selectFrom('credential')
    .select('staff_id')
    .where('provider_id', '=', PROVIDER)
    .where((eb) => eb.or([eb('account_id', '=', asserted.subject), eb('staff_id', '=', link.staff_id)]))
    .execute()
  if (other.some(({ staff_id }) => staff_id !== link.staff_id)) return err(FAILED)
  if (!(await useLink(trx, context, link.id))) return err(FAILED)
  // A reset may connect another of the provider's persons: somebody changed theirs.
  await db.deleteFrom('credential').where('staff_id', '=', link.staff_id).where('provider_id', '=', PROVIDER).execute()
  await db
    .insertInto('credential')
    .values({ staff_id: link.staff_id, provider_id: PROVIDER, account_id: asserted.subject, password: null })
    .execute()
  if (link.kind !== 'invitation') await clearFactors(trx, link.staff_id)
  await recordAudit(trx, {
    action: 'account.single_sign_on_connected',
    object: { kind: 'identity.staff', id: link.staff_id },
    actorId: link.staff_id,
    agencyId: link.agency_id,
  })
  return ok({ id: link.staff_id, email: link.email, twoFactor: false })
}

/** Where agencies are mapped, what the provider says has to name the account's own. */
const opensAgency = ({ agencyId }: Assertion, own: string): boolean => agencyId === undefined || agencyId === own
