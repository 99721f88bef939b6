import type { Failure } from '@gloact/kernel'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { COMMON_FAILURES, type FailureCatalogue, type Problem } from '../contract/index.ts'
import { describeError } from './logging.ts'

export interface ProblemOptions {
  /** What every failure code of every mounted module means. */
  readonly catalogue: FailureCatalogue
  /** Whether an error means that the database is away for now. */
  readonly isUnavailable: (error: unknown) => boolean
  /** Whether an error means that the database's disk is full. */
  readonly isOutOfRoom: (error: unknown) => boolean
}

/** The HTTP status that a failure is answered with; 500 where no catalogue holds its code. */
export const statusOf = (catalogue: FailureCatalogue, { code }: Failure): number =>
  (catalogue as Record<string, { status: number } | undefined>)[code]?.status ?? 500

/** Answers an expected failure as problem details. A code that no catalogue holds is a bug, answered as such. */
export function sendFailure(
  request: FastifyRequest,
  reply: FastifyReply,
  catalogue: FailureCatalogue,
  failure: Failure,
): FastifyReply {
  const meaning = (catalogue as Record<string, { status: number; title: string } | undefined>)[failure.code]
  if (!meaning) {
    request.log.error({ code: failure.code, requestId: request.id }, 'a failure that no catalogue describes')
    return sendProblem(reply, internal(request.id))
  }
  const seconds = failure.params?.['seconds']
  // When it is worth while to come again: for programs, which read no sentence.
  if (typeof seconds === 'number' && (meaning.status === 429 || meaning.status === 503)) {
    reply.header('retry-after', String(seconds))
  }
  return sendProblem(reply, {
    type: `/api/docs/errors#${failure.code}`,
    title: meaning.title,
    status: meaning.status,
    code: failure.code,
    ...(failure.params && { params: failure.params }),
    ...(failure.fields && { fields: [...failure.fields] }),
    requestId: request.id,
  })
}

/** Turns everything that Fastify, the schemas or the database throw into problem details, and logs what is a bug. */
export function installProblems(app: FastifyInstance, options: ProblemOptions): void {
  const catalogue: FailureCatalogue = { ...COMMON_FAILURES, ...options.catalogue }

  app.setNotFoundHandler(async (request, reply) => sendFailure(request, reply, catalogue, { code: 'http.not_found' }))

  app.setErrorHandler(async (error, request, reply) => {
    const fail = (code: keyof typeof COMMON_FAILURES, fields?: Failure['fields']) =>
      sendFailure(request, reply, catalogue, { code, ...(fields && { fields }) })

    if (hasZodFastifySchemaValidationErrors(error)) {
      return fail(
        'http.invalid_request',
        error.validation.map((issue) => ({ pointer: issue.instancePath || '/', code: `http.${issue.keyword}` })),
      )
    }
    const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500
    if (status === 413) return fail('http.body_too_large')
    if (status === 415) return fail('http.unsupported_media_type')
    if (status === 429) return fail('http.too_many_requests')
    if (status === 404) return fail('http.not_found')
    if (status >= 400 && status < 500) return fail('http.invalid_request')
    if (options.isUnavailable(error)) {
      request.log.warn({ error: describeError(error), requestId: request.id }, 'the database cannot be reached')
      reply.header('retry-after', '2')
      return fail('http.unavailable')
    }
    if (options.isOutOfRoom(error)) {
      request.log.error({ error: describeError(error), requestId: request.id }, 'the database has no room left')
      return fail('http.no_room')
    }
    request.log.error({ error: describeError(error), requestId: request.id }, 'an unexpected error')
    return sendProblem(reply, internal(request.id))
  })
}

const internal = (requestId: string): Problem => ({
  type: '/api/docs/errors#http.internal',
  title: 'Something went wrong on our side. Nothing of this request was recorded.',
  status: 500,
  code: 'http.internal',
  requestId,
})

/** Problem details do not pass through a route's response schema, which describes success. */
function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  return reply
    .status(problem.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('cache-control', 'no-store')
    .serializer((value) => JSON.stringify(value))
    .send(problem)
}
