import assert from 'node:assert/strict'
import { test } from 'node:test'
import { said, type Said } from '@gloact/kernel'
import { dateWarnings, namedTwiceWarning } from '@gloact/linkage/plain'
import { LANGUAGE_TAGS } from '@gloact/messages'
import en from '@gloact/reports/locales/en.json' with { type: 'json' }
import { loadReportWords } from '@gloact/reports/node/words'
import { attackReportSaid, lookSaid, shareSaid } from './encode-said.ts'
import { attacksSaid, missedSaid } from './match-said.ts'
import { noteSaid, readingNotes } from './notes.ts'
import { reviewSaid } from './write-results.ts'

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
    'north, as its agency recorded: 2 of 3 attacks (frequencies and patterns of bits) found at most 1 % of the records; 1 of 3 attacks (similarities among records) found over 1 % of the records, but no more than guessing would.',
  )
  assert.match(
    inEnglish(attacksSaid('north', { ...recorded, withinChance: [], succeeded: ['graph'] })),
    /; 1 of 3 attacks \(similarities among records\) found over 1 % of the records, and it was handed out anyway/,
  )
})

test('of a file that does not tell chance apart no more is said than it can', () => {
  assert.equal(
    inEnglish(attacksSaid('north', { ...recorded, withstood: ['frequency', 'graph'], withinChance: null })),
    'north, as its agency recorded: 2 of 2 attacks (frequencies and similarities among records) found at most 1 % of the records, or no more than guessing would.',
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

const told = { file: '1.csv', column: '2', filled: 40, records: 50, isFromColumn: false, list: '1.csv' }
const decided = reviewSaid({
  same: 12,
  notSame: 3,
  unsure: 2,
  bands: [
    { band: '0.9–1', same: 9, notSame: 1, unsure: 0, precision: { share: 0.9, low: 0.6, high: 0.98 }, expected: 0.95 },
    { band: '0.5–0.9', same: 3, notSame: 2, unsure: 1, precision: { share: 0.6, low: 0.2, high: 0.9 }, expected: 0.7 },
    { band: '0–0.5', same: 0, notSame: 0, unsure: 1, precision: undefined, expected: undefined },
  ],
})
const orders = [
  { file: '1.csv', column: '2', order: 'dmy', isCertain: false },
  { file: '1.csv', column: '2', order: 'mdy', isCertain: false },
] as const
const dates = [
  { ...told, kind: 'date_of_birth', unread: 7, odd: 0 },
  { ...told, kind: 'age', unread: 7, odd: 0 },
  { ...told, kind: 'date_of_birth', isFromColumn: true, unread: 7, odd: 3 },
  { ...told, kind: 'age', isFromColumn: true, list: '', unread: 7, odd: 3 },
] as const

/** What link and dedupe tell, in every way that it comes out. */
const LINKED: readonly Said[] = [
  decided.all,
  ...decided.bands,
  ...dateWarnings([...orders, ...Array.from({ length: 12 }, () => orders[0])], dates).map((note) => note.said),
  namedTwiceWarning({ column: '1', by: ['2', '3'] }).said,
  noteSaid({ code: '', said: said('link.no_matches') }),
  ...readingNotes('1.csv', [{ code: 'csv.short_rows', params: { rows: 12, first: 7 } }]).map((note) => note.said),
  said('link.compared', { records: 300, pairs: 200, expected: 12 }),
  said('link.found', { pairs: 200, threshold: 0.5, persons: 150 }),
  said('link.one_each', { kept: 150, records: 300, path: '1' }),
  said('link.few_records', { records: 120 }),
  said('link.keys_left_out', { records: 120, most: 100, rest: said('link.crowd_none') }),
  said('link.keys_left_out', { records: 120, most: 100, rest: said('link.crowd_some', { compared: 20 }) }),
  said('link.keys_left_out', {
    records: 120,
    most: 100,
    rest: said('link.crowd_some_alone', { compared: 20, alone: 30 }),
  }),
  said('link.many_the_same', { same: 119, records: 120 }),
  said('link.rules_disagree', { expected: 50, low: 80, high: 90 }),
  said('link.few_fields'),
  said('link.column_missing', { file: '1.csv', columns: { as: 'and', of: ['2'] } }),
  said('link.no_list', { records: 12, column: '2' }),
  said('link.ids_repeated', { records: 12 }),
  said('link.decisions_without_records', { decisions: 12 }),
  said('link.decisions_unclear', { decisions: 12 }),
  said('text.written', { path: '1' }),
]

const agreement = { profile: 'trusted-unit', shareBySize: false } as const

/** What who encodes is told, in every way that it comes out. */
const ENCODED: readonly Said[] = [
  ...attackReportSaid({
    records: 200,
    dummies: 100,
    attacks: [{ attack: 'frequency', claimed: 20, right: 12, found: 0.06 }],
  }).flat(),
  ...shareSaid({ ...agreement, dummyShare: 0.2 }, 40),
  ...shareSaid({ ...agreement, dummyShare: 2 }, 40),
  ...shareSaid({ ...agreement, dummyShare: 2, shareBySize: true }, 400),
  said('encode.by_chance', { limit: 1, right: 2, records: 200 }),
  ...lookSaid({
    records: 200,
    repeated: 12,
    leftOut: 30,
    unused: [],
    fields: (['date', 'name', 'sex', 'place', 'number', 'text'] as const).map((kind) => ({
      column: '1',
      kind,
      found: true,
      filled: 90,
      unreadable: 7,
    })),
  }),
  said('encode.made', { records: 200, bits: 512, path: '1' }),
  said('encode.despite', { limit: 1 }),
  said('encode.schema_alone'),
  said('encode.made_with_dummies', { records: 200, dummies: 300, path: '1' }),
  said('encode.sealed', { from: '1', unit: '2' }),
  said('encode.not_sealed'),
  said('encode.dummies_in', { path: '1' }),
  said('encode.secret_itself'),
  said('encode.keep_no_copy'),
  said('encode.tries', { tries: 3, refused: 2, worst: 7, path: '1' }),
  said('encode.project_key', { path: '1' }),
  said('encode.pair', { path: '1' }),
]

/** What trace tells, in every way that it comes out. */
const TRACED: readonly Said[] = [
  said('trace.counted', { cases: 120, requests: 30 }),
  said('trace.without_consent', { cases: 12 }),
  said('trace.expected', { expected: 17, from: 0.5, likely: 12, possible: 9, not: 8 }),
  said('trace.nothing_matched'),
  said('trace.few_cases', { cases: 40 }),
  said('trace.few_requests', { requests: 7 }),
  said('trace.no_consent_column'),
  said('trace.nothing_likely'),
  said('trace.names_missing', { file: '1.csv', rows: 3 }),
]

const ALL = [...MATCHED, ...LINKED, ...ENCODED, ...TRACED]

/** What stands in every language as it is: what is typed, and the name of a digest. */
const AS_IT_IS =
  /gloact [a-z]+(?: [a-z]+)?|SHA-256|--[a-z-]+|\.csv|YYYY-MM-DD|"(?:order|dmy|mdy|bothNames)"|true|dummyShare/g
const ENGLISH =
  /\b(?:the|of|and|is|are|were|was|with|without|that|which|people|lists|their|each|from|than|not|by|them|it)\b/iu
const numbersIn = (text: string): string[] => [...new Set(text.match(/\d+/g) ?? [])].toSorted()

for (const tag of LANGUAGE_TAGS.filter((one) => one !== 'en')) {
  test(`what linking says in ${tag} has no English sentence, and every number`, async () => {
    const words = await loadReportWords(tag)
    for (const one of ALL) {
      const text = words.word(one)
      const rest = text.replaceAll(AS_IT_IS, ' ')
      assert.doesNotMatch(rest, tag === 'ar' || tag === 'ru' ? /[a-z]{2}/iu : ENGLISH)
      assert.doesNotMatch(text, /reports\.|\[object|undefined|NaN/u)
      assert.deepEqual(numbersIn(text), numbersIn(english.word(one)), one.id)
    }
  })
}

test('every sentence of linking is among those that were read', () => {
  const known = Object.keys(en).filter((id) => /^reports\.(?:match|attack|link|encode|trace)\./.test(id))
  const all = JSON.stringify(ALL)
  assert.ok(known.length > 20)
  for (const id of known) assert.ok(all.includes(`"${id.replace('reports.', '')}"`), id)
})
