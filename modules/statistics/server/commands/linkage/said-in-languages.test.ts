import assert from 'node:assert/strict'
import { test } from 'node:test'
import { said, type Said } from '@gloact/kernel'
import { LANGUAGE_TAGS } from '@gloact/messages'
import en from '@gloact/reports/locales/en.json' with { type: 'json' }
import { loadReportWords } from '@gloact/reports/node/words'
import { attacksSaid, missedSaid } from './match-said.ts'

const recorded = {
  mostFound: 0.01,
  withstood: ['frequency', 'patterns'],
  withinChance: ['graph'],
  succeeded: [],
  tries: null,
}
const english = await loadReportWords('en')
const inEnglish = (sentences: readonly Said[]): string => sentences.map(english.word).join(' ')

test('match says what is true of each attack that an agency recorded', () => {
  assert.equal(
    inEnglish(attacksSaid('north', recorded)),
    'north, by what its agency recorded: 2 of 3 attacks (frequencies and patterns of bits) found at most 1 % of the records; 1 of 3 attacks (similarities among records) found over 1 % of the records, but no more than guessing would.',
  )
  assert.match(
    inEnglish(attacksSaid('north', { ...recorded, withinChance: [], succeeded: ['graph'] })),
    /; 1 of 3 attacks \(similarities among records\) found over 1 % of the records, and it was handed out all the same/,
  )
})

test('of a file that does not tell chance apart no more is said than it can', () => {
  assert.equal(
    inEnglish(attacksSaid('north', { ...recorded, withstood: ['frequency', 'graph'], withinChance: null })),
    'north, by what its agency recorded: 2 of 2 attacks (frequencies and similarities among records) found at most 1 % of the records, or no more than guessing would.',
  )
})

test('lists that were refused before are told', () => {
  assert.match(
    inEnglish(attacksSaid('north', { ...recorded, tries: { number: 3, refused: 2 } })),
    /north: lists were tried 3 times under the agreement, and 2 of them were refused\.$/,
  )
  assert.doesNotMatch(inEnglish(attacksSaid('north', { ...recorded, tries: { number: 2, refused: 0 } })), /tried/)
})

const links = { planted: 60, linked: 55, expected: 58, lower: 56, upper: 63 }

/** What the unit and the analyst are told, in every way that it comes out. */
const MATCHED: readonly Said[] = [
  ...attacksSaid('1', { ...recorded, tries: { number: 3, refused: 2 } }),
  ...attacksSaid('1', { ...recorded, withinChance: null, succeeded: ['graph'] }),
  ...missedSaid(undefined),
  ...missedSaid(links),
  said('match.not_signed'),
  said('match.signed', { list: '1', from: '2' }),
  said('match.not_attacked', { list: '1' }),
  said('match.compared', { pairs: 24, megabytes: 120 }),
  said('match.compared_about', { pairs: 320, megabytes: 120 }),
  said('match.encodings', { lists: { as: 'items', of: [said('match.list', { list: '1', records: 15 })] } }),
  said('match.on_several', { count: 12 }),
  said('match.on_several_of', { count: 12, persons: 34 }),
  said('match.written', { path: '1', draws: 20, beside: '2' }),
  said('match.dummies_left'),
  said('match.protect'),
  said('match.destroy'),
  said('match.finished', { persons: 34, lists: 5, path: '1', beside: '2' }),
  said('match.receipt', { unit: '1', files: 3, at: '2026' }),
  said('match.deleted', { from: said('match.from_nobody'), encodings: 15, hash: '9' }),
  said('match.among'),
  said('match.destroyed', { files: 3, unit: '1', path: '2' }),
  said('match.give_receipt'),
]

/** What stands in every language as it is: what is typed, and the name of a digest. */
const AS_IT_IS = /gloact [a-z]+(?: [a-z]+)?|SHA-256|--[a-z-]+/g
const ENGLISH =
  /\b(?:the|of|and|is|are|were|was|with|without|that|which|people|lists|their|each|from|than|not|by|them|it)\b/iu
const numbersIn = (text: string): string[] => [...new Set(text.match(/\d+/g) ?? [])].toSorted()

for (const tag of LANGUAGE_TAGS.filter((one) => one !== 'en')) {
  test(`what linking says in ${tag} has no English sentence, and every number`, async () => {
    const words = await loadReportWords(tag)
    for (const one of MATCHED) {
      const text = words.word(one)
      const rest = text.replaceAll(AS_IT_IS, ' ')
      assert.doesNotMatch(rest, tag === 'ar' || tag === 'ru' ? /[a-z]{2}/iu : ENGLISH)
      assert.doesNotMatch(text, /reports\.|\[object|undefined|NaN/u)
      assert.deepEqual(numbersIn(text), numbersIn(english.word(one)), one.id)
    }
  })
}

test('every sentence of linking is among those that were read', () => {
  const known = Object.keys(en).filter((id) => /^reports\.(?:match|attack)\./.test(id))
  const all = JSON.stringify(MATCHED)
  assert.ok(known.length > 20)
  for (const id of known) assert.ok(all.includes(`"${id.replace('reports.', '')}"`), id)
})
