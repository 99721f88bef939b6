import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Principal } from '@gloact/identity/contract/principal'
import { asInstant, unwrap } from '@gloact/kernel'
import type { Mail, Mailer } from '@gloact/mail'
import { mailNotices, type NoticeMail } from './mail-notices.ts'
import { readNotices, seeNotices } from './read-notices.ts'
import { act, protectionStage, STAFF, TEAM } from '../testing/stage.ts'
import { stepsOn } from '../testing/steps.ts'

const stage = await protectionStage()
const { context, clock } = stage
const on = stepsOn(context)
const { caseworker, colleague, supervisor } = STAFF

const sent: Mail[] = []
let refuses: string | undefined
const mailer: Mailer = {
  send: async (mail) => {
    if (mail.to === refuses) throw new Error('refused')
    sent.push(mail)
  },
  ping: async () => true,
  place: 'smtp://127.0.0.1',
}
const READERS: readonly Principal[] = [caseworker, { ...colleague, language: 'fr' }, supervisor]
const addressOf = ({ userId }: Principal): string => `${userId}@agency.example`
const parts: NoticeMail = {
  mailer,
  publicUrl: 'https://gloact.example',
  addresses: async () => READERS.map((reader) => ({ staffId: reader.userId, email: addressOf(reader) })),
  principalOf: async (staffId) => READERS.find(({ userId }) => userId === staffId) ?? null,
}
/** To whom e-mails went just now. */
async function mailed(): Promise<readonly string[]> {
  sent.length = 0
  await mailNotices(context, parts)
  return sent.map(({ to }) => to)
}
const give = async (to: Principal): Promise<string> => {
  const fileId = await on.adultFile()
  unwrap(await on.record(supervisor, fileId, act('assigned', { teamId: TEAM, userId: to.userId })))
  return fileId
}
const later = (hours: number) => clock.set(asInstant(Date.parse(clock.now()) + hours * 3_600_000))

test('the person whom something concerns gets one e-mail in their language, which says nothing of it', async () => {
  const fileId = await give(colleague)
  assert.deepEqual(await mailed(), [addressOf(colleague)])
  const [mail] = sent
  assert.equal(mail?.language, 'fr')
  assert.match(mail?.text ?? '', /https:\/\/gloact\.example/)
  const { items } = await readNotices(context, colleague)
  const number = items.find(({ file }) => file?.id === fileId)!.file!.number
  for (const told of [fileId, number, supervisor.displayName, colleague.displayName])
    assert.ok(!`${mail?.subject} ${mail?.text}`.includes(told), told)
  assert.deepEqual(await mailed(), [], 'once')
})

test('until somebody has looked there is one e-mail a day at most; after looking the next news is told at once', async () => {
  later(1)
  await give(colleague)
  assert.deepEqual(await mailed(), [], 'the first still waits')
  later(25)
  assert.deepEqual(await mailed(), [addressOf(colleague)])
  later(1)
  await seeNotices(context, colleague, clock.now())
  assert.deepEqual(await mailed(), [])
  later(1)
  await give(colleague)
  assert.deepEqual(await mailed(), [addressOf(colleague)])
})

test('what was looked at before the post went is not mailed, and neither is what is old', async () => {
  await give(caseworker)
  later(1)
  await seeNotices(context, caseworker, clock.now())
  assert.deepEqual(await mailed(), [])
  later(1)
  await give(caseworker)
  later(4 * 24)
  assert.deepEqual(await mailed(), [])
})

test('what could not be handed over is tried again, and keeps nobody else from theirs', async () => {
  later(25)
  await give(caseworker)
  await give(colleague)
  refuses = addressOf(caseworker)
  sent.length = 0
  await assert.rejects(mailNotices(context, parts), (error: Error) => !error.message.includes('@'))
  assert.deepEqual(
    sent.map(({ to }) => to),
    [addressOf(colleague)],
  )
  refuses = undefined
  assert.deepEqual(await mailed(), [addressOf(caseworker)])
})
