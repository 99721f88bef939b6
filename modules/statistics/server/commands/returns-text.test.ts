import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LANGUAGE_TAGS } from '@gloact/messages'
import { loadReportWords } from '@gloact/reports/node/words'
import { nothingPublished, returnText, type Returned } from './returns-text.ts'

const around = {
  year: 2025,
  asOf: '2026-03-31',
  base: 10,
  incomplete: ['5'],
  years: [2024, 2025],
  articles: ['171', '172'],
  source: '9',
  doubtCountsAs: 'child' as const,
}
const row = { year: 2025, stage: 'convicted', article: '171', form: 'total', sex: 'total', age: 'total' } as const
const reported = { ...row, citizenship: 'total', value: '20', body: '1', document: '2', dated: '2026-02-01' }
const justice = { years: [2025], rows: [reported], beside: [], source: '8' }

const within = { within: 18, low: '2', high: '38' }

const glotip: Returned = {
  ...around,
  rows: [
    {
      indicator: 'i',
      dimension: 'd',
      category: 'k',
      sex: 's',
      age: 'a',
      year: 2025,
      unit: 'u',
      value: '20',
      ...within,
    },
  ],
  justice,
  series: null,
}
const collected: Returned = {
  ...around,
  asOf: null,
  articles: [],
  incomplete: [],
  tables: [
    { id: 't1', unit: 'person', breakdown: 'b', columns: ['c'], rows: [{ id: 'r', cells: ['20'], within: [9] }] },
  ],
  perpetrators: { ...justice, rows: [] },
}
const ctdc: Returned = { ...around, rows: [{ variable: 'v', value: 'w', count: '20', within: 9, percent: 62.5 }] }

/** Returns that between them say what a return says. */
const RETURNS = [glotip, collected, ctdc]

/** Codes, and the file that a country writes. */
const CODES = /convicted|total|person|modules\/statistics\.json|\bt1\b/g
const ENGLISH = /\b(?:the|of|and|is|are|for|to|that|which|up|any|not|by|files|figures|law)\b/iu

for (const tag of LANGUAGE_TAGS.filter((one) => one !== 'en')) {
  test(`a printed return in ${tag} has no English sentence, and its codes and figures as they are`, async () => {
    const words = await loadReportWords(tag)
    const texts = [
      ...RETURNS.map((found) => returnText(found, words)),
      nothingPublished('2020', [2024, 2025], words),
      nothingPublished('2020', [], words),
      words.t('reports.figures.rebuilt', { persons: 120, removed: 3, years: 2 }),
    ]
    for (const text of texts) {
      assert.doesNotMatch(text.replaceAll(CODES, ' '), tag === 'ar' || tag === 'ru' ? /[a-z]{2}/iu : ENGLISH)
      assert.doesNotMatch(text, /reports\.|\[object|undefined|NaN/u)
    }
    assert.match(texts[0]!, /^k  s  a        20 ±18$/m)
    assert.match(texts[0]!, /^convicted       total                       20  /m)
    assert.match(texts[2]!, /^v  w         20 ±9    62[.,]5 %$/m)
  })
}

test('a printed return says up to when files were counted, by what law, and what authorities reported', async () => {
  const words = await loadReportWords('en')
  const [published, without] = [returnText(glotip, words), returnText(collected, words)]
  assert.match(
    published,
    /^Files counted up to 2026-03-31\. Each figure may differ from the true count by up to what stands after ±, or by 9; <10 is any number below\.$/m,
  )
  assert.match(published, /^Law: 171; 172\. Source: 9\.$/m)
  assert.match(published, /^Incomplete, for lack of a crosswalk: 5\.$/m)
  assert.match(without, /^No files of that year are published\. /m)
  assert.match(without, /^Criminal justice: no figures recorded, which is not a zero\.$/m)
  assert.match(without, /^Law: not stated in modules\/statistics\.json\. /m)
})
