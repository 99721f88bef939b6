import { recordAudit } from '@gloact/audit'
import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, type Database } from '@gloact/postgres'
import { FACTOR_RESET_SECONDS } from '../domain/sessions.ts'
import type { FactorReset, IDENTITY_CHECKS } from '../contract/factor-reset.ts'
import { clearFactors } from './accept-invitation.ts'
import { authorise, orTaken } from './authorise.ts'
import { inSeconds, scopeOf, type IdentityContext, type SignedIn } from './context.ts'
import { lockAdministration, touch } from './manage-roles.ts'
import { endSessions } from './manage-sessions.ts'
import { namesOf, readStaff } from './read-staff.ts'
import { tables } from './tables.ts'

type Done = Result<{ done: true }, Failure>

const waiting = (trx: Database, context: IdentityContext) =>
  tables(trx)
    .selectFrom('factor_reset')
    .innerJoin('staff', 'staff.id', 'factor_reset.staff_id')
    .innerJoin('agency', 'agency.id', 'staff.agency_id')
    .select([
      'factor_reset.id',
      'factor_reset.staff_id',
      'factor_reset.asked_by',
      'factor_reset.asked_at',
      'factor_reset.expires_at',
      'staff.name',
      'agency.name as agency_name',
    ])
    .where('agency.country', '=', context.country)
    .where('factor_reset.confirmed_at', 'is', null)
    .where('factor_reset.declined_at', 'is', null)
    .where('factor_reset.expires_at', '>', context.clock.now())

/** The resets that wait for another administrator. */
export async function listFactorResets(
  context: IdentityContext,
  signedIn: SignedIn,
): Promise<Result<{ items: FactorReset[] }, Failure>> {
  const allowed = authorise(context, signedIn, 'identity.read_accounts')
  if (!allowed.ok) return allowed
  const rows = await waiting(context.db, context).orderBy('factor_reset.asked_at').execute()
  const names = await namesOf(
    context.db,
    rows.map((row) => row.asked_by),
  )
  return ok({ items: rows.map((row) => present(row, names, signedIn.principal.userId)) })
}

function present(
  row: {
    readonly id: string
    readonly staff_id: string
    readonly asked_by: string
    readonly asked_at: string
    readonly expires_at: string
    readonly name: string
    readonly agency_name: string
  },
  names: ReadonlyMap<string, string>,
  userId: string,
): FactorReset {
  return {
    id: row.id as FactorReset['id'],
    staffId: row.staff_id as FactorReset['staffId'],
    name: row.name,
    agencyName: row.agency_name,
    askedBy: names.get(row.asked_by) ?? '',
    askedAt: row.asked_at,
    expiresAt: row.expires_at,
    mayConfirm: row.asked_by !== userId && row.staff_id !== userId,
  }
}

/** Asks for a reset. Nothing changes for the account until another administrator confirms. */
export async function askFactorReset(
  context: IdentityContext,
  signedIn: SignedIn,
  input: { readonly id: string; readonly resetId: string },
): Promise<Result<FactorReset, Failure>> {
  const by = signedIn.principal.userId
  const allowed = authorise(context, signedIn, 'identity.reset_factor', input.id)
  if (!allowed.ok) return allowed
  return orTaken({ factor_reset_waiting: 'identity.reset_exists', factor_reset_pkey: 'identity.reset_exists' }, () =>
    inScope(context.db, scopeOf(signedIn.principal), async (trx) => {
      await lockAdministration(trx)
      const staff = await readStaff(trx, context, signedIn, input.id)
      if (!staff.ok) return staff
      if (!staff.value.secondFactor) return err(failure('identity.second_factor_missing'))
      // One whose day is over makes room for the next.
      await tables(trx)
        .updateTable('factor_reset')
        .set({ declined_at: context.clock.now() })
        .where('staff_id', '=', input.id)
        .where('confirmed_at', 'is', null)
        .where('declined_at', 'is', null)
        .where('expires_at', '<=', context.clock.now())
        .execute()
      await tables(trx)
        .insertInto('factor_reset')
        .values({
          id: input.resetId,
          staff_id: input.id,
          asked_by: by,
          asked_at: context.clock.now(),
          expires_at: inSeconds(context, FACTOR_RESET_SECONDS),
          checked_how: null,
          confirmed_by: null,
          confirmed_at: null,
          declined_by: null,
          declined_at: null,
          told_at: null,
        })
        .execute()
      await record(trx, 'account.factor_reset_asked', input.id, input.resetId)
      const row = await waiting(trx, context).where('factor_reset.id', '=', input.resetId).executeTakeFirstOrThrow()
      return ok(present(row, new Map([[by, signedIn.principal.displayName]]), by))
    }),
  )
}

/**
 * Confirms a reset: the account's factors and recovery codes are removed and its sessions end. Its password stays, and the
 * next sign-in with it sets up a new factor before anything opens. The person is told who asked and who confirmed.
 */
export async function confirmFactorReset(
  context: IdentityContext,
  signedIn: SignedIn,
  input: { readonly id: string; readonly checkedHow: (typeof IDENTITY_CHECKS)[number] },
): Promise<Done> {
  const by = signedIn.principal.userId
  return decide(context, signedIn, input.id, async (trx, reset) => {
    if (reset.asked_by === by) return err(failure('identity.second_administrator_needed'))
    await tables(trx)
      .updateTable('factor_reset')
      .set({ confirmed_by: by, confirmed_at: context.clock.now(), checked_how: input.checkedHow })
      .where('id', '=', input.id)
      .execute()
    await endSessions(trx, { staffId: reset.staff_id })
    await clearFactors(trx, reset.staff_id)
    await touch(trx, context, reset.staff_id)
    await record(trx, 'account.factor_reset_confirmed', reset.staff_id, input.id, { checkedHow: input.checkedHow })
    return ok({ done: true as const })
  })
}

/** Declines a reset, or withdraws one's own. */
export async function declineFactorReset(
  context: IdentityContext,
  signedIn: SignedIn,
  input: { readonly id: string },
): Promise<Done> {
  return decide(context, signedIn, input.id, async (trx, reset) => {
    await tables(trx)
      .updateTable('factor_reset')
      .set({ declined_by: signedIn.principal.userId, declined_at: context.clock.now() })
      .where('id', '=', input.id)
      .execute()
    await record(trx, 'account.factor_reset_declined', reset.staff_id, input.id)
    return ok({ done: true as const })
  })
}

async function decide(
  context: IdentityContext,
  signedIn: SignedIn,
  resetId: string,
  run: (trx: Database, reset: { readonly staff_id: string; readonly asked_by: string }) => Promise<Done>,
): Promise<Done> {
  const listed = authorise(context, signedIn, 'identity.read_accounts')
  if (!listed.ok) return listed
  return inScope(context.db, scopeOf(signedIn.principal), async (trx): Promise<Done> => {
    await lockAdministration(trx)
    const reset = await waiting(trx, context).where('factor_reset.id', '=', resetId).executeTakeFirst()
    if (!reset) return err(failure('identity.reset_missing'))
    const allowed = authorise(context, signedIn, 'identity.reset_factor', reset.staff_id)
    return allowed.ok ? run(trx, reset) : allowed
  })
}

const record = (
  trx: Database,
  action: 'account.factor_reset_asked' | 'account.factor_reset_confirmed' | 'account.factor_reset_declined',
  staffId: string,
  reset: string,
  more: Readonly<Record<string, string>> = {},
): Promise<void> =>
  recordAudit(trx, { action, object: { kind: 'identity.staff', id: staffId }, detail: { reset, ...more } })

/** What an account has still to be told: that its second factor was reset, by whom. */
export async function noticeFor(context: IdentityContext, staffId: string) {
  const row = await tables(context.db)
    .selectFrom('factor_reset')
    .select(['id', 'asked_by', 'confirmed_by', 'confirmed_at'])
    .where('staff_id', '=', staffId)
    .where('confirmed_at', 'is not', null)
    .where('told_at', 'is', null)
    .orderBy('confirmed_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row?.confirmed_at) return null
  const names = await namesOf(context.db, [row.asked_by, row.confirmed_by])
  return {
    id: row.id as FactorReset['id'],
    at: row.confirmed_at,
    askedBy: names.get(row.asked_by) ?? '',
    confirmedBy: names.get(row.confirmed_by ?? '') ?? '',
  }
}

/** The person has read it. */
export async function noteSeen(
  context: IdentityContext,
  signedIn: SignedIn,
  input: { readonly id: string },
): Promise<Done> {
  await tables(context.db)
    .updateTable('factor_reset')
    .set({ told_at: context.clock.now() })
    .where('id', '=', input.id)
    .where('staff_id', '=', signedIn.principal.userId)
    .where('confirmed_at', 'is not', null)
    .where('told_at', 'is', null)
    .execute()
  return ok({ done: true })
}
