import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '@gloact/kernel'
import { tables } from '../tables.ts'
import { tokenOf } from '../testing/administrators.ts'
import { identityApp, PASSWORD } from '../testing/app.ts'
import { totp } from '../testing/totp.ts'

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

const ask = (by: Browser, staffId: string) => by.post(`/identity/staff/${staffId}/factor-reset`)
const waiting = async (by: Browser, staffId: string) =>
  (await by.get('/identity/access-changes')).body.items.find((change) => (change.staffId as string) === staffId)
const confirm = (by: Browser, changeId: string) =>
  by.post(`/identity/access-changes/${changeId}/confirm`, { checkedHow: 'in_person' })
const open = (token: string, password: string) =>
  browser('192.0.2.60').post('/identity/invitations/accept', { token, password, language: 'en' })
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

test('a second factor is reset by two administrators and its owner, who is told, and all sessions end', async () => {
  const { id, email, own } = await withFactor()
  const half = tokenOf(await ask(first, id))
  assert.equal((await own.session()).principal.userId, id, 'until it is confirmed nothing changes')
  assert.partialDeepStrictEqual((await own.session()).notices, [{ event: 'asked', kind: 'factor_reset', own: true }])
  const { code } = (await confirm(second, (await waiting(second, id))!.id)).body
  assert.equal((await own.session()).principal, null)
  assert.equal((await own.signIn(email)).body.next, 'second_factor', 'until its owner opens the link')

  // Anyone who knows the password and has one half, the one who asked or the one who confirmed, gets no further.
  for (const alone of [half, code]) assert.equal((await open(alone.padEnd(20, '.'), PASSWORD)).status, 404)
  assert.equal((await open(half + code, 'quiet marble orbit')).body.code, 'identity.password_wrong')
  const looked = await browser().post('/identity/invitations/look', { token: half + code })
  assert.deepEqual([looked.body.kind, looked.body.email], ['factor', email])
  assert.equal((await open(half + code, PASSWORD)).status, 200)
  assert.equal((await open(half + code, PASSWORD)).status, 404, 'once')

  assert.equal((await own.signIn(email)).body.next, 'done')
  const session = await own.session()
  assert.equal(session.mustEnrolSecondFactor, true)
  assert.partialDeepStrictEqual(session.notices.at(-1), { event: 'confirmed', askedBy: 'Noor', secondBy: 'Samir' })
  await own.post('/identity/account/notices/seen', { ids: session.notices.map((notice) => notice.id) })
  assert.deepEqual((await own.session()).notices, [])
  assert.equal(await audited('account.factor_reset_asked', id), 1)
  assert.equal(await audited('account.factor_reset_confirmed', id), 1)
  assert.equal(await audited('account.second_factor_removed', id), 1)
})

test('who asked for a reset cannot confirm it, and nobody asks for their own', async () => {
  const { id, own } = await withFactor()
  await ask(first, id)
  const change = (await waiting(first, id))!.id
  assert.equal((await confirm(first, change)).body.code, 'identity.second_administrator_needed')
  assert.equal((await ask(first, firstId)).body.code, 'identity.own_account')
  assert.equal((await confirm(own, change)).body.code, 'identity.not_authorised')
  assert.equal((await own.session()).principal.userId, id)
})

test('a reset that nobody confirms within a day is over, and one that was declined too', async () => {
  const { id } = await withFactor()
  await ask(first, id)
  const declined = (await waiting(second, id))!.id
  assert.equal((await second.post(`/identity/access-changes/${declined}/decline`)).status, 200)
  assert.equal((await confirm(second, declined)).body.code, 'identity.change_missing')
  await ask(first, id)
  const late = (await waiting(second, id))!.id
  await owner
    .withSchema('identity')
    .updateTable('access_change')
    .set({ expires_at: new Date(Date.parse(clock.now()) - 1000).toISOString() })
    .where('id', '=', late)
    .execute()
  assert.equal((await confirm(second, late)).body.code, 'identity.change_missing')
  assert.equal((await ask(second, id)).status, 200, 'and makes room for another')
})

test('the database itself refuses a reset that one person both asks for and confirms, and one that nobody checked', async () => {
  const { id } = await withFactor()
  await ask(first, id)
  const change = (await waiting(first, id))!.id
  const secondId = (await second.session()).principal.userId
  const set = (confirmedBy: string, checkedHow: 'in_person' | null) =>
    tables(db)
      .updateTable('access_change')
      .set({ confirmed_by: confirmedBy, confirmed_at: clock.now(), checked_how: checkedHow })
      .where('id', '=', change)
      .execute()
  await assert.rejects(set(firstId, 'in_person'), /another_person/)
  await assert.rejects(set(id, 'in_person'), /another_person/)
  await assert.rejects(set(secondId, null), /checked_before_reset/)
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
    'what else lies on it is ended by the person who gave it',
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
