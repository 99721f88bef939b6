import { timingSafeEqual } from 'node:crypto'
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pipeline } from 'node:stream'
import { API_PREFIX } from '@gloact/http/server'
import { uploadImport } from '@gloact/protection/contract/exchange/imports'
import type { FastifyInstance } from 'fastify'

/** Uploads of the import wait in the memory of one process: of several it is the first, whichever of them is asked. */
const UPLOADS = `${API_PREFIX}${uploadImport.path}`
const TOKEN = 'x-gloact-process'
/** From which address it was asked, which the first would not see. */
const PEER = 'x-gloact-peer'

/** Hands requests for the import's desk on to the first process. Before the routes, whose bodies are not read here. */
export function handOnUploads(app: FastifyInstance, { token, port }: { token: string; port: () => number }): void {
  app.addHook('onRequest', (asked, reply, done) => {
    if (!asked.routeOptions.url?.startsWith(UPLOADS)) {
      done()
      return
    }
    const { connection: _hop, ...headers } = asked.raw.headers
    const sent = request({
      host: '127.0.0.1',
      port: port(),
      method: asked.raw.method,
      path: asked.raw.url,
      headers: { ...headers, [TOKEN]: token, [PEER]: asked.raw.socket.remoteAddress ?? '' },
      agent: false,
    })
    sent.once('response', (answer) => {
      reply.hijack()
      const { connection: _other, ...answered } = answer.headers
      reply.raw.writeHead(answer.statusCode ?? 502, answered)
      pipeline(answer, reply.raw, () => undefined)
    })
    // The first is being started again: as where the database is away, it passes.
    sent.on('error', (error) => {
      if (reply.raw.headersSent) reply.raw.destroy()
      else done(Object.assign(error, { code: 'ECONNREFUSED' }))
    })
    pipeline(asked.raw, sent, () => undefined)
  })
}

/** Where the first process takes what the others hand on: on the loopback address, for those that know the token. */
export async function takeUploads(
  app: FastifyInstance,
  token: string,
): Promise<{ readonly port: number; close(): Promise<void> }> {
  const server = createServer((asked: IncomingMessage, answer: ServerResponse) => {
    if (!isToken(asked.headers[TOKEN], token)) {
      asked.socket.destroy()
      return
    }
    // One request a connection: the connection's peer is the request's.
    Object.defineProperty(asked.socket, 'remoteAddress', { value: asked.headers[PEER], configurable: true })
    delete asked.headers[TOKEN]
    delete asked.headers[PEER]
    app.routing(asked, answer)
  })
  server.keepAliveTimeout = 1
  // Past the cluster, which would share it out again.
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host: '127.0.0.1', port: 0, exclusive: true }, resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const isToken = (given: string | string[] | undefined, token: string): boolean =>
  typeof given === 'string' && given.length === token.length && timingSafeEqual(Buffer.from(given), Buffer.from(token))
