import assert from 'node:assert/strict'
import { test } from 'node:test'
import { forget, keep, keptTest, waiting } from './kept.ts'

function store() {
  const held = new Map<string, string>()
  return {
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (key: string, value: string) => void held.set(key, value),
    removeItem: (key: string) => void held.delete(key),
    key: (at: number) => [...held.keys()][at] ?? null,
    get length() {
      return held.size
    },
  }
}

const sitting = { id: 'a', code: 'ABC', testId: 't', answers: { q: { choices: [1] } }, done: false }

test('what was answered is kept under one id until it has arrived, and only what is done is sent', () => {
  const phone = store()
  keep(phone, sitting)
  assert.deepEqual(keptTest(phone, 't', 'ABC'), sitting)
  assert.deepEqual(waiting(phone), [])
  keep(phone, { ...sitting, done: true })
  assert.deepEqual(
    waiting(phone).map(({ id }) => id),
    ['a'],
  )
  forget(phone, sitting)
  assert.deepEqual([keptTest(phone, 't', 'ABC'), waiting(phone)], [undefined, []])
})

test('another person’s code on the same phone has a test of its own; what is damaged is nothing', () => {
  const phone = store()
  keep(phone, sitting)
  assert.equal(keptTest(phone, 't', 'XYZ'), undefined)
  phone.setItem('training-test:tABC', '{')
  phone.setItem('something else', '{"done":true}')
  assert.deepEqual([keptTest(phone, 't', 'ABC'), waiting(phone)], [undefined, []])
})
