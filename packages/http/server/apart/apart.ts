import { AsyncLocalStorage } from 'node:async_hooks'
import type { ServerResponse } from 'node:http'
import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { createThreads, type Ended } from './threads.ts'

/** Who is being answered: work that is done apart ends when they go away, and one person has one thread at a time. */
interface Answering {
  readonly response: ServerResponse
  readonly asker: string | undefined
}

const answering = new AsyncLocalStorage<Answering>()

/** Runs a handler so that whatever it has done apart belongs to this request. */
export const whileAnswering = <Answer>(request: Answering, handler: () => Promise<Answer>): Promise<Answer> =>
  answering.run(request, handler)

/** A function that may be run on another thread, by the module that exports it. */
export interface HeavyWork<Input, Output> {
  readonly run: (input: Input) => Output | Promise<Output>
  readonly module: string
}

/**
 * Declares that a function is heavy: what it is given comes from outside and may be large. `module` is the address of the module that
 * exports it by its own name. What it takes and returns is copied between threads: words, numbers, bytes, and objects of them.
 */
export const heavyWork = <Input, Output>(
  run: (input: Input) => Output | Promise<Output>,
  module: URL,
): HeavyWork<Input, Output> => ({ run, module: module.href })

export interface ApartOptions {
  /** How much there is to read, in characters or bytes. Little is done here: telling a thread would take longer. */
  readonly size: number
  /** Seconds after which it is ended. */
  readonly seconds?: number
  /** Ends it; that of the request is heard besides. */
  readonly signal?: AbortSignal
}

/** So much is read here: a few milliseconds, since every heavy function takes time in proportion to what it reads. */
export const READ_HERE = 16_000
const SECONDS = 30

const threads = createThreads()

const CODES = { too_heavy: 'http.too_heavy', busy: 'http.busy', gone: 'http.too_heavy' } as const satisfies Record<
  Ended,
  string
>

/**
 * Does heavy work on another thread, so that everyone else is answered meanwhile. It ends when the person who asked goes away, after
 * `seconds`, and when it needs more memory than a thread has. Few run at once, one a person; who finds too many waiting is told to come
 * again.
 */
export async function apart<Input, Output>(
  work: HeavyWork<Input, Output>,
  input: Input,
  { size, seconds = SECONDS, signal }: ApartOptions,
): Promise<Result<Output, Failure>> {
  if (size <= READ_HERE) return ok(await work.run(input))
  const request = answering.getStore()
  const gone = new AbortController()
  const hear = (): void => {
    if (request && !request.response.writableFinished) gone.abort()
  }
  request?.response.once('close', hear)
  try {
    const done = await threads.run<Output>(
      { module: work.module, name: work.run.name, input },
      {
        asker: request?.asker,
        milliseconds: seconds * 1_000,
        signal: signal ? AbortSignal.any([gone.signal, signal]) : gone.signal,
      },
    )
    return done.ok ? done : err(failure(CODES[done.error], done.error === 'busy' ? { params: { seconds: 5 } } : {}))
  } finally {
    request?.response.off('close', hear)
  }
}
