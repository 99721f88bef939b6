import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { sql } from 'kysely'
import { ACCOUNT_LOCKOUT, ADDRESS_LOCKOUT, delayOf, PLACE_LOCKOUT, type LockoutRule } from '../../domain/lockout.ts'
import type { Caller, IdentityContext } from '../session/context.ts'
import type { Lane } from '../keys/hash-desk.ts'
import { knownDeviceOf } from './known-devices.ts'
import { tables, type AttemptKind } from '../tables.ts'

/** An attempt that was let through. It counts as failed until something else is said: guessing in parallel gains nothing. */
export interface Attempt {
  /** The person who tried has proved who they are: what failed in this place before is forgotten. */
  succeeded(): Promise<void>
  /** It was no failure: the first of two factors was right, or nothing was looked at. What failed before stays. */
  withdrawn(): Promise<void>
  /** Which counters make the next try wait, should this one have failed; for the audit. */
  readonly waits: readonly AttemptKind[]
}

interface Counter {
  readonly key: Uint8Array
  readonly kind: AttemptKind
  readonly rule: LockoutRule
}

/** By what a try is counted, and in which lane its password is hashed. */
export interface Standing {
  readonly lane: Lane
  readonly email: string
  readonly counters: readonly Counter[]
}

/** How a try at an account stands: in a session that is open, on a device that knows it, or anywhere. */
export async function standingOf(
  context: IdentityContext,
  caller: Caller,
  account: { readonly email: string; readonly sessionId?: string },
): Promise<Standing> {
  const { digests } = context
  const { email, sessionId } = account
  if (sessionId !== undefined) {
    const counter = { key: digests.ofSession(sessionId), kind: 'session', rule: PLACE_LOCKOUT } as const
    return { lane: 'known', email, counters: [counter] }
  }
  const device = await knownDeviceOf(context, caller, email)
  if (device) {
    const counter = { key: digests.ofDevice(email, device), kind: 'device', rule: PLACE_LOCKOUT } as const
    return { lane: 'known', email, counters: [counter] }
  }
  return {
    lane: 'new',
    email,
    counters: [
      { key: digests.ofAddress(caller.address), kind: 'address', rule: ADDRESS_LOCKOUT },
      { key: digests.ofAccountHere(email, caller.address), kind: 'account_here', rule: PLACE_LOCKOUT },
      { key: digests.ofAccount(email), kind: 'account', rule: ACCOUNT_LOCKOUT },
    ],
  }
}

/**
 * Lets an attempt to prove an identity through, or says how long to wait. Counted whether or not an account has that e-mail
 * address; what is counted by is stored as keyed digests, in the database, for all processes.
 */
export async function beginAttempt(
  context: IdentityContext,
  standing: Pick<Standing, 'email' | 'counters'>,
): Promise<Result<Attempt, Failure>> {
  const counted: Counted[] = []
  for (const counter of standing.counters) {
    const one = await count(context, counter, standing.email)
    if (!one.ok) {
      // Nothing was looked at: anyone who waits in one queue is not sent to the end of the others.
      for (const before of counted) await uncount(context, before)
      return one
    }
    counted.push(one.value)
  }
  const withdraw = async (which: readonly Counted[]) => {
    for (const one of which) await uncount(context, one)
  }
  return ok({
    succeeded: async () => {
      // What others did at this address or to this account elsewhere stays: anyone who guesses may also own an account.
      const shared = counted.filter(({ kind }) => kind === 'address' || kind === 'account')
      await withdraw(shared)
      const own = counted.filter((one) => !shared.includes(one)).map(({ key }) => key)
      if (own.length > 0) await tables(context.db).deleteFrom('sign_in_attempt').where('key', 'in', own).execute()
    },
    withdrawn: () => withdraw(counted),
    waits: waitsOf(counted),
  })
}

/** The same for what names no account, such as a link's token: counted by network address, apart from passwords. */
export async function beginUnnamedAttempt(context: IdentityContext, caller: Caller): Promise<Result<Attempt, Failure>> {
  const counter = { key: context.digests.ofLinkAddress(caller.address), kind: 'link', rule: ADDRESS_LOCKOUT } as const
  const counted = await count(context, counter, null)
  if (!counted.ok) return counted
  const withdrawn = () => uncount(context, counted.value)
  return ok({ succeeded: withdrawn, withdrawn, waits: waitsOf([counted.value]) })
}

interface Counted extends Counter {
  /** Until when this very failure blocks. */
  readonly blockedUntil: string | null
}

const waitsOf = (counted: readonly Counted[]): AttemptKind[] =>
  counted.filter(({ blockedUntil }) => blockedUntil !== null).map(({ kind }) => kind)

/** Adds one failure in a single statement, or answers with the failure to give where the counter blocks. */
async function count(
  context: IdentityContext,
  counter: Counter,
  email: string | null,
): Promise<Result<Counted, Failure>> {
  const now = context.clock.now()
  const { delays, forgottenAfter } = counter.rule
  const delay = sql<string>`${now}::timestamptz + make_interval(secs => (${[...delays]}::int[])[least(counted.failures, ${delays.length}::int)])`
  const { rows } = await sql<{ blocked_until: string | null }>`
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
    returning blocked_until`.execute(context.db)
  const [counted] = rows
  if (counted) return ok({ ...counter, blockedUntil: counted.blocked_until })
  const blocked = await tables(context.db)
    .selectFrom('sign_in_attempt')
    .select('blocked_until')
    .where('key', '=', counter.key)
    .executeTakeFirst()
  const left = Math.ceil((Date.parse(blocked?.blocked_until ?? now) - Date.parse(now)) / 1000)
  return err(failure('identity.too_many_attempts', { params: { seconds: Math.max(1, left) } }))
}

/** Takes one failure away again, with the wait that it began; never one that another has begun meanwhile. */
async function uncount(context: IdentityContext, { key, blockedUntil }: Counted): Promise<void> {
  await sql`
    update identity.sign_in_attempt
    set failures = failures - 1,
      blocked_until = case when blocked_until is not distinct from ${blockedUntil}::timestamptz then null else blocked_until end
    where key = ${key} and failures > 0`.execute(context.db)
}
