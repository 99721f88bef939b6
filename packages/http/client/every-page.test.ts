import assert from 'node:assert/strict'
import { test } from 'node:test'
import { everyPage } from './every-page.ts'

test('a list of more than one page comes whole, in its order, each page asked for once', async () => {
  const all = Array.from({ length: 401 }, (_, index) => ({ id: `${index}` }))
  const asked: (string | undefined)[] = []
  const found = await everyPage(async ({ limit, after }) => {
    asked.push(after)
    const from = after === undefined ? 0 : Number(after) + 1
    const items = all.slice(from, from + limit)
    return { items, next: from + limit < all.length ? (items.at(-1)?.id ?? null) : null }
  })
  assert.deepEqual(found, all)
  assert.deepEqual(asked, [undefined, '199', '399'])
})

test('an empty list is empty', async () => {
  assert.deepEqual(await everyPage(async () => ({ items: [], next: null })), [])
})
