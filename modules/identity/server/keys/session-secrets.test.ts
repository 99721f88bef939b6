import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { newId } from '@gloact/kernel'
import { sql } from 'kysely'
import { tables } from '../tables.ts'
import { renewSessionSecretIn, sessionSecretsIn } from './session-secret-file.ts'
import { identityApp, PASSWORD, PUBLIC_URL } from '../testing/app.ts'
import { softwareAuthenticator } from '../testing/authenticator.ts'
import { totp } from '../testing/totp.ts'

const FIRST = 'the first secret, which somebody has seen since'
const SECOND = 'the second secret, which nobody has seen as yet'
const THIRD = 'the third secret, made before the second was used'

const before = await identityApp({ secrets: { secret: FIRST, former: [] } })
await before.account('renewed@south.example', ['supervisor'], 'Reni Newed')
const phone = softwareAuthenticator(PUBLIC_URL)

const sealed = async (): Promise<{ readonly id: string; readonly secret: string }> =>
  tables(before.db).selectFrom('authenticator').select(['id', 'secret']).executeTakeFirstOrThrow()

/** The server started again with these secrets, on the same database. */
const restarted = async (secret: string, former: readonly string[], clock = before.clock) => {
  const app = await identityApp({ db: before.db, clock, secrets: { secret, former } })
  await app.module.start?.(() => undefined)
  return app
}

/** A code that holds now and is not the one used last: each opens once. */
let last = ''
const codeOf = (secret: string): string => {
  last = [0, 30_000].map((ahead) => totp(secret, Date.now() + ahead)).find((code) => code !== last) ?? ''
  return last
}

test('after the secret was renewed sessions end; authenticator, passkey and recovery codes go on', async () => {
  const mine = before.browser()
  await mine.signIn('renewed@south.example')
  const { body: started } = await mine.post('/identity/account/authenticator/start', { password: PASSWORD })
  const used = codeOf(started.secret)
  const confirmed = await mine.post('/identity/account/authenticator/confirm', { code: used })
  const [recoveryCode] = confirmed.body.codes
  const { challengeId, options } = (await mine.post('/identity/account/passkeys/start', { password: PASSWORD })).body
  const made = { challengeId, name: 'My phone', response: phone.create(options.challenge) }
  assert.equal((await mine.post('/identity/account/passkeys', made)).status, 201)
  assert.equal((await mine.get('/identity/account')).status, 200)
  const asItWas = await sealed()
  const device = newId()
  const { key } = (await mine.post('/identity/account/devices', { id: device })).body

  const after = await restarted(SECOND, [FIRST])
  const old = after.browser()
  for (const [name, value] of mine.jar) old.jar.set(name, value)
  assert.equal((await old.get('/identity/account')).status, 401, 'a cookie that the old secret signed opens nothing')

  const again = after.browser()
  assert.equal((await again.signIn('renewed@south.example')).body.next, 'second_factor')
  assert.equal((await again.post('/identity/sign-in/totp', { code: used })).status, 401, 'a code opens once, also now')
  assert.equal((await again.post('/identity/sign-in/totp', { code: codeOf(started.secret) })).body.next, 'done')
  assert.equal((await again.get('/identity/account')).status, 200)

  const byKey = after.browser()
  const asked = (await byKey.post('/identity/sign-in/passkey/start')).body
  const answer = { challengeId: asked.challengeId, response: phone.answer(asked.options.challenge) }
  assert.deepEqual((await byKey.post('/identity/sign-in/passkey', answer)).body, { next: 'done' })

  const lost = after.browser()
  await lost.signIn('renewed@south.example')
  assert.deepEqual((await lost.post('/identity/sign-in/recovery-code', { code: recoveryCode })).body, { next: 'done' })

  const now = await sealed()
  assert.notEqual(now.secret, asItWas.secret, 'sealed again')
  assert.equal((await byKey.post('/identity/account/devices', { id: device })).body.key, key, 'drafts open as before')
  // As if the window of the codes had passed.
  const later = () => sql`delete from identity.accepted_code`.execute(before.owner)
  // The secret that was seen opens it no more: without it everything goes on.
  await later()
  const without = await restarted(SECOND, [])
  const seen = without.browser()
  await seen.signIn('renewed@south.example')
  assert.equal((await seen.post('/identity/sign-in/totp', { code: codeOf(started.secret) })).body.next, 'done')
  assert.equal((await seen.post('/identity/account/devices', { id: device })).body.key, key)
  assert.deepEqual(await sealed(), now, 'what is sealed under the one in force is left as it is')

  // Renewed twice before the server was started again, and what was sealed before there were versions.
  const bare = asItWas.secret.split('$').at(-1)
  await sql`update identity.authenticator set secret = ${bare} where id = ${now.id}`.execute(before.owner)
  const twice = await restarted(THIRD, [SECOND, FIRST])
  await later()
  assert.match((await sealed()).secret, /^\$ba\$/)
  const both = twice.browser()
  await both.signIn('renewed@south.example')
  assert.equal((await both.post('/identity/sign-in/totp', { code: codeOf(started.secret) })).body.next, 'done')
})

test('the file keeps every secret, the one in force first, and only its owner reads it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gloact-secrets-'))
  mkdirSync(join(folder, 'keys'))
  const file = join(folder, 'keys', 'session-secret')
  assert.equal(renewSessionSecretIn(folder), false, 'there is none to renew')
  const made = sessionSecretsIn(folder)
  assert.deepEqual([sessionSecretsIn(folder), made.former], [made, []])
  assert.ok(made.secret.length >= 32)
  assert.equal(renewSessionSecretIn(folder), true)
  const renewed = sessionSecretsIn(folder)
  assert.deepEqual(renewed.former, [made.secret])
  assert.notEqual(renewed.secret, made.secret)
  assert.equal(statSync(file).mode & 0o777, 0o600)
  assert.equal(readFileSync(file, 'utf8').trimEnd().split('\n').length, 2)
  writeFileSync(file, '')
  assert.throws(() => sessionSecretsIn(folder), /empty/)
  rmSync(folder, { recursive: true })
})
