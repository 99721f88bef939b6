import assert from 'node:assert/strict'
import { test } from 'node:test'
import { handover } from './handover.ts'

test('a page that is rendered twice before it is shown reads the same both times; what is taken is gone', () => {
  const names = handover<string>()
  names.give('Salma')
  assert.equal(names.waiting()?.thing, 'Salma')
  assert.equal(names.waiting(), names.waiting())
  assert.equal(names.take()?.thing, 'Salma')
  assert.equal(names.waiting(), undefined)
  assert.equal(names.take(), undefined)
})

test('a page that stands is told of what is given, until it leaves; the same thing given again is another', () => {
  const names = handover<string>()
  const heard: unknown[] = []
  const stop = names.onGiven(() => heard.push(names.take()))
  names.give('Salma')
  names.give('Salma')
  assert.equal(heard.length, 2)
  assert.notEqual(heard[0], heard[1])
  stop()
  names.give('Amal')
  assert.equal(heard.length, 2)
  names.forget()
  assert.equal(names.waiting(), undefined)
})
