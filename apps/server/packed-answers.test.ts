import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib'
import { route } from '@gloact/http/contract'
import { createApi, serve } from '@gloact/http/server'
import { ok } from '@gloact/kernel'
import { z } from 'zod'
import { createHttpServer, mountPages } from './http-server.ts'

const folder = mkdtempSync(join(tmpdir(), 'gloact-packed-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const SCRIPT = `export const words = ${JSON.stringify('the same words again and again '.repeat(200))}`

async function server() {
  const webDir = join(folder, 'web')
  mkdirSync(join(webDir, 'assets'), { recursive: true })
  mkdirSync(join(webDir, 'workers'), { recursive: true })
  writeFileSync(join(webDir, 'index.html'), '<!doctype html><title>Notes</title>')
  writeFileSync(join(webDir, 'app-paths.json'), JSON.stringify({ protection: ['/'] }))
  writeFileSync(join(webDir, 'assets', 'app-AbCdEf12.js'), SCRIPT)
  writeFileSync(join(webDir, 'workers', 'sum-AbCdEf12.js'), SCRIPT)
  // As `tools/launch/pack-bundle.mjs` packs them.
  for (const name of ['assets/app-AbCdEf12.js', 'workers/sum-AbCdEf12.js']) {
    writeFileSync(join(webDir, `${name}.br`), brotliCompressSync(SCRIPT))
    writeFileSync(join(webDir, `${name}.gz`), gzipSync(SCRIPT))
  }
  const app = await createHttpServer({
    dataDir: folder,
    host: 'localhost',
    tls: false,
    publicUrl: 'http://localhost:4600',
    hostNames: [],
    kind: 'demonstration',
    log: join(folder, 'server.log'),
    logLevel: 'silent',
    trustProxy: 0,
    webDir,
  })
  after(() => app.close())
  const api = createApi<{ readonly userId: string }>(app, {
    authenticate: async () => ({ userId: 'u' }),
    failures: [],
    isUnavailable: () => false,
    isOutOfRoom: () => false,
  })
  const long = { method: 'GET', summary: 'Long', tag: 'test', response: z.object({ words: z.string() }) } as const
  const answer = async () => ok({ words: SCRIPT })
  serve(api, route({ ...long, path: '/test/long' }), answer)
  serve(api, route({ ...long, path: '/test/secret', secret: true }), answer)
  serve(api, route({ ...long, path: '/test/short' }), async () => ok({ words: 'few' }))
  await mountPages(app, { webDir, kind: 'demonstration', authenticate: async () => null })
  return app
}
const app = await server()
const get = (url: string, encoding = 'gzip, deflate, br', more: Record<string, string> = {}) =>
  app.inject({ url, headers: { 'accept-encoding': encoding, ...more } })

test('a file of the app is sent as it was packed when it was built, by what the browser takes', async () => {
  const [br, gzip, plain] = await Promise.all(
    ['gzip, deflate, br', 'gzip', 'identity'].map((encoding) => get('/assets/app-AbCdEf12.js', encoding)),
  )
  assert.deepEqual(
    [br, gzip, plain].map((each) => each!.headers['content-encoding']),
    ['br', 'gzip', undefined],
  )
  assert.equal(brotliDecompressSync(br!.rawPayload).toString(), SCRIPT)
  assert.equal(gunzipSync(gzip!.rawPayload).toString(), SCRIPT)
  assert.equal(plain!.body, SCRIPT)
  assert.deepEqual(br!.rawPayload, readFileSync(join(folder, 'web', 'assets', 'app-AbCdEf12.js.br')))
  for (const each of [br!, gzip!, plain!]) {
    assert.equal(each.headers['content-type'], 'text/javascript')
    assert.match(String(each.headers['vary']), /accept-encoding/i)
    assert.equal(each.headers['x-content-type-options'], 'nosniff')
    assert.equal(each.headers['accept-ranges'], undefined)
    assert.equal(each.headers['cache-control'], 'max-age=31536000, immutable')
  }
})

test('where a file is not named by its content, each packed form has a tag of its own, and is not sent again to the person who has it', async () => {
  const forms = await Promise.all(
    ['br', 'gzip', 'identity'].map((encoding) => get('/workers/sum-AbCdEf12.js', encoding)),
  )
  const tags = forms.map(({ headers }) => String(headers['etag']))
  assert.equal(new Set(tags).size, 3)
  assert.equal((await get('/workers/sum-AbCdEf12.js', 'br', { 'if-none-match': tags[0]! })).statusCode, 304)
  // What is named by its content never changes, and needs none.
  assert.equal((await get('/assets/app-AbCdEf12.js')).headers['etag'], undefined)
})

test('no part of a file is sent, and the packed forms have no address of their own', async () => {
  const part = await get('/assets/app-AbCdEf12.js', 'br', { range: 'bytes=0-3' })
  assert.equal(part.statusCode, 200)
  assert.equal((await get('/assets/app-AbCdEf12.js.br', 'identity')).statusCode, 404)
})

test('a worker keeps its policy, packed or not', async () => {
  for (const encoding of ['br', 'gzip', 'identity']) {
    const { headers } = await get('/workers/sum-AbCdEf12.js', encoding)
    assert.equal(headers['content-security-policy'], "default-src 'none'; script-src 'wasm-unsafe-eval'")
  }
  assert.match(String((await get('/')).headers['content-security-policy']), /default-src 'self'/)
})

test('an answer of more than a kilobyte is packed on its way; a short one, and one that holds a secret, never', async () => {
  const long = await get('/api/v1/test/long')
  assert.equal(long.headers['content-encoding'], 'br')
  assert.deepEqual(JSON.parse(brotliDecompressSync(long.rawPayload).toString()), { words: SCRIPT })
  assert.ok(long.rawPayload.length < SCRIPT.length / 5)
  assert.match(String(long.headers['vary']), /accept-encoding/i)
  assert.equal(long.headers['cache-control'], 'no-store')
  for (const path of ['/api/v1/test/short', '/api/v1/test/secret']) {
    assert.equal((await get(path)).headers['content-encoding'], undefined, path)
  }
})

test('a request’s body is never unpacked', async () => {
  const { statusCode } = await app.inject({
    method: 'POST',
    url: '/api/v1/test/long',
    headers: { 'content-encoding': 'gzip', 'content-type': 'application/json', 'x-gloact-request': '1' },
    payload: Buffer.from('1f8b0800', 'hex'),
  })
  assert.ok(statusCode >= 400)
})
