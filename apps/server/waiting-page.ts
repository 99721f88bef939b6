import { readFileSync } from 'node:fs'
import { createServer as createPlain, type RequestListener } from 'node:http'
import { createServer as createSecure } from 'node:https'
import { join } from 'node:path'
import { API_PREFIX } from '@gloact/http/server'
import type { Config } from './config.ts'

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta http-equiv="refresh" content="5" />
    <title>Notes (practice)</title>
  </head>
  <body>
    <p>This training sandbox is being set up again. It opens by itself in a moment.</p>
    <p lang="ar" dir="rtl">تُعاد تهيئة بيئة التدريب هذه. ستُفتح وحدها بعد قليل.</p>
  </body>
</html>
`

/**
 * Answers in the place of the server while there is none: how far the sandbox has come to the person who asks for that, "come
 * back later" to every other request, and a page that says so to people.
 */
export async function openWaitingPage(
  config: Pick<Config, 'dataDir' | 'host' | 'port' | 'tls'>,
  progressPath: string,
  progress: () => unknown,
): Promise<{ close(): Promise<void> }> {
  const answer: RequestListener = ({ url = '/' }, response) => {
    const [path = '/'] = url.split('?')
    const says = (status: number, type: string, body: string): void => {
      response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store', connection: 'close' }).end(body)
    }
    if (path === progressPath) return says(200, 'application/json; charset=utf-8', JSON.stringify(progress()))
    if (path.startsWith(API_PREFIX) || path === '/health' || path === '/ready') {
      response.setHeader('retry-after', '5')
      const problem = {
        type: 'about:blank',
        title: 'The training sandbox is being set up again.',
        status: 503,
        code: 'http.unavailable',
      }
      return says(503, 'application/problem+json; charset=utf-8', JSON.stringify(problem))
    }
    says(503, 'text/html; charset=utf-8', PAGE)
  }
  const keys = join(config.dataDir, 'keys')
  const server = config.tls
    ? createSecure(
        { key: readFileSync(join(keys, 'tls-key.pem')), cert: readFileSync(join(keys, 'tls-cert.pem')) },
        answer,
      )
    : createPlain(answer)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(config.port, config.host, resolve)
  })
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
