import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, type Database } from '@gloact/postgres'
import { recordAudit } from '@gloact/audit'
import { APIError } from 'better-auth/api'
import type { SignInAnswer } from '../../contract/sign-in.ts'
import { beginAttempt, standingOf, type Standing } from './attempts.ts'
import { unprovenEntry, unsealTakenAway } from '../session/access-proof.ts'
import { provenOf, readAccess } from '../session/authenticate.ts'
import { ownScope, type Caller, type IdentityContext } from '../session/context.ts'
import type { Turn } from '../keys/hash-desk.ts'
import { rememberDevice } from './known-devices.ts'
import { tables } from '../tables.ts'

/**
 * Signs in with e-mail address and password. An unknown address, a wrong password and a disabled account get the same
 * answer after the same work: better-auth hashes the password where there is nothing to compare it with.
 */
export async function signIn(
  context: IdentityContext,
  caller: Caller,
  input: { readonly email: string; readonly password: string },
): Promise<Result<SignInAnswer, Failure>> {
  const standing = await standingOf(context, caller, input)
  return context.hashDesk.inTurn(standing.lane, (turn) => signInInTurn(context, caller, input, standing, turn))
}

async function signInInTurn(
  context: IdentityContext,
  caller: Caller,
  input: { readonly email: string; readonly password: string },
  standing: Standing,
  turn: Turn,
): Promise<Result<SignInAnswer, Failure>> {
  const attempt = await beginAttempt(context, standing)
  if (!attempt.ok) return attempt
  const answer = await turn(() => engineSignIn(context, caller, input))
  if (answer === undefined) {
    await recordFailure(context, caller, input.email, { waits: attempt.value.waits })
    return err(failure('identity.sign_in_failed'))
  }
  caller.setCookies(answer.headers)
  if ('twoFactorRedirect' in answer.response) {
    // Right so far. The codes that follow are counted one by one.
    await attempt.value.withdrawn()
    return ok({ next: 'second_factor', methods: await methodsOf(context, input.email) })
  }
  await attempt.value.succeeded()
  await recordStart(context, caller, answer.response.token, null)
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

/**
 * Marks a new session with the factor that opened it and the browser it is in, and records that it started. The session that
 * was in this browser before, no matter whose it was, and others of the account in it end.
 */
export async function recordStart(
  context: IdentityContext,
  caller: Caller,
  token: string,
  factor: 'totp' | 'passkey' | 'recovery_code' | 'single_sign_on' | null,
  by: { readonly singleSignOn: boolean } = { singleSignOn: false },
): Promise<void> {
  const { token: former } = await context.engine.api.readSessionToken({ headers: caller.headers })
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
    await unsealTakenAway(trx, session.staff_id)
    const { unprovenRoles, unprovenTeams } = provenOf(context, await readAccess(trx, context, session.staff_id))
    if (unprovenRoles.length + unprovenTeams.length > 0)
      await recordAudit(trx, {
        ...unprovenEntry(context.country, session.staff_id, [
          ...unprovenRoles.map(({ id, role }) => ({ kind: 'role' as const, id, role, ...of(session) })),
          ...unprovenTeams.map(({ id }) => ({ kind: 'team' as const, teamId: id, ...of(session) })),
        ]),
        actorId: session.staff_id,
        agencyId: session.agency_id,
      })
    const device = await rememberDevice(trx, context, caller, session.staff_id)
    await tables(trx).updateTable('session').set({ device_hash: device }).where('id', '=', session.id).execute()
    await endFormerSessions(trx, session, device, former)
    return ok(undefined)
  })
}

const of = (row: { readonly staff_id: string; readonly agency_id: string }) => ({
  staffId: row.staff_id,
  agencyId: row.agency_id,
})

/** One browser holds one session: what was opened in it before is in nobody's hands any more. */
async function endFormerSessions(
  trx: Database,
  session: { readonly id: string; readonly staff_id: string },
  device: Uint8Array,
  former: string | null,
): Promise<void> {
  const ended = await tables(trx)
    .deleteFrom('session')
    .where('id', '!=', session.id)
    .where((eb) =>
      eb.or([
        eb.and([eb('device_hash', '=', device), eb('staff_id', '=', session.staff_id)]),
        ...(former === null ? [] : [eb('token', '=', former)]),
      ]),
    )
    .returning(['id', 'staff_id'])
    .execute()
  await recordAudit(
    trx,
    ...ended.map(({ id, staff_id: actorId }) => ({
      action: 'session.ended' as const,
      object: { kind: 'identity.session', id },
      actorId,
      detail: { by: 'new_sign_in' },
    })),
  )
}

/**
 * Records that proving an identity failed; for an address that nobody has as well, so that the work is the same. `origin`
 * tells which failures of a month came from one network, and not from which; `waits` what slows the next try down.
 */
export async function recordFailure(
  context: IdentityContext,
  caller: Caller,
  email: string | null,
  { by, waits = [] }: { readonly by?: string; readonly waits?: readonly string[] } = {},
): Promise<void> {
  await inScope(context.db, ownScope(context), async (trx) => {
    const staff =
      email === null
        ? undefined
        : await tables(trx).selectFrom('staff').select('id').where('email', '=', email).executeTakeFirst()
    await recordAudit(trx, {
      action: 'session.failed',
      ...(staff && { object: { kind: 'identity.staff', id: staff.id } }),
      detail: {
        ...(by !== undefined && { by }),
        ...(waits.length > 0 && { waits }),
        origin: context.digests.originOf(caller.address, context.clock.now()),
      },
    })
    return ok(undefined)
  })
}
