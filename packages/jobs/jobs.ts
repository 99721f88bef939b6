import { isReference } from '@gloact/kernel'
import { sendAlong, type Database, type openDatabase } from '@gloact/postgres'
import { traced } from '@gloact/telemetry'
import { CompiledQuery, sql } from 'kysely'
import { PgBoss, type Db, type Job, type JobResult } from 'pg-boss'
import { checkJobData, type JobData } from './job-data.ts'

/** Called with the job's ids. Throwing has it tried again, later each time; the error goes to `onError`, not into the queue. */
export type JobHandler = (data: JobData, job: RunningJob) => Promise<void>

export interface RunningJob {
  readonly id: string
  /** Aborted when the server stops or the job has taken too long. */
  readonly signal: AbortSignal
}

export interface JobsOptions {
  /** The application's pool. */
  readonly database: ReturnType<typeof openDatabase>
  /** Queues that are filled here and worked elsewhere: a command that enqueues for the server. */
  readonly queues?: readonly string[]
  /** How long an idle worker waits before it looks again. 1 unless told; at least 0.5. */
  readonly pollingSeconds?: number
  /** What went wrong, in a job (named) or in the queue itself. The error may hold anything: redact it before logging. */
  readonly onError?: (error: unknown, job?: { readonly queue: string; readonly id: string }) => void
}

export interface Jobs {
  /** Registers a worker, before `start`. Names are codes: `protection.index_names`. */
  work(name: string, handler: JobHandler): void
  /** Registers a worker that runs by a cron expression in UTC, on one server at a time and never twice at once. Before `start`. */
  schedule(name: string, cron: string, handler: JobHandler): void
  /** Registers what follows an event, under a name of its own. Before `start`. */
  on(event: string, name: string, handler: JobHandler): void
  /** Puts a job in a queue, within the caller's transaction: it runs after the commit, and never if there is none. */
  enqueue(trx: Database, name: string, data: JobData): Promise<void>
  /** Enqueues a job for everything that follows the event (`protection.case_file_closed`), within the caller's transaction. */
  publishEvent(trx: Database, event: string, data: JobData): Promise<void>
  /** Makes the queues, so that jobs can be put into them: what was registered runs from `start` on. */
  open(): Promise<void>
  /** Opens the queues where they are not open, and begins to work. */
  start(): Promise<void>
  /** Lets running jobs end (10 seconds), then stops. */
  stop(): Promise<void>
  /** Whether it has started and the queue's tables can be reached. */
  ready(): Promise<boolean>
}

const SCHEMA = 'jobs'
const STOP_MILLISECONDS = 10_000

interface Registration {
  readonly name: string
  readonly handler: JobHandler
  readonly cron?: string
  readonly event?: string
}

/**
 * Background work on PostgreSQL (pg-boss), on the application's own pool and in its role: the tables come by migration,
 * and nothing is created at run time. A job may run again after a crash, so a handler must bear being repeated.
 */
export function createJobs(options: JobsOptions): Jobs {
  const registrations = new Map<string, Registration>()
  let boss: PgBoss | undefined
  let working = false

  const register = (registration: Registration): void => {
    if (boss) throw new Error('workers are registered before the start')
    if (registrations.has(registration.name)) throw new Error(`the queue ${registration.name} has a worker already`)
    for (const code of [registration.name, registration.event ?? registration.name]) {
      if (!isReference(code)) throw new TypeError('the name of a queue or an event is a code')
    }
    registrations.set(registration.name, registration)
  }

  const started = (): PgBoss => {
    if (!boss) throw new Error('the queue has not been started')
    return boss
  }

  const enqueue = async (trx: Database, name: string, data: JobData): Promise<void> => {
    await started().send(name, checkJobData(data), { db: along(trx) })
  }

  return {
    work: (name, handler) => register({ name, handler }),
    schedule: (name, cron, handler) => register({ name, handler, cron }),
    on: (event, name, handler) => register({ name, handler, event }),
    enqueue,

    async publishEvent(trx, event, data) {
      checkJobData(data)
      // Read within the transaction: a second connection, asked for while holding one, could wait for ever.
      for (const name of (await subscriptionsIn(trx)).get(event) ?? []) await enqueue(trx, name, data)
    },

    open,

    async start() {
      await open()
      if (working) return
      working = true
      for (const registration of registrations.values()) await startWorker(started(), registration)
    },

    async stop() {
      const stopping = boss
      boss = undefined
      working = false
      await stopping?.stop({ graceful: true, timeout: STOP_MILLISECONDS })
    },

    async ready() {
      try {
        return boss !== undefined && (await boss.schemaVersion()) !== null
      } catch {
        return false
      }
    },
  }

  async function open(): Promise<void> {
    if (boss) return
    const works = registrations.size > 0
    const next = new PgBoss({
      db: onPool(options.database.pool),
      schema: SCHEMA,
      migrate: false,
      createSchema: false,
      reindex: false,
      monitorVacuum: false,
      // A command that only fills a queue keeps no watch over it.
      supervise: works,
      schedule: works,
      registerInstance: works,
    })
    next.on('error', (error) => options.onError?.(error))
    await next.start()
    boss = next
    // Read in three questions: to say them all again, as each start would, takes four for each queue.
    const [queues, schedules, subscriptions] = await Promise.all([
      sql<{ name: string }>`select name from jobs.queue`.execute(options.database),
      sql<{ name: string; cron: string }>`
        select name, cron from jobs.schedule where key = '' and timezone = 'UTC'`.execute(options.database),
      sql<{ name: string; event: string }>`select name, event from jobs.subscription`.execute(options.database),
    ])
    const made = new Set(queues.rows.map(({ name }) => name))
    for (const name of options.queues ?? []) if (!made.has(name)) await next.createQueue(name, QUEUE)
    for (const { name, cron, event } of registrations.values()) {
      if (!made.has(name)) await next.createQueue(name, cron === undefined ? QUEUE : { ...QUEUE, policy: 'exclusive' })
      if (cron !== undefined && !schedules.rows.some((row) => row.name === name && row.cron === cron)) {
        await next.schedule(name, cron, {}, { tz: 'UTC' })
      }
      if (event !== undefined && !subscriptions.rows.some((row) => row.name === name && row.event === event)) {
        await next.subscribe(event, name)
      }
    }
  }

  async function startWorker(on: PgBoss, { name, handler }: Registration): Promise<void> {
    const polling = { pollingIntervalSeconds: options.pollingSeconds ?? 1, batchSize: BATCH, burstWhenBatchFull: true }
    await on.work(name, { ...polling, perJobResults: true }, async (jobs: readonly Job<JobData>[]) => {
      const results: JobResult[] = []
      for (const job of jobs) results.push(await tracedJob(handler, job))
      return results
    })
  }

  /** A span by the queue's name; of what the job carries nothing. */
  function tracedJob(handler: JobHandler, job: Job<JobData>): Promise<Ran> {
    return traced(
      `job ${job.name}`,
      { 'gloact.job': job.name, 'gloact.module': job.name.split('.')[0]! },
      () => runJob(handler, job),
      ({ output }) => ({ 'gloact.outcome': output?.code ?? 'ok' }),
    )
  }

  async function runJob(handler: JobHandler, { id, name, data, signal }: Job<JobData>): Promise<Ran> {
    try {
      signal.throwIfAborted()
      await handler(checkJobData(data ?? {}), { id, signal })
      return { id, status: 'completed' }
    } catch (error) {
      options.onError?.(error, { queue: name, id })
      // What is kept beside the job is a code at most: an error's text may hold what must not lie in a queue.
      const code =
        error instanceof Error && 'code' in error && isReference(error.code) ? String(error.code) : 'jobs.failed'
      return { id, status: 'failed', output: { code } }
    }
  }
}

/** How a job went; of one that failed a code is kept. */
interface Ran {
  readonly id: string
  readonly status: 'completed' | 'failed'
  readonly output?: { readonly code: string }
}

/** Tried six times, after about 10, 20, 40 … seconds. */
const QUEUE = { retryLimit: 5, retryDelay: 10, retryBackoff: true, retryDelayMax: 600 } as const

/** Fetched at once and run one after another; while a fetch is full the next follows without waiting. */
const BATCH = 20

const subscriptions = new WeakMap<Database, Promise<ReadonlyMap<string, readonly string[]>>>()

/** What follows which event; one transaction asks once, however much happens in it. */
function subscriptionsIn(trx: Database): Promise<ReadonlyMap<string, readonly string[]>> {
  const known = subscriptions.get(trx)
  if (known) return known
  const found = readSubscriptions(trx)
  if (trx.isTransaction) subscriptions.set(trx, found)
  return found
}

async function readSubscriptions(trx: Database): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await sql<{ event: string; names: readonly string[] }>`
    select event, array_agg(name order by name) as names from jobs.subscription group by event`.execute(trx)
  return new Map(rows.map(({ event, names }) => [event, names]))
}

/** A job goes with what the transaction does next, at the latest with its commit: nobody waits for its id. */
const along = (trx: Database): Db => ({
  executeSql: async (text, values = []) => {
    await sendAlong(trx, CompiledQuery.raw(text, [...values]))
    return { rows: [] }
  },
})

/** pg-boss sends several statements in one text, and reads the rows of each: what the pool answers, as it is. */
const onPool = (pool: JobsOptions['database']['pool']): Db => ({
  executeSql: (text, values) => pool.query(text, values),
})
