import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { sql } from 'kysely'
import { ACCOUNT_LOCKOUT, ADDRESS_LOCKOUT, delayOf, type LockoutRule } from '../domain/lockout.ts'
import type { Caller, IdentityContext } from './context.ts'
import { tables } from './tables.ts'

/** An attempt that was let through. It counts as failed until `succeeded` is called: guessing in parallel gains nothing. */
export interface Attempt {
  succeeded(): Promise<void>
}

interface Counter {
  readonly key: Uint8Array
  readonly kind: 'account' | 'address'
  readonly rule: LockoutRule
}

/**
 * Lets an attempt to prove an identity through, or says how long to wait. Counted by account, whether or not one has that
 * e-mail address, and by network address; both are stored as keyed digests, in the database, for all processes.
 */
export async function beginAttempt(
  context: IdentityContext,
  caller: Caller,
  email: string,
): Promise<Result<Attempt, Failure>> {
  const byAddress = await beginUnnamedAttempt(context, caller)
  if (!byAddress.ok) return byAddress
  const account: Counter = { key: context.digests.ofAccount(email), kind: 'account', rule: ACCOUNT_LOCKOUT }
  const blocked = await count(context, account, email)
  if (blocked) return err(blocked)
  return ok({
    succeeded: async () => {
      await tables(context.db).deleteFrom('sign_in_attempt').where('key', '=', account.key).execute()
      await byAddress.value.succeeded()
    },
  })
}

/** The same for what names no account, such as a link's token or a passkey: counted by network address only. */
export async function beginUnnamedAttempt(context: IdentityContext, caller: Caller): Promise<Result<Attempt, Failure>> {
  const address: Counter = { key: context.digests.ofAddress(caller.address), kind: 'address', rule: ADDRESS_LOCKOUT }
  const blocked = await count(context, address, null)
  if (blocked) return err(blocked)
  return ok({
    succeeded: async () => {
      // The address's other failures stay: whoever guesses may also own an account.
      await tables(context.db)
        .updateTable('sign_in_attempt')
        .set((eb) => ({ failures: eb('failures', '-', 1), blocked_until: null }))
        .where('key', '=', address.key)
        .where('failures', '>', 0)
        .execute()
    },
  })
}

/** Adds one failure in a single statement, or answers with the failure to give where the counter blocks. */
async function count(context: IdentityContext, counter: Counter, email: string | null): Promise<Failure | undefined> {
  const now = context.clock.now()
  const { delays, forgottenAfter } = counter.rule
  const delay = sql<string>`${now}::timestamptz + make_interval(secs => (${[...delays]}::int[])[least(counted.failures, ${delays.length}::int)])`
  const { rows } = await sql<{ failures: number }>`
    insert into identity.sign_in_attempt as attempt (key, kind, staff_id, failures, last_failed_at, blocked_until)
    values (${counter.key}, ${counter.kind}, (select id from identity.staff where email = ${email}), 1, ${now},
      case when ${delayOf(counter.rule, 1)}::int > 0 then ${now}::timestamptz + make_interval(secs => ${delayOf(counter.rule, 1)}::int) end)
    on conflict (key) do update set
      (failures, last_failed_at, blocked_until) = (
        select counted.failures, ${now}::timestamptz, nullif(${delay}, ${now}::timestamptz)
        from (select case
          when attempt.last_failed_at < ${now}::timestamptz - make_interval(secs => ${forgottenAfter}::int) then 1
          else attempt.failures + 1 end as failures) as counted
      )
    where attempt.blocked_until is null or attempt.blocked_until <= ${now}::timestamptz
    returning failures`.execute(context.db)
  if (rows.length > 0) return undefined
  const blocked = await tables(context.db)
    .selectFrom('sign_in_attempt')
    .select('blocked_until')
    .where('key', '=', counter.key)
    .executeTakeFirst()
  const left = Math.ceil((Date.parse(blocked?.blocked_until ?? now) - Date.parse(now)) / 1000)
  return failure('identity.too_many_attempts', { params: { seconds: Math.max(1, left) } })
}
