import { COMMON_FAILURES } from '@gloact/http/contract'
import { sendFailure } from '@gloact/http/server'
import type { FastifyInstance, FastifyRequest } from 'fastify'

const LOOPBACK = new Set(['localhost', '127.0.0.1', '::1'])

/** A host as a request names it, without port and brackets. */
const bare = (host: string): string =>
  host
    .replace(/:\d+$/, '')
    .replace(/^\[|\]$/g, '')
    .toLowerCase()

/**
 * Refuses requests that name a host which is none of this server's. A page of somebody else's whose name was made to lead
 * here (DNS rebinding), or a scanner that tries addresses, gets nothing. Anyone who sits at the machine itself may call it by its
 * loopback names, as commands and health checks do.
 */
export function refuseUnknownHosts(app: FastifyInstance, names: readonly string[]): void {
  const known = new Set(names.map(bare))
  app.addHook('onRequest', async (request, reply) =>
    isKnown(request, known) ? undefined : sendFailure(request, reply, COMMON_FAILURES, { code: 'http.unknown_host' }),
  )
}

function isKnown(request: FastifyRequest, known: ReadonlySet<string>): boolean {
  // What a proxy may say beside it (`X-Forwarded-Host`) comes from the person who asks, where the proxy does not see to it.
  const host = bare(request.headers.host ?? '')
  if (known.has(host)) return true
  const from = (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '')
  return LOOPBACK.has(host) && (from === '::1' || from.startsWith('127.'))
}
