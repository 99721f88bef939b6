import assert from 'node:assert/strict'
import { request } from 'node:http'
import { after, before, test } from 'node:test'
import { startServerProcess, temporaryDataDir, type ServerProcess } from '../support/server-process.ts'

// An instance for real people behind a proxy that ends TLS, called as an attacker calls it: raw, with any header.
const HOST = 'gloact.example.org'
const EMAIL = 'first@ministry.example'
const PASSWORD = 'quiet marble orbit'
const folder = temporaryDataDir()
let server: ServerProcess
let port: number

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

function send(method: string, path: string, headers: Record<string, string> = {}, body?: unknown): Promise<Answer> {
  const payload = body === undefined ? undefined : JSON.stringify(body)
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port,
        method,
        path,
        headers: {
          host: HOST,
          'x-gloact-request': '1',
          ...(payload !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
      },
      (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (chunk: string) => (text += chunk))
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }))
      },
    )
    sent.on('error', reject)
    sent.end(payload)
  })
}

/** A browser's cookies, by name. */
type Jar = Map<string, string>
const keep = (jar: Jar, { headers }: Answer): string[] => {
  const set = [headers['set-cookie'] ?? []].flat()
  for (const line of set) {
    const pair = line.split(';')[0]!
    jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
  }
  return set
}
const cookieOf = (jar: Jar) => ({ cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') })
const api = (jar: Jar, method: string, path: string, body?: unknown) =>
  send(method, `/api/v1${path}`, cookieOf(jar), body)

async function signIn(jar: Jar, password = PASSWORD): Promise<string[]> {
  const answer = await api(jar, 'POST', '/identity/sign-in', { email: EMAIL, password })
  assert.equal(answer.status, 200, answer.body)
  return keep(jar, answer)
}

const isIn = async (jar: Jar) => (await api(jar, 'GET', '/identity/account')).status === 200

before(async () => {
  server = await startServerProcess({
    dataDir: folder.dataDir,
    args: ['--no-demo'],
    env: { GLOACT_PUBLIC_URL: `https://${HOST}`, GLOACT_HOST_NAMES: 'gloact.internal', GLOACT_HOST: '127.0.0.1' },
  })
  port = server.port
  const made = await send(
    'POST',
    '/api/v1/identity/first-administrator',
    {},
    {
      token: server.firstAdministratorToken,
      agencyName: 'Ministry',
      agencyType: 'central_government',
      name: 'First Administrator',
      email: EMAIL,
      password: PASSWORD,
      language: 'en',
    },
  )
  assert.equal(made.status, 201, made.body)
})
after(async () => {
  await server?.stop()
  folder.remove()
})

test('every cookie is for this host alone, over TLS alone, and no script reads it', async () => {
  const set = await signIn(new Map())
  assert.ok(set.length >= 2)
  for (const line of set) {
    assert.match(line, /^__Host-gloact\.(?:session_token|device)=/)
    for (const attribute of [/; Secure/i, /; HttpOnly/i, /; Path=\/(?:;|$)/i, /; SameSite=Lax/i])
      assert.match(line, attribute)
    assert.ok(!/; Domain=/i.test(line), line)
  }
})

test('a cookie that a neighbouring host could plant is not read', async () => {
  const jar: Jar = new Map()
  await signIn(jar)
  assert.ok(await isIn(jar))
  const value = jar.get('__Host-gloact.session_token')
  assert.ok(value, 'the session’s cookie has the name that no neighbour can give')
  for (const name of ['gloact.session_token', '__Secure-gloact.session_token']) {
    assert.equal(await isIn(new Map([[name, value]])), false, name)
  }
})

test('a password alone gives an administrator no access', async () => {
  const jar: Jar = new Map()
  await signIn(jar)
  const session = JSON.parse((await api(jar, 'GET', '/identity/session')).body) as {
    readonly mustEnrolSecondFactor: boolean
    readonly principal: { readonly roles: readonly string[] }
  }
  assert.deepEqual([session.mustEnrolSecondFactor, session.principal.roles], [true, []])
  assert.equal((await api(jar, 'GET', '/identity/staff')).status, 403)
})

test('unlocking and changing the password give a new token, and the one before is dead', async () => {
  const jar: Jar = new Map()
  await signIn(jar)
  const beforeUnlock = new Map(jar)
  await api(jar, 'POST', '/identity/session/lock')
  keep(jar, await api(jar, 'POST', '/identity/session/unlock', { password: PASSWORD }))
  assert.equal(await isIn(beforeUnlock), false)
  assert.ok(await isIn(jar))

  const beforeChange = new Map(jar)
  const next = 'velvet harbour lantern'
  const changed = await api(jar, 'POST', '/identity/account/password', { password: PASSWORD, newPassword: next })
  assert.equal(changed.status, 200, changed.body)
  keep(jar, changed)
  assert.equal(await isIn(beforeChange), false)
  assert.ok(await isIn(jar))
  keep(jar, await api(jar, 'POST', '/identity/account/password', { password: next, newPassword: PASSWORD }))
})

test('a new sign-in ends what was open in that browser, with or without its session cookie', async () => {
  const jar: Jar = new Map()
  await signIn(jar)
  const former = new Map(jar)
  await signIn(jar)
  assert.deepEqual([await isIn(former), await isIn(jar)], [false, true])
  const withoutSession: Jar = new Map(jar)
  withoutSession.delete('__Host-gloact.session_token')
  await signIn(withoutSession)
  assert.deepEqual([await isIn(jar), await isIn(withoutSession)], [false, true])
  const elsewhere: Jar = new Map()
  await signIn(elsewhere)
  assert.ok(await isIn(withoutSession), 'another browser is another session')
})

test('signing out has the browser clear what it keeps, unless something unsent lies there', async () => {
  const jar: Jar = new Map()
  await signIn(jar)
  const kept = await api(jar, 'POST', '/identity/session/sign-out?keep=drafts')
  assert.deepEqual([kept.status, kept.headers['clear-site-data']], [200, undefined])
  await signIn(jar)
  const left = await api(jar, 'POST', '/identity/session/sign-out')
  assert.deepEqual([left.status, left.headers['clear-site-data']], [200, '"storage"'])
  assert.equal(await isIn(jar), false)
})

test('a host that is none of this server’s is refused, whatever is asked', async () => {
  for (const path of ['/', '/sign-in', '/api/v1/identity/session', '/health', '/.env']) {
    for (const host of ['evil.example', `${HOST}.evil.example`, '10.1.2.3:4600']) {
      const answer = await send('GET', path, { host })
      assert.equal(answer.status, 421, `${host}${path}`)
      const forwarded = await send('GET', path, { host, 'x-forwarded-host': HOST })
      assert.equal(forwarded.status, 421, `${host}${path}`)
    }
  }
  for (const host of [HOST, `${HOST}:443`, 'gloact.internal', `127.0.0.1:${port}`, `localhost:${port}`]) {
    assert.equal((await send('GET', '/health', { host })).status, 200, host)
  }
})

test('what is not there is answered with 404, and every address of the app with the app', async () => {
  const scanner = { accept: '*/*' }
  const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }
  for (const path of [
    '/.env',
    '/metrics',
    '/healthz',
    '/.git/config',
    '/admin',
    '/server-status',
    '/app-paths.json.bak',
  ]) {
    for (const headers of [scanner, browser]) assert.equal((await send('GET', path, headers)).status, 404, path)
  }
  const file = '0193a000-0000-7000-8000-0000000000a1'
  for (const path of [
    '/',
    '/sign-in',
    '/files',
    `/files/${file}`,
    `/files/${file}/risks`,
    `/files/${file}/then/3`,
    '/administration/staff',
    '/figures/estimate',
    '/keyboard',
    '/oversight/audit',
  ]) {
    const answer = await send('GET', path, browser)
    assert.equal(answer.status, 200, path)
    assert.match(answer.body, /<div id="/)
  }
})

test('the API is described to nobody who is not signed in, and its page runs no inline script', async () => {
  const jar: Jar = new Map()
  await signIn(jar)
  const descriptions = ['/api/openapi.json', '/api/openapi/protection.json']
  for (const path of ['/api/docs', ...descriptions, '/api/docs/start.js', '/api/docs/vendor/js/scalar.js']) {
    assert.equal((await send('GET', path)).status, 401, path)
    const answer = await send('GET', path, cookieOf(jar))
    assert.equal(answer.status, 200, path)
    assert.ok(!/script-src[^;]*unsafe-inline/.test(String(answer.headers['content-security-policy'])), path)
    if (path === '/api/docs') assert.ok(!/<script(?![^>]*\ssrc=)/.test(answer.body))
  }
})
