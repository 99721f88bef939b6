import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'

/** What never comes fails after so long. On a machine that does much else, work that waits its turn in the background has taken 30 s. */
const LONGEST = 120_000
const BETWEEN = 50

interface Patience {
  /** How long it may take at most, in milliseconds. */
  readonly within?: number
  /** How long after one look the next is taken, in milliseconds. */
  readonly every?: number
}

/**
 * Looks again and again until something is there, and gives it. A test waits for progress by this rather than for a length of
 * time: it goes on as soon as it can, and on a slow machine it waits as long as it has to. What never comes fails with its name.
 */
export async function until<Found>(
  what: string,
  look: () => Promise<Found | undefined | null | false> | Found | undefined | null | false,
  { within = LONGEST, every = BETWEEN }: Patience = {},
): Promise<Found> {
  const end = Date.now() + within
  for (;;) {
    const found = await look()
    if (found !== undefined && found !== null && found !== false) return found
    assert.ok(Date.now() < end, `${what}: not within ${within / 1_000} s`)
    await pause(every)
  }
}
