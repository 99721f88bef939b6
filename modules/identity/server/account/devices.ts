import { recordAudit } from '@gloact/audit'
import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, type Database } from '@gloact/postgres'
import { sql } from 'kysely'
import type { Device } from '../../contract/devices.ts'
import { beginUnnamedAttempt } from '../signing-in/attempts.ts'
import { ownScope, scopeOf, type Caller, type IdentityContext, type SignedIn } from '../session/context.ts'
import { forgetKnownDevices } from '../signing-in/known-devices.ts'
import { endSessions } from '../signing-in/manage-sessions.ts'
import { tables } from '../tables.ts'

type Done = Result<{ done: true }, Failure>

/** The browsers that keep drafts of mine, the last used first. `current` is the id that this browser says it has. */
export async function listDevices(
  context: IdentityContext,
  signedIn: SignedIn,
  input: { readonly current?: string | undefined },
): Promise<Result<{ items: Device[] }, Failure>> {
  const rows = await tables(context.db)
    .selectFrom('device')
    .selectAll()
    .where('staff_id', '=', signedIn.principal.userId)
    .orderBy('last_seen_at', 'desc')
    .limit(50)
    .execute()
  return ok({
    items: rows.map((row) => ({
      id: row.id as Device['id'],
      userAgent: row.user_agent ?? '',
      firstSeenAt: row.first_seen_at,
      lastSeenAt: row.last_seen_at,
      current: row.id === input.current,
      forgottenAt: row.forgotten_at,
      clearedAt: row.cleared_at,
    })),
  })
}

/**
 * Notes that this browser keeps drafts of mine, and gives the key that opens them, made where there is none. A device that is to
 * be forgotten has none any more; one that is somebody else's looks the same.
 */
export async function seeDevice(
  context: IdentityContext,
  caller: Caller,
  signedIn: SignedIn,
  input: { readonly id: string },
): Promise<Result<{ key: string }, Failure>> {
  const device = { id: input.id, staffId: signedIn.principal.userId }
  const seen = {
    user_agent: caller.headers.get('user-agent'),
    session_id: signedIn.sessionId,
    last_seen_at: context.clock.now(),
  }
  await tables(context.db)
    .insertInto('device')
    .values({
      id: input.id,
      staff_id: signedIn.principal.userId,
      ...seen,
      forgotten_at: null,
      forgotten_by: null,
      cleared_at: null,
      sealed_key: null,
    })
    .onConflict((conflict) =>
      conflict
        .column('id')
        .doUpdateSet(seen)
        .where('device.staff_id', '=', signedIn.principal.userId)
        .where('device.forgotten_at', 'is', null),
    )
    .execute()
  const made = await context.deviceKeys.make(device)
  // Two pages ask at once: the first key that is there is the one.
  const kept = await tables(context.db)
    .updateTable('device')
    .set({ sealed_key: sql<string>`coalesce(sealed_key, ${made})` })
    .where('id', '=', device.id)
    .where('staff_id', '=', device.staffId)
    .where('forgotten_at', 'is', null)
    .returning('sealed_key')
    .executeTakeFirst()
  if (!kept?.sealed_key) return err(failure('identity.device_forgotten'))
  return ok({ key: await context.deviceKeys.open(device, kept.sealed_key) })
}

/** One of my devices is lost: its session ends now, and its drafts go when it next reaches the server. */
export async function forgetDevice(
  context: IdentityContext,
  signedIn: SignedIn,
  input: { readonly id: string },
): Promise<Done> {
  const staffId = signedIn.principal.userId
  return inScope(context.db, scopeOf(signedIn.principal), async (trx) => {
    const [forgotten] = await forgetDevices(trx, context, { staffId, by: staffId, only: input.id })
    if (!forgotten) return err(failure('http.not_found'))
    if (forgotten.sessionId !== null && forgotten.sessionId !== signedIn.sessionId) {
      await endSessions(trx, { staffId, only: forgotten.sessionId })
    }
    return ok({ done: true as const })
  })
}

/** Marks devices of an account as to be forgotten, destroys their keys, and records each. */
export async function forgetDevices(
  trx: Database,
  context: IdentityContext,
  which: { readonly staffId: string; readonly by: string; readonly only?: string },
): Promise<readonly { readonly id: string; readonly sessionId: string | null }[]> {
  let query = tables(trx)
    .updateTable('device')
    .set({ forgotten_at: context.clock.now(), forgotten_by: which.by, sealed_key: null })
    .where('staff_id', '=', which.staffId)
    .where('forgotten_at', 'is', null)
  if (which.only !== undefined) query = query.where('id', '=', which.only)
  const rows = await query.returning(['id', 'session_id']).execute()
  // Which of the browsers it was is not told apart: the others are known again with their next sign-in.
  await forgetKnownDevices(trx, which.staffId)
  await recordAudit(
    trx,
    ...rows.map(({ id }) => ({
      action: 'account.device_forgotten' as const,
      object: { kind: 'identity.device', id },
    })),
  )
  return rows.map((row) => ({ id: row.id, sessionId: row.session_id }))
}

/** Which of the keys that a device holds it has to destroy; what it says that it has destroyed is noted. */
export async function checkDevices(
  context: IdentityContext,
  caller: Caller,
  input: { readonly ids: readonly string[]; readonly cleared: readonly string[] },
): Promise<Result<{ forget: Device['id'][] }, Failure>> {
  const attempt = await beginUnnamedAttempt(context, caller)
  if (!attempt.ok) return attempt
  await attempt.value.succeeded()
  return inScope(context.db, ownScope(context), async (trx) => {
    if (input.cleared.length > 0) {
      await tables(trx)
        .updateTable('device')
        .set({ cleared_at: context.clock.now() })
        .where('id', 'in', [...input.cleared])
        .where('forgotten_at', 'is not', null)
        .where('cleared_at', 'is', null)
        .execute()
    }
    if (input.ids.length === 0) return ok({ forget: [] })
    const rows = await tables(trx)
      .selectFrom('device')
      .select('id')
      .where('id', 'in', [...input.ids])
      .where('forgotten_at', 'is not', null)
      .execute()
    return ok({ forget: rows.map(({ id }) => id as Device['id']) })
  })
}
