import { availableParallelism } from 'node:os'
import { parentPort, Worker } from 'node:worker_threads'
import { Stopped } from '../watch.ts'

export interface ThreadOptions {
  /** How many threads; one a processor where it is not given. */
  readonly threads?: number
  /** Stops all threads at once. */
  readonly signal?: AbortSignal
  readonly onProgress?: (done: number, total: number) => void
}

/**
 * Hands tasks one by one to threads that run `script` and answer each message with one message (`answerTasks`); returns the
 * answers in the order of the tasks. Rejects with `Stopped` when the signal is aborted and with a thread's own error when it fails.
 */
export async function runInThreads<Answer>(
  script: URL,
  tasks: readonly unknown[],
  { threads = availableParallelism(), signal, onProgress }: ThreadOptions = {},
): Promise<Answer[]> {
  const answers: Answer[] = []
  let next = 0
  let done = 0
  const workers: Worker[] = []
  const { promise, resolve, reject } = Promise.withResolvers<undefined>()
  const stop = (): void => reject(new Stopped())
  if (signal?.aborted === true) throw new Stopped()
  if (tasks.length === 0) return answers
  signal?.addEventListener('abort', stop, { once: true })
  try {
    for (let thread = 0; thread < Math.min(Math.max(1, threads), tasks.length); thread++) {
      const worker = new Worker(script)
      workers.push(worker)
      let running = 0
      const give = (): void => {
        if (next >= tasks.length) return
        running = next++
        worker.postMessage(tasks[running])
      }
      worker.on('error', reject)
      worker.on('message', (answer: Answer) => {
        answers[running] = answer
        done++
        onProgress?.(done, tasks.length)
        if (done === tasks.length) resolve(undefined)
        else give()
      })
      give()
    }
    await promise
    return answers
  } finally {
    signal?.removeEventListener('abort', stop)
    await Promise.all(workers.map((worker) => worker.terminate()))
  }
}

/** What a thread of `runInThreads` does: each task is answered with what `work` makes of it. */
export function answerTasks(work: (task: never) => unknown): void {
  parentPort?.on('message', (task) => {
    parentPort?.postMessage(work(task as never))
  })
}
