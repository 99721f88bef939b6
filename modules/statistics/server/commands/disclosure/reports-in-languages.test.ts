import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  compareRecords,
  disclosureRule,
  type AttackReport,
  type ReleaseManifest,
  type ShownCount,
} from '@gloact/disclosure'
import { said } from '@gloact/kernel'
import { LANGUAGE_TAGS } from '@gloact/messages'
import { renderHtml, type ReportDocument } from '@gloact/reports'
import { renderPdf } from '@gloact/reports/node'
import en from '@gloact/reports/locales/en.json' with { type: 'json' }
import { loadReportWords } from '@gloact/reports/node/words'
import { qualityReport } from '@gloact/reports/quality'
import { countsSaid, recordsSaid, sumsSaid } from './protection-said.ts'
import { releaseReport } from './release-report.ts'

const manifest: ReleaseManifest = {
  format: 'gloact-release-1',
  release: '7',
  universe: '8',
  method: 'AIM with a graphical model',
  epsilon: 1.9985,
  delta: 0.00011,
  rho: 0.0812,
  unit: 'person',
  neighbours: 'one person added or removed, with everything recorded about them',
  noise: 'exact discrete Gaussian and Laplace from the system’s cryptographic generator',
  records: 1234,
  columns: ['c1', 'c2'],
  codeLists: { version: '2', status: 'reviewed', digest: '0123456789abcdef' },
  impossibleCombinations: 0,
  officialTables: [['c1', 'c2']],
  displayFloor: 10,
  withheld: { mark: '*', answers: 41, floor: 10 },
  intervals: '95 %',
  measured: [],
  software: { name: '9', version: '1' },
  ledger: { line: 3, hash: '0123456789abcdef' },
}

const shown: readonly ShownCount[] = [
  { columns: ['c1'], codes: ['1'], estimate: 1200, lower: 1150, upper: 1250 },
  { columns: ['c1', 'c2'], codes: ['1', ''], estimate: 34, lower: 20, upper: 48 },
]

const attacks: AttackReport = {
  membership: { areaUnderCurve: 0.51, uncertainty: 0.05, control: 'crossed' },
  singlingOut: { guesses: 1000, success: 0.12, baseline: 0.1, uncertainty: 0.02 },
}

/** What a reader of the page reads, without what stands in it in every language. */
const textOf = (report: ReportDocument): string =>
  renderHtml(report)
    .replaceAll(/<style>[\s\S]*?<\/style>|<[^>]*>/g, ' ')
    .replaceAll(/\bc[12]\b|0123456789ab|gloact compare|AIM/g, ' ')

const comparison = await compareRecords(
  { count: 60, values: [0, 1].map((shift) => Uint16Array.from({ length: 60 }, (_, row) => (row + shift) % 2)) },
  { count: 60, values: [0, 1].map((shift) => Uint16Array.from({ length: 60 }, (_, row) => (row + shift) % 2)) },
  { sizes: [2, 2], longest: 2, resolution: 10 },
)

const ENGLISH = /\b(?:the|of|and|is|are|with|without|that|which|people|shown|their|each|from|than|not|by|held)\b/iu

for (const tag of LANGUAGE_TAGS.filter((one) => one !== 'en')) {
  test(`reports of a release and of a comparison in ${tag} have no English sentence`, async () => {
    const words = await loadReportWords(tag)
    const compared = {
      columns: ['c1', 'c2'],
      codes: [
        ['1', '2'],
        ['1', '2'],
      ],
      leftOut: [],
    }
    for (const report of [
      releaseReport(manifest, shown, words),
      qualityReport(comparison, attacks, compared, words),
      qualityReport(
        comparison,
        { ...attacks, membership: { ...attacks.membership, control: 'other_people' } },
        compared,
        words,
      ),
    ]) {
      const text = textOf(report)
      assert.doesNotMatch(text, tag === 'ar' || tag === 'ru' ? /[a-z]{2}/iu : ENGLISH)
      assert.doesNotMatch(text, /reports\.|\[object|undefined|NaN/u)
      assert.deepEqual([report.language, report.direction], [tag, tag === 'ar' ? 'rtl' : 'ltr'])
    }
    if (tag === 'ar') assert.ok(renderPdf(releaseReport(manifest, shown, words)).length > 1000)
  })
}

const summary = { cells: 12, sensitive: 2, complementary: 3, uniformSigns: false }
const ruleOf = (settings: Parameters<typeof disclosureRule>[0]) => {
  const rule = disclosureRule(settings)
  assert.ok(rule.ok)
  return rule.value
}
const contributors = { dominance: { largest: 1, percent: 75 }, closeness: { percent: 15 } }
const [hides, rounds] = [ruleOf({ audience: 'public' }), ruleOf({ audience: 'public', method: 'round', base: 5 })]
const group = { column: 'c1', fewest: 2, telling: { groups: 0, records: 0 }, surest: 0.625 }

/** What is said of tables and records in every way that they come out. */
const PROTECTED = [
  ...countsSaid(hides, summary, 12),
  ...countsSaid(hides, { ...summary, uniformSigns: true }, 12),
  ...countsSaid(hides, { ...summary, sensitive: 0 }, 12),
  ...countsSaid(rounds, { ...summary, furthest: 4 }, 12),
  ...countsSaid(rounds, { ...summary, furthest: 9 }, 12),
  ...sumsSaid({ ...hides, contributors }, summary),
  ...sumsSaid({ ...hides, contributors: {} }, { ...summary, sensitive: 0 }),
  ...recordsSaid({
    smallest: 11,
    leftOut: { below: 10 },
    blanked: [['c2', 34]],
    diversity: [group, { ...group, fewest: 0 }, { ...group, fewest: 1, telling: { groups: 3, records: 40 } }],
  }),
  said('protect.table', { size: '2 × 3', path: '7' }),
  said('protect.table_repeated', { release: '8' }),
  said('protect.table_unregistered'),
  said('protect.same_data'),
  said('protect.records', { records: 234, path: '7' }),
  said('protect.records_repeated', { release: '8' }),
  said('protect.records_unregistered'),
]

for (const tag of LANGUAGE_TAGS.filter((one) => one !== 'en')) {
  test(`what is said of protected tables and records in ${tag} has no English sentence, and every number`, async () => {
    const [words, english] = [await loadReportWords(tag), await loadReportWords('en')]
    for (const one of PROTECTED) {
      const text = words.word(one).replaceAll(/\bc[12]\b|--[a-z]+|gloact synthesize/g, ' ')
      assert.doesNotMatch(text, tag === 'ar' || tag === 'ru' ? /[a-z]{2}/iu : ENGLISH)
      assert.doesNotMatch(text, /reports\.|\[object|undefined|NaN/u)
      assert.deepEqual(numbersIn(words.word(one)), numbersIn(english.word(one).replace('one group', '1')), one.id)
    }
  })
}

test('every sentence on protected tables and records is among those that were read', () => {
  const known = Object.keys(en).filter((id) => id.startsWith('reports.protect.'))
  const all = JSON.stringify(PROTECTED)
  assert.ok(known.length > 20)
  for (const id of known) assert.ok(all.includes(`"${id.replace('reports.', '')}"`), id)
})

/** The numbers in a sentence, in any order: languages differ in it. */
const numbersIn = (text: string): string[] =>
  [...new Set(text.match(/\d+(?:[.,]\d+)?/g) ?? [])].map((one) => one.replace(',', '.')).toSorted()
