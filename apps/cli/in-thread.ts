import { constrainedMemory } from 'node:process'
import { totalmem } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Outcome } from './command.ts'
import type { Parsed } from './context.ts'
import { Cancelled } from './interruptible.ts'
import { refused } from './outcome.ts'

/** What a thread is started with: the command, and what stood on its line. */
export interface ThreadInput extends Parsed {
  readonly name: string
  readonly watched: boolean
}

/** What a thread tells: a text for standard error, that it is not computing, or how it went. */
export type FromThread =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'here' }
  | { readonly kind: 'outcome'; readonly outcome: Outcome }

/** A thread that is told of Ctrl-C, and does not answer for so long, computes; it holds no file then, and is ended. */
const SILENT = 1000
const ASKED_EVERY = 200
/** Of the machine's memory, so much may be used. */
const SHARE = 0.6

/**
 * Runs a command on a thread of its own: Ctrl-C ends it while it computes, too, and memory that runs out ends the work and not
 * the process. It is asked first, so that what it writes is taken away.
 */
export async function runInThread(input: ThreadInput, onText: (text: string) => void): Promise<Outcome> {
  const available = Math.min(constrainedMemory() || Number.POSITIVE_INFINITY, totalmem())
  const worker = new Worker(new URL('command-thread.ts', import.meta.url), {
    workerData: input,
    // An own limit of Node (--max-old-space-size) goes before this one.
    resourceLimits: { maxOldGenerationSizeMb: Math.floor((SHARE * available) / 2 ** 20) },
  })
  let asking: NodeJS.Timeout | undefined
  let heard = 0
  let isCancelled = false
  const interrupt = (): void => {
    if (isCancelled) return void worker.terminate()
    isCancelled = true
    heard = Date.now()
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    worker.postMessage(null)
    asking = setInterval(() => {
      if (Date.now() - heard > SILENT) void worker.terminate()
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
      else worker.postMessage(null)
    }, ASKED_EVERY)
  }
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt)
  try {
    return await new Promise<Outcome>((resolve, reject) => {
      worker.on('message', (message: FromThread) => {
        if (message.kind === 'text') onText(message.text)
        else if (message.kind === 'here') heard = Date.now()
        else resolve(message.outcome)
      })
      worker.on('error', (error: NodeJS.ErrnoException) => {
        if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve(refused(OUT_OF_MEMORY))
        else reject(error)
      })
      worker.on('exit', () => reject(isCancelled ? new Cancelled() : new Error('The work ended before it was done.')))
    })
  } finally {
    clearInterval(asking)
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt)
    await worker.terminate()
  }
}

const OUT_OF_MEMORY = {
  code: 'out_of_memory',
  message:
    'This needs more memory than Node may use here; nothing was written. Split the file, or leave out columns that are not\n' +
    'needed; or allow more, where the machine has it: NODE_OPTIONS=--max-old-space-size=8192 (in MB).',
}
