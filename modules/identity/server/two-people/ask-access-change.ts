import { recordAudit, type AuditAction, type AuditDetail } from '@gloact/audit'
import { newId } from '@gloact/kernel'
import type { Database } from '@gloact/postgres'
import { opensByLink, type AccessChangeKind } from '../../domain/access-change.ts'
import type { Designation } from '../../domain/agency.ts'
import { RESET_SECONDS } from '../../domain/sessions.ts'
import { inSeconds, type IdentityContext } from '../session/context.ts'
import { tell } from './notices.ts'
import { addressHint } from './second-person.ts'
import { tables } from '../tables.ts'

/** What one administrator wants, and another has to confirm. */
export interface WantedChange {
  readonly kind: AccessChangeKind
  readonly by: string
  readonly staffId?: string
  readonly agencyId?: string
  readonly teamId?: string
  readonly designation?: Designation
  readonly email?: string
  readonly invitationId?: string
  /** The roles of a new account. */
  readonly grantIds?: readonly string[]
}

/** A change as it is stored. */
export interface StoredChange {
  readonly id: string
  readonly kind: AccessChangeKind
  readonly staff_id: string | null
  readonly agency_id: string | null
  readonly team_id: string | null
  readonly designation: Designation | null
  readonly email: string | null
  readonly invitation_id: string | null
  readonly grant_ids: readonly string[]
  readonly asked_by: string
}

/**
 * Asks for a change that waits for a second person; nothing of what it is about changes. The same that waits already is not asked
 * for twice. What opens an account or names another address takes the place of the one asked for before, which is recorded as
 * declined: the half of a link that was lost helps nobody.
 */
export async function askAccessChange(trx: Database, context: IdentityContext, wanted: WantedChange): Promise<void> {
  const now = context.clock.now()
  await endExpired(trx, now)
  if (opensByLink(wanted.kind) || wanted.kind === 'email') {
    const before = await waitingOf(trx, wanted)
    if (before && wanted.kind === 'email' && before.email === wanted.email) return
    if (before) await endChange(trx, context, before, { declinedBy: wanted.by })
  }
  const resets = wanted.kind === 'password_reset' || wanted.kind === 'factor_reset'
  const change: StoredChange = {
    id: newId<'access_change'>(),
    kind: wanted.kind,
    staff_id: wanted.staffId ?? null,
    agency_id: wanted.agencyId ?? null,
    team_id: wanted.teamId ?? null,
    designation: wanted.designation ?? null,
    email: wanted.email ?? null,
    invitation_id: wanted.invitationId ?? null,
    grant_ids: wanted.grantIds ?? [],
    asked_by: wanted.by,
  }
  const asked = await tables(trx)
    .insertInto('access_change')
    .values({
      ...change,
      grant_ids: [...change.grant_ids],
      asked_at: now,
      expires_at: resets ? inSeconds(context, RESET_SECONDS) : null,
      checked_how: null,
      confirmed_by: null,
      confirmed_at: null,
      declined_by: null,
      declined_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!asked) return
  await recordChange(trx, context, 'asked', change)
  await tellOf(trx, context, 'asked', change, null)
}

const waitingOf = (trx: Database, wanted: WantedChange): Promise<StoredChange | undefined> =>
  tables(trx)
    .selectFrom('access_change')
    .selectAll()
    .where('kind', '=', wanted.kind)
    .where('staff_id', '=', wanted.staffId ?? null)
    .where('confirmed_at', 'is', null)
    .where('declined_at', 'is', null)
    .executeTakeFirst()

/** One whose day is over makes room for the next. */
const endExpired = (trx: Database, now: string) =>
  tables(trx)
    .updateTable('access_change')
    .set((eb) => ({ declined_by: eb.ref('asked_by'), declined_at: now }))
    .where('confirmed_at', 'is', null)
    .where('declined_at', 'is', null)
    .where('expires_at', '<=', now)
    .execute()

/** Declined by another, or withdrawn by the person who asked; its link opens nothing. */
export async function endChange(
  trx: Database,
  context: IdentityContext,
  change: StoredChange,
  { declinedBy }: { readonly declinedBy: string },
): Promise<void> {
  const now = context.clock.now()
  await tables(trx)
    .updateTable('access_change')
    .set({ declined_by: declinedBy, declined_at: now })
    .where('id', '=', change.id)
    .execute()
  if (change.invitation_id !== null) {
    await tables(trx)
      .updateTable('invitation')
      .set({ revoked_at: now })
      .where('id', '=', change.invitation_id)
      .where('used_at', 'is', null)
      .where('revoked_at', 'is', null)
      .execute()
  }
  await recordChange(trx, context, 'declined', change)
  await tellOf(trx, context, 'declined', change, declinedBy)
}

type Step = 'asked' | 'confirmed' | 'declined'

/** Codes of the audit log do not change: what had its own before it was one of these keeps it. */
const ACTIONS: Readonly<Record<string, Readonly<Record<Step, AuditAction>>>> = {
  designation: { asked: 'designation.requested', confirmed: 'designation.granted', declined: 'designation.refused' },
  factor_reset: {
    asked: 'account.factor_reset_asked',
    confirmed: 'account.factor_reset_confirmed',
    declined: 'account.factor_reset_declined',
  },
}
const OTHERS = { asked: 'access.requested', confirmed: 'access.granted', declined: 'access.refused' } as const

/** Says what is to change, from and to, in ids, codes and hints. */
export async function recordChange(
  trx: Database,
  context: IdentityContext,
  step: Step,
  change: StoredChange,
  more: AuditDetail = {},
): Promise<void> {
  const object =
    change.staff_id !== null
      ? { kind: 'identity.staff', id: change.staff_id }
      : change.agency_id !== null
        ? { kind: 'identity.agency', id: change.agency_id }
        : { kind: 'identity.team', id: change.team_id ?? '' }
  await recordAudit(trx, {
    action: (ACTIONS[change.kind] ?? OTHERS)[step],
    object,
    detail: {
      request: change.id,
      kind: change.kind,
      askedBy: change.asked_by,
      ...(change.designation !== null && { designation: change.designation }),
      ...(change.team_id !== null && { team: change.team_id }),
      ...(change.email !== null && { emailTo: addressHint(context, change.email) }),
      ...(change.grant_ids.length > 0 && { grants: change.grant_ids }),
      ...more,
    },
  })
}

export const tellOf = (
  trx: Database,
  context: IdentityContext,
  event: Step,
  change: StoredChange,
  secondBy: string | null,
): Promise<void> =>
  tell(trx, context, {
    event,
    kind: change.kind,
    staffId: change.staff_id,
    agencyId: change.agency_id,
    teamId: change.team_id,
    designation: change.designation,
    askedBy: change.asked_by,
    secondBy,
  })
