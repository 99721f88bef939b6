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
    ['14 h', '14:00'],
    ['14 h 30', '14:30'],
    ['14 h 30 min', '14:30'],
    ['14 ч 30 мин', '14:30'],
    ['14ч', '14:00'],
    ['9,30', '09:30'],
    [' 21:05 ', '21:05'],
    ['00:00', '00:00'],
  ])
    assert.equal(readTime(typed!), read, typed)
})

test('a clock of twelve hours is read in the languages that have one', () => {
  for (const [typed, read] of [
    ['2pm', '14:00'],
    ['2 PM', '14:00'],
    ['2:30 p.m.', '14:30'],
    ['2:30 p. m.', '14:30'],
    ['9 a. m.', '09:00'],
    ['12am', '00:00'],
    ['12 pm', '12:00'],
    ['12:15am', '00:15'],
    ['14:30 pm', '14:30'],
    ['٢ م', '14:00'],
    ['٩:٣٠ ص', '09:30'],
    ['٢:٣٠ مساءً', '14:30'],
    ['٩ صباحًا', '09:00'],
  ])
    assert.equal(readTime(typed!), read, typed)
})

test('digits of any script are digits', () => {
  for (const typed of ['٠٩٣٠', '۰۹:۳۰', '०९:३०', '໐໙:໓໐']) assert.equal(readTime(typed), '09:30', typed)
})

test('what is no time is none', () => {
  for (const typed of [
    '',
    '24:00',
    '25:00',
    '9:60',
    '12345',
    'noon',
    '9:5',
    '-1',
    'pm',
    '0pm',
    '13am',
    '9 pm am',
    '2p',
  ])
    assert.equal(readTime(typed), null, typed)
})
