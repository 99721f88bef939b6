import { Worker } from 'node:worker_threads'
import { joinParts, runReplicates, type ReplicatePart } from '../bootstrap.ts'
import { estimate, type Estimate, type EstimateOptions, type EstimateStage } from '../estimate/estimate.ts'
import type { StrataEstimate, StrataOptions } from '../estimate/estimate-strata.ts'
import type { EstimationInput } from '../input/read-input.ts'
import { Stopped } from '../watch.ts'
import { cutTasks, REPLICATES_IN_PIECE } from './pieces.ts'

/** Options without what is a function: the rest goes to a thread as it is. */
type Sent<Options> = Omit<Options, 'signal' | 'onProgress' | 'onStage' | 'replicate'>

/** What the thread is asked for. */
export type EstimateTask = {
  readonly input: EstimationInput
  readonly threads?: number | undefined
} & (
  | { readonly kind: 'lists'; readonly options: Sent<EstimateOptions> }
  | { readonly kind: 'strata'; readonly options: Sent<StrataOptions> }
)

/** What the thread tells. */
export type EstimateMessage =
  | { readonly kind: 'stage'; readonly stage: EstimateStage }
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | { readonly kind: 'made'; readonly made: unknown }

export interface Watching {
  /** How many threads resample; one a processor where it is not given. */
  readonly threads?: number
  /** Ends the thread, whatever it is doing; the promise rejects with `Stopped`. */
  readonly signal?: AbortSignal
  readonly onProgress?: (done: number, total: number) => void
  readonly onStage?: (stage: EstimateStage) => void
}

/**
 * `estimate` on a thread of its own, its replicates on further ones: the caller's thread stays free, so that a signal is heard
 * while models are fitted, which does not wait for anything.
 */
export const estimateInThread = (
  input: EstimationInput,
  options: Sent<EstimateOptions>,
  watching: Watching = {},
): Promise<Estimate> => run({ kind: 'lists', input, options, threads: watching.threads }, watching) as Promise<Estimate>

/** `estimateStrata` in the same way. */
export const estimateStrataInThread = (
  input: EstimationInput,
  options: Sent<StrataOptions>,
  watching: Watching = {},
): Promise<StrataEstimate> =>
  run({ kind: 'strata', input, options, threads: watching.threads }, watching) as Promise<StrataEstimate>

/** With up to so many lists the models are fitted in less time than a thread takes to start. */
const FEW_LISTS = 4

/**
 * `estimate` where its signal is heard: in a thread of its own, or, for few lists and where nobody asked for so many threads,
 * here with a turn for others now and then.
 */
export async function estimateWatched(
  input: EstimationInput,
  options: Sent<EstimateOptions>,
  watching: Watching = {},
): Promise<Estimate> {
  if (input.histories.lists.length > FEW_LISTS || watching.threads !== undefined)
    return estimateInThread(input, options, watching)
  const { signal, onProgress, onStage } = watching
  const turn = async (): Promise<void> => {
    await new Promise<void>((resolve) => {
      setImmediate(resolve)
    })
    if (signal?.aborted === true) throw new Stopped()
  }
  return estimate(input, {
    ...options,
    ...(signal && { signal }),
    ...(onProgress && { onProgress }),
    async onStage(stage) {
      onStage?.(stage)
      await turn()
    },
    async replicate(tasks) {
      const { pieces, byTask } = cutTasks(tasks, REPLICATES_IN_PIECE)
      const parts: ReplicatePart[] = []
      for (const { plan, from, to } of pieces) {
        parts.push(runReplicates(plan, from, to))
        onProgress?.(parts.length, pieces.length)
        await turn()
      }
      return byTask(parts).map(joinParts)
    },
  })
}

/** One task with much to tell, and ended at once whatever it does: not the give and take of `runInThreads`, which it uses. */
async function run(task: EstimateTask, { signal, onProgress, onStage }: Watching): Promise<unknown> {
  if (signal?.aborted === true) throw new Stopped()
  const { promise, resolve, reject } = Promise.withResolvers<unknown>()
  const stop = (): void => reject(new Stopped())
  const worker = new Worker(new URL('estimate-thread.ts', import.meta.url), { workerData: task })
  signal?.addEventListener('abort', stop, { once: true })
  worker.on('error', reject)
  worker.on('message', (message: EstimateMessage) => {
    if (message.kind === 'made') resolve(message.made)
    else if (message.kind === 'stage') onStage?.(message.stage)
    else onProgress?.(message.done, message.total)
  })
  try {
    return await promise
  } finally {
    signal?.removeEventListener('abort', stop)
    await worker.terminate()
  }
}
