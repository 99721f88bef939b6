// A bare HTTPS server in a process of its own: takes a body whole and answers with a kilobyte. What the exchange is measured against.
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'

const { key, cert } = JSON.parse(process.argv[2]!) as { readonly key: string; readonly cert: string }
const ANSWER = 'x'.repeat(1_000)

const server = createServer(
  { key, cert, minVersion: 'TLSv1.3', requestCert: true, rejectUnauthorized: false },
  (request, response) => {
    request.on('data', () => undefined)
    request.on('end', () => response.writeHead(200, { 'content-length': ANSWER.length }).end(ANSWER))
  },
)
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
process.on('disconnect', () => process.exit())
