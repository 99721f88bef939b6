import { createReadStream, statSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
}

/** As strict as the real server: nothing from elsewhere, no script in the page. */
const CONTENT_SECURITY_POLICY =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"

/** What a worker’s file may do: compile WebAssembly, and fetch nothing. */
const WORKER_POLICY = "default-src 'none'; script-src 'wasm-unsafe-eval'"

export interface StaticServer {
  readonly url: string
  readonly close: () => Promise<void>
}

/** What the API answers to a path, as JSON; undefined where the server has nothing there. */
export type ApiAnswers = (path: string) => { readonly status: number; readonly body: unknown } | undefined

/** Serves a built app as the real server does: files, and the first page for every other path. */
export async function serveStatic(folder: string, api: ApiAnswers = () => undefined): Promise<StaticServer> {
  const server = createServer((request, response) => answer(folder, api, request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    // A name that browsers trust as they trust https: WebCrypto works there.
    url: `http://localhost:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

function answer(folder: string, api: ApiAnswers, request: IncomingMessage, response: ServerResponse): void {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost')
  if (pathname.startsWith('/api/')) {
    const { status, body } = api(pathname) ?? { status: 404, body: { code: 'http.not_found' } }
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    return
  }
  const asked = join(folder, normalize(pathname))
  const isFile = asked.startsWith(folder) && (statSync(asked, { throwIfNoEntry: false })?.isFile() ?? false)
  const file = isFile ? asked : join(folder, 'index.html')
  response.writeHead(200, {
    'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
    'content-security-policy': pathname.startsWith('/workers/') ? WORKER_POLICY : CONTENT_SECURITY_POLICY,
  })
  createReadStream(file).pipe(response)
}
