import { randomUUID } from 'node:crypto'
import { setImmediate, setTimeout as delay } from 'node:timers/promises'
import { sql } from 'kysely'
import pg from 'pg'
import { backOff } from './back-off.ts'
import type { Database } from './database.ts'

export interface ListenOptions {
  /** Holds a password: it is never logged. Past a pooler in transaction mode, which hands no notification on. */
  readonly url: string
  /**
   * Where notifications come from: the listener sends itself one this way, at start and at intervals, and hears whether it arrives.
   * Never the listening connection: behind a pooler a connection that notifies may well hear itself, and nobody else.
   */
  readonly from: Database
  readonly channel: string
  /** Shown in `pg_stat_activity`. */
  readonly name: string
  /**
   * Reads what there is to read: once the connection stands, each time it stands again, and at each notification. Where it
   * fails, the connection is given up and made again, so that what could not be read is read then.
   */
  readonly heard: () => Promise<void>
  readonly onError?: (error: unknown) => void
  /** How often a silent connection is asked whether it still stands, and sent a notification. 15 seconds unless told. */
  readonly pingMilliseconds?: number
  /** How long an answer, or a notification, may take before it counts as lost. 10 seconds unless told. */
  readonly answerMilliseconds?: number
}

export interface Listener {
  /** Whether the connection stands and everything up to it has been read. */
  readonly connected: boolean
  /**
   * Whether notifications arrive: the last that the listener sent itself did. Where they do not, it reads at each interval instead,
   * so that what changes elsewhere is late and not lost.
   */
  readonly hears: boolean
  stop(): Promise<void>
}

const ANSWER_MS = 10_000
const PING_MS = 15_000
const STOP_MS = 2_000
/** What a listener sends itself begins so; of another listener's nobody takes note. */
const ECHO = 'gloact-echo:'

/** Notifications do not reach the listening connection. */
export class NotificationsLost extends Error {
  constructor() {
    super(
      'notifications do not arrive: a pooler in transaction mode is in between, or DATABASE_DIRECT_URL names another database',
    )
  }
}

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
    get hears() {
      return connected && current.hears()
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
  hears(): boolean
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
  const answerWithin = options.answerMilliseconds ?? ANSWER_MS
  let stands = false
  let isOver = false
  let hears = true
  let over = (): void => undefined
  const ended = new Promise<void>((resolve) => (over = resolve))
  let echo: { readonly payload: string; readonly arrived: () => void } | undefined
  /** Sends a notification as any other part of the platform does, and waits for it on the connection that listens. */
  const listensFor = async (): Promise<boolean> => {
    const payload = `${ECHO}${randomUUID()}`
    const waited = new AbortController()
    const arrived = new Promise<boolean>((resolve) => (echo = { payload, arrived: () => resolve(true) }))
    // Where this process itself was busy that long, what has arrived meanwhile is looked at first.
    const late = async (): Promise<boolean> => {
      await delay(answerWithin, undefined, { signal: waited.signal, ref: false })
      return setImmediate(false)
    }
    try {
      await sql`select pg_notify(${channel}, ${payload})`.execute(options.from)
      return await Promise.race([arrived, late().catch(() => false)])
    } finally {
      waited.abort()
      echo = undefined
    }
  }
  const hear = async (): Promise<void> => {
    let heardNow: boolean
    try {
      heardNow = await listensFor()
    } catch {
      // What could not be sent says nothing about what arrives.
      return
    }
    if (isOver || heardNow === hears) return
    hears = heardNow
    if (!hears) onError?.(new NotificationsLost())
  }
  // After a failover the other side may be gone without having said so: a silent connection would stay silent for ever.
  let isPinging = false
  const ping = async (): Promise<void> => {
    if (!stands || isPinging) return
    isPinging = true
    try {
      await client.query('select')
      await hear()
      if (stands && !hears) await heard()
    } catch (error) {
      if (!isOver) lost(error)
    } finally {
      isPinging = false
    }
  }
  const pinging = setInterval(() => void ping(), options.pingMilliseconds ?? PING_MS)
  pinging.unref()
  const gone = (): void => {
    stands = false
    isOver = true
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
    client.on('notification', ({ payload = '' }) => {
      if (payload === echo?.payload) return echo.arrived()
      if (!payload.startsWith(ECHO)) heard().catch(lost)
    })
    await client.query(`listen ${client.escapeIdentifier(channel)}`)
    await heard()
    await hear()
  } catch (error) {
    await end()
    throw error
  }
  stands = true
  return { ended, hears: () => hears, end }
}
