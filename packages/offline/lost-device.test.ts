import assert from 'node:assert/strict'
import { test } from 'node:test'
import { draftKeyName, forgetLostDrafts, holdsDrafts, memoryShelf, openDrafts } from './index.ts'

const DRAFT = 'protection.screening:1'

async function device() {
  const shelf = memoryShelf()
  for (const user of ['lost', 'other']) await (await openDrafts(user, { shelf })).save(DRAFT, { said: user })
  return shelf
}

test('a device that is told so destroys the drafts and the key of one user, says so, and keeps the others', async () => {
  const shelf = await device()
  const lost = await draftKeyName('lost', { shelf })
  assert.ok(lost)
  const told: string[] = []
  const gone = await forgetLostDrafts(
    { ask: async (ids) => ids.filter((id) => id === lost), tell: async (cleared) => void told.push(...cleared) },
    { shelf },
  )
  assert.deepEqual(gone, ['lost'])
  assert.deepEqual(told, [lost])
  assert.deepEqual(await shelf.list('lost'), [])
  assert.equal(await shelf.keyOf('lost'), undefined)
  assert.deepEqual((await (await openDrafts('other', { shelf })).load(DRAFT))?.value, { said: 'other' })
})

test('bytes that were copied off before open under no later key', async () => {
  const shelf = await device()
  const [copied] = await shelf.list('lost')
  assert.ok(copied)
  await forgetLostDrafts({ ask: async (ids) => ids, tell: async () => undefined }, { shelf })
  await openDrafts('lost', { shelf })
  await shelf.put(copied)
  assert.equal(await (await openDrafts('lost', { shelf })).load(DRAFT), undefined)
})

test('without an answer of the server nothing is destroyed', async () => {
  const shelf = await device()
  const gone = await forgetLostDrafts(
    { ask: async () => undefined, tell: async () => assert.fail('nothing to tell') },
    { shelf },
  )
  assert.deepEqual(gone, [])
  assert.equal((await shelf.list('lost')).length, 1)
})

test('a device without drafts asks nothing', async () => {
  const shelf = memoryShelf()
  const gone = await forgetLostDrafts(
    { ask: async () => assert.fail('nothing to ask'), tell: async () => undefined },
    { shelf },
  )
  assert.deepEqual(gone, [])
})

test('a device knows whether anything unsent lies on it, whoever typed it', async () => {
  const shelf = memoryShelf()
  assert.equal(await holdsDrafts({ shelf }), false)
  const drafts = await openDrafts('somebody', { shelf })
  assert.equal(await holdsDrafts({ shelf }), false, 'a key alone is nothing unsent')
  await drafts.save(DRAFT, { said: 'something' })
  assert.equal(await holdsDrafts({ shelf }), true)
  const broken = { ...shelf, kept: async () => Promise.reject(new Error('no storage')) }
  assert.equal(await holdsDrafts({ shelf: broken }), true, 'what cannot be told is kept')
})
