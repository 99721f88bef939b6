import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { backOff } from './back-off.ts'

export interface ListenOptions {
  /** Holds a password: it is never logged. */
  readonly url: string
  readonly channel: string
  /** Shown in `pg_stat_activity`. */
  readonly name: string
  /**
   * Reads what there is to read: once the connection stands, each time it stands again, and at each notification. Where it
   * fails, the connection is given up and made again, so that what could not be read is read then.
   */
  readonly heard: () => Promise<void>
  readonly onError?: (error: unknown) => void
  /** How often a silent connection is asked whether it still stands. 15 seconds unless told. */
  readonly pingMilliseconds?: number
  /** How long an answer may take before the connection counts as lost. 10 seconds unless told. */
  readonly answerMilliseconds?: number
}

export interface Listener {
  /** Whether the connection stands and everything up to it has been read. */
  readonly connected: boolean
  stop(): Promise<void>
}

const ANSWER_MS = 10_000
const PING_MS = 15_000
const STOP_MS = 2_000

/**
 * Listens on one connection of its own, and comes back when it is lost. There is never more than one: the next is made
 * when the last has ended, by one loop with one timer. Rejects where the first cannot be made.
 */
export async function listen(options: ListenOptions): Promise<Listener> {
  const stopping = new AbortController()
  let connected = false
  let current = await connect(options)
  connected = true

  const keep = async (): Promise<void> => {
    for (;;) {
      await current.ended
      connected = false
      for (let failures = 0; !connected; failures++) {
        await delay(backOff(failures), undefined, { signal: stopping.signal, ref: false })
        try {
          current = await connect(options)
          // Stopped while it was being made.
          if (stopping.signal.aborted) return await current.end()
          connected = true
        } catch (error) {
          options.onError?.(error)
        }
      }
    }
  }
  // It ends only by the wait that `stop` breaks off: every other error was handed to `onError`.
  const kept = keep().catch(() => undefined)

  return {
    get connected() {
      return connected
    },
    stop: async () => {
      stopping.abort()
      connected = false
      await current.end()
      await Promise.race([kept, delay(STOP_MS, undefined, { ref: false })])
    },
  }
}

interface Connection {
  readonly ended: Promise<void>
  end(): Promise<void>
}

/** One connection that listens, and has read what there is. What failed on the way leaves none behind. */
async function connect(options: ListenOptions): Promise<Connection> {
  const { url, channel, name, heard, onError } = options
  const client = new pg.Client({
    connectionString: url,
    application_name: name,
    connectionTimeoutMillis: 5_000,
    query_timeout: options.answerMilliseconds ?? ANSWER_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  })
  client.on('error', () => undefined)
  let stands = false
  let over = (): void => undefined
  const ended = new Promise<void>((resolve) => (over = resolve))
  // After a failover the other side may be gone without having said so: a silent connection would stay silent for ever.
  const pinging = setInterval(() => {
    if (stands) client.query('select').catch(lost)
  }, options.pingMilliseconds ?? PING_MS)
  pinging.unref()
  const gone = (): void => {
    stands = false
    clearInterval(pinging)
    over()
  }
  const end = async (): Promise<void> => {
    gone()
    client.removeAllListeners('notification')
    // A connection whose other side is gone without a word takes no farewell.
    await Promise.race([client.end().catch(() => undefined), delay(STOP_MS, undefined, { ref: false })])
  }
  const lost = (error: unknown): void => {
    onError?.(error)
    void end()
  }
  client.once('end', gone)
  try {
    await client.connect()
    client.on('notification', () => {
      heard().catch(lost)
    })
    await client.query(`listen ${client.escapeIdentifier(channel)}`)
    await heard()
  } catch (error) {
    await end()
    throw error
  }
  stands = true
  return { ended, end }
}
