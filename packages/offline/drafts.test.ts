import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type BellChannel, type DraftShelf, memoryShelf, openBell, openDrafts } from './index.ts'

const SENTENCE = 'He took my passport in Port Isa'

test('what was typed is there again when the same person opens their drafts on the same device', async () => {
  const shelf = memoryShelf()
  await (await openDrafts('user-1', { shelf, now: () => 5 })).save('protection.screening:1', { told: SENTENCE })
  const again = await openDrafts('user-1', { shelf })
  assert.equal(again.sealed, true)
  assert.deepEqual(await again.load('protection.screening:1'), {
    key: 'protection.screening:1',
    value: { told: SENTENCE },
    savedAt: 5,
  })
})

test('nothing that was typed lies on the device in clear, and the key cannot be read out', async () => {
  const shelf = memoryShelf()
  const drafts = await openDrafts('user-1', { shelf })
  await drafts.save('protection.screening:1', { told: SENTENCE })
  const [sealed] = await shelf.list('user-1')
  assert.ok(sealed)
  assert.equal(Buffer.from(sealed.bytes).includes('passport'), false)
  const key = await shelf.keyOf('user-1')
  assert.ok(key)
  await assert.rejects(crypto.subtle.exportKey('raw', key))
})

test("one person's drafts are not another's, even where the bytes are moved", async () => {
  const shelf = memoryShelf()
  const mine = await openDrafts('user-1', { shelf })
  const theirs = await openDrafts('user-2', { shelf })
  await mine.save('a', 'mine')
  assert.equal(await theirs.load('a'), undefined)
  const [sealed] = await shelf.list('user-1')
  assert.ok(sealed)
  await shelf.put({ ...sealed, userId: 'user-2' })
  await shelf.put({ ...sealed, key: 'b' })
  assert.equal(await theirs.load('a'), undefined)
  assert.equal(await mine.load('b'), undefined)
})

test('drafts are listed by the start of their key, the last saved first', async () => {
  let time = 0
  const drafts = await openDrafts('user-1', { shelf: memoryShelf(), now: () => (time += 1) })
  await drafts.save('screening:1', 1)
  await drafts.save('consent:1', 2)
  await drafts.save('screening:2', 3)
  assert.deepEqual(
    (await drafts.list('screening:')).map(({ key }) => key),
    ['screening:2', 'screening:1'],
  )
  await drafts.remove('screening:2')
  assert.equal(await drafts.load('screening:2'), undefined)
})

test('clearing forgets the drafts and the key, and a new draft is sealed under a new one', async () => {
  const shelf = memoryShelf()
  const drafts = await openDrafts('user-1', { shelf })
  await drafts.save('a', 'first')
  const before = await shelf.keyOf('user-1')
  await drafts.clear()
  assert.deepEqual(await drafts.list(''), [])
  assert.equal(await shelf.keyOf('user-1'), undefined)
  await drafts.save('a', 'second')
  assert.equal((await drafts.load('a'))?.value, 'second')
  assert.notEqual(await shelf.keyOf('user-1'), before)
})

test('without WebCrypto drafts are held in memory, and say so', async () => {
  const drafts = await openDrafts('user-1', { shelf: memoryShelf(), subtle: null })
  assert.equal(drafts.sealed, false)
  await drafts.save('a', { b: 1 })
  assert.deepEqual((await drafts.load('a'))?.value, { b: 1 })
  await drafts.clear()
  assert.equal(await drafts.load('a'), undefined)
})

test('a browser that has storage and will not let the page use it does not stop the work', async () => {
  const refused: DraftShelf = { ...memoryShelf(), keyOf: () => Promise.reject(new Error('SecurityError')) }
  const drafts = await openDrafts('user-1', { shelf: refused })
  assert.equal(drafts.sealed, false)
  await drafts.save('a', 1)
  assert.equal((await drafts.load('a'))?.value, 1)
})

test('the example of the README holds', async () => {
  const drafts = await openDrafts('user-1', { shelf: memoryShelf() })
  await drafts.save('protection.screening:1', { safe: 'not_sure' })
  assert.deepEqual((await drafts.load('protection.screening:1'))?.value, { safe: 'not_sure' })
})

test('another page of the same browser is told the key of what was saved or removed, and nothing else', async () => {
  const shelf = memoryShelf()
  const [one, other] = pairedChannels()
  const here = await openDrafts('user-1', { shelf, bell: openBell('user-1', one) })
  const there = await openDrafts('user-1', { shelf, bell: openBell('user-1', other) })
  const heard: unknown[] = []
  const stop = there.subscribe((change) => heard.push(change))
  await here.save('panel:1:note', { told: SENTENCE })
  await here.remove('panel:1:note')
  assert.deepEqual(heard, [
    { key: 'panel:1:note', elsewhere: true },
    { key: 'panel:1:note', elsewhere: true },
  ])
  stop()
  await here.save('panel:1:note', 1)
  assert.equal(heard.length, 2)
})

test('drafts are counted without being opened', async () => {
  const shelf = memoryShelf()
  const drafts = await openDrafts('user-1', { shelf, now: () => 7 })
  await drafts.save('a', 1)
  await drafts.save('b', 2)
  assert.deepEqual(await drafts.keys(), [
    { key: 'a', savedAt: 7 },
    { key: 'b', savedAt: 7 },
  ])
})

/** Two channels, each of which hears what the other says. */
function pairedChannels(): readonly [BellChannel, BellChannel] {
  const ears: ((event: { readonly data: unknown }) => void)[][] = [[], []]
  const channel = (own: 0 | 1): BellChannel => ({
    postMessage: (data) => ears[1 - own]?.forEach((hear) => hear({ data })),
    addEventListener: (_type, hear) => void ears[own]?.push(hear),
  })
  return [channel(0), channel(1)]
}
