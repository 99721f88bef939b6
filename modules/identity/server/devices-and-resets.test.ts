import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '@gloact/kernel'
import { tables } from './tables.ts'
import { identityApp, PASSWORD } from './testing/app.ts'
import { totp } from './testing/totp.ts'

/** What other modules are told: whose phone, by whom. */
const lost: (readonly [string, string])[] = []
const { app, db, owner, clock, account, browser } = await identityApp({
  onPhoneLost: async (staffId, by) => void lost.push([staffId, by.userId]),
})
after(() => app.close())

type Browser = ReturnType<typeof browser>
let first: Browser
let second: Browser
let firstId: string
let people = 0

before(async () => {
  firstId = await account('first@ministry.example', ['administrator'], 'Noor')
  await account('second@ministry.example', ['administrator'], 'Samir')
  first = browser('192.0.2.10')
  second = browser('192.0.2.11')
  await first.signIn('first@ministry.example')
  await second.signIn('second@ministry.example')
})

/** Somebody with an authenticator, signed in. */
async function withFactor() {
  people += 1
  const email = `person${people}@ministry.example`
  const id = await account(email, ['caseworker'])
  const own = browser(`192.0.2.${100 + people}`)
  await own.signIn(email)
  const { secret } = (await own.post('/identity/account/authenticator/start', { password: PASSWORD })).body
  await own.post('/identity/account/authenticator/confirm', { code: totp(secret) })
  assert.equal((await own.session()).principal.secondFactor, 'verified')
  return { id, email, own }
}

const ask = async (by: Browser, staffId: string) => {
  const resetId = newId()
  return { resetId, answer: await by.post(`/identity/staff/${staffId}/factor-reset`, { resetId }) }
}
const confirm = (by: Browser, resetId: string) =>
  by.post(`/identity/factor-resets/${resetId}/confirm`, { checkedHow: 'in_person' })
const audited = async (action: string, id: string) =>
  (
    await owner
      .withSchema('audit')
      .selectFrom('entry')
      .select('id')
      .where('action', '=', action)
      .where('object_id', '=', id)
      .execute()
  ).length

test('a second factor is reset by two administrators, the person is told, and all sessions end', async () => {
  const { id, email, own } = await withFactor()
  const { resetId, answer } = await ask(first, id)
  assert.equal(answer.status, 201)
  assert.equal((await own.session()).principal.userId, id, 'until it is confirmed nothing changes')
  assert.equal((await confirm(second, resetId)).status, 200)
  assert.equal((await own.session()).principal, null)

  await own.signIn(email)
  const session = (await own.session()) as unknown as { mustEnrolSecondFactor: boolean; notice: { id: string } }
  assert.equal(session.mustEnrolSecondFactor, true)
  assert.partialDeepStrictEqual(session.notice, { id: resetId, askedBy: 'Noor', confirmedBy: 'Samir' })
  await own.post(`/identity/account/notices/${resetId}/seen`)
  assert.equal(((await own.session()) as unknown as { notice: unknown }).notice, null)
  assert.equal(await audited('account.factor_reset_asked', id), 1)
  assert.equal(await audited('account.factor_reset_confirmed', id), 1)
})

test('who asked for a reset cannot confirm it, and nobody asks for their own', async () => {
  const { id, own } = await withFactor()
  const { resetId } = await ask(first, id)
  assert.equal((await confirm(first, resetId)).body.code, 'identity.second_administrator_needed')
  assert.equal((await ask(first, firstId)).answer.body.code, 'identity.own_account')
  assert.equal((await confirm(own, resetId)).body.code, 'identity.not_authorised')
  assert.equal((await own.session()).principal.userId, id)
})

test('a reset that nobody confirms within a day is over, and one that was declined too', async () => {
  const { id } = await withFactor()
  const declined = await ask(first, id)
  assert.equal((await ask(second, id)).answer.body.code, 'identity.reset_exists')
  assert.equal((await second.post(`/identity/factor-resets/${declined.resetId}/decline`)).status, 200)
  assert.equal((await confirm(second, declined.resetId)).body.code, 'identity.reset_missing')
  const late = await ask(first, id)
  await owner
    .withSchema('identity')
    .updateTable('factor_reset')
    .set({ expires_at: new Date(Date.parse(clock.now()) - 1000).toISOString() })
    .where('id', '=', late.resetId)
    .execute()
  assert.equal((await confirm(second, late.resetId)).body.code, 'identity.reset_missing')
  assert.equal((await ask(second, id)).answer.status, 201, 'and makes room for another')
})

test('the database itself refuses a reset that one person both asks for and confirms', async () => {
  const { id } = await withFactor()
  const { resetId } = await ask(first, id)
  await assert.rejects(
    tables(db)
      .updateTable('factor_reset')
      .set({ confirmed_by: firstId, confirmed_at: clock.now(), checked_how: 'in_person' })
      .where('id', '=', resetId)
      .execute(),
    /another_administrator/,
  )
})

test('a lost device ends its session and is told to destroy its drafts, also when its session is long over', async () => {
  const { id, email, own } = await withFactor()
  const phone = newId()
  await own.post('/identity/account/devices', { id: phone })
  const check = (ids: readonly string[], cleared: readonly string[] = []) =>
    browser('192.0.2.200').post('/identity/devices/check', { ids, cleared })
  const toForget = async () => ((await check([phone])).body as unknown as { forget: string[] }).forget
  assert.deepEqual(await toForget(), [])

  assert.equal((await first.post(`/identity/staff/${id}/phone-lost`)).status, 200)
  assert.equal((await own.session()).principal, null)
  assert.deepEqual(
    lost.filter(([staffId]) => staffId === id).map(([, by]) => by),
    [(await first.session()).principal.userId],
    'what else lies on it is ended by whoever gave it',
  )
  assert.deepEqual(await toForget(), [phone])
  await check([], [phone])
  const row = await tables(db).selectFrom('device').selectAll().where('id', '=', phone).executeTakeFirstOrThrow()
  assert.ok(row.cleared_at)
  assert.equal(await audited('account.phone_lost', id), 1)
  assert.equal((await own.signIn(email)).body.next, 'second_factor', 'nothing else was weakened')
})

test('one of my devices is forgotten by me, and nobody else’s', async () => {
  const mine = await withFactor()
  const other = await withFactor()
  const device = newId()
  await mine.own.post('/identity/account/devices', { id: device })
  assert.equal((await other.own.post(`/identity/account/devices/${device}/forget`)).status, 404)
  const taken = await other.own.post('/identity/account/devices', { id: device })
  assert.equal(taken.body.code, 'identity.device_forgotten', 'it looks like one that is no more')
  assert.deepEqual((await other.own.get('/identity/account/devices')).body.items, [], 'an id is not taken over')
  assert.equal((await mine.own.post(`/identity/account/devices/${device}/forget`)).status, 200)
  const [shown] = (await mine.own.get(`/identity/account/devices?current=${device}`)).body
    .items as unknown as readonly { current: boolean; forgottenAt: string | null }[]
  assert.equal(shown?.current, true)
  assert.ok(shown?.forgottenAt)
})

test('the key of a device is its own, comes to its person again, and lies in the database sealed', async () => {
  const { own } = await withFactor()
  const keyOf = async (id: string) => (await own.post('/identity/account/devices', { id })).body.key
  const [one, another] = [newId(), newId()]
  const key = await keyOf(one)
  assert.equal(Buffer.from(key, 'base64').length, 32)
  assert.equal(await keyOf(one), key)
  assert.notEqual(await keyOf(another), key)
  const rows = await tables(db).selectFrom('device').selectAll().where('id', 'in', [one, another]).execute()
  const stored = JSON.stringify(rows)
  assert.ok(rows.every(({ sealed_key }) => sealed_key !== null))
  assert.equal(stored.includes(key), false)
  assert.equal(stored.includes(Buffer.from(key, 'base64').toString('hex')), false)
})

test('two pages that ask at once are given one key', async () => {
  const { own } = await withFactor()
  const id = newId()
  const given = await Promise.all([1, 2, 3].map(() => own.post('/identity/account/devices', { id })))
  assert.equal(new Set(given.map(({ body }) => body.key)).size, 1)
})

test('nobody is given a key without a session, and forgetting destroys it', async () => {
  const { own } = await withFactor()
  const id = newId()
  await own.post('/identity/account/devices', { id })
  assert.equal((await browser('192.0.2.201').post('/identity/account/devices', { id })).status, 401)
  await own.post(`/identity/account/devices/${id}/forget`)
  const row = await tables(db).selectFrom('device').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  assert.equal(row.sealed_key, null)
  assert.equal((await own.post('/identity/account/devices', { id })).body.code, 'identity.device_forgotten')
})

test('a key that was moved to another device in the database is not handed over', async () => {
  const { own } = await withFactor()
  const [one, another] = [newId(), newId()]
  for (const id of [one, another]) await own.post('/identity/account/devices', { id })
  const row = await tables(db).selectFrom('device').selectAll().where('id', '=', one).executeTakeFirstOrThrow()
  await tables(db).updateTable('device').set({ sealed_key: row.sealed_key }).where('id', '=', another).execute()
  assert.equal((await own.post('/identity/account/devices', { id: another })).status, 500)
})

test('a passkey that was the only factor is gone with the phone, and a second factor is asked for still', async () => {
  const id = await account('passkey@ministry.example', ['caseworker'])
  await tables(db).updateTable('staff').set({ two_factor_enabled: true }).where('id', '=', id).execute()
  await first.post(`/identity/staff/${id}/phone-lost`)
  assert.equal((await browser('192.0.2.77').signIn('passkey@ministry.example')).body.next, 'second_factor')
})
