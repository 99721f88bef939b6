import type { FastifyInstance } from 'fastify'

/**
 * What must never reach a log, in one place. Requests are logged by their route's pattern, not their address, and
 * unexpected errors by their kind and where they happened, not their message: a message may quote what a person typed.
 */
export const REDACTED_PATHS = [
  'req.headers',
  'req.body',
  'req.query',
  'req.params',
  'req.url',
  'res.headers',
  'headers',
  'body',
  'query',
  'payload',
  'password',
  'token',
  'secret',
  'cookie',
  'authorization',
  '*.password',
  '*.token',
  '*.secret',
  '*.cookie',
  '*.authorization',
  '*.payload',
  '*.answers',
  '*.name',
  '*.email',
  '*.phone',
] as const

/** The options of the structured log (pino): JSON lines, with the redaction list applied. */
export const loggingOptions = (level: string) => ({
  level,
  base: undefined,
  redact: { paths: [...REDACTED_PATHS], censor: '[redacted]' },
  formatters: { level: (label: string) => ({ level: label }) },
})

export interface DescribedError {
  readonly kind: string
  readonly code?: string
  /** Where it happened: file and line of each frame. */
  readonly at: readonly string[]
  readonly table?: string
  readonly constraint?: string
}

/** An error as it may be logged: its kind, its code and where it happened. Never its message, which may quote data. */
export function describeError(error: unknown): DescribedError {
  if (!(error instanceof Error)) return { kind: typeof error, at: [] }
  const text = (name: string): string | undefined =>
    name in error && typeof (error as unknown as Record<string, unknown>)[name] === 'string'
      ? String((error as unknown as Record<string, unknown>)[name])
      : undefined
  const code = text('code')
  const table = text('table')
  const constraint = text('constraint')
  return {
    kind: error.name,
    ...(code && { code }),
    ...(table && { table }),
    ...(constraint && { constraint }),
    at: (error.stack ?? '')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line.startsWith('at '))
      .slice(0, 12),
  }
}

/** Logs each answered request by method, route pattern, status and milliseconds. */
export function logRequests(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url ?? 'unknown',
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
        requestId: request.id,
      },
      'answered',
    )
  })
}
