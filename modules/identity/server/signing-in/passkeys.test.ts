import assert from 'node:assert/strict'
import { test } from 'node:test'
import { identityApp, PASSWORD, PUBLIC_URL } from '../testing/app.ts'
import { softwareAuthenticator } from '../testing/authenticator.ts'

const { clock, account, browser } = await identityApp()
await account('keys@south.example', ['supervisor'], 'Kay Keys')
const phone = softwareAuthenticator(PUBLIC_URL)
const HOSTILE = `<script>alert(1)</script>'; drop table identity.passkey; --`

test('a passkey is added with the password, and is then a second factor of the session', async () => {
  const mine = browser()
  await mine.signIn('keys@south.example')
  assert.equal((await mine.session()).mustEnrolSecondFactor, true)
  assert.equal((await mine.post('/identity/account/passkeys/start', { password: 'wrong one' })).status, 422)
  const { challengeId, options } = (await mine.post('/identity/account/passkeys/start', { password: PASSWORD })).body
  assert.equal(options.authenticatorSelection.userVerification, 'required')
  const body = { challengeId, name: HOSTILE, response: phone.create(options.challenge) }
  const added = await mine.post('/identity/account/passkeys', body)
  assert.equal(added.status, 201)
  assert.equal(added.body.codes.length, 10)
  assert.deepEqual((await mine.session()).principal.roles, ['supervisor'])
  assert.deepEqual(
    (await mine.get('/identity/account')).body.passkeys.map(({ name }) => name),
    [HOSTILE],
    'words like any other',
  )
  assert.equal((await mine.post('/identity/account/passkeys', body)).status, 401, 'a challenge is answered once')
})

const signInWith = async (change: Parameters<typeof phone.answer>[1] = {}, seconds = 0) => {
  const mine = browser()
  const { challengeId, options } = (await mine.post('/identity/sign-in/passkey/start')).body
  if (seconds > 0) clock.set(new Date(Date.parse(clock.now()) + seconds * 1000).toISOString())
  const response = phone.answer(options.challenge, change)
  const answer = await mine.post('/identity/sign-in/passkey', { challengeId, response })
  return { mine, answer, again: () => mine.post('/identity/sign-in/passkey', { challengeId, response }) }
}

test('a passkey signs in alone: it is both factors in one', async () => {
  const { mine, answer, again } = await signInWith()
  assert.deepEqual(answer.body, { next: 'done' })
  const { principal } = await mine.session()
  assert.deepEqual([principal.displayName, principal.secondFactor], ['Kay Keys', 'verified'])
  assert.equal((await again()).status, 401, 'an answer is good once')
})

test('a passkey completes a sign-in that began with the password', async () => {
  const mine = browser()
  assert.deepEqual((await mine.signIn('keys@south.example')).body, {
    next: 'second_factor',
    methods: ['passkey', 'recovery_code'],
  })
  assert.equal((await mine.session()).principal, null)
  const { challengeId, options } = (await mine.post('/identity/sign-in/passkey/start')).body
  await mine.post('/identity/sign-in/passkey', { challengeId, response: phone.answer(options.challenge) })
  assert.deepEqual((await mine.session()).principal.roles, ['supervisor'])
})

test('without the PIN or fingerprint, from another page, or too late, a passkey opens nothing', async () => {
  assert.equal((await signInWith({ verified: false })).answer.status, 401)
  assert.equal((await signInWith({ origin: 'https://elsewhere.example' })).answer.status, 401)
  assert.equal((await signInWith({}, 301)).answer.status, 401)
  const stranger = softwareAuthenticator(PUBLIC_URL)
  const mine = browser()
  const { challengeId, options } = (await mine.post('/identity/sign-in/passkey/start')).body
  const response = stranger.answer(options.challenge)
  assert.equal((await mine.post('/identity/sign-in/passkey', { challengeId, response })).status, 401)
})

test('the last passkey of a role that needs a second factor stays', async () => {
  const { mine } = await signInWith()
  const { passkeys } = (await mine.get('/identity/account')).body
  assert.deepEqual([passkeys.length, passkeys[0]?.name], [1, HOSTILE])
  const removed = await mine.post(`/identity/account/passkeys/${passkeys[0]?.id}/remove`, { password: PASSWORD })
  assert.equal(removed.body.code, 'identity.second_factor_required')
})
