import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bcaInterval, bcaLimit, quantile } from './bca.ts'
import { normalCumulative } from './distributions.ts'
import {
  allPairs,
  bootstrap,
  decomposableAverage,
  enumerateModels,
  fit,
  mainEffects,
  profileInterval,
  rankModels,
  selectStepwise,
  waldInterval,
  type Fit,
} from './index.ts'
import { tableOf } from './histories.ts'
import { sampleCoverageOf } from './trust/sample-coverage.ts'
import { fromTwoLists } from './trust/two-lists.ts'
import {
  existenceCodes,
  goldenTables,
  hierarchicalFits,
  listOf,
  maskOfDigits,
  missingTables,
  modelOfName,
  readGolden,
  readGoldenBayes,
  readTable,
  relativeError,
} from './node/testing/golden.ts'

const TOLERANCE = 1e-6
const SAME_BY_ROUNDING = 1e-9
/** R computes variances from the weights of its last step but one. */
const ROUNDED_VARIANCE = 1e-4

function assertClose(actual: number, expected: number, what: string, tolerance = TOLERANCE): void {
  const error = relativeError(actual, expected)
  assert.ok(error <= tolerance, `${what}: ${actual} against ${expected}, off by ${error}`)
}

/** A deviance of 0 comes out of R as 1e-13: it is held to 1e-6 of itself or of one. */
const assertDeviance = (actual: number, expected: number, what: string): void =>
  assert.ok(Math.abs(actual - expected) <= TOLERANCE * Math.max(1, expected), `${what}: ${actual} against ${expected}`)

if (goldenTables.length === 0) test('published tables come out as in R', { skip: missingTables }, () => undefined)

for (const name of goldenTables) {
  const golden = readGolden(name)
  const histories = readTable(name)
  const lists = histories.lists.length

  test(`${name}: main effects, all pairs and stepwise selection come out as in SparseMSE`, () => {
    const assertFit = (ours: Fit, theirs: (typeof golden.sparsemse)['main'], what: string): void => {
      assertClose(ours.estimate, theirs.estimate, `${what}, estimate`)
      assertDeviance(ours.deviance, theirs.deviance, `${what}, deviance`)
      assertClose(ours.aic, theirs.aic_adjusted, `${what}, AIC`)
      assertClose(waldInterval(ours, 0.95).lower, theirs.wald['2.5%']!, `${what}, Wald`, ROUNDED_VARIANCE)
      assertClose(waldInterval(ours, 0.95).upper, theirs.wald['97.5%']!, `${what}, Wald`, ROUNDED_VARIANCE)
      assertClose(waldInterval(ours, 0.8).upper, theirs.wald['90%']!, `${what}, Wald`, ROUNDED_VARIANCE)
    }
    assertFit(fit(histories, mainEffects(lists)), golden.sparsemse.main, 'main effects')
    const pairs = fit(histories, allPairs(lists))
    assert.equal(pairs.existence, golden.sparsemse.all_pairs_existence_code)
    if (pairs.existence === 0) assertFit(pairs, golden.sparsemse.all_pairs, 'all pairs')
    for (const expected of golden.sparsemse.stepwise) {
      const selection = selectStepwise(histories, { threshold: expected.pthresh })
      const what = `stepwise at ${expected.pthresh}`
      assertFit(selection.fit, expected, what)
      const selected = listOf(expected.selected).map(maskOfDigits)
      assert.deepEqual(new Set(selection.added), new Set(selected), what)
      const steps = listOf(expected.steps)
      if (steps.length > 0) assert.equal(selection.steps.length, steps.length, what)
      steps.forEach((step, at) => {
        const { candidates, chosen } = selection.steps[at]!
        assert.equal(chosen, step.chosen === null ? undefined : maskOfDigits(step.chosen), what)
        for (const candidate of listOf(step.candidates)) {
          const pair = maskOfDigits(candidate.pair)
          const ours = candidates.find((entry) => entry.pair === pair)!
          assert.equal(ours.observed, candidate.observed)
          assertClose(ours.expected, candidate.expected, `${what}, expected overlap`)
          // R sets the p-value of a candidate whose estimate does not exist to 1.
          if (candidate.existence === 0) assertClose(ours.pValue, candidate.p, `${what}, p-value`, 1e-5)
          if (ours.existence !== undefined) assert.equal(ours.existence, candidate.existence)
        }
      })
    }
    if (golden.mse12_stepwise !== undefined) {
      const selection = selectStepwise(histories)
      assertClose(selection.fit.estimate, golden.mse12_stepwise.popest, 'MultipleSystemsEstimation, stepwise')
      assertClose(selection.fit.bic, golden.mse12_stepwise.bic, 'MultipleSystemsEstimation, stepwise, BIC')
      assert.deepEqual(selection.fit.model, modelOfName(golden.mse12_stepwise.hiermod, lists))
    }
  })

  if (golden.existence_pairs !== undefined) {
    test(`${name}: the existence code of every model of main effects and pairs is that of the linear program`, () => {
      for (const { model, code } of existenceCodes(golden, lists)) assert.equal(fit(histories, model).existence, code)
    })
  }

  if (golden.rcapture_ms !== undefined || golden.mse12_bic !== undefined) {
    test(`${name}: hierarchical models come out as in Rcapture, and are ranked as in MultipleSystemsEstimation`, () => {
      for (const { ours, expected } of hierarchicalFits(golden, histories)) {
        assertClose(ours.estimate, expected.abundance, `${expected.name}, estimate`)
        assertDeviance(ours.deviance, expected.deviance, `${expected.name}, deviance`)
        assertClose(ours.aic, expected.AIC, `${expected.name}, AIC`)
        assertClose(ours.bic, expected.BIC, `${expected.name}, BIC`)
        assertClose(ours.standardError, expected.stderr, `${expected.name}, standard error`, 1e-3)
      }
      if (golden.mse12_bic === undefined) return
      const { maxorder, n_models_valid, models } = golden.mse12_bic
      const ranking = rankModels(histories, enumerateModels(lists, { maximumOrder: maxorder }))
      assert.equal(ranking.models.length, n_models_valid)
      models.forEach((expected, at) => {
        assertClose(ranking.models[at]!.bic, expected.BIC, `BIC of model ${at}`)
        const model = modelOfName(expected.name, lists).join(' ')
        const ours = ranking.models.find((entry) => entry.model.join(' ') === model)!
        assertClose(ours.estimate, expected.abundance, `${expected.name}, estimate`)
        assertClose(ours.bic, ranking.models[at]!.bic, `${expected.name}, place`, SAME_BY_ROUNDING)
      })
    })
  }

  if (golden.rcapture_ci !== undefined) {
    test(`${name}: profile intervals come out as in Rcapture but for Stirling's formula`, () => {
      for (const expected of golden.rcapture_ci!) {
        if (expected.infoCI !== 0) continue
        const ours = profileInterval(histories, modelOfName(expected.model, lists), 1 - expected.alpha)!
        assertClose(ours.estimate, expected.multinomial_abundance, `${expected.model}, estimate`, 1e-3)
        assertClose(ours.lower, Number(expected.lower), `${expected.model}, lower`, 1e-3)
        assertClose(ours.upper, Number(expected.upper), `${expected.model}, upper`, 1e-3)
      }
    })
  }

  const fixture = golden.bootstrap_fixture
  if (fixture !== undefined) {
    test(`${name}: every replicate replayed gives the estimate that R gave`, () => {
      fixture.counts.forEach((counts, replicate) => {
        const ours = selectStepwise({ ...histories, counts: Float64Array.from(counts) }, { threshold: fixture.pthresh })
        const expected = fixture.estimates_mse12[replicate]!
        if (expected > 1e9) assert.equal(ours.fit.estimate, Infinity)
        else assertClose(ours.fit.estimate, expected, `replicate ${replicate}`)
      })
    })

    test(`${name}: jackknife, bias correction, acceleration and limits are those of SparseMSE`, () => {
      const plan = {
        histories,
        rule: { kind: 'stepwise', threshold: fixture.pthresh },
        replicates: 1,
        seed: 1,
      } as const
      const jackknife = new Map(bootstrap(plan).jackknife.map(({ mask, estimate }) => [mask, estimate]))
      const rows = [...histories.masks].map((mask, at) => ({ mask, count: histories.counts[at]!, at }))
      const present = rows.filter(({ count }) => count > 0)
      for (const { mask, at } of present)
        assertClose(jackknife.get(mask)!, fixture.jackknife[at]!, `without one of ${mask}`)
      const estimates = Float64Array.from(fixture.estimates_sparsemse201)
      const ours = bcaInterval(
        {
          estimate: fixture.point,
          estimates,
          jackknife: present.map(({ count, at }) => ({ count, estimate: fixture.jackknife[at]! })),
        },
        0.95,
      )
      assertClose(ours.acceleration, fixture.ahat, 'acceleration')
      // Where replicates equal the estimate, R's rounding decides which of them are below it.
      const below = normalCumulative(fixture.z0) * estimates.length
      const least = normalCumulative(ours.biasCorrection) * estimates.length
      const ties = estimates.filter((value) => Math.abs(value / fixture.point - 1) < SAME_BY_ROUNDING).length
      assert.ok(below > least - 1e-6 && below < least + ties + 1e-6, `${below} below against ${least} and ${ties} ties`)
      const sorted = estimates.toSorted()
      for (const [share, expected] of Object.entries(fixture.bca)) {
        const correction = { biasCorrection: fixture.z0, acceleration: fixture.ahat }
        assertClose(bcaLimit(sorted, correction, Number(share)), expected, `limit at ${share}`)
      }
      for (const [share, expected] of Object.entries(fixture.percentile_type8)) {
        assertClose(quantile(sorted, Number.parseFloat(share) / 100), expected, `quantile at ${share}`)
      }
    })
  }

  const bayes = readGoldenBayes(name)
  if (bayes !== undefined) {
    test(`${name}: two lists at a time and sample coverage are those of CARE1`, () => {
      const table = tableOf(histories)
      for (const expected of listOf(bayes.pairwise_two_list)) {
        const ours = fromTwoLists(table).find(({ pair }) => pair === maskOfDigits(expected.pair))!
        if (expected.Petersen === null) assert.equal(ours.petersen, Infinity)
        else assertClose(ours.petersen, expected.Petersen, 'Petersen')
        assertClose(ours.chapman, expected.Chapman, 'Chapman')
        assertClose(ours.standardError, expected.se, 'standard error')
        assertClose(ours.lower, expected.cil, 'lower limit')
        assertClose(ours.upper, expected.ciu, 'upper limit')
      }
      const ours = sampleCoverageOf(table)!
      assertClose(ours.independent, bayes.care1.independent, 'independent')
      assertClose(ours.low, bayes.care1.low_sample_coverage, 'low coverage')
      const { high_sample_coverage: high } = bayes.care1
      // Where dependence leaves no number R has none either, or the people seen.
      if (ours.high === Infinity) assert.ok(high === null || high === table.overlaps[0])
      else assertClose(ours.high, high!, 'high coverage')
    })
  }
  if (bayes !== undefined && lists <= 5) {
    test(`${name}: the average over decomposable graphs is dga's`, () => {
      const reference = decomposableAverage(histories, { darkFigures: 'reference' })
      assert.equal(reference.graphs.length, bayes.dga.n_graphs)
      assertClose(reference.mean, bayes.dga.mean, 'mean')
      assertClose(reference.standardDeviation, bayes.dga.sd, 'standard deviation')
      assertClose(reference.massAtUpperEnd, bayes.dga.mass_at_upper_end, 'mass at the upper end')
      for (const [share, expected] of Object.entries(bayes.dga.quantiles)) {
        assert.equal(reference.quantile(Number(share)), expected)
      }
      bayes.dga.top_graphs.forEach(({ prob }, at) =>
        assertClose(reference.graphs[at]!.probability, prob, `graph ${at}`),
      )
      const largest = bayes.dga_default_delta1.grid_max
      const darkFigures = Float64Array.from({ length: largest }, (_, at) => at + 1)
      const everyOne = decomposableAverage(histories, { cellPrior: 1, darkFigures })
      assertClose(everyOne.mean, bayes.dga_default_delta1.mean, 'mean under the package defaults')
      for (const [share, expected] of Object.entries(bayes.dga_default_delta1.quantiles)) {
        assert.equal(everyOne.quantile(Number(share)), expected)
      }
    })
  }
}
