import assert from 'node:assert/strict'
import { test } from 'node:test'
import { memoryDrafts } from './drafts.ts'
import { openingDrafts } from './opening-drafts.ts'

test('what is asked of drafts that are still being opened is answered by those that they become', async () => {
  const { drafts, become } = openingDrafts()
  const own = memoryDrafts()
  await own.save('note', 'typed earlier')

  const answered: unknown[] = []
  const told: unknown[] = []
  const loaded = drafts.load('note').then((draft) => answered.push(draft?.value))
  const saved = drafts.save('other', 'typed now').then(() => answered.push('saved'))
  drafts.subscribe(({ key }) => told.push(key))
  const silent = drafts.subscribe(() => assert.fail('it was ended before they were opened'))
  silent()
  await new Promise((resolve) => setImmediate(resolve))
  assert.deepEqual(answered, [], 'before it is known what lies there, nothing is answered')

  become(own)
  await Promise.all([loaded, saved])
  assert.deepEqual(answered, ['typed earlier', 'saved'])
  assert.equal((await own.load('other'))?.value, 'typed now')
  assert.deepEqual(
    (await drafts.keys()).map(({ key }) => key),
    ['note', 'other'],
  )
  await own.remove('note')
  assert.deepEqual(told, ['note'])
  await drafts.remove('other')
  await drafts.keep('list', [1])
  assert.deepEqual((await own.kept('list'))?.value, [1])
  assert.deepEqual(await drafts.list(''), [])
})
