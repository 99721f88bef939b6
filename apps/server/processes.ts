import cluster, { type Worker } from 'node:cluster'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { migrate, openInstance, type DatabaseEvent } from '@gloact/postgres'
import type { Config } from './config.ts'
import type { ResettableServer } from './resettable-server.ts'
import type { Share } from './share.ts'
import type { StartedServer } from './start-server.ts'

export type Order =
  | { readonly kind: 'start'; readonly share: Share; readonly deskPort: number }
  /** Where the first takes what is handed on to it. */
  | { readonly kind: 'desk'; readonly port: number }
  | { readonly kind: 'stop' }

export type Report =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'alive' }
  | { readonly kind: 'progress'; readonly message: string }
  | { readonly kind: 'ready'; readonly server: Omit<StartedServer, 'stop' | 'deskPort'>; readonly deskPort: number }
  | { readonly kind: 'failed'; readonly message: string; readonly code: string | undefined }

/** Longer than a process takes to let its requests and jobs end. */
const STOPPED_WITHIN_MS = 30_000
const AGAIN_AFTER_MS = 1_000
/** A process says so often that it gets on with its work; one that is silent for so long hangs, and is started again. */
const ALIVE_EVERY_MS = 5_000
const SILENT_FOR_MS = 120_000

/**
 * Several processes of the server behind one port. This one serves nobody: it owns the database where that is embedded and the
 * listening socket, starts a process again that ended, and stops all in order.
 */
export async function startProcesses(
  config: Config,
  progress: (message: string) => void,
  onBroken: (error: unknown) => void,
): Promise<ResettableServer> {
  const onEvent = (event: DatabaseEvent): void => {
    progress(TOLD[event.kind])
    if (event.kind === 'given_up') onBroken(new Error('The database died and could not be started again.'))
  }
  // Each takes connections from the listening socket itself. Handed over by this one, a connection that was on its way to a
  // process that died would be answered by nobody and closed by nobody: its client would wait for minutes.
  cluster.schedulingPolicy = cluster.SCHED_NONE
  const instance = await openInstance({ ...config, progress, keep: { onEvent } })
  const workers = new Map<number, Worker>()
  let isStopping = false
  let deskPort = 0

  const tell = (worker: Worker, order: Order): void => {
    if (worker.isConnected()) worker.send(order)
  }
  const token = randomBytes(32).toString('base64url')
  const start = async (number: number): Promise<Extract<Report, { kind: 'ready' }>> => {
    const worker = cluster.fork()
    workers.set(number, worker)
    const { appUrl, listenUrl, migratorUrl, kind } = instance
    const share: Share = { number, of: config.processes, instance: { appUrl, listenUrl, migratorUrl, kind }, token }
    const ready = await new Promise<Extract<Report, { kind: 'ready' }>>((resolve, reject) => {
      worker.once('exit', (code) => reject(new Error(`a process of the server ended with ${String(code)}`)))
      worker.on('message', (report: Report) => {
        if (report.kind === 'alive') return
        if (report.kind === 'waiting') tell(worker, { kind: 'start', share, deskPort })
        else if (report.kind === 'progress') progress(report.message)
        else if (report.kind === 'ready') resolve(report)
        else reject(Object.assign(new Error(report.message), { code: report.code }))
      })
    })
    if (number === 1) {
      deskPort = ready.deskPort
      for (const each of workers.values()) tell(each, { kind: 'desk', port: deskPort })
    }
    // From here on: reading the code and the index of names takes as long as it takes.
    watchOver(worker)
    worker.once('exit', () => void again(number))
    return ready
  }
  const again = async (number: number): Promise<void> => {
    workers.delete(number)
    await delay(AGAIN_AFTER_MS)
    if (isStopping) return
    progress('A process of the server ended, and is started again')
    try {
      await start(number)
    } catch {
      workers.get(number)?.process.kill('SIGKILL')
      await again(number)
    }
  }
  const stop = async (): Promise<void> => {
    isStopping = true
    await Promise.all([...workers.values()].map((worker) => end(worker, tell)))
    await instance.stop()
  }

  try {
    await migrate(instance.migratorUrl)
    // The first alone: it makes keys and invented people, which the others then find.
    const { server } = await start(1)
    for (let number = 2; number <= config.processes; number++) await start(number)
    return { ...server, stop, deskPort: undefined, reset: () => false }
  } catch (error) {
    await stop()
    throw error
  }
}

const TOLD = {
  died: 'The database died, and is started again',
  failed: 'The database could not be started again yet',
  restarted: 'The database was started again',
  given_up: 'The database stays away',
} as const satisfies Record<DatabaseEvent['kind'], string>

function watchOver(worker: Worker): void {
  let heardAt = performance.now()
  const looking = setInterval(() => {
    if (performance.now() - heardAt > SILENT_FOR_MS) worker.process.kill('SIGKILL')
  }, ALIVE_EVERY_MS)
  worker.once('exit', () => clearInterval(looking))
  worker.on('message', () => {
    heardAt = performance.now()
  })
}

async function end(worker: Worker, tell: (worker: Worker, order: Order) => void): Promise<void> {
  if (worker.isDead()) return
  const ended = once(worker, 'exit')
  tell(worker, { kind: 'stop' })
  const late = setTimeout(() => worker.process.kill('SIGKILL'), STOPPED_WITHIN_MS)
  await ended
  clearTimeout(late)
}

/**
 * One of several processes: it starts when it is told to, and stops when it is told to or when the person who started it is gone. The
 * signals of a terminal reach it too; it leaves them to the one that started it, which stops all in order.
 */
export async function serveShare(
  start: (share: Share, deskPort: () => number, progress: (message: string) => void) => Promise<StartedServer>,
): Promise<void> {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGUSR2'] as const) process.on(signal, () => undefined)
  const report = (what: Report): void => {
    if (process.connected) process.send?.(what)
  }
  let deskPort = 0
  let server: Promise<StartedServer> | undefined
  let isStopping = false
  const stop = async (): Promise<void> => {
    if (isStopping) return
    isStopping = true
    // A server that never started has reported why, and has nothing to stop.
    const running = await server?.catch(() => undefined)
    await running?.stop().catch(() => {
      process.exitCode = 1
    })
    process.exit()
  }
  process.on('disconnect', () => void stop())
  process.on('message', (order: Order) => {
    if (order.kind === 'stop') void stop()
    else if (order.kind === 'desk') deskPort = order.port
    else {
      deskPort = order.deskPort
      server = start(
        order.share,
        () => deskPort,
        (message) => report({ kind: 'progress', message }),
      )
      server.then(
        ({ stop: _stop, deskPort: port, ...started }) =>
          report({ kind: 'ready', server: started, deskPort: port ?? 0 }),
        (error: unknown) => {
          const code = error instanceof Error && 'code' in error ? String(error.code) : undefined
          report({ kind: 'failed', message: error instanceof Error ? error.message : String(error), code })
        },
      )
    }
  })
  report({ kind: 'waiting' })
  setInterval(() => report({ kind: 'alive' }), ALIVE_EVERY_MS).unref()
}
