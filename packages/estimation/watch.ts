/** How long work reports and is stopped. An `AbortSignal` is such a signal. */
export interface Watch {
  readonly signal?: { readonly aborted: boolean }
  /** Called now and then with how much of the work is done. */
  readonly onProgress?: (done: number, total: number) => void
}

/** Thrown where the signal asked to stop. */
export class Stopped extends Error {
  override readonly name = 'AbortError'

  constructor() {
    super('the work was stopped')
  }
}

/** Reports progress and throws `Stopped` where that is asked for. */
export function report({ signal, onProgress }: Watch, done: number, total: number): void {
  onProgress?.(done, total)
  if (signal?.aborted === true) throw new Stopped()
}
