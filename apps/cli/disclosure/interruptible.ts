/** Ctrl-C came. */
export class Cancelled extends Error {}

/** Work that Ctrl-C ends: it calls `pause` now and then, which throws `Cancelled` once the signal has come. */
export async function interruptible<Value>(
  work: (signal: AbortSignal, pause: () => Promise<void>) => Promise<Value>,
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
