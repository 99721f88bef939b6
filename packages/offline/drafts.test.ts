import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  holdsDrafts,
  memoryDevice,
  memoryDrafts,
  moveDrafts,
  openBell,
  openDrafts,
  type BellChannel,
  type DraftDevice,
  type DraftsOptions,
  type KeyAnswer,
} from './index.ts'

const SENTENCE = 'He took my passport in Port Isa'
const KEY = Buffer.alloc(32, 7)
const given = async (): Promise<KeyAnswer> => ({ kind: 'key', bytes: new Uint8Array(KEY) })
const at = (device: DraftDevice, more: Partial<DraftsOptions> = {}): DraftsOptions => ({
  device,
  askKey: given,
  ...more,
})
const shelfOf = (device: DraftDevice, userId: string) => device.idOf(userId).then(device.shelfOf)

test('what was typed is there again when the same person opens their drafts on the same device', async () => {
  const device = memoryDevice()
  await (await openDrafts('user-1', at(device, { now: () => 5 }))).save('screening', { told: SENTENCE })
  const again = await openDrafts('user-1', at(device))
  assert.equal(again.sealed, true)
  assert.deepEqual(await again.load('screening'), { key: 'screening', value: { told: SENTENCE }, savedAt: 5 })
})

test('nothing that was typed lies on the device in clear, nor anything that opens it', async () => {
  const device = memoryDevice()
  const drafts = await openDrafts('user-1', at(device))
  await drafts.save('screening', { told: SENTENCE })
  const [sealed] = await (await shelfOf(device, 'user-1')).list()
  assert.ok(sealed)
  assert.equal(Buffer.from(sealed.bytes).includes('passport'), false)
  assert.deepEqual(Object.keys(sealed).toSorted(), ['bytes', 'key', 'nonce', 'savedAt'])
  assert.equal(JSON.stringify(await device.kept()).includes(KEY.toString('base64')), false)
})

test('the bytes of the key are wiped as soon as the browser holds it', async () => {
  const bytes = new Uint8Array(KEY)
  await openDrafts('user-1', at(memoryDevice(), { askKey: async () => ({ kind: 'key', bytes }) }))
  assert.deepEqual([...bytes], [...new Uint8Array(32)])
})

test('another key opens nothing', async () => {
  const device = memoryDevice()
  await (await openDrafts('user-1', at(device))).save('a', 'mine')
  const askKey = async (): Promise<KeyAnswer> => ({ kind: 'key', bytes: new Uint8Array(32) })
  assert.equal(await (await openDrafts('user-1', at(device, { askKey }))).load('a'), undefined)
})

test("one person's drafts are not another's, even where the bytes are moved and the key is the same", async () => {
  const device = memoryDevice()
  const mine = await openDrafts('user-1', at(device))
  const theirs = await openDrafts('user-2', at(device))
  await mine.save('a', 'mine')
  assert.equal(await theirs.load('a'), undefined)
  const [sealed] = await (await shelfOf(device, 'user-1')).list()
  assert.ok(sealed)
  await (await shelfOf(device, 'user-2')).put(sealed)
  await (await shelfOf(device, 'user-1')).put({ ...sealed, key: 'b' })
  assert.equal(await theirs.load('a'), undefined)
  assert.equal(await mine.load('b'), undefined)
})

test('without the server what was typed earlier is not read, and says that it only waits for the key', async () => {
  const device = memoryDevice()
  await (await openDrafts('user-1', at(device))).save('a', 'earlier')
  const waiting = await openDrafts('user-1', at(device, { askKey: async () => ({ kind: 'none' }) }))
  assert.equal(waiting.sealed, false)
  assert.equal(waiting.awaitsKey, true)
  assert.equal(await waiting.load('a'), undefined)
  assert.equal((await (await openDrafts('user-1', at(device))).load('a'))?.value, 'earlier', 'it is still there')
})

test('what is typed meanwhile is taken to where it is kept, beside what was there', async () => {
  const device = memoryDevice()
  await (await openDrafts('user-1', at(device))).save('both', { before: 'x' })
  const waiting = await openDrafts('user-1', at(device, { askKey: async () => ({ kind: 'none' }) }))
  await waiting.save('both', { now: 'y' })
  await waiting.save('new', 1)
  const drafts = await openDrafts('user-1', at(device))
  await moveDrafts(waiting, drafts)
  assert.deepEqual((await drafts.load('both'))?.value, { before: 'x', now: 'y' })
  assert.equal((await drafts.load('new'))?.value, 1)
})

test('a device that was told to forget destroys what lies there and begins again under another id', async () => {
  const device = memoryDevice()
  await (await openDrafts('user-1', at(device))).save('a', 'first')
  const lost = await device.idOf('user-1')
  const askKey = async (id: string): Promise<KeyAnswer> => (id === lost ? { kind: 'forgotten' } : given())
  const drafts = await openDrafts('user-1', at(device, { askKey }))
  assert.equal(drafts.sealed, true)
  assert.deepEqual(await drafts.list(''), [])
  assert.notEqual(await device.idOf('user-1'), lost)
  assert.deepEqual(await (await device.shelfOf(lost)).list(), [])
})

test('what an earlier version kept is sealed again once, under the keys of today, and taken away', async () => {
  const ended: string[] = []
  const device: DraftDevice = {
    ...memoryDevice(),
    earlierOf: async () => [
      { key: 'contact', value: { told: SENTENCE }, savedAt: 1 },
      { key: 'consent-attempt:1', value: 'x', savedAt: 1 },
    ],
    endEarlier: async (userId) => void ended.push(userId),
  }
  const renamed = (key: string) => (key === 'contact' ? '["contact",null,null]' : undefined)
  const drafts = await openDrafts('user-1', at(device, { renamed }))
  assert.deepEqual(
    (await drafts.list('')).map(({ key, value }) => [key, value]),
    [['["contact",null,null]', { told: SENTENCE }]],
  )
  assert.deepEqual(ended, ['user-1'])
})

test('what an earlier version kept does not take the place of what was typed since', async () => {
  const device: DraftDevice = {
    ...memoryDevice(),
    earlierOf: async () => [{ key: 'a', value: 'old', savedAt: 1 }],
  }
  const drafts = await openDrafts('user-1', at({ ...device, earlierOf: async () => [] }))
  await drafts.save('a', 'new')
  assert.equal((await (await openDrafts('user-1', at(device))).load('a'))?.value, 'new')
})

test('drafts are listed by the start of their key, the last saved first', async () => {
  let time = 0
  const drafts = await openDrafts('user-1', at(memoryDevice(), { now: () => (time += 1) }))
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

test('without WebCrypto drafts are held in memory, and say so; no key is asked for', async () => {
  const askKey = () => assert.fail('nothing to ask')
  const drafts = await openDrafts('user-1', { device: memoryDevice(), subtle: null, askKey })
  assert.equal(drafts.sealed, false)
  assert.equal(drafts.awaitsKey, false)
  await drafts.save('a', { b: 1 })
  assert.deepEqual((await drafts.load('a'))?.value, { b: 1 })
})

test('a browser that has storage and will not let the page use it does not stop the work', async () => {
  const device: DraftDevice = { ...memoryDevice(), shelfOf: () => Promise.reject(new Error('SecurityError')) }
  const drafts = await openDrafts('user-1', at(device))
  assert.equal(drafts.sealed, false)
  await drafts.save('a', 1)
  assert.equal((await drafts.load('a'))?.value, 1)
})

test('the example of the README holds', async () => {
  const device = memoryDevice()
  const askKey = given
  const drafts = await openDrafts('user-1', { device, askKey })
  await drafts.save('["screening",null,null]', { safe: 'not_sure' })
  assert.deepEqual((await drafts.load('["screening",null,null]'))?.value, { safe: 'not_sure' })
})

test('another page of the same browser is told the key of what was saved or removed, and nothing else', async () => {
  const device = memoryDevice()
  const [one, other] = pairedChannels()
  const here = await openDrafts('user-1', at(device, { bell: openBell('user-1', one) }))
  const there = await openDrafts('user-1', at(device, { bell: openBell('user-1', other) }))
  const heard: unknown[] = []
  const stop = there.subscribe((change) => heard.push(change))
  await here.save('note', { told: SENTENCE })
  await here.remove('note')
  assert.deepEqual(heard, [
    { key: 'note', elsewhere: true },
    { key: 'note', elsewhere: true },
  ])
  stop()
  await here.save('note', 1)
  assert.equal(heard.length, 2)
})

test('drafts are counted without being opened', async () => {
  const drafts = await openDrafts('user-1', at(memoryDevice(), { now: () => 7 }))
  await drafts.save('a', 1)
  await drafts.save('b', 2)
  assert.deepEqual(await drafts.keys(), [
    { key: 'a', savedAt: 7 },
    { key: 'b', savedAt: 7 },
  ])
})

test('before anybody is signed in what is typed lives as long as the page', async () => {
  const drafts = memoryDrafts()
  await drafts.save('a', 1)
  assert.equal(drafts.sealed, false)
  assert.equal((await drafts.load('a'))?.value, 1)
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

test('what was read is kept sealed beside the drafts, and is nothing that was typed', async () => {
  const device = memoryDevice()
  const drafts = await openDrafts('user-1', at(device, { now: () => 7 }))
  const heard: unknown[] = []
  drafts.subscribe((change) => heard.push(change))
  await drafts.keep('work', { tasks: [SENTENCE] })
  assert.deepEqual((await drafts.kept('work'))?.value, { tasks: [SENTENCE] })
  assert.equal((await drafts.kept('work'))?.savedAt, 7)
  assert.deepEqual([await drafts.list(''), await drafts.keys(), heard], [[], [], []])
  assert.equal(await holdsDrafts({ device }), false, 'nothing is unsent')
  const [sealed] = await (await shelfOf(device, 'user-1')).list()
  assert.equal(Buffer.from(sealed!.bytes).includes('passport'), false)
  // It goes with the drafts, and only its own person reads it.
  assert.equal(await (await openDrafts('user-2', at(device))).kept('work'), undefined)
  await device.destroy(await device.idOf('user-1'))
  assert.equal(await (await openDrafts('user-1', at(device))).kept('work'), undefined)
})

test('what was read without a key lives as long as the page, and is not moved among the drafts', async () => {
  const memory = memoryDrafts()
  await memory.keep('work', { tasks: [] })
  assert.deepEqual((await memory.kept('work'))?.value, { tasks: [] })
  const device = memoryDevice()
  const own = await openDrafts('user-1', at(device))
  await moveDrafts(memory, own)
  assert.deepEqual(await (await shelfOf(device, 'user-1')).list(), [])
})
