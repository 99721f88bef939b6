import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { ACTION_TYPES, codesOfPayload, definitionOf, recordedIn } from './definitions.ts'

const ROOT = join(import.meta.dirname, '../../..')

/**
 * What has a kind of action in a table of its own and is no declaration of it: the blanks for paper, which are laid out by
 * hand and asked for by `sheets.test.ts`, and the notices, whose kinds are fewer.
 */
const OF_THEIR_OWN = [
  'screens/paper/procedure-sheets.ts',
  'screens/paper/support-sheets.ts',
  'screens/work/notice-row.tsx',
]

const sources = ['domain', 'contract', 'server', 'screens']
  .flatMap((room) =>
    readdirSync(join(ROOT, room), { recursive: true, encoding: 'utf8' }).map((file) => `${room}/${file}`),
  )
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|\/testing|\/demo\/|\/sample/.test(file))
  .filter((file) => !OF_THEIR_OWN.some((own) => file.endsWith(own.slice(own.lastIndexOf('/')))))
  .map((file) => ({ file, text: readFileSync(join(ROOT, file), 'utf8') }))

/** Places in which something is looked up by a kind of action: its declaration, a key of a table, a case of a switch. */
const placesOf = (type: string): readonly string[] => {
  const place = new RegExp(`^ +type: '${type}',\\n +shape:|^ {2}${type}: |^ +case '${type}':`, 'gm')
  return sources.flatMap(({ file, text }) => [...text.matchAll(place)].map(() => file))
}

test('a kind of action is declared in one place, and nothing else is looked up by it', () => {
  assert.ok(sources.length > 150 && ACTION_TYPES.length > 35)
  for (const type of ACTION_TYPES) {
    const places = placesOf(type)
    assert.equal(places.length, 1, `${type}: ${places.join(', ')}`)
    assert.match(places[0]!, /^domain\/file\/actions\//)
  }
})

test('anyone who may record anything may record what belongs to that work; what the server alone makes is in no work', () => {
  for (const type of ACTION_TYPES) {
    const { by } = definitionOf(type)
    if (by === 'server') assert.ok(!recordedIn('casework').includes(type), type)
    else assert.ok(by.length > 0 && by.every((work) => recordedIn(work).includes(type)), type)
  }
})

test('codes are found where they stand in what was said: in a list, in a grant, in a correction of an entry', () => {
  assert.deepEqual(codesOfPayload('closure_requested', { reason: 'returned', summary: 'Any.' }), [
    ['closure_reason', 'returned'],
  ])
  const correction = (kind: string, changes: Readonly<Record<string, unknown>>) =>
    codesOfPayload('entry_corrected', { entryId: 'any', kind, changes, reason: 'Any.' })
  assert.deepEqual(correction('consent_recorded', { language: 'fa', witness: 'Any' }), [['language', 'fa']])
  assert.deepEqual(correction('note_added', { text: 'Any.' }), [])
})
