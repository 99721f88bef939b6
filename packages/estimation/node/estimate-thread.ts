import { parentPort, workerData } from 'node:worker_threads'
import { estimate, type EstimateStage } from '../estimate/estimate.ts'
import { estimateStrata } from '../estimate/estimate-strata.ts'
import type { EstimateMessage, EstimateTask } from './estimate-in-thread.ts'
import { replicateInThreads, strataInThreads } from './index.ts'

/** Progress is told this often, in milliseconds, and where a part of the work ends: a message costs more than a fit. */
const EVERY = 50

const task = workerData as EstimateTask
const tell = (message: EstimateMessage): void => {
  parentPort?.postMessage(message)
}
const threads = task.threads === undefined ? {} : { threads: task.threads }
let told = 0
const onProgress = (done: number, total: number): void => {
  if (performance.now() - told < EVERY && done < total) return
  told = performance.now()
  tell({ kind: 'progress', done, total })
}

const onStage = (stage: EstimateStage): void => tell({ kind: 'stage', stage })
const watch = { onProgress, onStage }
const pool = { ...threads, onProgress }

const made =
  task.kind === 'lists'
    ? await estimate(task.input, {
        ...task.options,
        ...watch,
        replicate: (tasks) => replicateInThreads(tasks, pool),
      })
    : await estimateStrata(task.input, {
        ...task.options,
        ...watch,
        replicate: (tasks) => strataInThreads(tasks, pool),
      })
tell({ kind: 'made', made })
