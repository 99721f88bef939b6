import { parentPort } from 'node:worker_threads'
import { runReplicates, type ReplicateTask } from '../bootstrap.ts'

parentPort?.on('message', ({ plan, from, to }: ReplicateTask) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort?.postMessage(runReplicates(plan, from, to))
})
