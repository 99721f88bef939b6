import { isReference } from '@gloact/kernel'
import { compiledOnce, type Database } from '@gloact/postgres'
import { sql } from 'kysely'
import { notIndependentOf, type HoldKind } from '../../domain/access-change.ts'
import type { IdentityContext } from '../session/context.ts'
import { tables } from '../tables.ts'

type Independence = Pick<IdentityContext, 'clock' | 'independenceDays'>

/** Changes to accounts happen one after another, so that "the last administrator" is true when it is said. */
export async function lockAdministration(trx: Database): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('identity.administration'))`.execute(trx)
}

/**
 * Whether a second administrator has ever existed who could sign in. Grants are never deleted and a password that was set
 * stays, so that neither disabling nor revoking nor removing an administrator makes it untrue again.
 */
export async function secondEver(trx: Database): Promise<boolean> {
  const { rows } = await sql<{ there: boolean }>`
    select count(distinct staff_id) > 1 as there from identity.role_grant
    where role = 'administrator' and (confirmed_at is not null or not needs_confirmation)
      and exists (select from identity.credential where credential.staff_id = role_grant.staff_id)`.execute(trx)
  return rows[0]?.there === true
}

/** Notes that these had the account in their hands just now; the console of the server (null) is nobody. */
export async function recordHold(
  trx: Database,
  context: Pick<IdentityContext, 'clock'>,
  hold: { readonly staffId: string; readonly kind: HoldKind; readonly by: readonly (string | null)[] },
): Promise<void> {
  const by = [...new Set(hold.by)].filter((one) => one !== null && one !== hold.staffId) as string[]
  if (by.length === 0) return
  await tables(trx)
    .insertInto('account_hold')
    .values(by.map((one) => ({ staff_id: hold.staffId, by_id: one, kind: hold.kind, at: context.clock.now() })))
    .execute()
}

/** Asked each time that two people are needed, and of the person who records. */
const holdsOf = compiledOnce(['userId', 'since'], (db: Database, { userId, since }) =>
  tables(db)
    .selectFrom('account_hold')
    .select(['staff_id', 'by_id', 'at'])
    .where((eb) => eb.or([eb('staff_id', '=', userId), eb('by_id', '=', userId)]))
    .where('at', '>', since)
    .compile(),
)

/** With whom somebody does not make two people for now, and until when. */
export async function readNotIndependentOf(
  db: Database,
  context: Independence,
  userId: string,
): Promise<ReadonlyMap<string, string>> {
  const now = context.clock.now()
  const days = context.independenceDays
  const since = new Date(Date.parse(now) - days * 86_400_000).toISOString()
  const { rows } = await db.executeQuery(holdsOf(db, { userId, since }))
  return notIndependentOf(
    userId,
    rows.map((row) => ({ staffId: row.staff_id, byId: row.by_id, at: row.at })),
    { now, days },
  )
}

/** What an audit entry says of an address: the same one has the same hint, and nobody reads it back. */
export function addressHint(context: Pick<IdentityContext, 'digests'>, email: string): string {
  const hint = `hint-${Buffer.from(context.digests.ofAccount(email)).toString('hex').slice(0, 12)}`
  if (!isReference(hint)) throw new Error('a hint is not an audit reference')
  return hint
}
