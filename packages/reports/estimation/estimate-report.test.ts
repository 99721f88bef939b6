import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  estimate,
  estimateStrata,
  ratesOf,
  TRUST_RULES,
  type EstimateOptions,
  type EstimationInput,
} from '@gloact/estimation'
import { renderHtml } from '../index.ts'
import { said } from '@gloact/kernel'
import { loadReportWords } from '../node/load-words.ts'
import { input } from '../testing/four-lists.ts'
import { estimateReport, type EstimateReport } from './estimate-report.ts'

const english = await loadReportWords('en')
const reportIn = (report: EstimateReport) => estimateReport(report, english)

/** What a report says of where it is from. */
const ABOUT = {
  smallCounts: { threshold: 10, zerosSensitive: false },
  basis: 'ours',
  dataHash: 'abc',
  version: 'test',
} as const

test('a report with draws and with strata says what they are, and how the strata’s model was chosen', async () => {
  const draws = [-10, 0, 10, 5].map((by) => ({
    ...input.histories,
    counts: input.histories.counts.map((count, at) => (at === 4 ? count + by : count)),
  }))
  const { report, html } = await reportOf({ interval: 'wald' }, false, { ...input, draws })
  assert.ok(report.blocks.some((block) => block.kind === 'heading' && block.text === 'How sure the links are'))
  assert.match(html, /4 tables were drawn/)
  assert.match(html, /except where the tables drawn from the linkage differ/)
  const size = 2 ** input.histories.lists.length
  const counts = new Float64Array(2 * size)
  for (const [at, mask] of input.histories.masks.entries()) {
    for (const sex of [0, 1]) counts[sex * size + mask] = input.histories.counts[at]!
  }
  const crossed = { ...input, strata: { covariates: ['sex'], levels: [['f', 'm']], counts } }
  const strata = await estimateStrata(crossed, { interval: 'percentile', replicates: 40 })
  const made = await estimate(input, { interval: 'none' })
  const about = { ...ABOUT, warnings: strata.findings, interval: null, unchecked: false }
  const page = renderHtml(reportIn({ estimate: made, strata, ...about }))
  for (const words of [
    'By sex',
    'as long as the BIC falls',
    'method bic; 40 replicates',
    'lists alone, without strata',
    'Goodness of fit of the model of the strata: deviance ',
    ' from 200 tables drawn from the model. ',
    'What the model of the strata fits worst',
    'median and middle half of 40 draws, the model chosen again in each',
  ]) {
    assert.ok(page.includes(words), words)
  }
})

test('a report says that the model is chosen again in each replicate where it is, and not where it was given', async () => {
  const chosen = 'the choice of the model is repeated in every replicate'
  const given = 'the same model is fitted to every replicate'
  const models = 'The models chosen in the replicates'
  for (const [name, says, not] of [
    ['bic', [chosen, models, 'the choice of the model repeated in each'], [given]],
    ['main', [given, 'the same model fitted to each'], [chosen, models, 'repeated in each']],
  ] as const) {
    const { html } = await reportOf({
      method: { name, threshold: 0.02 },
      interval: 'percentile',
      replicates: 40,
    })
    for (const words of says) assert.ok(html.includes(words), `${name}: ${words}`)
    for (const words of not) assert.ok(!html.includes(words), `${name}: ${words}`)
  }
})

test('rates stand in the report with their residents, and not where the estimate is refused', async () => {
  const made = await estimate(input, { interval: 'none' })
  const figures = { observed: 770, darkFigure: 1230 }
  const about = { ...ABOUT, estimate: made, interval: null, unchecked: false }
  const residents = { all: 400_000, byYear: false, hash: 'def' }
  const rates = ratesOf(figures, { lower: 1600, upper: null }, residents.all)
  const page = (warnings: EstimateReport['warnings']) => renderHtml(reportIn({ ...about, warnings, residents, rates }))
  const shown = page([])
  for (const words of ['400,000', '192.5', '307.5', '500.0', '400.0 to no limit', 'SHA-256 of the residents: def']) {
    assert.ok(shown.includes(words), words)
  }
  // Without strata there are no levels to speak of.
  assert.ok(!shown.includes('level of a column') && !shown.includes('year'))
  const years = renderHtml(reportIn({ ...about, warnings: [], residents: { ...residents, byYear: true }, rates }))
  for (const words of ['Per 100,000 residents and year', 'Person-years', 'these are person-years']) {
    assert.ok(years.includes(words), words)
  }
  const refused = page([{ said: said('finding.no_profile'), refuses: true }])
  for (const number of ['192.5', '307.5', '500.0']) assert.ok(!refused.includes(number), number)
  assert.ok(!renderHtml(reportIn({ ...about, warnings: [] })).includes('100,000'))
})

test('where the checks found nothing but the assumption, there is no notice without anything in it', async () => {
  const made = await estimate(input, { interval: 'none' })
  const assumption = { code: 'identifying_assumption', said: made.checks.identification.assumption, refuses: false }
  const about = { ...ABOUT, interval: null, unchecked: false }
  const kinds = (warnings: EstimateReport['warnings']) =>
    reportIn({ estimate: made, warnings, ...about }).blocks.map(({ kind }) => kind)
  assert.ok(!kinds([assumption]).includes('notice'))
  assert.ok(kinds([{ said: said('finding.no_profile'), refuses: false }]).includes('notice'))
})

async function reportOf(options: EstimateOptions, unchecked = false, from: EstimationInput = input) {
  const made = await estimate(from, { ...options, unchecked })
  const report = reportIn({
    estimate: made,
    warnings: made.findings,
    interval: made.interval ?? null,
    unchecked,
    ...ABOUT,
  })
  return { made, report, html: renderHtml(report) }
}

const whole = (value: number) => Math.round(value).toLocaleString('en')

test('the report has the number, the assumption, the warnings, all models with the chosen one marked, and tables', async () => {
  const { made, report, html } = await reportOf({ replicates: 100 })
  assert.ok(html.includes(whole(made.estimate)))
  assert.ok(html.includes('Assumptions'))
  assert.ok(html.includes('there is no interaction of all lists together'))
  assert.ok(html.includes('100 replicates are too few'))
  const p = made.goodness!.devianceBootstrap!.toFixed(3)
  assert.ok(html.includes(`(p ${p} from 200 tables drawn from the model)`), p)
  const figures = report.blocks.flatMap((block) => (block.kind === 'figure' ? [block.svg] : []))
  assert.equal(figures.length, 4)
  assert.match(figures[0]!, />chosen/)
  assert.ok(report.blocks.filter(({ kind }) => kind === 'table').length >= 6)
  assert.ok(report.colophon.join(' ').includes('SHA-256 of the data: abc'))
})

test('a refused estimate has its reasons in place of every number', async () => {
  const rules = { ...TRUST_RULES, largestRange: 1.001 }
  const { made, report, html } = await reportOf({ rules })
  assert.ok(made.refused)
  assert.equal(report.blocks[0]!.kind, 'notice')
  for (const number of [made.estimate, made.darkFigure]) assert.ok(!html.includes(whole(number)))
  assert.ok(!report.blocks.some(({ kind }) => kind === 'figure'))
  const all = await reportOf({ rules, interval: 'wald' }, true)
  assert.ok(all.html.includes('Refused by the checks: not to be published'))
  assert.ok(all.html.includes(whole(all.made.estimate)))
})
