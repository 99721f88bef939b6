import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { randomSource } from '@gloact/kernel'
import { bcaInterval, quantile } from './bca.ts'
import { logGamma } from './distributions.ts'
import { decideExistence } from './existence.ts'
import { neighboursOf } from './enumerate.ts'
import { tableOf } from './histories.ts'
import {
  allPairs,
  averageModels,
  bootstrap,
  decomposableAverage,
  enumerateModels,
  fit,
  goodnessOfFit,
  historiesOf,
  intervalsByKeptModels,
  mainEffects,
  modelOf,
  order,
  profileInterval,
  rankAllModels,
  rankModels,
  runReplicates,
  assembleBootstrap,
  searchModels,
  selectStepwise,
  Stopped,
  waldInterval,
  type CaptureHistories,
} from './index.ts'

const FOUR = historiesOf(['a', 'b', 'c', 'd'], [0, 120, 90, 15, 70, 9, 4, 1, 60, 3, 6, 0, 2, 1, 0, 1])

/** Small sparse tables with a model each. */
const tableAndModel = fc.integer({ min: 3, max: 4 }).chain((lists) =>
  fc.record({
    histories: fc
      .array(fc.oneof({ arbitrary: fc.constant(0), weight: 2 }, fc.integer({ min: 1, max: 40 })), {
        minLength: 2 ** lists,
        maxLength: 2 ** lists,
      })
      .map((counts): CaptureHistories =>
        historiesOf(
          Array.from({ length: lists }, (_, at) => `list ${at}`),
          counts,
        ),
      ),
    model: fc
      .array(fc.integer({ min: 1, max: 2 ** lists - 2 }), { maxLength: 4 })
      .map((terms) => modelOf(lists, terms)),
  }),
)

const close = (actual: number, expected: number, tolerance = 1e-9): void =>
  assert.ok(Math.abs(actual - expected) <= tolerance * Math.max(1, Math.abs(expected)), `${actual} against ${expected}`)

test('two lists give the estimate of Petersen, three lists with all pairs the product of the odd over the even', () => {
  const two = fit(historiesOf(['a', 'b'], [0, 40, 30, 12]), mainEffects(2))
  close(two.estimate, (52 * 42) / 12)
  const [n1, n2, n12, n3, n13, n23, n123] = [40, 30, 12, 25, 9, 8, 5] as const
  const three = fit(historiesOf(['a', 'b', 'c'], [0, n1, n2, n12, n3, n13, n23, n123]), allPairs(3))
  close(three.darkFigure, (n1 * n2 * n3 * n123) / (n12 * n13 * n23))
  close(three.deviance, 0)
})

test('a fit that exists solves the likelihood equations: every term’s overlap is fitted exactly', () => {
  fc.assert(
    fc.property(tableAndModel, ({ histories, model }) => {
      const fitted = fit(histories, model)
      if (fitted.existence !== 0) return fitted.estimate === Infinity
      const { overlaps } = tableOf(histories)
      return model.every((term) => {
        const sum = fitted.fitted.reduce(
          (total, value, cell) => total + (cell > 0 && (cell & term) === term ? value : 0),
          0,
        )
        return Math.abs(sum - overlaps[term]!) < 1e-6
      })
    }),
    { numRuns: 400 },
  )
})

test('the certificate that a fit gives by the way agrees with rank and linear program', () => {
  fc.assert(
    fc.property(tableAndModel, ({ histories, model }) => {
      const table = tableOf(histories)
      const terms = model.filter((term) => table.overlaps[term]! > 0)
      const gone = model.filter((term) => table.overlaps[term] === 0)
      const cells = [...table.counts.keys()].filter((cell) => cell > 0 && !gone.some((term) => (cell & term) === term))
      const code =
        terms.length === 0
          ? 1
          : decideExistence({ cells, terms, statistics: terms.map((term) => table.overlaps[term]!) })
      return fit(histories, model).existence === code
    }),
    { numRuns: 600 },
  )
})

test('the names and the order of lists change nothing', () => {
  fc.assert(
    fc.property(tableAndModel, ({ histories, model }) => {
      const last = histories.lists.length - 1
      const turn = (mask: number): number => (mask >> 1) | ((mask & 1) << last)
      const turned = { ...histories, masks: histories.masks.map(turn) }
      const ours = fit(histories, model)
      const theirs = fit(turned, modelOf(histories.lists.length, model.map(turn)))
      if (ours.existence !== theirs.existence) return false
      return ours.existence !== 0 || Math.abs(ours.estimate / theirs.estimate - 1) < 1e-7
    }),
    { numRuns: 300 },
  )
})

test('the hierarchical models are as many as are known, each closed downwards', () => {
  assert.deepEqual(
    [3, 4, 5].map((lists) => enumerateModels(lists).length),
    [8, 113, 6893],
  )
  assert.equal(enumerateModels(6, { maximumOrder: 2 }).length, 32_768)
  assert.throws(() => enumerateModels(7, { maximumOrder: 2 }), RangeError)
  for (const model of enumerateModels(4)) {
    assert.deepEqual(model, modelOf(4, model))
    assert.ok(model.every((term) => order(term) < 4))
  }
})

test('a search finds the best of all models where they can be enumerated', () => {
  for (const criterion of ['aic', 'bic'] as const) {
    const all = rankModels(FOUR, enumerateModels(4), { criterion })
    const found = searchModels(FOUR, { criterion, start: selectStepwise(FOUR).fit.model })
    assert.deepEqual(found.models[0]!.model, all.models[0]!.model)
    assert.ok(found.models.length < all.models.length)
  }
})

test('for more lists than can be enumerated the ranking is a search that no neighbour betters', () => {
  const lists = Array.from({ length: 7 }, (_, at) => `list ${at}`)
  const cells = new Float64Array(128)
  const random = randomSource(8)
  for (let person = 0; person < 2000; person++) {
    const first = random.unit() < 0.3
    let mask = first ? 1 : 0
    for (let list = 1; list < 7; list++) if (random.unit() < (list === 1 && first ? 0.6 : 0.12)) mask |= 1 << list
    if (mask > 0) cells[mask]!++
  }
  const histories = historiesOf(lists, cells)
  const { method, models } = rankAllModels(histories)
  assert.equal(method, 'search')
  const [best] = models
  assert.ok(best!.model.includes(3))
  const neighbours = rankModels(histories, neighboursOf(best!.model, 7, 3))
  assert.ok(neighbours.models.every(({ bic }) => bic >= best!.bic))
})

test('stepwise selection at 0 keeps main effects, at 1 takes all pairs where their estimate exists', () => {
  assert.deepEqual(selectStepwise(FOUR, { threshold: 0 }).fit.model, mainEffects(4))
  assert.deepEqual(selectStepwise(FOUR, { threshold: 1 }).fit.model, allPairs(4))
})

test('a profile interval is where the likelihood has fallen by half the chi-squared quantile, by trying every N', () => {
  const histories = historiesOf(['b', 'c', 'd'], [0, 5, 5, 54, 41, 6, 0, 12])
  const independent = profileInterval(histories, mainEffects(3))!
  // By the exact formula (Cormack 1992 with gamma functions in full).
  close(independent.lower, 131.0107, 1e-6)
  // Under independence the fit to a trial N is known: N times the product of the lists' shares.
  const { overlaps, counts } = tableOf(histories)
  const logLikelihood = (total: number): number => {
    let deviance = 0
    for (let cell = 0; cell < 8; cell++) {
      const count = cell === 0 ? total - 123 : counts[cell]!
      const expected = [1, 2, 4].reduce(
        (product, list) => product * (cell & list ? overlaps[list]! : total - overlaps[list]!),
        total / total ** 3,
      )
      deviance += 2 * ((count > 0 ? count * Math.log(count / expected) : 0) - count + expected)
    }
    const missing = total - 123
    return (
      logGamma(total + 1) - total * Math.log(total) - logGamma(missing + 1) + missing * Math.log(missing) - deviance / 2
    )
  }
  const top = logLikelihood(independent.estimate)
  assert.ok(top >= logLikelihood(independent.estimate + 0.01) && top >= logLikelihood(independent.estimate - 0.01))
  for (const limit of [independent.lower, independent.upper])
    close(top - logLikelihood(limit), 3.841458820694124 / 2, 1e-8)
  close(top, independent.logLikelihood, 1e-10)
})

test('a wider level gives a wider interval around the estimate, by Wald and by profile', () => {
  const fitted = fit(FOUR, mainEffects(4))
  const levels = [0.5, 0.8, 0.95, 0.99]
  for (const intervals of [
    levels.map((level) => waldInterval(fitted, level)),
    levels.map((level) => profileInterval(FOUR, mainEffects(4), level)!),
  ]) {
    intervals.forEach(({ lower, upper }, at) => {
      assert.ok(lower > 382 && lower < fitted.estimate && upper > fitted.estimate)
      if (at > 0) assert.ok(lower < intervals[at - 1]!.lower && upper > intervals[at - 1]!.upper)
    })
  }
})

test('a bootstrap gives the same from parts in any order, and other results for another seed', () => {
  const plan = { histories: FOUR, rule: { kind: 'stepwise', threshold: 0.02 }, replicates: 60, seed: 5 } as const
  const whole = bootstrap(plan)
  const parts = [runReplicates(plan, 40, 60), runReplicates(plan, 0, 25), runReplicates(plan, 25, 40)]
  assert.deepEqual(assembleBootstrap(plan, parts), whole)
  assert.notDeepEqual(bootstrap({ ...plan, seed: 6 }).estimates, whole.estimates)
  close(
    whole.modelShares.reduce((sum, { share }) => sum + share, 0),
    1,
  )
  assert.equal(whole.jackknife.length, 13)
})

test('a bootstrap that chooses by BIC among the best models keeps to them', () => {
  const models = rankModels(FOUR, enumerateModels(4))
    .models.slice(0, 5)
    .map(({ model }) => model)
  const result = bootstrap({
    histories: FOUR,
    rule: { kind: 'best', criterion: 'bic', models },
    replicates: 100,
    seed: 2,
  })
  assert.deepEqual(result.model, models[0])
  for (const { model } of result.modelShares) assert.ok(models.some((kept) => kept.join() === model.join()))
})

test('intervals against the number of models kept are those of the bootstrap with as many', () => {
  const ranking = rankModels(FOUR, enumerateModels(4))
  const plan = { histories: FOUR, replicates: 60, seed: 4 }
  const byKept = intervalsByKeptModels({ ...plan, ranking, kept: [1, 4, 500] })
  assert.deepEqual(
    byKept.map(({ kept }) => kept),
    [1, 4, ranking.models.length],
  )
  for (const { kept, bca, percentile } of byKept) {
    const models = ranking.models.slice(0, kept).map(({ model }) => model)
    const whole = bootstrap({ ...plan, rule: { kind: 'best', criterion: 'bic', models } })
    assert.deepEqual({ bca, percentile }, { bca: whole.bca, percentile: whole.percentile })
  }
})

test('limits that cannot be computed are said to be none, and why', () => {
  const jackknife = [
    { count: 4, estimate: 90 },
    { count: 6, estimate: 95 },
  ]
  const estimates = Float64Array.of(80, 90, 110, 120)
  const reasonOf = (input: Partial<Parameters<typeof bcaInterval>[0]>): string | undefined => {
    const { reason, lower, upper } = bcaInterval({ estimate: 100, estimates, jackknife, ...input }, 0.95)
    assert.equal(Number.isNaN(lower) && Number.isNaN(upper), reason !== undefined)
    return reason
  }
  assert.equal(reasonOf({}), undefined)
  assert.equal(reasonOf({ estimate: 70 }), 'all_replicates_on_one_side')
  assert.equal(reasonOf({ estimate: Infinity }), 'infinite_estimate')
  assert.equal(reasonOf({ jackknife: [...jackknife, { count: 1, estimate: Infinity }] }), 'infinite_jackknife')
  // The acceleration is at most 1/6, so that only far tails are turned over.
  const skewed = [
    { count: 1, estimate: -1e6 },
    { count: 100_000, estimate: 95 },
  ]
  const far = bcaInterval({ estimate: 119, estimates, jackknife: skewed }, 1 - 1e-11)
  assert.equal(far.reason, 'acceleration_too_strong')
  // Equal jackknife values: no acceleration, and the limits stand.
  assert.equal(bcaInterval({ estimate: 100, estimates, jackknife: [{ count: 9, estimate: 95 }] }, 0.95).acceleration, 0)
})

test('quantiles are of type 8, and infinite replicates come last', () => {
  const sorted = Float64Array.of(1, 2, 3, 4, Infinity)
  close(quantile(sorted, 0.5), 3)
  close(quantile(sorted, 0.25), 1 + 2 / 3)
  assert.equal(quantile(sorted, 0.99), Infinity)
  assert.equal(quantile(sorted, 0.01), 1)
})

test('a saturated model fits every table to rounding, and no drawn table is held against it', () => {
  const histories = historiesOf(['a', 'b', 'c'], [0, 90, 80, 24, 70, 20, 16, 9])
  const { degreesOfFreedom, deviance, devianceBootstrap, replicates } = goodnessOfFit(histories, allPairs(3))!
  assert.deepEqual([degreesOfFreedom, devianceBootstrap, replicates], [0, undefined, 0])
  assert.ok(deviance < 1e-9)
  // A perfect fit with degrees of freedom: whatever is drawn fits it no better, though a deviance may be as small.
  const even = goodnessOfFit(historiesOf(['a', 'b', 'c'], [0, 64, 64, 64, 64, 64, 64, 64]), mainEffects(3), {
    replicates: 19,
  })!
  assert.deepEqual([even.degreesOfFreedom, even.devianceBootstrap], [3, 1])
})

test('goodness of fit finds the pair that a model leaves out', () => {
  const histories = historiesOf(['a', 'b', 'c', 'd'], [0, 120, 90, 60, 70, 9, 4, 3, 60, 3, 6, 3, 5, 1, 0, 1])
  const poor = goodnessOfFit(histories, mainEffects(4), { replicates: 99 })!
  assert.ok(poor.devianceBootstrap! < 0.02 && poor.devianceChiSquare < 1e-6)
  const worst = poor.pairs.reduce((most, pair) =>
    Math.abs(pair.standardised) > Math.abs(most.standardised) ? pair : most,
  )
  assert.equal(worst.mask, 3)
  assert.ok(worst.standardised > 5)
  assert.equal(poor.largest, 3)
  const good = goodnessOfFit(histories, modelOf(4, [3]), { replicates: 99 })!
  assert.ok(good.devianceBootstrap! > 0.05)
  assert.ok(Number.isNaN(good.pairs[0]!.standardised), 'a pair in the model is fitted exactly')
  assert.equal(
    goodnessOfFit({ ...histories, counts: new Float64Array(histories.counts.length) }, mainEffects(4)),
    undefined,
  )
})

test('an average over models weighs by distance and adds the variance between them', () => {
  const ranking = rankModels(FOUR, enumerateModels(4))
  const average = averageModels(ranking, 382)!
  close(
    average.models.reduce((sum, { weight }) => sum + weight, 0),
    1,
    0.05,
  )
  close(
    Math.log(average.models[0]!.weight / average.models[1]!.weight),
    (ranking.models[1]!.bic - ranking.models[0]!.bic) / 2,
  )
  assert.ok(average.standardError > ranking.models[0]!.standardError)
  assert.ok(average.interval.lower < average.estimate && average.interval.upper > average.estimate)
  const single = averageModels({ ...ranking, models: ranking.models.slice(0, 1) }, 382)!
  const wald = waldInterval(fit(FOUR, ranking.models[0]!.model))
  close(single.interval.lower, wald.lower, 1e-6)
  close(single.interval.upper, wald.upper, 1e-6)
})

test('the average over decomposable graphs is a probability, for three to five lists', () => {
  const average = decomposableAverage(FOUR, { darkFigures: 'every' })
  close(
    average.probabilities.reduce((sum, probability) => sum + probability, 0),
    1,
  )
  close(
    average.graphs.reduce((sum, { probability }) => sum + probability, 0),
    1,
    1e-9,
  )
  assert.ok(average.quantile(0.025) < average.mean && average.quantile(0.975) > average.mean)
  assert.throws(() => decomposableAverage(historiesOf(['a', 'b'], [0, 4, 3, 1])), RangeError)
})

test('long work stops where its signal asks for it', () => {
  const signal = { aborted: false }
  const onProgress = (done: number): void => {
    if (done > 0) signal.aborted = true
  }
  assert.throws(
    () =>
      rankModels(
        FOUR,
        enumerateModels(5).map((model) => model.filter((term) => term < 16)),
        { signal, onProgress },
      ),
    Stopped,
  )
  const plan = { histories: FOUR, rule: { kind: 'stepwise', threshold: 0.02 }, replicates: 100, seed: 5 } as const
  assert.throws(() => bootstrap(plan, { signal: { aborted: true } }), Stopped)
})
