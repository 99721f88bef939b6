import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { defineForm } from '@gloact/forms'
import { LANGUAGE_TAGS } from '@gloact/messages'
import { ACTION_TYPES, definitionOf } from '../../domain/file/actions/definitions.ts'
import { fieldLabels, recordedLater, timelineParams, type TimelineNames } from './timeline-words.ts'

const form = defineForm({
  id: 'journey',
  version: '1',
  title: { en: 'Journey' },
  sections: [
    {
      id: 'all',
      title: { en: 'All' },
      fields: [{ id: 'route', type: 'text', label: { en: 'Route' }, sensitivity: 'case' }],
    },
  ],
})
const names: TimelineNames = {
  forms: [form],
  language: 'en',
  agencyName: (id) => (id === 'body' ? 'Identification Commission' : undefined),
  teamName: (id) => (id === 'team' ? 'North' : undefined),
  colleagueName: () => undefined,
  codeWord: (list, code) => `${list}:${code}`,
}

const catalogue = (language: string) =>
  JSON.parse(readFileSync(new URL(`../../locales/${language}.json`, import.meta.url), 'utf8')) as Readonly<
    Record<string, string>
  >

test('every kind of action has its sentence in every language, and one for those who are told nothing where it has two', () => {
  for (const language of LANGUAGE_TAGS) {
    const words = catalogue(language)
    for (const type of ACTION_TYPES) {
      assert.ok(words[`protection.timeline.${type}`], `${language} ${type}`)
      if (definitionOf(type).tells?.untold)
        assert.ok(words[`protection.timeline.${type}_untold`], `${language} ${type}`)
    }
  }
})

test('an entry is said with the names that are known, and without those that are not', () => {
  const params = timelineParams(
    { about: { kind: 'reasonable_grounds', body: 'body', team: 'team', user: 'gone' } },
    names,
  )
  assert.equal(params['body'], 'Identification Commission')
  assert.deepEqual([params['who'], params['hasWho']], ['North', 'yes'])
  assert.equal(timelineParams({ about: { user: 'of another agency' } }, names)['hasWho'], 'unknown')
  assert.equal(timelineParams({ about: {} }, names)['hasWho'], 'no')
  assert.equal(timelineParams({ about: { body: 'unknown' } }, names)['hasBody'], 'no')
  assert.equal(timelineParams({ about: { reason: 'deceased' } }, names)['reason'], 'closure_reason:deceased')
})

test('the questions that were answered are named once each; what the form no longer asks is left out', () => {
  const entry = { about: { form: 'journey', fields: ['route', 'route', 'gone'] } }
  assert.deepEqual(fieldLabels(entry, [form], 'en'), ['Route'])
  assert.deepEqual(fieldLabels({ about: {} }, [form], 'en'), [])
})

test('what was recorded long after it happened says so', () => {
  const at = (recordedAt: string) => recordedLater({ happenedAt: '2026-11-24T09:00:00Z', recordedAt })
  assert.equal(at('2026-11-24T09:05:00Z'), false)
  assert.equal(at('2026-11-26T09:00:00Z'), true)
})
