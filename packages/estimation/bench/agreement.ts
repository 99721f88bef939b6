/**
 * How far estimation is from R's results on the published tables: the largest relative difference of each kind, where the
 * estimate exists. Run by hand: `node packages/estimation/bench/agreement.ts`. `golden.thorough.test.ts` holds them to 1e-6.
 */
import { bcaLimit } from '../bca.ts'
import { bootstrap, decomposableAverage, fit, profileInterval, selectStepwise, waldInterval } from '../index.ts'
import {
  existenceCodes,
  goldenTables,
  hierarchicalFits,
  missingTables,
  modelOfName,
  readGolden,
  readGoldenBayes,
  readTable,
  relativeError,
} from '../node/testing/golden.ts'

const kinds = new Map<string, { compared: number; largest: number; where: string }>()

function compare(kind: string, actual: number, expected: number, where: string): void {
  const entry = kinds.get(kind) ?? { compared: 0, largest: 0, where: '' }
  kinds.set(kind, entry)
  entry.compared++
  const error = relativeError(actual, expected)
  if (error <= entry.largest) return
  entry.largest = error
  entry.where = where
}

let codes = 0
let wrongCodes = 0
let infinite = 0
if (missingTables !== false) console.log(missingTables)
for (const name of goldenTables) {
  const golden = readGolden(name)
  const histories = readTable(name)
  const lists = histories.lists.length
  for (const expected of golden.sparsemse.stepwise) {
    const selection = selectStepwise(histories, { threshold: expected.pthresh })
    const where = `${name} at ${expected.pthresh}`
    compare('stepwise estimates', selection.fit.estimate, expected.estimate, where)
    compare('stepwise AIC', selection.fit.aic, expected.aic_adjusted, where)
    compare('Wald limits', waldInterval(selection.fit).upper, expected.wald['97.5%']!, where)
  }
  for (const { ours, expected } of hierarchicalFits(golden, histories)) {
    compare('hierarchical models, estimates', ours.estimate, expected.abundance, `${name} ${expected.name}`)
    compare('hierarchical models, BIC', ours.bic, expected.BIC, `${name} ${expected.name}`)
  }
  for (const { model, code } of existenceCodes(golden, lists)) {
    codes++
    if (fit(histories, model).existence !== code) wrongCodes++
  }
  for (const expected of golden.rcapture_ci ?? []) {
    if (expected.infoCI !== 0) continue
    const ours = profileInterval(histories, modelOfName(expected.model, lists), 1 - expected.alpha)!
    compare("profile limits (R: Stirling's formula)", ours.lower, Number(expected.lower), `${name} ${expected.model}`)
    compare("profile limits (R: Stirling's formula)", ours.upper, Number(expected.upper), `${name} ${expected.model}`)
  }
  const fixture = golden.bootstrap_fixture
  if (fixture !== undefined) {
    fixture.counts.forEach((counts, replicate) => {
      const expected = fixture.estimates_mse12[replicate]!
      const resampled = { ...histories, counts: Float64Array.from(counts) }
      const { estimate } = selectStepwise(resampled, { threshold: fixture.pthresh }).fit
      if (expected > 1e9 && estimate === Infinity) infinite++
      else compare('replicates replayed', estimate, expected, `${name}, replicate ${replicate}`)
    })
    const rule = { kind: 'stepwise', threshold: fixture.pthresh } as const
    for (const { mask, estimate } of bootstrap({ histories, rule, replicates: 1, seed: 1 }).jackknife) {
      compare('jackknife values', estimate, fixture.jackknife[histories.masks.indexOf(mask)]!, name)
    }
    const sorted = Float64Array.from(fixture.estimates_sparsemse201).toSorted()
    for (const [share, expected] of Object.entries(fixture.bca)) {
      const correction = { biasCorrection: fixture.z0, acceleration: fixture.ahat }
      compare('BCa limits replayed', bcaLimit(sorted, correction, Number(share)), expected, name)
    }
  }
  const bayes = readGoldenBayes(name)
  if (bayes !== undefined && lists <= 5) {
    const ours = decomposableAverage(histories, { darkFigures: 'reference' })
    compare('graphs averaged, means', ours.mean, bayes.dga.mean, name)
    compare('graphs averaged, standard deviations', ours.standardDeviation, bayes.dga.sd, name)
    for (const [share, expected] of Object.entries(bayes.dga.quantiles)) {
      compare('graphs averaged, quantiles', ours.quantile(Number(share)), expected, name)
    }
  }
}

console.log('| compared | how many | largest relative difference | where |\n| --- | ---: | ---: | --- |')
for (const [kind, { compared, largest, where }] of kinds) {
  console.log(`| ${kind} | ${compared.toLocaleString('en')} | ${largest.toExponential(1)} | ${where} |`)
}
console.log(`\nexistence codes: ${codes.toLocaleString('en')}, of which differ ${wrongCodes}`)
console.log(`replicates that R estimates above 1e9 and that have no estimate here: ${infinite}`)
