import { AsyncLocalStorage } from 'node:async_hooks'

/** Everything that a span may say. Codes, counts and templates: no id of a person, no text, no address with values. */
export const SPAN_ATTRIBUTES = [
  /** `GET`. */
  'http.request.method',
  /** The template of the contract: `/files/:fileId`. */
  'http.route',
  'http.response.status_code',
  /** `ok`, the code of the failure (`protection.consent_missing`), or `exception`. */
  'gloact.outcome',
  /** The name of a job's queue: `protection.sweep_attachments`. */
  'gloact.job',
  /** The name of a command: `import htcds`; of its arguments nothing. */
  'gloact.command',
  /** The module that the use case belongs to. */
  'gloact.module',
  /** Which rows a transaction saw: `agency`, `system`, … */
  'gloact.row_scope',
  /** `write` or `read`. */
  'gloact.transaction',
] as const

export type SpanAttribute = (typeof SPAN_ATTRIBUTES)[number]
export type SpanAttributes = Readonly<Partial<Record<SpanAttribute, string | number>>>

/** A span that runs. Nothing is read back from it. */
export interface RunningSpan {
  set(attributes: SpanAttributes): void
  end(failed: boolean): void
}

export type StartSpan = (name: string, attributes: SpanAttributes, parent: RunningSpan | undefined) => RunningSpan

let startSpan: StartSpan | undefined
const current = new AsyncLocalStorage<RunningSpan>()

/** Sets who records spans; undefined: nobody, and `traced` costs one comparison. Called by `startTelemetry`, and in tests. */
export function recordSpansWith(start: StartSpan | undefined): void {
  startSpan = start
}

/**
 * Runs something as a span: with its outcome as a code, never with what was thrown, which may hold anything. Spans begun
 * within it are its children.
 */
export async function traced<Value>(
  name: string,
  attributes: SpanAttributes,
  run: () => Promise<Value>,
  outcomeOf: (value: Value) => SpanAttributes,
): Promise<Value> {
  if (startSpan === undefined) return run()
  const span = startSpan(name, attributes, current.getStore())
  try {
    const value = await current.run(span, run)
    const outcome = outcomeOf(value)
    span.set(outcome)
    span.end(false)
    return value
  } catch (error) {
    span.set({ 'gloact.outcome': 'exception' })
    span.end(true)
    throw error
  }
}
