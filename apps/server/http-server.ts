import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import compress from '@fastify/compress'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import staticFiles from '@fastify/static'
import { COMMON_FAILURES } from '@gloact/http/contract'
import { API_PREFIX, loggingOptions, sendFailure } from '@gloact/http/server'
import { repositoryRoot } from '@gloact/postgres'
import fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify'
import { destination, pino } from 'pino'
import { readAppPaths } from './app-paths.ts'
import { BUILD_COMMAND, type Config } from './config.ts'
import { refuseUnknownHosts } from './host-names.ts'
import type { InstanceKind } from '@gloact/platform/instance-kind'

/**
 * What a worker’s file may do, which is given lists of people: compile WebAssembly, and fetch nothing. What it was given can
 * leave it as a message to its page alone.
 */
const WORKER_POLICY = "default-src 'none'; script-src 'wasm-unsafe-eval'"

/**
 * Answers of more than a kilobyte are packed on their way; the app's own files are packed when it is built. Bytes of people's
 * attachments are not: they are packed by their own formats. A request's body is never unpacked.
 *
 * BREACH (CVE-2013-3587) guesses a secret from the length of packed answers in which the attacker's words stand beside it. It
 * needs an answer with such a secret: those contracts say `secret` and are never packed. And it needs another site that has
 * the browser ask again and again with the person's session: the cookie is `SameSite=Lax`, so that only whole pages that
 * are opened carry it, what is not a GET is refused across sites, and no answer to a GET repeats what was asked.
 */
const COMPRESSION = {
  threshold: 1024,
  encodings: ['br', 'gzip'] as ('br' | 'gzip')[],
  customTypes: /^text\/(?:html|plain|csv|calendar)|(?:\+|\/)json(?:;|$)/,
  globalDecompression: false,
}

export type HttpConfig = Pick<
  Config,
  'dataDir' | 'host' | 'tls' | 'publicUrl' | 'hostNames' | 'kind' | 'log' | 'logLevel' | 'trustProxy' | 'webDir'
>

/** A Fastify instance with everything around the API: security headers, limits, its documentation, the browser's app. */
export async function createHttpServer(config: HttpConfig): Promise<FastifyInstance> {
  const options = {
    loggerInstance: pino(loggingOptions(config.logLevel), logDestination(config.log)) as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: (_address: string, hop: number) => hop < config.trustProxy,
    bodyLimit: 256 * 1024,
    genReqId: () => crypto.randomUUID(),
  }
  // One type for both: nothing that follows depends on which it is.
  const app = (config.tls
    ? fastify({ ...options, https: localCertificate(config.dataDir) })
    : fastify(options)) as unknown as FastifyInstance
  // TLS may end at a proxy in front, too.
  const overTls = config.tls || config.publicUrl.startsWith('https:')
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        // The component kit sets measures in style attributes.
        styleSrc: ["'self'", "'unsafe-inline'"],
        // What people attach to files is shown from memory: pictures and sound, and words in a frame that may do nothing.
        imgSrc: ["'self'", 'data:', 'blob:'],
        mediaSrc: ["'self'", 'blob:'],
        // What a page of training shows of an imported package is served in a sandbox of its own; no other page of ours lets itself be framed.
        frameSrc: ["'self'", 'blob:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        upgradeInsecureRequests: overTls ? [] : null,
      },
    },
    strictTransportSecurity: overTls ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    // A page that is left says nothing of where from.
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
  })
  if (config.kind === 'production') {
    refuseUnknownHosts(app, [new URL(config.publicUrl).hostname, ...config.hostNames])
  }
  await app.register(compress, COMPRESSION)
  // A stop for a program that runs away, not for people: an office of fifty stands behind one address, and each page that
  // is open asks every few seconds who else is in it. Guessing passwords has limits of its own.
  await app.register(rateLimit, {
    max: 12_000,
    timeWindow: '1 minute',
    allowList: (request) => !request.url.startsWith(API_PREFIX),
  })
  return app
}

/** Headers that speak of a page, and of older browsers' ways with one. */
const OF_PAGES = [
  'content-security-policy',
  'cross-origin-opener-policy',
  'cross-origin-resource-policy',
  'origin-agent-cluster',
  'referrer-policy',
  'x-dns-prefetch-control',
  'x-download-options',
  'x-frame-options',
  'x-permitted-cross-domain-policies',
  'x-xss-protection',
]

/** What a browser is told where the app has not been built. */
const NOT_BUILT = 'The pages of GloACT have not been built on this server. The person who runs it builds them:\n\n'

export interface Pages {
  readonly webDir: string
  readonly kind: InstanceKind
  /** Who sends a request; null where nobody is signed in. */
  readonly authenticate: (request: FastifyRequest) => Promise<unknown>
}

/** Mounts the API's documentation and the browser's app, after the routes. Answers whether the app is there. */
export async function mountPages(app: FastifyInstance, { webDir, kind, authenticate }: Pages): Promise<boolean> {
  await app.register(async (docs) => mountDocumentation(docs, kind === 'production' ? authenticate : undefined))
  const isAppPath = existsSync(join(webDir, 'index.html')) ? readAppPaths(webDir, kind) : undefined
  if (!isAppPath) {
    app.get('/', { schema: { hide: true } }, async (_request, reply) =>
      reply.status(503).type('text/plain; charset=utf-8').send(`${NOT_BUILT}  ${BUILD_COMMAND}\n`),
    )
    return false
  }
  // A module's script is UTF-8 whatever is said of it, and a hundred scripts say the shorter name.
  app.addHook('onSend', async (request, reply, payload) => {
    if (request.url.startsWith('/assets/') && /javascript/.test(String(reply.getHeader('content-type')))) {
      reply.header('content-type', 'text/javascript')
    }
    return payload
  })
  const files = {
    index: false as const,
    // Packed when the app was built; which of them is sent depends on what the browser takes, and `Vary` says so.
    preCompressed: true,
    // A part of a packed file is of no use to anybody.
    acceptRanges: false,
    lastModified: false,
    cacheControl: false,
    setHeaders(reply: FastifyReply, path: string) {
      const folder = relative(webDir, dirname(path))
      reply.header('cache-control', folder === 'assets' ? 'max-age=31536000, immutable' : 'public, max-age=3600')
      if (folder === 'workers') reply.header('content-security-policy', WORKER_POLICY)
      // A hundred of these make the first screen. What speaks to pages alone says nothing on a script or a style sheet.
      else if (/\.(?:js|mjs|css)(?:\.(?:br|gz))?$/.test(path)) {
        for (const header of OF_PAGES) reply.removeHeader(header)
        // Named by its content, it never changes: no browser asks whether it has.
        if (folder === 'assets') reply.removeHeader('etag')
        // HTTP/1.1 keeps a connection without being told.
        reply.raw.removeHeader('connection')
      }
    },
  }
  // Hundreds of them: one route for all is mounted faster than one for each. A name is looked up here and not in the folder, which would be
  // read whole for each request. The packed forms have no address of their own.
  const assets = join(webDir, 'assets')
  const names = new Set(existsSync(assets) ? readdirSync(assets).filter((name) => !/\.(?:br|gz)$/.test(name)) : [])
  await app.register(staticFiles, { ...files, root: assets, serve: false })
  app.get('/assets/:name', { schema: { hide: true } }, (request, reply) => {
    const { name } = request.params as { readonly name: string }
    return names.has(name) ? reply.sendFile(name) : reply.callNotFound()
  })
  await app.register(staticFiles, {
    ...files,
    root: webDir,
    wildcard: false,
    decorateReply: false,
    globIgnore: ['assets/**', '**/*.br', '**/*.gz'],
  })
  const page = pageOf(readFileSync(join(webDir, 'index.html'), 'utf8'), kind)
  // Every address of the app is one page. What is none of them is not there; a person who typed it is told so by the app.
  app.get('/*', { schema: { hide: true } }, async (request, reply) => {
    const { pathname } = new URL(request.url, 'http://gloact.invalid')
    const known = isAppPath(pathname)
    const isNavigation = (request.headers.accept ?? '').includes('text/html') && !/\.|^\/api(?:\/|$)/.test(pathname)
    if (!known && !isNavigation) return reply.callNotFound()
    return reply
      .status(known ? 200 : 404)
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-cache')
      .send(page)
  })
  return true
}

const DOCUMENTATION = '/api/docs'

/** The API described, for anyone who builds on it. Where people are real, for anyone who is signed in. */
async function mountDocumentation(
  docs: FastifyInstance,
  authenticate: Pages['authenticate'] | undefined,
): Promise<void> {
  docs.addHook('onRequest', async (request, reply) => {
    if (authenticate && (await authenticate(request)) === null) {
      return sendFailure(request, reply, COMMON_FAILURES, { code: 'http.signed_out' })
    }
    // Of the vendor's files the script alone: its page brings an inline script, ours does not.
    const { pathname } = new URL(request.url, 'http://gloact.invalid')
    if (pathname.startsWith(VENDOR) && pathname !== VENDOR_SCRIPT) {
      return sendFailure(request, reply, COMMON_FAILURES, { code: 'http.not_found' })
    }
    return undefined
  })
  docs.addHook('onSend', async (_request, reply) => {
    // It sets styles of its own; it shows nothing but the API.
    reply.header('content-security-policy', DOCUMENTATION_POLICY)
  })
  const hidden = { schema: { hide: true } }
  // The description of this version, as it was made from the code and checked with it.
  const modules = readdirSync(join(repositoryRoot(), 'openapi')).map((file) => file.replace(/\.json$/, ''))
  for (const file of ['openapi.json', ...modules.map((module) => `openapi/${module}.json`)]) {
    const description = readFileSync(join(repositoryRoot(), file))
    docs.get(`/api/${file}`, hidden, async (_request, reply) =>
      reply.header('cache-control', 'no-store').type('application/json; charset=utf-8').send(description),
    )
  }
  docs.get(DOCUMENTATION, hidden, async (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(DOCUMENTATION_PAGE),
  )
  docs.get(`${DOCUMENTATION}/start.js`, hidden, async (_request, reply) =>
    reply.type('text/javascript; charset=utf-8').send(documentationStart(modules)),
  )
  docs.get(`${VENDOR}/*`, hidden, async (_request, reply) =>
    reply.type('application/javascript; charset=utf-8').send(await (vendorScript ??= readVendorScript())),
  )
}

let vendorScript: Promise<Buffer> | undefined

/** Its package holds the script as five megabytes of text, which is read when somebody opens the page for the first time. */
async function readVendorScript(): Promise<Buffer> {
  const { default: scalar } = await import('@scalar/fastify-api-reference')
  const vendor = fastify()
  await vendor.register(scalar, { routePrefix: VENDOR, configuration: { url: '/api/openapi.json' } })
  const { rawPayload } = await vendor.inject(VENDOR_SCRIPT)
  await vendor.close()
  return rawPayload
}

const VENDOR = `${DOCUMENTATION}/vendor`
const VENDOR_SCRIPT = `${VENDOR}/js/scalar.js`

const DOCUMENTATION_POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

const DOCUMENTATION_PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>GloACT: the API</title>
  </head>
  <body>
    <div id="app"></div>
    <script src="${VENDOR_SCRIPT}"></script>
    <script src="${DOCUMENTATION}/start.js"></script>
  </body>
</html>
`

/** One module at a time, chosen at the top: what holds for every request stands with each. */
const documentationStart = (modules: readonly string[]): string => `Scalar.createApiReference('#app', ${JSON.stringify({
  sources: modules.map((module) => ({ title: module, slug: module, url: `/api/openapi/${module}.json` })),
  withDefaultFonts: false,
  hideClientButton: true,
  telemetry: false,
  // The description and nothing else: no tools of the vendor, nothing that would leave this server.
  showDeveloperTools: 'never',
  agent: { disabled: true },
  mcp: { disabled: true },
})})
`

/** The one page of the app. A sandbox's says what it is before any script runs, in its title and its icon too. */
export function pageOf(page: string, kind: InstanceKind): string {
  if (kind !== 'training') return page
  return page
    .replace('<html ', '<html data-instance="training" ')
    .replace('<title>Notes</title>', '<title>Notes (practice)</title>')
    .replace('href="/icon.svg"', 'href="/icon-training.svg"')
}

/**
 * Lines are written a few at a time, within a tenth of a second: a write for each request cost as much as answering from memory. What
 * waits is written when the process ends by itself.
 */
const LOG_BUFFER = { sync: false, minLength: 4_096, periodicFlush: 100 }

function logDestination(log: string) {
  if (log === 'stdout') return destination({ ...LOG_BUFFER, dest: 1 })
  return destination({ ...LOG_BUFFER, dest: log, mkdir: true, append: true, mode: 0o600 })
}

/** A certificate of our own for this machine's names, made once and kept. Browsers ask whether to trust it. */
function localCertificate(dataDir: string): { key: string; cert: string } {
  const folder = join(dataDir, 'keys')
  const [keyFile, certFile] = [join(folder, 'tls-key.pem'), join(folder, 'tls-cert.pem')]
  if (!existsSync(keyFile)) throw new Error('the certificate has not been made: call ensureLocalCertificate first')
  return { key: readFileSync(keyFile, 'utf8'), cert: readFileSync(certFile, 'utf8') }
}

/** Makes the certificate that `localCertificate` reads, for these names and addresses; once. */
export async function ensureLocalCertificate(dataDir: string, names: readonly string[]): Promise<void> {
  const folder = join(dataDir, 'keys')
  if (existsSync(join(folder, 'tls-key.pem'))) return
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const isAddress = (name: string) => /^[\d.]+$|:/.test(name)
  const { generate } = await import('selfsigned')
  const made = await generate([{ name: 'commonName', value: 'GloACT local' }], {
    keyType: 'ec',
    notAfterDate: new Date(Date.now() + 825 * 86_400_000),
    extensions: [
      {
        name: 'subjectAltName',
        altNames: names.map((name) =>
          isAddress(name) ? { type: 7 as const, ip: name } : { type: 2 as const, value: name },
        ),
      },
    ],
  })
  writeFileSync(join(folder, 'tls-key.pem'), made.private, { mode: 0o600 })
  writeFileSync(join(folder, 'tls-cert.pem'), made.cert, { mode: 0o644 })
}
