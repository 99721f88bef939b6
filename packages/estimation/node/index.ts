import {
  assembleBootstrap,
  joinParts,
  type Bootstrap,
  type BootstrapPlan,
  type ReplicatePart,
  type ReplicateTask,
} from '../bootstrap.ts'
import { joinStrataParts, type StrataPart, type StrataTask } from '../strata/bootstrap-strata.ts'
import { cutTasks, REPLICATES_IN_PIECE, STRATA_IN_PIECE } from './pieces.ts'
import { runInThreads, type ThreadOptions } from './threads.ts'

export { runInThreads, type ThreadOptions } from './threads.ts'
export { estimateInThread, estimateStrataInThread, estimateWatched, type Watching } from './estimate-in-thread.ts'

/**
 * Runs replicates on several threads, and gives back one part for each task. Every replicate draws from a stream of its own, so
 * that they are the same to the last bit whatever the number of threads.
 */
export async function replicateInThreads(
  tasks: readonly ReplicateTask[],
  options: ThreadOptions = {},
): Promise<ReplicatePart[]> {
  const { pieces, byTask } = cutTasks(tasks, REPLICATES_IN_PIECE)
  const script = new URL('replicate-thread.ts', import.meta.url)
  return byTask(await runInThreads<ReplicatePart>(script, pieces, options)).map(joinParts)
}

/** The bootstrap of `bootstrap`, on several threads. */
export async function bootstrapInThreads(
  plan: BootstrapPlan,
  { level = 0.95, ...options }: ThreadOptions & { readonly level?: number } = {},
): Promise<Bootstrap> {
  return assembleBootstrap(plan, await replicateInThreads([{ plan, from: 0, to: plan.replicates }], options), level)
}

/** The work of a bootstrap of strata on several threads, in the same way. */
export async function strataInThreads(
  tasks: readonly StrataTask[],
  options: ThreadOptions = {},
): Promise<StrataPart[]> {
  const { pieces, byTask } = cutTasks(tasks, STRATA_IN_PIECE)
  const script = new URL('strata-thread.ts', import.meta.url)
  return byTask(await runInThreads<StrataPart>(script, pieces, options)).map(joinStrataParts)
}
