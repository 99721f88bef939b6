import { assembleBootstrap, type Bootstrap, type BootstrapPlan, type ReplicatePart } from '../bootstrap.ts'
import { runInThreads, type ThreadOptions } from './threads.ts'

export { runInThreads, type ThreadOptions } from './threads.ts'

/** What a bootstrap thread is asked for: some of the plan's replicates. */
export interface ReplicateTask {
  readonly plan: BootstrapPlan
  readonly from: number
  readonly to: number
}

/** Replicates a message; a thread that is asked for few at a time shares the work evenly and reports often. */
const CHUNK = 50

/**
 * The bootstrap of `bootstrap`, on several threads: every replicate draws from a stream of its own, so that the result is
 * the same to the last bit whatever the number of threads.
 */
export async function bootstrapInThreads(
  plan: BootstrapPlan,
  { level = 0.95, ...options }: ThreadOptions & { readonly level?: number } = {},
): Promise<Bootstrap> {
  const tasks: ReplicateTask[] = []
  for (let from = 0; from < plan.replicates; from += CHUNK) {
    tasks.push({ plan, from, to: Math.min(plan.replicates, from + CHUNK) })
  }
  const script = new URL('replicate-thread.ts', import.meta.url)
  const parts = await runInThreads<ReplicatePart>(script, tasks, options)
  return assembleBootstrap(plan, parts, level)
}
