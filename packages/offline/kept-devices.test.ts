import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { keptDeviceOf, keptDevices, rememberDevice } from './kept-devices.ts'

/** A browser's own storage. */
class Storage {
  readonly kept = new Map<string, string>()
  getItem = (key: string): string | null => this.kept.get(key) ?? null
  setItem = (key: string, value: string): void => void this.kept.set(key, value)
  removeItem = (key: string): void => void this.kept.delete(key)
}

let storage: Storage
beforeEach(() => {
  storage = new Storage()
  Object.defineProperty(globalThis, 'localStorage', { value: storage, configurable: true })
})

const USER = '01980000-0000-7000-8000-0000000000c2'
const OTHER = '01980000-0000-7000-8000-0000000000c3'

test('a browser keeps of who worked in it a mark that names nobody, and knows them again', async () => {
  await rememberDevice({ userId: USER, id: 'one' })
  await rememberDevice({ userId: OTHER, id: 'two' })
  const written = [...storage.kept.values()].join()
  assert.ok(!written.includes(USER) && !written.includes(OTHER))
  assert.equal(await keptDeviceOf(USER), 'one')
  assert.equal(await keptDeviceOf(OTHER), 'two')
  assert.equal(await keptDeviceOf('nobody'), undefined)
  assert.deepEqual(keptDevices(), ['one', 'two'])
})

test('two browsers do not show that the same person worked in both', async () => {
  await rememberDevice({ userId: USER, id: 'one' })
  const here = Object.keys(JSON.parse(storage.getItem('gloact.drafts')!) as object)
  storage.kept.clear()
  await rememberDevice({ userId: USER, id: 'another' })
  assert.notDeepEqual(Object.keys(JSON.parse(storage.getItem('gloact.drafts')!) as object), here)
})

test('the id of an account that an earlier version wrote goes as soon as its person is there', async () => {
  storage.setItem('gloact.drafts', JSON.stringify({ [USER]: 'one', [OTHER]: 'two' }))
  assert.equal(await keptDeviceOf(USER), 'one')
  const written = storage.getItem('gloact.drafts')!
  assert.ok(!written.includes(USER), written)
  assert.equal(await keptDeviceOf(OTHER), 'two')
  assert.ok(!storage.getItem('gloact.drafts')!.includes(OTHER))
})

test('what is destroyed is forgotten', async () => {
  await rememberDevice({ userId: USER, id: 'one' })
  await rememberDevice({ userId: undefined, id: 'one' })
  assert.equal(storage.getItem('gloact.drafts'), null)
})
