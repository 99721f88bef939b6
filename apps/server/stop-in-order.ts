import { setTimeout as delay } from 'node:timers/promises'

/** How long each part may take to stop: PostgreSQL is given 15 seconds by its own. */
const PART_MS = 18_000

/**
 * Stops what was started, the last first. A part that fails or takes too long does not keep the others from being stopped; it
 * is told once all have been tried.
 */
export async function stopInOrder(parts: readonly (() => Promise<unknown>)[], milliseconds = PART_MS): Promise<void> {
  const errors: unknown[] = []
  for (const stop of parts.toReversed()) {
    const over = new AbortController()
    const late = delay(milliseconds, undefined, { signal: over.signal }).then(() => {
      throw new Error('a part of the server did not stop in time')
    })
    // Where the part stops first the wait is broken off, and rejects with nobody left to hear it.
    late.catch(() => undefined)
    await Promise.race([Promise.resolve().then(stop), late]).catch((error: unknown) => errors.push(error))
    over.abort()
  }
  if (errors.length > 0) throw errors[0]
}
