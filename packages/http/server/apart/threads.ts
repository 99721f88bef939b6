import { Worker } from 'node:worker_threads'
import { err, ok, type Result } from '@gloact/kernel'
import type { ApartAnswer, ApartTask } from './messages.ts'

/** Why work ended without an answer: more time or memory than it gets, too many waiting, or nobody waits for it any more. */
export type Ended = 'too_heavy' | 'busy' | 'gone'

export interface RunOptions {
  /** Who asks; one thing is done for one person at a time. */
  readonly asker: string | undefined
  readonly milliseconds: number
  readonly signal: AbortSignal
}

export interface ThreadsOptions {
  readonly threads?: number
  readonly waiting?: number
  /** The heap of each, in megabytes. */
  readonly megabytes?: number
}

interface Waiting {
  readonly asker: string | undefined
  readonly begin: () => void
}

/** A thread with nothing to do is kept for so long. */
const IDLE = 30_000

/** Threads for heavy work: few, started when they are needed, each with a heap of its own that may run out without the process. */
export function createThreads({ threads = 2, waiting: most = 40, megabytes = 512 }: ThreadsOptions = {}) {
  const idle: { readonly worker: Worker; readonly wake: () => void }[] = []
  const waiting: Waiting[] = []
  const served = new Set<string>()
  let running = 0

  const take = (): Worker => {
    const kept = idle.pop()
    if (kept) {
      kept.wake()
      return kept.worker
    }
    return new Worker(new URL('thread.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: megabytes },
    })
  }
  const keep = (worker: Worker): void => {
    const drop = (): void => {
      const at = idle.findIndex((one) => one.worker === worker)
      if (at >= 0) idle.splice(at, 1)
    }
    const end = setTimeout(() => {
      drop()
      void worker.terminate()
    }, IDLE)
    worker.on('error', drop)
    worker.on('exit', drop)
    // Neither keeps a process that has nothing else to do.
    end.unref()
    worker.unref()
    const wake = (): void => {
      clearTimeout(end)
      worker.off('error', drop)
      worker.off('exit', drop)
      worker.ref()
    }
    idle.push({ worker, wake })
  }
  const next = (): void => {
    if (running >= threads) return
    const at = waiting.findIndex(({ asker }) => asker === undefined || !served.has(asker))
    const [one] = at < 0 ? [] : waiting.splice(at, 1)
    one?.begin()
  }

  async function carryOut<Output>(
    task: ApartTask,
    { asker, milliseconds, signal }: RunOptions,
  ): Promise<Result<Output, Ended>> {
    running += 1
    if (asker !== undefined) served.add(asker)
    const worker = take()
    const { promise, resolve, reject } = Promise.withResolvers<Result<ApartAnswer, Ended>>()
    const timer = setTimeout(() => resolve(err('too_heavy')), milliseconds)
    const stop = (): void => resolve(err('gone'))
    signal.addEventListener('abort', stop, { once: true })
    const answered = (answer: ApartAnswer): void => resolve(ok(answer))
    const failed = (error: unknown): void =>
      error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
        ? resolve(err('too_heavy'))
        : reject(error)
    const ended = (): void => reject(new Error('A thread ended before its work was done.'))
    worker.on('message', answered)
    worker.on('error', failed)
    worker.on('exit', ended)
    try {
      worker.postMessage(task)
      const answer = await promise
      if (!answer.ok) {
        // Whatever it is doing: it may never hear anything again.
        await worker.terminate()
        return answer
      }
      keep(worker)
      if (answer.value.kind === 'failed') throw failedApart(answer.value)
      return ok(answer.value.output as Output)
    } finally {
      clearTimeout(timer)
      signal.removeEventListener('abort', stop)
      worker.off('message', answered)
      worker.off('error', failed)
      worker.off('exit', ended)
      running -= 1
      if (asker !== undefined) served.delete(asker)
      next()
    }
  }

  return {
    async run<Output>(task: ApartTask, options: RunOptions): Promise<Result<Output, Ended>> {
      const { asker, signal } = options
      if (signal.aborted) return err('gone')
      if (running < threads && (asker === undefined || !served.has(asker))) return carryOut<Output>(task, options)
      if (waiting.length >= most) return err('busy')
      const turn = Promise.withResolvers<Result<Output, Ended>>()
      const place: Waiting = { asker, begin: () => turn.resolve(carryOut<Output>(task, options)) }
      const leave = (): void => {
        const at = waiting.indexOf(place)
        if (at < 0) return
        waiting.splice(at, 1)
        turn.resolve(err('gone'))
      }
      waiting.push(place)
      signal.addEventListener('abort', leave, { once: true })
      try {
        return await turn.promise
      } finally {
        signal.removeEventListener('abort', leave)
      }
    },
  }
}

/** What went wrong there, without its words: they may quote what was read. */
function failedApart({ name, places }: { readonly name: string; readonly places: readonly string[] }): Error {
  const error = new Error(`${name} on another thread`)
  error.stack = [`${error.name}: ${error.message}`, ...places].join('\n')
  return error
}
