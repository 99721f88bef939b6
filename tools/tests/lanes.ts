import { availableParallelism, totalmem } from 'node:os'

/** Test files that run together. */
export interface Job {
  readonly files: readonly string[]
  /** `process`: all in one process, for rules. `product`: one after another on one product and one browser. */
  readonly share?: 'process' | 'product'
}

/** What one lane may need: a server, a PostgreSQL and a browser. */
const MEMORY_OF_A_LANE = 3 * 1024 ** 3

/** How many jobs run at a time: as many as there are processors, as far as the memory goes, but two at least. */
export const lanesOn = (processors = availableParallelism(), memory = totalmem()): number =>
  Math.max(2, Math.min(processors, Math.floor(memory / MEMORY_OF_A_LANE)))

/** Those first that took longest the last time, and before them those of which nobody knows. */
export const longestFirst = (jobs: readonly Job[], took: Readonly<Record<string, number>>): Job[] =>
  jobs.toSorted((a, b) => timeOf(b, took) - timeOf(a, took))

const timeOf = ({ files }: Job, took: Readonly<Record<string, number>>): number =>
  files.reduce((sum, file) => sum + (took[file] ?? Number.POSITIVE_INFINITY), 0)

/**
 * Takes jobs from queues until none is left. Every second lane begins with the first queue, the others with the last: beside
 * a browser, which keeps more than one processor busy by turns, runs what needs none, as long as there is any of it.
 */
export async function runInLanes(
  lanes: number,
  queues: readonly (readonly Job[])[],
  run: (job: Job) => Promise<void>,
): Promise<void> {
  const waiting = queues.map((jobs) => [...jobs])
  await Promise.all(
    Array.from({ length: lanes }, async (_, lane) => {
      const order = lane % 2 === 0 ? waiting : waiting.toReversed()
      for (;;) {
        const job = order.find(({ length }) => length > 0)?.shift()
        if (!job) return
        await run(job)
      }
    }),
  )
}
