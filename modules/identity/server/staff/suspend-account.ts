import { recordAudit } from '@gloact/audit'
import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, type Database } from '@gloact/postgres'
import type { Lockout, Staff } from '../../contract/administration.ts'
import { waitsForSecond } from '../../domain/access-change.ts'
import { authorise } from '../session/authorise.ts'
import { scopeOf, type IdentityContext, type SignedIn } from '../session/context.ts'
import { enableNow } from './apply-access-change.ts'
import { askAccessChange } from '../two-people/ask-access-change.ts'
import { revokeLinks } from '../signing-in/links.ts'
import { administratorBeside, touch } from './manage-roles.ts'
import { endSessions } from '../signing-in/manage-sessions.ts'
import { tell } from '../two-people/notices.ts'
import { readStaff } from './read-staff.ts'
import { lockAdministration, recordHold, secondEver } from '../two-people/second-person.ts'
import { tables, type AttemptKind } from '../tables.ts'

type Input = { readonly id: string }

/** Disables an account: its sessions end, its links no longer open, and it can be enabled again. */
export async function disableAccount(
  context: IdentityContext,
  signedIn: SignedIn,
  input: Input,
): Promise<Result<Staff, Failure>> {
  return manage(context, signedIn, input.id, async (trx, staff) => {
    const administers = staff.grants.some((grant) => grant.role === 'administrator' && grant.state === 'in_force')
    if (administers && !(await administratorBeside(trx, [input.id]))) return err(failure('identity.last_administrator'))
    if (staff.state !== 'disabled') {
      await tables(trx)
        .updateTable('staff')
        .set({ disabled_at: context.clock.now() })
        .where('id', '=', input.id)
        .execute()
      await endSessions(trx, { staffId: input.id })
      await revokeLinks(trx, context, input.id)
      await recordAudit(trx, {
        action: 'account.suspended',
        object: { kind: 'identity.staff', id: input.id },
        detail: { stateFrom: staff.state, stateTo: 'disabled' },
      })
      const askedBy = signedIn.principal.userId
      await tell(trx, context, { event: 'done', kind: 'disable', staffId: input.id, askedBy })
    }
    return ok(undefined)
  })
}

/** Enables an account again: at once while there is one administrator only, else as soon as another has confirmed it. */
export async function enableAccount(
  context: IdentityContext,
  signedIn: SignedIn,
  input: Input,
): Promise<Result<Staff, Failure>> {
  return manage(context, signedIn, input.id, async (trx, staff) => {
    if (staff.state === 'disabled') {
      const by = signedIn.principal.userId
      if (waitsForSecond(await secondEver(trx))) {
        await askAccessChange(trx, context, { kind: 'enable', staffId: input.id, by })
      } else {
        await enableNow(trx, context, input.id)
        await recordHold(trx, context, { staffId: input.id, kind: 'enable', by: [by] })
        await tell(trx, context, { event: 'done', kind: 'enable', staffId: input.id, askedBy: by })
      }
    }
    return ok(undefined)
  })
}

/** Forgets the failed sign-ins of an account, so that its owner need not wait. */
export async function unlockAccount(
  context: IdentityContext,
  signedIn: SignedIn,
  input: Input,
): Promise<Result<Staff, Failure>> {
  return manage(context, signedIn, input.id, async (trx) => {
    await tables(trx).deleteFrom('sign_in_attempt').where('staff_id', '=', input.id).execute()
    await recordAudit(trx, {
      action: 'account.changed',
      object: { kind: 'identity.staff', id: input.id },
      detail: { change: 'unlocked' },
    })
    return ok(undefined)
  })
}

async function manage(
  context: IdentityContext,
  signedIn: SignedIn,
  staffId: string,
  run: (trx: Database, staff: Staff) => Promise<Result<undefined, Failure>>,
): Promise<Result<Staff, Failure>> {
  const allowed = authorise(context, signedIn, 'identity.manage_account', staffId)
  if (!allowed.ok) return allowed
  return inScope(context.db, scopeOf(signedIn.principal), async (trx) => {
    await lockAdministration(trx)
    const before = await readStaff(trx, context, signedIn, staffId)
    if (!before.ok) return before
    const done = await run(trx, before.value)
    if (!done.ok) return done
    await touch(trx, context, staffId)
    return readStaff(trx, context, signedIn, staffId)
  })
}

/** Where the failures came from that a kind counts. */
const PLACE_OF_KIND = {
  account: 'anywhere',
  account_here: 'one_network',
  address: 'one_network',
  link: 'one_network',
  device: 'known_device',
  session: 'open_session',
} as const satisfies Record<AttemptKind, Lockout['from']>

/** What is blocked now: accounts by name, network addresses only by how often they failed. */
export async function listLockouts(
  context: IdentityContext,
  signedIn: SignedIn,
): Promise<Result<{ items: Lockout[] }, Failure>> {
  const allowed = authorise(context, signedIn, 'identity.read_accounts')
  if (!allowed.ok) return allowed
  const rows = await tables(context.db)
    .selectFrom('sign_in_attempt')
    .leftJoin('staff', 'staff.id', 'sign_in_attempt.staff_id')
    .select(['kind', 'staff_id', 'staff.name', 'failures', 'last_failed_at', 'blocked_until'])
    .where('blocked_until', '>', context.clock.now())
    .orderBy('blocked_until', 'desc')
    .limit(500)
    .execute()
  return ok({
    items: rows.map((row) => ({
      kind: row.kind === 'address' || row.kind === 'link' ? ('address' as const) : ('account' as const),
      from: PLACE_OF_KIND[row.kind],
      staffId: row.staff_id as Lockout['staffId'],
      name: row.name,
      failures: row.failures,
      lastFailedAt: row.last_failed_at,
      blockedUntil: row.blocked_until ?? row.last_failed_at,
    })),
  })
}
