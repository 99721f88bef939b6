import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readTime } from './time-text.ts'

test('a time is read as people type it', () => {
  for (const [typed, read] of [
    ['9', '09:00'],
    ['930', '09:30'],
    ['0930', '09:30'],
    ['9.30', '09:30'],
    ['9h30', '09:30'],
    [' 21:05 ', '21:05'],
    ['00:00', '00:00'],
  ])
    assert.equal(readTime(typed!), read, typed)
})

test('what is no time is none', () => {
  for (const typed of ['', '24:00', '9:60', '12345', 'noon', '9:5', '-1']) assert.equal(readTime(typed), null, typed)
})
