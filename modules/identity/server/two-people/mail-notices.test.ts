import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { mailerFromEnvironment } from '@gloact/mail'
import { loopbackMailServer } from '@gloact/mail/testing'
import { mailNotices } from './mail-notices.ts'
import { COUNTRY, identityApp, PUBLIC_URL } from '../testing/app.ts'

const server = await loopbackMailServer()
const { app, db, owner, clock, account, browser } = await identityApp()
after(() => Promise.all([app.close(), server.close()]))

const mailer = mailerFromEnvironment({
  GLOACT_SMTP: `smtp://127.0.0.1:${server.port}`,
  GLOACT_MAIL_FROM: 'gloact@ministry.example',
})!
const send = () => mailNotices({ db, clock, country: COUNTRY, publicUrl: PUBLIC_URL }, mailer)
const arrived = () => server.received.flatMap(({ to }) => to)
const textOf = (content: string): string => {
  const [head, body] = [content.slice(0, content.indexOf('\r\n\r\n')), content.slice(content.indexOf('\r\n\r\n') + 4)]
  return /transfer-encoding: base64/i.test(head)
    ? Buffer.from(body, 'base64').toString('utf8')
    : body
        .replaceAll('=\r\n', '')
        .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

/** The first administrator asks for a reset of an account. */
async function reset(staffId: string): Promise<void> {
  const first = browser('192.0.2.10')
  await first.signIn('first@ministry.example')
  assert.equal((await first.post(`/identity/staff/${staffId}/reset`)).status, 200)
}

let caseworker: string
before(async () => {
  await account('first@ministry.example', ['administrator'], 'Noor')
  await account('second@ministry.example', ['administrator'], 'Samir')
  caseworker = await account('amal@shelter.example', ['caseworker'], 'Amal')
  await owner.withSchema('identity').updateTable('staff').set({ language: 'fr' }).where('id', '=', caseworker).execute()
  // What setting the stage told them of has been mailed.
  await owner.withSchema('identity').updateTable('access_notice').set({ mailed_at: clock.now() }).execute()
  await reset(caseworker)
})

test('the person whom a change of access concerns gets one e-mail in their language, which says nothing of it', async () => {
  await send()
  const recipients = arrived().toSorted()
  assert.deepEqual(recipients, ['amal@shelter.example', 'second@ministry.example'])
  const { content } = server.received.find(({ to }) => to.includes('amal@shelter.example'))!
  assert.match(content, /^Content-Language: fr\r$/m)
  const text = textOf(content)
  assert.ok(text.includes(PUBLIC_URL))
  for (const word of ['Noor', 'Samir', 'Amal', 'factor', 'facteur', caseworker]) assert.ok(!text.includes(word), word)
  await send()
  assert.equal(arrived().length, 2, 'once')
})

test('what was read meanwhile, and what is old, is not mailed; what could not be handed over is tried again', async () => {
  const before = arrived().length
  const again = await account('lina@shelter.example', ['caseworker'], 'Lina')
  await reset(again)
  server.refuse(true)
  await assert.rejects(send, (error: Error) => !/lina|second|ministry/.test(error.message))
  assert.equal(arrived().length, before)
  server.refuse(false)
  const second = browser('192.0.2.12')
  await second.signIn('second@ministry.example')
  const { notices } = (await second.get('/identity/session')).body
  await second.post('/identity/account/notices/seen', { ids: notices.map(({ id }) => id) })
  await send()
  const since = arrived().slice(before)
  assert.deepEqual([since.includes('lina@shelter.example'), since.includes('second@ministry.example')], [true, false])
  const late = await account('omar@shelter.example', ['caseworker'], 'Omar')
  await reset(late)
  await owner
    .withSchema('identity')
    .updateTable('access_notice')
    .set({ at: new Date(Date.parse(clock.now()) - 4 * 86_400_000).toISOString() })
    .where('mailed_at', 'is', null)
    .execute()
  const count = arrived().length
  await send()
  assert.equal(arrived().length, count)
})
