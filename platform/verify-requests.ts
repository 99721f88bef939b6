import type { LogsVerified, ServerModule } from '@gloact/module'
import type { Database } from '@gloact/postgres'

/** Every module's requests, one after the other; the first that is broken ends it. Needs no key, and no country. */
export async function verifyRequestLogs(
  modules: readonly Pick<ServerModule<never>, 'verifies'>[],
  db: Database,
): Promise<LogsVerified> {
  let seen: LogsVerified = { requests: 0, steps: 0 }
  for (const { verifies } of modules) {
    if (!verifies) continue
    const { requests, steps, broken } = await verifies(db)
    seen = { requests: seen.requests + requests, steps: seen.steps + steps, ...(broken && { broken }) }
    if (broken) return seen
  }
  return seen
}
