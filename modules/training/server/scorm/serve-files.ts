import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { readInScope, systemScope } from '@gloact/postgres'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { OURS, typeOf } from '../../domain/scorm/package-files.ts'
import type { TrainingContext } from '../context.ts'
import { tables } from '../tables.ts'
import { openedBy, SCORM_PREFIX } from './launch.ts'
import { withScript } from './with-script.ts'

/**
 * A package is somebody else's program. `sandbox` without `allow-same-origin` gives each of its pages an origin that nothing else has, even
 * where its address is opened outside the player's frame: no cookie, no storage, no session, and neither the player's page nor any other
 * window can be read. It may fetch nothing, connect to nobody, start no workers, and take scripts, pictures and frames from its own
 * address alone. Opened by itself a page is not there: alone in a tab it could lead its reader elsewhere.
 */
const policyOf = (own: string): string =>
  [
    'sandbox allow-scripts allow-forms allow-modals',
    "default-src 'none'",
    `script-src ${own} 'unsafe-inline' 'unsafe-eval'`,
    `style-src ${own} 'unsafe-inline'`,
    `img-src ${own} data: blob:`,
    `media-src ${own} data: blob:`,
    `font-src ${own} data:`,
    `frame-src ${own}`,
    "connect-src 'none'",
    // A connection between browsers is none of those that connect-src covers.
    "webrtc 'block'",
    "worker-src 'none'",
    "object-src 'none'",
    "form-action 'none'",
    `base-uri ${own}`,
  ].join('; ')

const headersOf = (request: FastifyRequest, token: string): Readonly<Record<string, string>> => ({
  'content-security-policy': policyOf(`${request.protocol}://${request.host}${SCORM_PREFIX}/${token}/`),
  // Its pages have no origin, and ask for their own pictures and fonts as strangers.
  'cross-origin-resource-policy': 'cross-origin',
  'access-control-allow-origin': '*',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
})

/** The files of packages, each under an address that was made for one opening. */
export function serveFiles(app: FastifyInstance, context: TrainingContext): void {
  app.get(`${SCORM_PREFIX}/:token/*`, { schema: { hide: true } }, async (request, reply) => {
    const { token, '*': path } = request.params as { token: string; '*': string }
    const packageId = await openedBy(context, token)
    // What helmet says of our own pages would keep a page of the package out of its frame.
    for (const header of ['x-frame-options', 'cross-origin-opener-policy', 'origin-agent-cluster']) {
      reply.removeHeader(header)
      reply.raw.removeHeader(header)
    }
    reply.headers(headersOf(request, packageId === undefined ? '-' : token))
    // Browsers say what a page is asked for; those that do not are told by `frame.js`.
    reply.header('vary', 'sec-fetch-dest')
    const alone = request.headers['sec-fetch-dest'] === 'document'
    const file = packageId === undefined || alone ? undefined : await fileOf(context, packageId, path)
    if (!file) {
      return reply.status(404).header('cache-control', 'no-store').type('text/plain; charset=utf-8').send('404\n')
    }
    reply.header('cache-control', 'private, max-age=3600')
    if (path === FRAME_PATH) return sendScript(request, reply)
    const type = typeOf(path)
    return reply
      .header('content-type', type)
      .send(type === 'text/html' ? withScript(file, `${SCORM_PREFIX}/${token}/${FRAME_PATH}`) : Buffer.from(file))
  })
}

const FRAME_PATH = `${OURS}/frame.js`

async function fileOf({ db, country }: TrainingContext, packageId: string, path: string) {
  if (path === FRAME_PATH) return new Uint8Array()
  const row = await readInScope(db, systemScope(country), (trx) =>
    tables(trx)
      .selectFrom('training.scorm_file')
      .select('content')
      .where('package_id', '=', packageId)
      .where('path', '=', path)
      .executeTakeFirst(),
  )
  return row?.content
}

const packed = promisify(gzip)
let script: Promise<{ readonly plain: Buffer; readonly packed: Buffer }> | undefined

/** `scorm-again` with what joins it to the player, read and packed when somebody opens a package for the first time. */
const scriptOf = () =>
  (script ??= (async () => {
    const api = fileURLToPath(import.meta.resolve('scorm-again/scorm12/min')).replace('/esm/', '/')
    const parts = await Promise.all([readFile(api, 'utf8'), readFile(new URL('frame.js', import.meta.url), 'utf8')])
    const plain = Buffer.from(parts.join('\n').replace(/^\/\/# sourceMappingURL=.*$/m, ''))
    return { plain, packed: await packed(plain) }
  })())

async function sendScript(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const both = await scriptOf()
  const zipped = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '')
  if (zipped) reply.header('content-encoding', 'gzip')
  return reply
    .header('vary', 'accept-encoding, sec-fetch-dest')
    .type('text/javascript; charset=utf-8')
    .send(zipped ? both.packed : both.plain)
}
