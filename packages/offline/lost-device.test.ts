import assert from 'node:assert/strict'
import { test } from 'node:test'
import { forgetLostDrafts, holdsDrafts, memoryDevice, openDrafts, type KeyAnswer } from './index.ts'

const DRAFT = 'screening'
const askKey = async (): Promise<KeyAnswer> => ({ kind: 'key', bytes: new Uint8Array(32).fill(3) })

async function deviceOfTwo() {
  const device = memoryDevice()
  for (const user of ['lost', 'other']) await (await openDrafts(user, { device, askKey })).save(DRAFT, { said: user })
  return device
}

test('a device that is told so destroys the drafts of one user, says so, and keeps the others', async () => {
  const device = await deviceOfTwo()
  const lost = await device.idOf('lost')
  const told: string[] = []
  const gone = await forgetLostDrafts(
    { ask: async (ids) => ids.filter((id) => id === lost), tell: async (cleared) => void told.push(...cleared) },
    { device },
  )
  assert.deepEqual(gone, [lost])
  assert.deepEqual(told, [lost])
  assert.deepEqual(await (await device.shelfOf(lost)).list(), [])
  assert.notEqual(await device.idOf('lost'), lost)
  assert.deepEqual((await (await openDrafts('other', { device, askKey })).load(DRAFT))?.value, { said: 'other' })
})

test('without an answer of the server nothing is destroyed', async () => {
  const device = await deviceOfTwo()
  const gone = await forgetLostDrafts(
    { ask: async () => undefined, tell: async () => assert.fail('nothing to tell') },
    { device },
  )
  assert.deepEqual(gone, [])
  assert.equal((await (await device.shelfOf(await device.idOf('lost'))).list()).length, 1)
})

test('a device without drafts asks nothing', async () => {
  const gone = await forgetLostDrafts(
    { ask: async () => assert.fail('nothing to ask'), tell: async () => undefined },
    { device: memoryDevice() },
  )
  assert.deepEqual(gone, [])
})

test('a device knows whether anything unsent lies on it, no matter who typed it', async () => {
  const device = memoryDevice()
  assert.equal(await holdsDrafts({ device }), false)
  const drafts = await openDrafts('somebody', { device, askKey })
  assert.equal(await holdsDrafts({ device }), false, 'a key alone is nothing unsent')
  await drafts.save(DRAFT, { said: 'something' })
  assert.equal(await holdsDrafts({ device }), true)
  const broken = { ...device, kept: async () => Promise.reject(new Error('no storage')) }
  assert.equal(await holdsDrafts({ device: broken }), true, 'what cannot be told is kept')
})
