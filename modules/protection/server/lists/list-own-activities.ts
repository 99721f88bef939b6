import { readAudit } from '@gloact/audit'
import { principalScope, type Principal } from '@gloact/identity/contract/principal'
import { asInstant, type Instant } from '@gloact/kernel'
import { readInScope, systemScope } from '@gloact/postgres'
import type { ProtectionContext } from '../file/context.ts'
import { tables } from '../file/file-tables.ts'

/** Something that somebody did in a file: a type of action, or `identity_opened`. */
export interface OwnActivity {
  readonly what: string
  readonly at: Instant
  /** The device had it well before the server: there was no connection, or it was sent later. */
  readonly waitedOnDevice: boolean
}

/** What is sent at once arrives within this time. */
const AT_ONCE_MS = 8_000

/**
 * What the person who asks did in files since a moment: of their own alone, within what they may see, and no more than which kind
 * of thing. For the training sandbox, where exercises are ticked by it.
 */
export async function listOwnActivities(
  { db }: Pick<ProtectionContext, 'db'>,
  principal: Principal,
  since: Instant,
): Promise<readonly OwnActivity[]> {
  const actions = await readInScope(db, { ...principalScope(principal) }, (trx) =>
    tables(trx)
      .selectFrom('protection.file_action')
      .select(['type', 'device_time', 'recorded_at'])
      .where('actor_id', '=', principal.userId)
      .where('recorded_at', '>=', since)
      .limit(1_000)
      .execute(),
  )
  // The audit log is closed to those whose doings it holds: the server reads it for them, and their own entries alone.
  const openings = await readInScope(db, systemScope(principal.country), (trx) =>
    readAudit(trx, { actorId: principal.userId, actions: ['file.identity_opened'], limit: 100 }),
  )
  return [
    ...actions.map(({ type, device_time: onDevice, recorded_at: recorded }) => ({
      what: type,
      at: asInstant(recorded),
      waitedOnDevice: onDevice !== null && Date.parse(recorded) - Date.parse(onDevice) >= AT_ONCE_MS,
    })),
    ...openings
      .filter(({ lastAt }) => lastAt >= since)
      .map(({ lastAt }) => ({ what: 'identity_opened', at: lastAt, waitedOnDevice: false })),
  ]
}
