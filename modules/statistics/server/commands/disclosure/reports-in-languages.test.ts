import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compareRecords, type AttackReport, type ReleaseManifest, type ShownCount } from '@gloact/disclosure'
import { LANGUAGE_TAGS } from '@gloact/messages'
import { renderHtml, type ReportDocument } from '@gloact/reports'
import { renderPdf } from '@gloact/reports/node'
import { loadReportWords } from '@gloact/reports/node/words'
import { qualityReport } from './quality-report.ts'
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
