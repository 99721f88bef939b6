import { constrainedMemory } from 'node:process'
import { totalmem } from 'node:os'
import { Worker } from 'node:worker_threads'
import { Cancelled, failed, type Outcome, refused } from '@gloact/command'
import type { Parsed } from './context.ts'

/** What a thread is started with: the command, and what stood on its line. */
export interface ThreadInput extends Parsed {
  readonly name: string
  readonly watched: boolean
  /** One of `STATE`, in memory that both threads share. */
  readonly state: Int32Array
}

/** Until a command writes, its thread may be ended at any moment; which of the two comes first is settled in one step. */
export const STATE = { computes: 0, writes: 1, ended: 2 } as const

/** What a thread tells: a text for standard error, that it hears of Ctrl-C, or how it went. */
export type FromThread =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'here' }
  | { readonly kind: 'outcome'; readonly outcome: Outcome }

/** A thread that was told of Ctrl-C so often, and did not answer once, computes without a pause. */
const UNANSWERED = 5
const ASKED_EVERY = 200
/** Of the machine's memory, so much may be used. */
const SHARE = 0.6

/**
 * Runs a command on a thread of its own: Ctrl-C ends it while it computes, too, and memory that runs out ends the work and not
 * the process. It is asked first; once it writes, it is never ended for its silence, so that what it writes is finished or taken
 * away. A second Ctrl-C ends it in any case.
 */
export async function runInThread(
  { memoryAdvice, ...input }: Omit<ThreadInput, 'state'> & { readonly memoryAdvice?: string | undefined },
  onText: (text: string) => void,
): Promise<Outcome> {
  const available = Math.min(constrainedMemory() || Number.POSITIVE_INFINITY, totalmem())
  const state = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))
  const worker = new Worker(new URL('command-thread.ts', import.meta.url), {
    workerData: { ...input, state } satisfies ThreadInput,
    // An own limit of Node (--max-old-space-size) goes before this one.
    resourceLimits: { maxOldGenerationSizeMb: Math.floor((SHARE * available) / 2 ** 20) },
  })
  let asking: NodeJS.Timeout | undefined
  let unanswered = 0
  const isWriting = (): boolean => Atomics.load(state, 0) === STATE.writes
  const mayEnd = (): boolean => Atomics.compareExchange(state, 0, STATE.computes, STATE.ended) !== STATE.writes
  const ask = (): void => {
    // Told by what was asked and not by the clock: where this thread itself waited for a processor, answers wait for it.
    if (unanswered++ >= UNANSWERED && mayEnd()) void worker.terminate()
    else worker.postMessage(null)
  }
  const interrupt = (): void => {
    if (asking) {
      mayEnd()
      return void worker.terminate()
    }
    asking = setInterval(ask, ASKED_EVERY)
    ask()
  }
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt)
  try {
    return await new Promise<Outcome>((resolve, reject) => {
      worker.on('message', (message: FromThread) => {
        if (message.kind === 'text') onText(message.text)
        else if (message.kind === 'here') unanswered = 0
        else resolve(message.outcome)
      })
      worker.on('messageerror', reject)
      worker.on('error', (error: NodeJS.ErrnoException) => {
        if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve(outOfMemory(isWriting(), memoryAdvice))
        else reject(error)
      })
      worker.on('exit', () => {
        if (!asking) reject(new Error('The work ended before it was finished.'))
        else if (isWriting()) resolve(failed({ code: 'cancelled', message: `Cut off while it wrote: ${MAY_BE_LEFT}.` }))
        else reject(new Cancelled())
      })
    })
  } finally {
    clearInterval(asking)
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt)
    await worker.terminate()
  }
}

const MAY_BE_LEFT =
  'files that end in .part or .lock may be left, and what was entered into a ledger or a register stays there'

/** What helps most commands with a file that is too large. */
const SPLIT_IT = 'Split the file, or\nleave out columns that are not needed'

/** What is told where memory ran out. */
export const outOfMemory = (isWriting: boolean, memoryAdvice = SPLIT_IT): Outcome =>
  refused({
    code: 'out_of_memory',
    message:
      `This needs more memory than Node may use here; ${isWriting ? MAY_BE_LEFT : 'nothing was written'}. ${memoryAdvice};\n` +
      'or allow more, where the machine has it: NODE_OPTIONS=--max-old-space-size=8192 (in MB).',
  })
