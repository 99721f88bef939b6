import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createMessages } from '@gloact/messages'
import { entryText } from './change-words.ts'

const messages = createMessages({ language: 'en', timeZone: 'UTC', catalogues: { en: {} } })

test('an entry is told in its own words and dates, without codes and ids', () => {
  const payload = {
    kind: 'general',
    text: 'She called.',
    notedOn: '2026-11-21',
    by: '00000000-0000-4000-8000-000000000001',
  }
  assert.equal(entryText({ actionId: 'x', payload }, messages), 'She called. · 21 November 2026')
})

test('a note of one word is no code', () => {
  assert.equal(entryText({ payload: { kind: 'visit', text: 'absent' } }, messages), 'absent')
})

test('by which rule a screening was worked out is no word of it', () => {
  const screening = {
    screenedOn: '2026-11-05',
    result: { ruleVersion: 'ILO-2009.1·with_vulnerability', outcome: 'likely' },
  }
  assert.equal(entryText(screening, messages), '5 November 2026')
})
