import { setTimeout as delay } from 'node:timers/promises'
import { backOff } from './back-off.ts'
import { startEmbedded, type EmbeddedOptions, type EmbeddedPostgres } from './embedded.ts'

/** What happens to a database that is watched: it died, could not be started this time, is there again, or stays away. */
export type DatabaseEvent =
  | { readonly kind: 'died' }
  | { readonly kind: 'failed'; readonly error: unknown; readonly tries: number }
  | { readonly kind: 'restarted'; readonly tries: number }
  | { readonly kind: 'given_up'; readonly tries: number }

export interface KeepOptions {
  readonly onEvent?: (event: DatabaseEvent) => void
  /** How many tries one outage is given, 200 unless told: about five minutes. */
  readonly tries?: number
}

export interface KeptPostgres {
  /** No longer watches; what runs goes on running. Waits for a start that is on its way. */
  release(): Promise<EmbeddedPostgres>
}

const LOOK_MS = 500
const TRIES = 200

/**
 * Watches an embedded PostgreSQL and starts it again on the same folder and port when it has died, no matter who started it. Each
 * outage has so many tries, further apart each time; when they are used up it says so and no longer tries. It never sets a
 * cluster up: a folder whose tables are gone, such as a disk that is not mounted, is one that cannot be started.
 */
export function keepRunning(first: EmbeddedPostgres, start: EmbeddedOptions, options: KeepOptions = {}): KeptPostgres {
  const stopping = new AbortController()
  const { onEvent = () => undefined, tries: most = TRIES } = options
  let current = first

  const wait = (milliseconds: number) => delay(milliseconds, undefined, { signal: stopping.signal, ref: false })
  const bringBack = async (): Promise<boolean> => {
    for (let tries = 1; tries <= most; tries++) {
      await wait(backOff(tries - 1))
      try {
        current = await startEmbedded({ ...start, again: first.connections })
        onEvent({ kind: 'restarted', tries })
        return true
      } catch (error) {
        onEvent({ kind: 'failed', error, tries })
      }
    }
    onEvent({ kind: 'given_up', tries: most })
    return false
  }
  const watch = async (): Promise<void> => {
    for (;;) {
      await wait(LOOK_MS)
      if (current.isAlive()) continue
      onEvent({ kind: 'died' })
      if (!(await bringBack())) return
    }
  }
  // It ends by the wait that is broken off when it is released.
  const watched = watch().catch(() => undefined)

  return {
    release: async () => {
      stopping.abort()
      await watched
      return current
    },
  }
}
