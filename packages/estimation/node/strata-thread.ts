import { parentPort } from 'node:worker_threads'
import { runStrataTask, type StrataTask } from '../strata/bootstrap-strata.ts'

parentPort?.on('message', (task: StrataTask) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort?.postMessage(runStrataTask(task))
})
