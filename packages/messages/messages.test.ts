import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asInstant, asPlainDate, type PartialDate } from '@gloact/kernel'
import {
  byLanguage,
  chooseLanguage,
  compareCatalogues,
  createMessages,
  describeLanguage,
  LANGUAGE_TAGS,
  mergeCatalogues,
  type MessageParams,
  type MessagesOptions,
} from './index.ts'

const catalogues = {
  en: {
    'x.files': '{count, plural, =0 {No files} one {# file} other {# files}}',
    'x.only_english': 'Only here',
    'x.broken': 'A brace {that never closes',
  },
  ar: {
    'x.files': '{count, plural, zero {لا ملفات} one {ملف واحد} two {ملفان} few {# ملفات} many {# ملفًا} other {# ملف}}',
  },
}

const speak = (options: Partial<MessagesOptions> = {}) =>
  createMessages({ language: 'en', timeZone: 'Asia/Bishkek', catalogues, ...options })

test('a sentence is filled in by the plural rules of its own language', () => {
  assert.equal(speak().t('x.files', { count: 1 }), '1 file')
  assert.equal(speak().t('x.files', { count: 5000 }), '5,000 files')
  const arabic = speak({ language: 'ar' })
  assert.deepEqual(
    [0, 1, 2, 3, 11].map((count) => arabic.t('x.files', { count })),
    ['لا ملفات', 'ملف واحد', 'ملفان', '3 ملفات', '11 ملفًا'],
  )
})

test('a text that is written the other way is isolated, and a choice still reads it', () => {
  const told = {
    en: { 'x.who': '{name} did it', 'x.kind': '{kind, select, note {A note} other {{kind}}}' },
    ar: { 'x.who': 'سجّله {name}', 'x.kind': '{kind, select, note {ملاحظة} other {{kind}}}' },
  }
  const arabic = speak({ language: 'ar', catalogues: told })
  assert.equal(arabic.t('x.who', { name: 'Amal Haddad' }), 'سجّله \u2068Amal Haddad\u2069')
  assert.equal(arabic.t('x.who', { name: 'أمل حداد' }), 'سجّله أمل حداد')
  assert.equal(arabic.t('x.who', { name: '2026-11-24' }), 'سجّله 2026-11-24')
  assert.equal(arabic.t('x.kind', { kind: 'note' }), 'ملاحظة')
  assert.equal(arabic.t('x.kind', { kind: 'visit' }), '\u2068visit\u2069')
  assert.equal(arabic.formatFacts(['Amal Haddad', '27 نوفمبر']), '\u2068Amal Haddad\u2069 · 27 نوفمبر')
  assert.equal(arabic.formatList(['Haven', 'دار']), '\u2068Haven\u2069 ودار')
  const english = speak({ catalogues: told })
  assert.equal(english.t('x.who', { name: 'أمل' }), '\u2068أمل\u2069 did it')
  assert.equal(english.t('x.who', { name: 'Amal' }), 'Amal did it')
})

test('a sentence with names alone is filled in as one with a choice is', () => {
  const told = {
    en: {
      'x.plain': '{name} wrote {count} to {name}',
      'x.chosen': '{name} wrote {count} to {name}{none, select, other {}}',
      'x.quoted': "It''s '{name}' of {name}",
    },
  }
  const missing: string[] = []
  const { t } = speak({ catalogues: told, onMissing: ({ id }) => missing.push(id) })
  for (const params of [
    { name: 'أمل', count: 0 },
    { name: '', count: 1234.5 },
    { name: '{count}', count: -1 },
    // As they come out of data that lacks them.
    JSON.parse('{"name":null,"count":null}') as MessageParams,
  ]) {
    assert.equal(t('x.plain', params), t('x.chosen', { ...params, none: 'x' }))
  }
  assert.equal(t('x.plain', { name: 'Amal', count: 1200 }), 'Amal wrote 1200 to Amal')
  assert.equal(t('x.quoted', { name: 'Amal' }), "It's {name} of Amal")
  assert.equal(t('x.plain', { name: 'Amal' }), 'x.plain', 'a name without a value is a sentence that cannot be said')
  assert.deepEqual(missing, ['x.plain'])
})

test('a sentence that the language lacks is said in English, and reported once', () => {
  const missing: string[] = []
  const arabic = speak({ language: 'ar', onMissing: ({ id, language }) => missing.push(`${language}:${id}`) })
  assert.equal(arabic.t('x.only_english'), 'Only here')
  assert.equal(arabic.t('x.only_english'), 'Only here')
  assert.deepEqual(missing, ['ar:x.only_english'])
})

test('a sentence that no language has shows its id, and one that does not parse does not bring the screen down', () => {
  const missing: string[] = []
  const english = speak({ onMissing: ({ id }) => missing.push(id) })
  assert.equal(english.t('x.nowhere'), 'x.nowhere')
  assert.equal(english.t('x.broken'), 'x.broken')
  assert.equal(english.t('x.files'), 'x.files')
  assert.deepEqual(missing, ['x.nowhere', 'x.broken', 'x.files'])
})

test('a date is written as precisely as it is known, in no time zone', () => {
  const english = speak({ language: 'en-GB', timeZone: 'America/Los_Angeles' })
  assert.equal(english.formatDate(asPlainDate('2026-11-24')), '24 November 2026')
  assert.equal(english.formatDate('2026-11' as PartialDate), 'November 2026')
  assert.equal(english.formatDate('2026' as PartialDate), '2026')
})

test('an instant is written in the time zone of the session', () => {
  const at = asInstant('2026-11-24T20:35:07Z')
  assert.match(speak().formatInstant(at), /25.*02:35|02:35.*25/)
  assert.equal(speak().formatInstant(at, 'time'), '02:35')
  assert.equal(speak().inZone('UTC').formatInstant(at, 'time'), '20:35', 'and in another zone where it is asked for')
})

/** A date whole and in part, a day, a moment, days and time from now, lists and a number, as each language writes them. */
const AS_WRITTEN = {
  fr: {
    dates: ['24 novembre 2026', '1er mars 2027', 'novembre 2026', '2026'],
    days: ['mardi 24 novembre', 'dimanche 1er mars'],
    instants: ['25 nov. 2026, 02:35', '25 nov. 2026', '02:35'],
    relativeDays: ['aujourd’hui', 'demain', 'hier', 'dans 3 jours', 'il y a 5 jours', 'dans 21 jours'],
    relativeTimes: ['dans 3 heures', 'il y a 1 heure', 'il y a 3 jours', 'dans 10 minutes'],
    lists: ['a, b et c', 'a ou b'],
    number: '1 234 567,5',
  },
  es: {
    dates: ['24 de noviembre de 2026', '1 de marzo de 2027', 'noviembre de 2026', '2026'],
    days: ['martes, 24 de noviembre', 'domingo, 1 de marzo'],
    instants: ['25 nov 2026, 02:35', '25 nov 2026', '02:35'],
    relativeDays: ['hoy', 'mañana', 'ayer', 'dentro de 3 días', 'hace 5 días', 'dentro de 21 días'],
    relativeTimes: ['dentro de 3 horas', 'hace 1 hora', 'hace 3 días', 'dentro de 10 minutos'],
    lists: ['a, b y c', 'a o b'],
    number: '1.234.567,5',
  },
  // As in Portugal and Africa, where its sentences are from: in Brazil it is "em 3 dias" and "25 de nov. de 2026".
  pt: {
    dates: ['24 de novembro de 2026', '1 de março de 2027', 'novembro de 2026', '2026'],
    days: ['terça-feira, 24 de novembro', 'domingo, 1 de março'],
    instants: ['25/11/2026, 02:35', '25/11/2026', '02:35'],
    relativeDays: ['hoje', 'amanhã', 'ontem', 'dentro de 3 dias', 'há 5 dias', 'dentro de 21 dias'],
    relativeTimes: ['dentro de 3 horas', 'há 1 hora', 'há 3 dias', 'dentro de 10 minutos'],
    lists: ['a, b e c', 'a ou b'],
    number: '1 234 567,5',
  },
  ru: {
    dates: ['24 ноября 2026 г.', '1 марта 2027 г.', 'ноябрь 2026 г.', '2026'],
    days: ['вторник, 24 ноября', 'воскресенье, 1 марта'],
    instants: ['25 нояб. 2026 г., 02:35', '25 нояб. 2026 г.', '02:35'],
    relativeDays: ['сегодня', 'завтра', 'вчера', 'через 3 дня', '5 дней назад', 'через 21 день'],
    relativeTimes: ['через 3 часа', '1 час назад', '3 дня назад', 'через 10 минут'],
    lists: ['a, b и c', 'a или b'],
    number: '1 234 567,5',
  },
} as const

/** Numbers and units keep together by spaces that do not break, which of them is the system's data to say. */
const spaced = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ')

for (const [language, written] of Object.entries(AS_WRITTEN)) {
  test(`dates, days, moments, time from now, lists and numbers are written as ${language} writes them`, () => {
    const said = speak({ language })
    const dates = ['2026-11-24', '2027-03-01', '2026-11', '2026'] as PartialDate[]
    const days = [asPlainDate('2026-11-24'), asPlainDate('2026-03-01')]
    const at = asInstant('2026-11-24T20:35:07Z')
    const times = ['2026-11-24T23:45:07Z', '2026-11-24T19:35:07Z', '2026-11-21T20:35:07Z', '2026-11-24T20:45:07Z']
    const found = {
      dates: dates.map((date) => spaced(said.formatDate(date))),
      days: days.map((day) => spaced(said.formatDay(day))),
      instants: (['dateTime', 'date', 'time'] as const).map((style) => spaced(said.formatInstant(at, style))),
      relativeDays: [0, 1, -1, 3, -5, 21].map((days) => spaced(said.relativeDays(days))),
      relativeTimes: times.map((to) => spaced(said.relativeTime(at, asInstant(to)))),
      lists: [said.formatList(['a', 'b', 'c']), said.formatList(['a', 'b'], 'or')],
      number: spaced(said.formatNumber(1_234_567.5)),
    }
    assert.deepEqual(found, written)
  })
}

test('Arabic writes 0 to 9 unless its own digits are asked for', () => {
  assert.equal(speak({ language: 'ar' }).formatNumber(1234.5), '1,234.5')
  assert.equal(speak({ language: 'ar', digits: 'native' }).formatNumber(12), '١٢')
  assert.match(speak({ language: 'ar' }).formatDate(asPlainDate('2026-11-24')), /^24 .+ 2026$/)
})

test('dates can be written in another calendar', () => {
  assert.match(speak({ calendar: 'persian' }).formatDate(asPlainDate('2026-03-21')), /1405/)
})

test('no line of French begins with a colon or ends with an opening quotation mark; other languages stay as they are', () => {
  const said = { 'example.due': '{what} : « {when} » ; {count, plural, one {# jour} other {# jours}} !' }
  const sayIn = (language: string) =>
    createMessages({ language, timeZone: 'Asia/Bishkek', catalogues: { [language]: said } }).t('example.due', {
      what: 'Plan',
      when: 'demain',
      count: 2,
    })
  assert.equal(sayIn('fr'), 'Plan\u00a0: «\u00a0demain\u00a0»\u00a0; 2 jours\u00a0!')
  const share = createMessages({
    language: 'fr',
    timeZone: 'Asia/Bishkek',
    catalogues: { fr: { 'example.share': 'Part : {share, number, ::.00} %' } },
  })
  assert.equal(share.t('example.share', { share: 6 }), 'Part\u00a0: 6,00 %')
  assert.equal(sayIn('es'), 'Plan : « demain » ; 2 jours !')
})

test('days from now are said in words', () => {
  assert.equal(speak().relativeDays(0), 'today')
  assert.equal(speak().relativeDays(3), 'in 3 days')
  assert.equal(speak().relativeDays(-1), 'yesterday')
})

test('time from now is said in the largest unit that is not zero', () => {
  const now = asInstant('2026-11-24T12:00:00Z')
  assert.equal(speak().relativeTime(now, asInstant('2026-11-24T15:10:00Z')), 'in 3 hours')
  assert.equal(speak().relativeTime(now, asInstant('2026-11-21T12:00:00Z')), '3 days ago')
})

test('lists are joined as the language joins them', () => {
  assert.equal(speak({ language: 'en-GB' }).formatList(['a', 'b', 'c']), 'a, b and c')
  assert.equal(speak({ language: 'ar' }).formatList(['أ', 'ب']), 'أ وب')
})

test('a language is described from its tag alone', () => {
  assert.deepEqual(describeLanguage('fr'), { tag: 'fr', name: 'Français', direction: 'ltr' })
  assert.equal(describeLanguage('ur').direction, 'rtl')
  assert.deepEqual(
    LANGUAGE_TAGS.map((tag) => describeLanguage(tag).name),
    ['English', 'العربية', 'Français', 'Español', 'Português', 'Русский'],
  )
})

test('the language chosen is the first wanted one that is there', () => {
  assert.equal(chooseLanguage(['ky-KG', 'ar-JO', 'en'], ['en', 'ar']), 'ar')
  assert.equal(chooseLanguage(['lo'], ['en', 'ar']), 'en')
})

test('one id with two texts is a mistake that stops the merge', () => {
  assert.deepEqual(mergeCatalogues([{ a: '1' }, { b: '2' }]), { a: '1', b: '2' })
  assert.throws(() => mergeCatalogues([{ a: '1' }, { a: '2' }]), /message a has two texts/)
})

test('catalogue files are found by their language, wherever they lie', () => {
  assert.deepEqual(byLanguage({ '../../../../locales/pt-MZ.json': 1, './en.json': 2 }), { 'pt-MZ': 1, en: 2 })
})

test('two catalogues are compared id by id', () => {
  assert.deepEqual(compareCatalogues({ a: '', b: '' }, { b: '', c: '' }), { missing: ['a'], surplus: ['c'] })
})

test('the example of the README holds', () => {
  const english = mergeCatalogues([{ 'example.files': '{count, plural, one {# file} other {# files}}' }])
  const { t } = createMessages({ language: 'en', timeZone: 'Asia/Bishkek', catalogues: { en: english } })
  assert.equal(t('example.files', { count: 2 }), '2 files')
})
