import { lastByActor, recordAudit } from '@gloact/audit'
import type { AccountAccess } from '@gloact/identity/contract/account-access'
import { principalScope, type Principal } from '@gloact/identity/contract/principal'
import { asInstant, err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, readInScope, systemScope } from '@gloact/postgres'
import type { AccessRow } from '../contract/oversight.ts'
import { authorise, type OversightContext } from './context.ts'
import { tables } from './tables.ts'

/** An account that nobody used for this long is to be asked about. General knowledge. */
const UNUSED_AFTER_DAYS = 90

interface Reviewed {
  readonly at: string
  readonly by: string
}

/** Who may do what, and since when; for the data-protection officer, and for administrators to read. */
export async function readAccess(
  context: OversightContext,
  principal: Principal,
): Promise<Result<{ items: AccessRow[]; unusedAfterDays: number; mayReview: boolean }, Failure>> {
  const allowed = authorise(context, principal, 'oversight.read_access')
  if (!allowed.ok) return allowed
  const { rows, accounts } = await accessRows(context)
  await inScope(context.db, { ...principalScope(principal) }, async (trx) =>
    ok(await recordAudit(trx, { action: 'audit.read', detail: { page: 'access', accounts } })),
  )
  return ok({
    items: [...rows],
    unusedAfterDays: UNUSED_AFTER_DAYS,
    mayReview: authorise(context, principal, 'oversight.review_access').ok,
  })
}

/** Every account with what was reviewed of it. Anyone who asks was allowed before. */
export async function accessRows(
  context: OversightContext,
): Promise<{ readonly rows: readonly AccessRow[]; readonly accounts: number }> {
  const accounts = await context.accounts()
  // The audit is the system's to read here: of it, only when each account last signed in is told on.
  const { lastSignIn, reviews } = await readInScope(context.db, systemScope(context.country), async (trx) => ({
    lastSignIn: await lastByActor(trx, 'session.started'),
    reviews: await tables(trx)
      .selectFrom('oversight.access_review')
      .distinctOn('staff_id')
      .select(['staff_id', 'reviewed_by', 'reviewed_at'])
      .where('country', '=', context.country)
      .orderBy('staff_id')
      .orderBy('reviewed_at', 'desc')
      .execute(),
  }))
  const names = await context.staffNames(reviews.map((review) => review.reviewed_by))
  const reviewed = new Map(
    reviews.map((row) => [row.staff_id, { at: row.reviewed_at, by: names.get(row.reviewed_by) ?? '' }]),
  )
  const unusedBefore = asInstant(Date.parse(context.clock.now()) - UNUSED_AFTER_DAYS * 86_400_000)
  return {
    rows: accounts.map((account) =>
      present(account, lastSignIn.get(account.staffId) ?? null, reviewed.get(account.staffId), unusedBefore),
    ),
    accounts: accounts.length,
  }
}

function present(
  { madeAt, roles, teams, changedAt, ...account }: AccountAccess,
  lastSignInAt: string | null,
  review: Reviewed | undefined,
  unusedBefore: string,
): AccessRow {
  return {
    ...account,
    teams: [...teams],
    opensFiles: roles.some(({ scope, inForce }) => inForce && scope !== 'none'),
    roles: roles.map(({ changedAt: _changedAt, ...role }) => role),
    lastSignInAt,
    unused: account.state === 'active' && (lastSignInAt ?? madeAt) < unusedBefore,
    review: review ?? null,
    toReview:
      review === undefined || [changedAt ?? '', ...roles.map((role) => role.changedAt)].some((at) => at > review.at),
  }
}

/** Notes that these accounts were looked at and are right. One's own is left to somebody else. */
export async function reviewAccess(
  context: OversightContext,
  principal: Principal,
  input: { readonly id: string; readonly staffIds: readonly string[] },
): Promise<Result<{ reviewed: number }, Failure>> {
  const allowed = authorise(context, principal, 'oversight.review_access')
  if (!allowed.ok) return allowed
  const known = new Set((await context.accounts()).map(({ staffId }) => staffId))
  if (!input.staffIds.every((id) => known.has(id))) return err(failure('oversight.account_unknown'))
  const staffIds = [...new Set(input.staffIds)].filter((id) => id !== principal.userId)
  return inScope(context.db, { ...principalScope(principal) }, async (trx) => {
    if (staffIds.length === 0) return ok({ reviewed: 0 })
    const added = await tables(trx)
      .insertInto('oversight.access_review')
      .values(
        staffIds.map((staffId) => ({
          id: input.id,
          country: context.country,
          staff_id: staffId,
          reviewed_by: principal.userId,
          reviewed_at: context.clock.now(),
        })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .returning('staff_id')
      .execute()
    await recordAudit(
      trx,
      ...added.map(({ staff_id: id }) => ({
        action: 'access.reviewed' as const,
        object: { kind: 'identity.staff', id },
      })),
    )
    return ok({ reviewed: added.length })
  })
}
