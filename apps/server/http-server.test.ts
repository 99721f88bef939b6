import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { COMMON_FAILURES } from '@gloact/http/contract'
import { installProblems } from '@gloact/http/server'
import { createHttpServer, mountPages } from './http-server.ts'

const folder = mkdtempSync(join(tmpdir(), 'gloact-pages-'))
after(() => rmSync(folder, { recursive: true, force: true }))

interface Asked {
  readonly webDir: string
  readonly kind?: 'production' | 'demonstration' | 'training'
  readonly publicUrl?: string
  readonly hostNames?: readonly string[]
}

async function serverOf({ webDir, kind = 'production', publicUrl = 'http://localhost:4600', hostNames = [] }: Asked) {
  const app = await createHttpServer({
    dataDir: folder,
    host: 'localhost',
    tls: false,
    publicUrl,
    hostNames,
    kind,
    log: join(folder, 'server.log'),
    logLevel: 'silent',
    trustProxy: 0,
    webDir,
  })
  after(() => app.close())
  installProblems(app, { catalogue: COMMON_FAILURES, isUnavailable: () => false, isOutOfRoom: () => false })
  const there = await mountPages(app, {
    webDir,
    kind,
    authenticate: async (request) => (request.headers['x-user'] === undefined ? null : {}),
  })
  const ask = (url: string, headers: Record<string, string> = {}) => app.inject({ url, headers })
  return { there, ask }
}

/** An app with three addresses and one file of its own. */
function built(name: string): string {
  const webDir = mkdtempSync(join(folder, name))
  writeFileSync(join(webDir, 'index.html'), '<html lang="en"><title>Notes</title></html>')
  writeFileSync(join(webDir, 'icon.svg'), '<svg/>')
  const paths = { protection: ['/', '/files/$fileId/$section'], web: ['/keyboard'], practice: ['/practise'] }
  writeFileSync(join(webDir, 'app-paths.json'), JSON.stringify(paths))
  return webDir
}

test('where the pages were not built, the address says so and how they are built, and the start is told', async () => {
  const none = await serverOf({ webDir: join(folder, 'nothing') })
  assert.equal(none.there, false)
  const answer = await none.ask('/')
  assert.equal(answer.statusCode, 503)
  assert.match(answer.body, /have not been built[^]*prepare\.mjs --web/)
  const older = mkdtempSync(join(folder, 'older-'))
  writeFileSync(join(older, 'index.html'), '<title>Notes</title>')
  assert.equal((await serverOf({ webDir: older })).there, false, 'pages of another version say no addresses')
  const now = await serverOf({ webDir: built('now-') })
  assert.equal(now.there, true)
  assert.equal((await now.ask('/')).statusCode, 200)
})

test('the addresses of the app are answered with it, its files with themselves, and nothing else is there', async () => {
  const { ask } = await serverOf({ webDir: built('paths-') })
  for (const path of [
    '/',
    '/files/0193a000-0000/risks',
    '/files/0193a000-0000/risks/',
    '/keyboard',
    '/keyboard?x=1#y',
  ]) {
    assert.equal((await ask(path)).statusCode, 200, path)
  }
  assert.equal((await ask('/icon.svg')).headers['content-type'], 'image/svg+xml')
  for (const path of [
    '/.env',
    '/.git/config',
    '/metrics',
    '/healthz',
    '/files',
    '/wp-login.php',
    '/api',
    '/api/v1/nothing',
    '/practise',
    '/assets/gone.js',
  ]) {
    const answer = await ask(path)
    assert.equal(answer.statusCode, 404, path)
    assert.ok(!answer.body.includes('<title>'), path)
  }
  // Anyone who mistypes an address in a browser is told so by the app; a file or a part of the API is none.
  const browser = { accept: 'text/html,application/xhtml+xml' }
  const mistyped = await ask('/flies', browser)
  assert.deepEqual([mistyped.statusCode, mistyped.body.includes('<title>Notes')], [404, true])
  for (const path of ['/.env', '/config.php', '/api/v2/files']) {
    const answer = await ask(path, browser)
    assert.deepEqual([answer.statusCode, answer.body.includes('<title>')], [404, false], path)
  }
  const sandbox = await serverOf({ webDir: built('training-'), kind: 'training' })
  assert.equal((await sandbox.ask('/practise')).statusCode, 200)
})

test('where people are real, a request that names another host is refused, and the machine itself may say localhost', async () => {
  const webDir = built('hosts-')
  const { ask } = await serverOf({
    webDir,
    publicUrl: 'https://gloact.example.org',
    hostNames: ['10.0.0.5', '[fd00::5]'],
  })
  const statusAt = async (host: string) => (await ask('/', { host })).statusCode
  for (const host of [
    'gloact.example.org',
    'GLOACT.example.org:443',
    '10.0.0.5:4600',
    '[fd00::5]:4600',
    'localhost:4600',
  ]) {
    assert.equal(await statusAt(host), 200, host)
  }
  for (const host of ['evil.example', 'gloact.example.org.evil.example', '10.0.0.6']) {
    assert.equal(await statusAt(host), 421, host)
  }
  const forwarded = await ask('/', { host: 'evil.example', 'x-forwarded-host': 'gloact.example.org' })
  assert.equal(forwarded.statusCode, 421)
  const demonstration = await serverOf({ webDir, kind: 'demonstration' })
  assert.equal((await demonstration.ask('/', { host: '192.168.1.5:4600' })).statusCode, 200)
})

test('the documentation of the API runs no inline script and, where people are real, opens in a session only', async () => {
  const webDir = built('docs-')
  const { ask } = await serverOf({ webDir })
  const descriptions = ['/api/openapi.json', '/api/openapi/referral.json']
  const all = ['/api/docs', '/api/docs/start.js', '/api/docs/vendor/js/scalar.js', ...descriptions]
  for (const path of [...all, '/api/docs/vendor/']) assert.equal((await ask(path)).statusCode, 401, path)
  for (const path of all) {
    const answer = await ask(path, { 'x-user': 'somebody' })
    assert.equal(answer.statusCode, 200, path)
    const policy = String(answer.headers['content-security-policy'])
    assert.match(policy, /script-src 'self';/)
  }
  assert.equal((await ask('/api/docs/vendor/', { 'x-user': 'somebody' })).statusCode, 404, 'the vendor’s own page')
  const page = (await ask('/api/docs', { 'x-user': 'somebody' })).body
  assert.deepEqual(
    [...page.matchAll(/<script[^>]*>([^<]*)</g)].map(([, inside]) => inside),
    ['', ''],
  )
  const demonstration = await serverOf({ webDir, kind: 'demonstration' })
  assert.equal((await demonstration.ask('/api/docs')).statusCode, 200)
})

test('over TLS, be it at a proxy, a browser is told to come over TLS only, whole domain', async () => {
  const { ask } = await serverOf({ webDir: built('tls-'), publicUrl: 'https://gloact.example.org' })
  const answer = await ask('/', { host: 'gloact.example.org' })
  assert.equal(answer.headers['strict-transport-security'], 'max-age=31536000; includeSubDomains')
  assert.match(String(answer.headers['content-security-policy']), /upgrade-insecure-requests/)
  const plain = await serverOf({ webDir: built('plain-') })
  assert.equal((await plain.ask('/')).headers['strict-transport-security'], undefined)
})
