import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { BitRows } from '../private/bit-rows.ts'
import type { Join } from '../private/candidates.ts'
import { JoinCancelled, joinDice, MOST_PAIRS } from '../private/dice-join.ts'
import { BestPairs } from '../private/dice-pairs.ts'
import type { JoinAnswer, JoinTask } from './join-worker.ts'
import { loadKernel } from './load-kernel.ts'

export interface JoinPool {
  readonly join: Join
  close(): Promise<void>
}

/** Joins of fewer pairs are done at once on this thread: a worker would take longer to be told. */
const SMALL = 4_000_000
/** Rows of A that a worker is given at a time. */
const PART = 4096

/**
 * Joins on several threads. Every worker has the kernel and its memory to itself; the parts’ pairs are put together in
 * order, so that the result is the same with any number of threads.
 */
export function createJoinPool(threads: number = availableParallelism()): JoinPool {
  const workers: Worker[] = []
  const workersStarted = (): readonly Worker[] => {
    while (workers.length < threads) workers.push(new Worker(new URL('join-worker.ts', import.meta.url)))
    return workers
  }
  return {
    async join(a, b, options) {
      if (threads === 1 || a.total * b.total < SMALL) return joinDice(loadKernel(), a, b, options)
      const { threshold, limit = MOST_PAIRS, signal, onProgress } = options
      const [sharedA, sharedB] = [shared(a), shared(b)]
      const part = Math.min(PART, Math.ceil(a.total / threads))
      const tasks = Array.from({ length: Math.ceil(a.total / part) }, (_, at): JoinTask & { readonly from: number } => {
        const from = at * part
        const total = Math.min(part, a.total - from)
        const common = { width: a.width, threshold, limit, from }
        return { a: { bytes: sharedA, from, total }, b: { bytes: sharedB, total: b.total }, ...common }
      })
      const best = new BestPairs(limit, threshold)
      let done = 0
      let raised = threshold
      await Promise.all(
        workersStarted().map(async (worker) => {
          for (let task = tasks.shift(); task; task = tasks.shift()) {
            if (signal?.aborted) throw new JoinCancelled()
            const { first, second, similarity, threshold: kept } = await answerOf(worker, task)
            raised = Math.max(raised, kept)
            for (let pair = 0; pair < first.length; pair++) {
              best.add(task.from + first[pair]!, second[pair]!, similarity[pair]!)
            }
            done += task.a.total * b.total
            onProgress?.(done, a.total * b.total)
          }
        }),
      )
      // Where one part alone had too many pairs, nothing was cut here.
      best.raise(raised)
      return best.pairs()
    },
    async close() {
      await Promise.all(workers.splice(0).map((worker) => worker.terminate()))
    },
  }
}

function shared({ bytes }: BitRows): SharedArrayBuffer {
  const buffer = new SharedArrayBuffer(bytes.length)
  new Uint8Array(buffer).set(bytes)
  return buffer
}

async function answerOf(worker: Worker, task: JoinTask) {
  const answer = await new Promise<JoinAnswer>((resolve, reject) => {
    worker.once('message', (message: JoinAnswer) => {
      worker.off('error', reject)
      resolve(message)
    })
    worker.once('error', reject)
    worker.postMessage(task)
  })
  if ('error' in answer) throw new Error(answer.error)
  return answer.pairs
}
