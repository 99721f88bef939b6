import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { mailerFromEnvironment } from './index.ts'
import { loopbackMailServer } from './testing.ts'

const server = await loopbackMailServer()
after(() => server.close())

const mailer = (more: Readonly<Record<string, string>> = {}) =>
  mailerFromEnvironment({
    GLOACT_SMTP: `smtp://127.0.0.1:${server.port}`,
    GLOACT_MAIL_FROM: 'gloact@ministry.example',
    ...more,
  })
const mail = { to: 'amal@shelter.example', subject: 'Войдите', text: 'سجّل الدخول', language: 'ar', id: 'notice-1' }

test('a message arrives at one address, in its language, under an id of its own', async () => {
  await mailer()!.send(mail)
  const { to, content } = server.received.at(-1)!
  assert.deepEqual(to, ['amal@shelter.example'])
  assert.match(content, /^Message-ID: <notice-1@ministry\.example>\r$/m)
  assert.match(content, /^Content-Language: ar\r$/m)
  assert.match(content, /^Auto-Submitted: auto-generated\r$/m)
  const encoded = content.slice(content.indexOf('\r\n\r\n') + 4)
  assert.equal(Buffer.from(encoded, 'base64').toString('utf8').trim(), 'سجّل الدخول')
  assert.equal(await mailer()!.ping(), true)
})

test('a line break in a subject or an address makes no header and no second addressee', async () => {
  await mailer()!.send({ ...mail, subject: 'Sign in\r\nBcc: other@example.org' })
  assert.deepEqual(server.received.at(-1)!.to, ['amal@shelter.example'])
  assert.doesNotMatch(server.received.at(-1)!.content, /^Bcc:/m)
  await Promise.allSettled([mailer()!.send({ ...mail, to: 'amal@shelter.example, other@example.org' })])
  assert.ok(server.received.every(({ to }) => !to.includes('other@example.org')))
})

test('what goes wrong is said without the address and without the text', async () => {
  server.refuse(true)
  const refused = await mailer()!
    .send(mail)
    .then(
      () => '',
      (error: Error) => `${error.message} ${String(error.cause ?? '')}`,
    )
  server.refuse(false)
  assert.match(refused, /could not be handed over/)
  assert.doesNotMatch(refused, /amal|shelter|سجّل|Войдите/)
  const away = mailerFromEnvironment({ GLOACT_SMTP: 'smtp://127.0.0.1:9', GLOACT_MAIL_FROM: 'a@b.example' })!
  assert.equal(await away.ping(), false)
})

test('nothing is sent where no server is named; settings that are wrong stop the start', () => {
  assert.equal(mailerFromEnvironment({}), undefined)
  const wrongs: readonly Readonly<Record<string, string>>[] = [
    { GLOACT_SMTP: 'mail.example' },
    { GLOACT_SMTP: 'https://mail.example' },
    { GLOACT_SMTP: 'smtp://user:secret@mail.example' },
    { GLOACT_MAIL_FROM: 'Nobody <a@b.example>' },
    { GLOACT_SMTP_USER: 'gloact' },
  ]
  for (const wrong of wrongs) assert.throws(() => mailer(wrong), TypeError, JSON.stringify(wrong))
})
