import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createHttpServer, mountPages } from '../../apps/server/http-server.ts'

export interface ServedPages {
  readonly url: string
  readonly close: () => Promise<void>
}

/** Serves a built app by the code of the real server: as packed as it is sent there, with its headers. Of the API there is the session alone. */
export async function servePages(webDir: string, session: () => unknown): Promise<ServedPages> {
  const dataDir = mkdtempSync(join(tmpdir(), 'gloact-pages-'))
  const app = await createHttpServer({
    dataDir,
    host: 'localhost',
    tls: false,
    publicUrl: 'http://localhost:4600',
    hostNames: [],
    kind: 'demonstration',
    log: join(dataDir, 'server.log'),
    logLevel: 'silent',
    trustProxy: 0,
    webDir,
  })
  app.get('/api/v1/identity/session', async () => session())
  await mountPages(app, { webDir, kind: 'demonstration', authenticate: async () => null })
  await app.listen({ host: '127.0.0.1', port: 0 })
  return {
    url: `http://localhost:${(app.server.address() as AddressInfo).port}`,
    close: async () => {
      await app.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
