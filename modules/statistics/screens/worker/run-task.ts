import { err, ok, type Result } from '@gloact/kernel'
import type { TaskProblem, WorkerMessage } from './task.ts'

/** How far a task is. */
export interface TaskProgress<Step extends string> {
  readonly step: Step
  readonly done: number
  readonly total: number
}

interface Running<Step extends string> {
  readonly signal: AbortSignal
  readonly onProgress?: (progress: TaskProgress<Step>) => void
}

/**
 * Gives a task to a worker of its own, which ends with it: what it held is gone then. Anyone who cancels gets no answer.
 *
 * @returns what it made, or its problem; `broken` where it could not begin or stopped by a fault of ours.
 */
export function runTask<Value, Step extends string>(
  create: () => Worker,
  task: unknown,
  { signal, onProgress }: Running<Step>,
): Promise<Result<Value, TaskProblem>> {
  return new Promise((resolve) => {
    if (signal.aborted) return
    let worker: Worker
    try {
      worker = create()
    } catch {
      // Such as a browser that allows no workers.
      resolve(err({ code: 'broken' }))
      return
    }
    const end = (result: Result<Value, TaskProblem>): void => {
      worker.terminate()
      resolve(result)
    }
    signal.addEventListener('abort', () => worker.terminate(), { once: true })
    worker.addEventListener('error', () => end(err({ code: 'broken' })))
    worker.addEventListener('messageerror', () => end(err({ code: 'broken' })))
    worker.addEventListener('message', ({ data }: MessageEvent<WorkerMessage<Value, Step>>) => {
      if (data.kind === 'progress') onProgress?.(data)
      else end(data.kind === 'done' ? ok(data.value) : err(data.problem))
    })
    worker.postMessage(task)
  })
}
