import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { LANGUAGE_TAGS } from '@gloact/messages'
import { PROTECTION_FAILURES } from '../contract/failures.ts'
import { DEADLINE_KINDS } from '../domain/file/file-rules.ts'
import { FILE_RULES } from '../domain/file/policy.ts'
import { FILE_PATHS, FILE_STAGES, FILE_STATUSES, OPENING_PURPOSES } from '../domain/file/words.ts'
import { FILE_SECTIONS } from './file-address.ts'
import { FILTER_NAMES } from './lists/file-filters.ts'

const LANGUAGES = LANGUAGE_TAGS.map((language) => ({
  language,
  words: JSON.parse(readFileSync(new URL(`../locales/${language}.json`, import.meta.url), 'utf8')) as object,
}))

const hasWords = (ids: readonly string[]) => {
  for (const { language, words } of LANGUAGES) {
    const missing = ids.filter((id) => !Object.hasOwn(words, id))
    assert.deepEqual(missing, [], language)
  }
}

test('whatever can go wrong with a file is said in every language', () => {
  hasWords(Object.keys(PROTECTION_FAILURES))
})

test('why something is allowed is said in every language', () => {
  hasWords(FILE_RULES.map(({ reason }) => reason))
})

test('where a file stands, its clocks and its sections are named in every language', () => {
  hasWords([
    ...FILE_STAGES.map((stage) => `protection.stage.${stage}`),
    ...FILE_STATUSES.map((status) => `protection.status.${status}`),
    ...FILE_PATHS.map((path) => `protection.path.${path}`),
    ...DEADLINE_KINDS.map((kind) => `protection.deadline.${kind}`),
    ...OPENING_PURPOSES.map((purpose) => `protection.file.purpose.${purpose}`),
    ...FILE_SECTIONS.filter((id) => id !== 'print').map((id) => `protection.file.section.${id}`),
  ])
})

test('what is to be done next at each step is said in every language', () => {
  const after = FILE_STAGES.filter((stage) => stage !== 'contact')
  hasWords(after.flatMap((stage) => [`protection.file.next.${stage}`, `protection.file.next_do.${stage}`]))
})

test('what a list is narrowed to is said in every language', () => {
  const switches = ['mine', 'unassigned', 'overdue', 'awaited', 'backlog']
  hasWords(switches.flatMap((name) => [`protection.files.filter.${name}`, `protection.files.only_${name}`]))
  hasWords(FILTER_NAMES.filter((name) => !switches.includes(name)).map((name) => `protection.files.by_${name}`))
})

test('what is kept is said to be on this device: a first contact is met on a desk as well as on a phone', () => {
  const PHONE = /this phone|هذا الهاتف|ce téléphone|este teléfono|(?:n|d)?este telemóvel|эт(?:ом|ого) телефон/i
  for (const { language, words } of LANGUAGES) {
    const wrong = Object.entries(words as Readonly<Record<string, string>>).filter(
      ([id, said]) => /^protection\.(?:contact|refusal)\./.test(id) && PHONE.test(said),
    )
    assert.deepEqual(wrong, [], language)
  }
})
