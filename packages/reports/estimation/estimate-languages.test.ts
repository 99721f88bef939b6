import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, test } from 'node:test'
import {
  estimate,
  estimateStrata,
  ratesOf,
  TRUST_RULES,
  warningsOf,
  type Estimated,
  type EstimateOptions,
  type EstimationInput,
} from '@gloact/estimation'
import { said } from '@gloact/kernel'
import { LANGUAGE_TAGS } from '@gloact/messages'
import { renderHtml } from '../html.ts'
import en from '../locales/en.json' with { type: 'json' }
import { loadReportWords } from '../node/load-words.ts'
import { renderPdf } from '../node/pdf.ts'
import { input } from '../testing/four-lists.ts'
import { textsIn } from '../testing/texts-in.ts'
import { estimateReport, type EstimateReport } from './estimate-report.ts'
import { estimateText } from './estimate-text.ts'

/** Warnings of reading, each with what its sentence is filled in with. */
const READ: Estimated['read'] = [
  { code: 'csv.windows_1252' },
  { code: 'csv.short_rows', params: { rows: 1200, first: 7 } },
  { code: 'csv.unnamed_columns', params: { columns: '2, 5' } },
  { code: 'csv.one_column' },
  { code: 'csv.header_like_data', params: { columns: '2' } },
  { code: 'estimation.all_zero_row' },
  { code: 'estimation.rows_summed', params: { rows: 3 } },
  { code: 'estimation.empty_list', params: { list: 'clinic' } },
  { code: 'estimation.identifier_left_out', params: { column: 1 } },
  { code: 'estimation.two_lists' },
  { code: 'estimation.nested_lists', params: { inner: 'clinic', outer: 'police' } },
  { code: 'estimation.near_identical_lists', params: { one: 'clinic', other: 'police', share: 0.93 } },
]

const crossed = (): EstimationInput => {
  const size = 2 ** input.histories.lists.length
  const counts = new Float64Array(2 * size)
  for (const [at, mask] of input.histories.masks.entries()) {
    for (const sex of [0, 1]) counts[sex * size + mask] = input.histories.counts[at]!
  }
  return { ...input, strata: { covariates: ['sex'], levels: [['f', 'm']], counts } }
}

const drawn = (): EstimationInput => ({
  ...input,
  draws: [-10, 0, 10, 5].map((by) => ({
    ...input.histories,
    counts: input.histories.counts.map((count, at) => (at === 4 ? count + by : count)),
  })),
})

const three: EstimationInput = {
  ...input,
  histories: {
    lists: ['police', 'shelter', 'hotline'],
    masks: Uint32Array.of(1, 2, 4, 3, 5, 6, 7),
    counts: Float64Array.of(220, 180, 140, 45, 30, 22, 8),
  },
  observed: 645,
}

/** Everything that an estimate is printed from: of the options, the table, and strata and residents where there are any. */
async function madeOf(options: EstimateOptions, table = input, more: Partial<Estimated> = {}): Promise<Estimated> {
  return {
    request: { interval: options.interval, unchecked: options.unchecked ?? false },
    estimate: await estimate(table, options),
    strata: undefined,
    read: READ,
    smallCounts: { threshold: 10, zerosSensitive: false },
    basis: said('basis.method'),
    dataHash: 'a'.repeat(64),
    version: 'estimation 1',
    ...more,
  }
}

/** Estimates that between them say what a report may say. */
let cases: readonly (readonly [name: string, made: Estimated])[] = []

before(async () => {
  const wald = { interval: 'wald' } as const
  const strata = await estimateStrata(crossed(), { interval: 'percentile', replicates: 40 })
  const residents = { all: 400_000, byYear: true, hash: 'b'.repeat(64) }
  const strict = { ...TRUST_RULES, largestRange: 1.001, largestError: 0.0001, largestChange: 1.0001, bicBehind: 0.1 }
  cases = [
    ['replicates', await madeOf({ replicates: 60 })],
    ['the average', await madeOf({ method: { name: 'dga', threshold: 0.02 } })],
    ['a linkage', await madeOf(wald, drawn())],
    ['strata', await madeOf({ interval: 'none' }, input, { strata, residents })],
    ['a refusal', await madeOf({ ...wald, rules: strict })],
    ['a refusal shown', await madeOf({ ...wald, rules: strict, unchecked: true })],
    ['own limits', await madeOf({ ...wald, usualRules: strict }, input, { basis: said('basis.file') })],
    ['three lists', await madeOf(wald, three)],
    ['a bound', await madeOf({ ...wald, stated: { atLeast: 10_000 } }, three)],
    ['links not measured', await madeOf(wald, { ...input, missedLinks: 'not_measured' })],
    ['links in draws', await madeOf({ ...wald, stated: { atMost: 9000 } }, { ...input, missedLinks: 'in_draws' })],
    ...(await Promise.all(
      [28, 60, 95].map(async (linked) => {
        const missedLinks = { planted: 60, linked, expected: 100, lower: 90, upper: 110 }
        return [`links: ${linked}`, await madeOf(wald, { ...(linked > 90 ? drawn() : input), missedLinks })] as const
      }),
    )),
    ['few residents', await madeOf(wald, input, { residents: { ...residents, all: 900 } })],
  ]
})

function reportOf(made: Estimated): EstimateReport {
  const { strata, residents } = made
  const { darkFigure } = strata ?? made.estimate
  return {
    ...made,
    unchecked: made.request.unchecked,
    warnings: warningsOf(made),
    interval: { method: 'wald', level: 0.95, lower: 1000, upper: null },
    coefficients: [{ term: 'police*shelter', value: 0.25, standardError: null }],
    rates: residents && ratesOf({ observed: 770, darkFigure }, { lower: 1600, upper: null }, residents.all),
  }
}

/** What stands in every language as it is: names of lists, columns and criteria, what is typed, and who wrote a paper. */
const AS_IT_IS =
  /police|shelter|hotline|clinic|sex|[fm](?= )|intercept|year|count|BIC|AIC|BCa|SHA-256|UTF-8|Windows-1252|bootstrap|--[a-z-]+|bca|wald|percentile|posterior|stepwise|dga|aic|bic|main|fixed|estimation 1|[ab]{16,}|Chan|Silverman|Vincent|Madigan|York|Cruyff|van Dijk|van der Heijden|Cormack|Rubin|Barnard|Chapman|\bN\b|\bp\b|\band\b(?= (?:Vincent|York|van|Rubin))/gu
const OTHER_SCRIPT: ReadonlySet<string> = new Set(['ar', 'ru'])
const ENGLISH =
  /\b(?:the|of|and|is|are|were|was|with|without|that|which|people|lists|models|their|each|from|seen|than|not|by)\b/iu

/** The digits of a text, without what stands between them. */
const digitsIn = (text: string): string => text.replaceAll(/\D/g, '')

for (const tag of LANGUAGE_TAGS.filter((one) => one !== 'en')) {
  test(`the report of an estimate in ${tag} has no English sentence, and every number of its tables`, async () => {
    const [words, english] = [await loadReportWords(tag), await loadReportWords('en')]
    for (const [name, made] of cases) {
      const report = reportOf(made)
      const [own, theirs] = [estimateReport(report, words), estimateReport(report, english)]
      const texts = [...textsIn(own), ...estimateText(made, true, words).split('\n')]
      for (const text of texts) {
        const rest = text.replaceAll(AS_IT_IS, ' ')
        assert.doesNotMatch(rest, OTHER_SCRIPT.has(tag) ? /[a-z]{2}/iu : ENGLISH, `${name}: ${text}`)
        assert.doesNotMatch(text, /reports\.|\[object|undefined|NaN/u, `${name}: ${text}`)
      }
      const cells = (document: typeof own) =>
        document.blocks.flatMap((block) =>
          block.kind === 'table' ? block.rows.map((row) => row.slice(1).map(digitsIn)) : [],
        )
      assert.deepEqual(cells(own), cells(theirs), name)
      assert.deepEqual([own.language, own.direction], [tag, tag === 'ar' ? 'rtl' : 'ltr'])
    }
  })
}

test('an Arabic report is written from right to left, and typeset with the labels of its figures', async () => {
  const report = estimateReport(reportOf(cases[0]![1]), await loadReportWords('ar'))
  assert.match(renderHtml(report), /<html lang="ar" dir="rtl">/)
  assert.equal(Buffer.from(renderPdf(report)).subarray(0, 5).toString(), '%PDF-')
})

test('every sentence that the engine may say is there', () => {
  const folder = join(import.meta.dirname, '..', '..', 'estimation')
  const ids = globSync('**/*.ts', { cwd: folder, exclude: (file) => file.endsWith('.test.ts') }).flatMap((file) => {
    const source = readFileSync(join(folder, file), 'utf8')
    const whole = [...source.matchAll(/\bsaid\(\s*'([\w.]+)'/g)].map(([, id]) => id!)
    const findings = [...source.matchAll(/\b(?:warn|refuse)\(\s*'(\w+)'(?:(?:[^()']|'[^']*'(?!\)))*?'(\w+)'\))?/g)]
    return [...whole, ...findings.map(([, code, id]) => `finding.${id ?? code!}`)]
  })
  const known: Readonly<Record<string, string>> = en
  assert.ok(ids.length > 30)
  for (const id of ids) assert.ok(known[`reports.${id}`] !== undefined, id)
})
