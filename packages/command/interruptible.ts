import { CANCELLED } from './outcome.ts'

/** Ctrl-C came: `dispatch` tells it as a failure, with these words. */
export class Cancelled extends Error {
  constructor(message = CANCELLED.message) {
    super(message)
  }
}

/** Gives the event loop a turn, so that Ctrl-C is heard; throws `Cancelled` where it has come. */
export type Pause = () => Promise<void>

/**
 * Work that Ctrl-C ends: by the signal where it waits, by `pause` where it computes. What computes without either is not ended
 * by a first Ctrl-C, unless it has a thread of its own (`runInThread`); a second one ends it.
 */
export async function interruptible<Value>(
  work: (signal: AbortSignal, pause: Pause) => Promise<Value>,
): Promise<Value> {
  const cancel = new AbortController()
  const interrupt = (): void => cancel.abort()
  process.once('SIGINT', interrupt)
  process.once('SIGTERM', interrupt)
  const pause = async (): Promise<void> => {
    await new Promise<void>((resolve) => {
      setImmediate(resolve)
    })
    if (cancel.signal.aborted) throw new Cancelled()
  }
  try {
    return await work(cancel.signal, pause)
  } finally {
    process.off('SIGINT', interrupt)
    process.off('SIGTERM', interrupt)
  }
}
