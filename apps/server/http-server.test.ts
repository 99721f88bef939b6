import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { createHttpServer, mountPages } from './http-server.ts'

const folder = mkdtempSync(join(tmpdir(), 'gloact-pages-'))
after(() => rmSync(folder, { recursive: true, force: true }))

async function pagesOf(webDir: string) {
  const app = await createHttpServer({
    dataDir: folder,
    host: 'localhost',
    tls: false,
    log: join(folder, 'server.log'),
    logLevel: 'silent',
    trustProxy: 0,
    webDir,
  })
  after(() => app.close())
  return { there: await mountPages(app, webDir, 'production'), answer: await app.inject('/') }
}

test('where the pages were not built, the address says so and how they are built, and the start is told', async () => {
  const { there, answer } = await pagesOf(join(folder, 'nothing'))
  assert.equal(there, false)
  assert.equal(answer.statusCode, 503)
  assert.match(answer.body, /have not been built[^]*prepare\.mjs --web/)
  writeFileSync(join(folder, 'index.html'), '<title>Notes</title>')
  const built = await pagesOf(folder)
  assert.equal(built.there, true)
  assert.equal(built.answer.statusCode, 200)
})
