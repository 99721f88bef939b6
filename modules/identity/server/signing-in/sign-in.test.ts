import assert from 'node:assert/strict'
import { test } from 'node:test'
import { jobsOf } from '@gloact/module/testing'
import { createHashDesk, type HashDesk } from '../keys/hash-desk.ts'
import { createEngine } from '../session/engine.ts'
import { type AnswerBody, identityApp, PASSWORD, PUBLIC_URL } from '../testing/app.ts'

import { tables } from '../tables.ts'
import { totp } from '../testing/totp.ts'

const desk = createHashDesk()
let turns = 0
/** Counts what is hashed in turn. */
const hashDesk: HashDesk = {
  inTurn: (lane, run) =>
    desk.inTurn(lane, (turn) =>
      run((work) => {
        turns += 1
        return turn(work)
      }),
    ),
}
const { app, db, owner, clock, module, account, browser } = await identityApp({ hashDesk })
const engineAt = (publicUrl: string) =>
  createEngine({ db, secrets: { secret: 's'.repeat(40), former: [] }, publicUrl, mayStartSession: async () => true })
const later = (seconds: number) => clock.set(new Date(Date.parse(clock.now()) + seconds * 1000).toISOString())

await account('analyst@south.example', ['analyst'], 'Ana Lyst')
await account('worker@south.example', ['caseworker'], 'Wor Ker')

/** argon2id, and what it costs. */
const AS_KEPT = /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/

test('a password opens a session, whose cookie no script and no other site can use', async () => {
  const response = await app.inject({
    method: 'POST',
    url: '/api/v1/identity/sign-in',
    headers: { 'x-gloact-request': '1' },
    payload: { email: ' Analyst@South.example', password: PASSWORD },
  })
  assert.deepEqual(response.json(), { next: 'done' })
  const cookie = response.cookies.find(({ name }) => name.endsWith('session_token'))
  assert.ok(cookie?.httpOnly && cookie.sameSite === 'Lax' && !cookie.secure)
  const mine = browser()
  await mine.signIn('analyst@south.example')
  const { principal } = await mine.session()
  assert.equal(principal.displayName, 'Ana Lyst')
  assert.deepEqual([principal.roles, principal.scope, principal.secondFactor], [['analyst'], 'none', 'verified'])
})

test('over TLS the cookie is sent over TLS only, to this host, and no other host can plant it', async () => {
  const context = await engineAt('https://gloact.example').$context
  const { name, attributes } = context.authCookies.sessionToken
  assert.equal(name, '__Host-gloact.session_token')
  assert.deepEqual([attributes.secure, attributes.path, attributes.domain], [true, '/', undefined])
})

test('a request without our header, or from another site, changes nothing', async () => {
  const payload = { email: 'analyst@south.example', password: PASSWORD }
  for (const headers of [{}, { 'x-gloact-request': '1', 'sec-fetch-site': 'cross-site' }]) {
    const response = await app.inject({ method: 'POST', url: '/api/v1/identity/sign-in', headers, payload })
    assert.equal(response.statusCode, 403)
    assert.equal(response.json<AnswerBody>().code, 'http.cross_site')
  }
})

test('an unknown address, a wrong password and a disabled account look alike', async () => {
  const disabled = await account('gone@south.example', ['analyst'])
  await tables(db).updateTable('staff').set({ disabled_at: clock.now() }).where('id', '=', disabled).execute()
  const answers = []
  for (const [email, password] of [
    ['nobody@south.example', PASSWORD],
    ['analyst@south.example', 'not the password'],
    ['gone@south.example', PASSWORD],
  ] as const) {
    const mine = browser()
    const { status, body } = await mine.signIn(email, password)
    answers.push({ status, body: { ...body, requestId: '' }, cookies: mine.jar.size })
  }
  assert.equal(answers[0]?.status, 401)
  assert.deepEqual(answers[1], answers[0])
  assert.deepEqual(answers[2], answers[0])
})

test('an unknown address costs a password hash too', async ({ mock }) => {
  const engine = engineAt(PUBLIC_URL)
  const { password: hashing } = await engine.$context
  const [hashed, verified] = [mock.method(hashing, 'hash'), mock.method(hashing, 'verify')]
  const password = 'not the password'
  /** How often a sign-in asks the engine in turn, and how often the engine then computes a hash. */
  const costOf = async (email: string) => {
    const before = { turns, computed: hashed.mock.callCount() + verified.mock.callCount() }
    assert.equal((await browser('192.0.2.200').signIn(email, password)).status, 401)
    await assert.rejects(engine.api.signInEmail({ body: { email, password } }), { status: 'UNAUTHORIZED' })
    return {
      turns: turns - before.turns,
      computed: hashed.mock.callCount() + verified.mock.callCount() - before.computed,
    }
  }
  const known = await costOf('analyst@south.example')
  assert.deepEqual(known, { turns: 1, computed: 1 })
  assert.deepEqual(await costOf('no-one-here@south.example'), known)
  assert.match((await hashed.mock.calls[0]?.result) ?? '', AS_KEPT)
})

test('failures from one place block an account there for longer and longer, whether it exists or not', async () => {
  await account('guessed@south.example', ['analyst'])
  for (const email of ['guessed@south.example', 'guessed-too@south.example']) {
    const guesser = browser('192.0.2.50')
    for (let failures = 1; failures <= 5; failures++) {
      assert.equal((await guesser.signIn(email, 'wrong password')).status, 401)
    }
    const blocked = await browser('192.0.2.50').signIn(email)
    assert.equal(blocked.status, 429)
    assert.equal(blocked.body.code, 'identity.too_many_attempts')
    assert.equal(blocked.body.params.seconds, 60)
    assert.equal(blocked.headers['retry-after'], '60')
    later(61)
    assert.equal((await guesser.signIn(email, 'wrong password')).status, 401)
    assert.equal((await guesser.signIn(email, 'wrong password')).body.params.seconds, 120)
  }
  assert.equal((await browser('192.0.2.51').signIn('guessed@south.example')).status, 200, 'elsewhere it opens')
  later(121)
  assert.equal((await browser('192.0.2.50').signIn('guessed@south.example')).status, 200)
  // Forgotten once it was right: the next mistake is the first.
  assert.equal((await browser('192.0.2.50').signIn('guessed@south.example', 'wrong password')).status, 401)
  assert.equal((await browser('192.0.2.50').signIn('guessed@south.example')).status, 200)
})

test('guesses in parallel are counted one by one', async () => {
  const answers = await Promise.all(
    Array.from({ length: 12 }, () => browser('192.0.2.60').signIn('parallel@south.example', 'wrong password')),
  )
  assert.equal(answers.filter(({ status }) => status === 401).length, 5)
})

test('an address that fails for many accounts is blocked for all, and others are not', async () => {
  const statuses = []
  for (let guess = 1; guess <= 31; guess++) {
    statuses.push((await browser('192.0.2.70').signIn(`g${guess}@south.example`, 'wrong password')).status)
  }
  assert.deepEqual(statuses, [...Array<number>(30).fill(401), 429])
  assert.equal((await browser('192.0.2.70').signIn('analyst@south.example')).status, 429)
  assert.equal((await browser('192.0.2.71').signIn('analyst@south.example')).status, 200)
})

test('what is kept of failed sign-ins holds neither addresses nor e-mails', async () => {
  const rows = await owner.withSchema('identity').selectFrom('sign_in_attempt').selectAll().execute()
  assert.ok(rows.length > 0)
  assert.ok(!/192\.0\.2|south\.example/.test(JSON.stringify(rows)))
  const sessions = JSON.stringify(await owner.withSchema('identity').selectFrom('session').selectAll().execute())
  assert.ok(!sessions.includes('192.0.2'))
})

test('a role that opens files waits for a second factor, and gets it', async () => {
  const mine = browser()
  await mine.signIn('worker@south.example')
  const before = await mine.session()
  assert.equal(before.mustEnrolSecondFactor, true)
  assert.deepEqual(
    [before.principal.roles, before.principal.scope, before.principal.secondFactor],
    [[], 'none', 'missing'],
  )

  assert.equal((await mine.post('/identity/account/authenticator/start', { password: 'wrong one' })).status, 422)
  const { body: started } = await mine.post('/identity/account/authenticator/start', { password: PASSWORD })
  assert.match(started.uri, /^otpauth:\/\/totp\/GloACT/)
  assert.equal((await mine.post('/identity/account/authenticator/confirm', { code: '000000' })).status, 401)
  const confirmedAt = Date.now()
  const { body: confirmed } = await mine.post('/identity/account/authenticator/confirm', {
    code: totp(started.secret, confirmedAt),
  })
  assert.equal(confirmed.codes.length, 10)
  const after = await mine.session()
  assert.equal(after.mustEnrolSecondFactor, false)
  assert.deepEqual(
    [after.principal.roles, after.principal.scope, after.principal.secondFactor],
    [['caseworker'], 'team', 'verified'],
  )
  const kept = await owner.withSchema('identity').selectFrom('authenticator').selectAll().executeTakeFirstOrThrow()
  assert.ok(!JSON.stringify(kept).includes(started.secret))

  // The password alone opens nothing now.
  const again = browser()
  assert.deepEqual((await again.signIn('worker@south.example')).body, {
    next: 'second_factor',
    methods: ['totp', 'recovery_code'],
  })
  assert.equal((await again.session()).principal, null)

  // The code that confirmed the authenticator was used, and opens nothing a second time.
  const used = await again.post('/identity/sign-in/totp', { code: totp(started.secret, confirmedAt) })
  assert.equal(used.body.code, 'identity.code_failed')
  const next = await again.post('/identity/sign-in/totp', { code: totp(started.secret, confirmedAt + 30_000) })
  assert.deepEqual(next.body, { next: 'done' })
  assert.equal((await again.session()).principal.secondFactor, 'verified')

  // The code before it still stands in its window, and opens nothing either.
  const behind = browser()
  await behind.signIn('worker@south.example')
  const former = await behind.post('/identity/sign-in/totp', { code: totp(started.secret, confirmedAt) })
  assert.equal(former.body.code, 'identity.code_failed')

  // A recovery code opens once.
  const [code = ''] = confirmed.codes
  const lost = browser()
  await lost.signIn('worker@south.example')
  assert.equal((await lost.post('/identity/sign-in/recovery-code', { code: 'AAAA-BBBB-CCCC' })).status, 401)
  assert.deepEqual(
    (await lost.post('/identity/sign-in/recovery-code', { code: code.toLowerCase().replaceAll('-', ' ') })).body,
    { next: 'done' },
  )
  assert.deepEqual((await lost.session()).principal.roles, ['caseworker'])
  const thief = browser()
  await thief.signIn('worker@south.example')
  assert.equal((await thief.post('/identity/sign-in/recovery-code', { code })).status, 401)
  const codes = JSON.stringify(await owner.withSchema('identity').selectFrom('recovery_code').selectAll().execute())
  assert.ok(!codes.includes(code))

  // The last second factor of a role that needs one cannot be taken away.
  const removed = await lost.post('/identity/account/authenticator/remove', { password: PASSWORD })
  assert.equal(removed.body.code, 'identity.second_factor_required')
})

test('a code without a sign-in that waits for it opens nothing', async () => {
  assert.equal((await browser().post('/identity/sign-in/totp', { code: '123456' })).status, 401)
  assert.equal((await browser().post('/identity/sign-in/recovery-code', { code: 'AAAA-BBBB-CCCC' })).status, 401)
})

test('a session left idle is locked, and its password opens it again', async () => {
  const mine = browser()
  await mine.signIn('analyst@south.example')
  later(29 * 60)
  assert.equal((await mine.post('/identity/session/seen')).status, 200)
  later(29 * 60)
  assert.equal((await mine.session()).locked, false)
  later(2 * 60)
  // Asking who is signed in had kept nothing awake.
  assert.equal((await mine.get('/identity/account')).body.code, 'http.signed_out')
  const { locked, principal } = await mine.session()
  assert.deepEqual([locked, principal.displayName], [true, 'Ana Lyst'], 'the page stays behind the lock')
  assert.equal((await mine.post('/identity/session/unlock', { password: 'wrong one' })).status, 401)
  assert.equal((await mine.post('/identity/session/unlock', { password: PASSWORD })).status, 200)
  assert.equal((await mine.session()).locked, false)
  assert.equal((await mine.get('/identity/account')).status, 200)
  await mine.post('/identity/session/lock')
  assert.equal((await mine.session()).locked, true)
  assert.equal((await mine.get('/identity/account')).status, 401)
  assert.equal((await browser().post('/identity/session/unlock', { password: PASSWORD })).status, 401)
})

test('a session ends after twelve hours however busy it is', async () => {
  const mine = browser()
  await mine.signIn('analyst@south.example')
  await owner
    .withSchema('identity')
    .updateTable('session')
    .set({ expires_at: clock.now(), last_seen_at: clock.now() })
    .execute()
  assert.equal((await mine.session()).principal, null)
  assert.equal((await mine.post('/identity/session/unlock', { password: PASSWORD })).status, 401)
  await jobsOf(module).get('identity.sweep')?.()
})

test('a session that was revoked is refused with the next request', async () => {
  const desk = browser()
  const phone = browser()
  await desk.signIn('analyst@south.example')
  await phone.signIn('analyst@south.example')
  const { sessions } = (await desk.get('/identity/account')).body
  const other = sessions.find((session) => !session.current)
  assert.equal((await desk.post(`/identity/account/sessions/${other?.id}/revoke`)).status, 200)
  assert.equal((await phone.get('/identity/account')).status, 401)
  assert.equal((await desk.get('/identity/account')).status, 200)
  await desk.post('/identity/session/sign-out')
  assert.equal((await desk.get('/identity/account')).status, 401)
})

test('nobody revokes the session of another account', async () => {
  const mine = browser()
  const theirs = browser()
  await account('other@south.example', ['analyst'])
  await mine.signIn('analyst@south.example')
  await theirs.signIn('other@south.example')
  const { sessions } = (await theirs.get('/identity/account')).body
  assert.equal((await mine.post(`/identity/account/sessions/${sessions[0]?.id}/revoke`)).status, 404)
  assert.equal((await theirs.get('/identity/account')).status, 200)
})

test('a forged or altered session cookie opens nothing', async () => {
  const mine = browser()
  await mine.signIn('analyst@south.example')
  const name = [...mine.jar.keys()].find((key) => key.endsWith('session_token'))!
  const [token] = decodeURIComponent(mine.jar.get(name)!).split('.')
  mine.jar.set(name, encodeURIComponent(`${token}.${Buffer.alloc(32).toString('base64')}`))
  assert.equal((await mine.get('/identity/account')).status, 401)
  mine.jar.set(name, token!)
  assert.equal((await mine.get('/identity/account')).status, 401)
})

test('changing the password ends the other sessions and needs the old password', async () => {
  await account('changes@south.example', ['analyst'], 'Chan Ges')
  const mine = browser()
  const other = browser()
  await mine.signIn('changes@south.example')
  await other.signIn('changes@south.example')
  const change = (password: string, newPassword: string) =>
    mine.post('/identity/account/password', { password, newPassword })
  assert.equal((await change('wrong one', 'velvet harbour lantern')).body.code, 'identity.password_wrong')
  assert.equal((await change(PASSWORD, 'short')).body.code, 'identity.password_too_short')
  assert.equal((await change(PASSWORD, 'Password-2026!')).body.code, 'identity.password_common')
  assert.equal((await change(PASSWORD, 'changes of 1999 xk')).body.code, 'identity.password_names_account')
  assert.equal((await change(PASSWORD, 'velvet harbour lantern')).status, 200)
  assert.equal((await mine.get('/identity/account')).status, 200)
  assert.equal((await other.get('/identity/account')).status, 401)
  assert.equal((await browser().signIn('changes@south.example')).status, 401)
  assert.equal((await browser().signIn('changes@south.example', 'velvet harbour lantern')).status, 200)
})

test('until the code of conduct is accepted a session has no roles', async () => {
  const id = await account('newcomer@south.example', ['analyst'])
  await owner.withSchema('identity').deleteFrom('conduct_acceptance').where('staff_id', '=', id).execute()
  const mine = browser()
  await mine.signIn('newcomer@south.example')
  const before = await mine.session()
  assert.deepEqual([before.mustAcceptConduct, before.principal.roles], [true, []])
  assert.equal((await mine.post('/identity/account/conduct', { version: '1999-01' })).status, 409)
  const { CONDUCT_VERSION } = await import('../../domain/sessions.ts')
  assert.equal((await mine.post('/identity/account/conduct', { version: CONDUCT_VERSION })).status, 200)
  assert.deepEqual((await mine.session()).principal.roles, ['analyst'])
})

test('passwords are kept as argon2id', async () => {
  const rows = await owner.withSchema('identity').selectFrom('credential').select('password').execute()
  for (const { password } of rows) assert.match(String(password), AS_KEPT)
})

test('starting, failing and ending sessions is audited', async () => {
  const rows = await owner.selectFrom('audit.entry').select(['action']).distinct().execute()
  const actions = rows.map((row) => String(row['action']))
  for (const action of [
    'session.started',
    'session.failed',
    'session.ended',
    'session.revoked',
    'account.password_changed',
    'account.second_factor_added',
    'account.recovery_code_used',
    'account.conduct_accepted',
  ])
    assert.ok(actions.includes(action), action)
})
