import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { validatorCompiler } from 'fastify-type-provider-zod'
import { isBytes, type BytesToSend } from '../contract/index.ts'

export const BYTES = 'application/octet-stream'

/** Bodies of bytes are handed on as the stream that they are. A route that takes JSON refuses them by its schema. */
export function acceptBytes(app: FastifyInstance): void {
  app.addContentTypeParser(BYTES, (_request, stream, done) => done(null, stream))
}

/** Checks a request's parts by their schemas; a body of bytes is handed on as it is. */
export const validateOrHandOn: typeof validatorCompiler = (part) =>
  isBytes(part.schema) ? bytesOnly : validatorCompiler(part)

const bytesOnly = (body: unknown): { value: unknown } | { error: Error } =>
  body instanceof Readable
    ? { value: body }
    : { error: Object.assign(new Error('not bytes'), { statusCode: 415, code: 'FST_ERR_CTP_INVALID_MEDIA_TYPE' }) }

/**
 * Bytes of people's files are never run, framed, guessed at or kept: should a browser be led to the address itself, it
 * shows them in a sandbox that may do nothing.
 */
export const BYTES_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"

export function sendBytes(reply: FastifyReply, value: unknown): FastifyReply {
  const { stream, contentType, length, disposition, fileName } = value as BytesToSend
  if (!/^[\w.-]+$/.test(fileName)) throw new TypeError('the name of a file that is sent says more than it may')
  return reply
    .headers({
      'content-type': contentType,
      'content-disposition': `${disposition}; filename="${fileName}"`,
      'content-security-policy': BYTES_POLICY,
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      ...(length !== undefined && { 'content-length': length }),
    })
    .send(Readable.from(stream))
}
