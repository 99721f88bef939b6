import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { newId } from '@gloact/kernel'
import { createDigests } from '../keys/digests.ts'
import { deviceMark } from './known-devices.ts'
import { tables } from '../tables.ts'
import { identityApp } from '../testing/app.ts'

const { app, db, account, browser } = await identityApp()
after(() => app.close())
const digests = createDigests({ secret: 'a secret that only these tests know, long enough', former: [] })

test('a browser is one to another module for all who sign in there, and another one for another purpose; its mark leads to no device', async () => {
  const people = new Map<string, string>()
  for (const name of ['mona', 'lee']) people.set(name, await account(`${name}@shelter.example`, ['caseworker'], name))
  const sessionOf = async (name: string) =>
    tables(db)
      .selectFrom('session')
      .select(['id', 'device_hash'])
      .where('staff_id', '=', people.get(name)!)
      .orderBy('created_at', 'desc')
      .executeTakeFirstOrThrow()
  const markOf = async (name: string, purpose = 'tracing') =>
    deviceMark({ db, digests }, (await sessionOf(name)).id, purpose)

  const tablet = browser('192.0.2.20')
  await tablet.signIn('mona@shelter.example')
  const mark = await markOf('mona')
  await tablet.post('/identity/session/sign-out')
  await tablet.signIn('lee@shelter.example')
  assert.equal(await markOf('lee'), mark, 'the tablet of both')
  assert.notEqual(await markOf('lee', 'something else'), mark)
  const { device_hash: hash } = await sessionOf('lee')
  for (const kept of ['base64url', 'hex'] as const) assert.ok(!mark!.includes(Buffer.from(hash!).toString(kept)), kept)
  const other = createDigests({ secret: 'another secret, which is long enough as well', former: [] })
  assert.notEqual(other.markOfDevice('tracing', hash!), mark, 'keyed')

  await browser('192.0.2.20').signIn('lee@shelter.example')
  assert.notEqual(await markOf('lee'), mark, 'another browser of the same network')
  assert.equal(await deviceMark({ db, digests }, newId(), 'tracing'), null)
})
