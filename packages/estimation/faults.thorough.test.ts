import assert from 'node:assert/strict'
import { test } from 'node:test'
import { unwrap } from '@gloact/kernel'
import {
  allPairs,
  bootstrap,
  dataHashOf,
  enumerateModels,
  estimate,
  estimateStrata,
  fit,
  formatModel,
  historiesOf,
  mainEffects,
  modelOf,
  parseModel,
  profileInterval,
  rankAllModels,
  rankModels,
  readInput,
  selectStepwise,
  waldInterval,
  type CaptureHistories,
  type EstimationInput,
} from './index.ts'
import { missingTables, readTable, relativeError } from './node/testing/golden.ts'

// Faults found in published packages, each of them here refused or fixed; docs/methods/estimation.md lists them with the
// test of each. Tables: Chan, Silverman and Vincent 2021, Table 2 (made to show them); Ball, Shin and Yang 2018 (Korean
// women held at Palembang).

const ARTIFICIAL: CaptureHistories = {
  lists: ['A', 'B', 'C'],
  masks: Uint32Array.of(1, 2, 4, 3),
  counts: Float64Array.of(40, 30, 20, 6),
}
const KOREA_MASKS = Uint32Array.of(4, 2, 1, 3, 5, 6, 7)
const KOREA: CaptureHistories = {
  lists: ['b', 'c', 'd'],
  masks: KOREA_MASKS,
  counts: Float64Array.of(41, 5, 5, 54, 6, 0, 12),
}

test('a ranking holds no model whose estimate does not exist, and says how many were left out', () => {
  const ranking = rankAllModels(ARTIFICIAL)
  assert.deepEqual(ranking.codes, [4, 3, 1, 0])
  assert.equal(ranking.models.length, 4)
  for (const { estimate, standardError } of ranking.models) assert.ok(estimate < 1e4 && standardError < 1e4)
  // Ranked without the check the best model by either criterion is [12,3], with 1.4e13 people.
  assert.equal(fit(ARTIFICIAL, modelOf(3, [3])).existence, 1)
  assert.equal(fit(ARTIFICIAL, modelOf(3, [3])).estimate, Infinity)
})

test('an interaction of lists without a common person is minus infinity, with no standard error, at every order', () => {
  const pairs = fit({ ...KOREA, counts: Float64Array.of(41, 5, 5, 54, 6, 0, 0) }, allPairs(3))
  const empty = pairs.coefficients.find(({ term }) => term === 6)!
  assert.deepEqual([empty.value, empty.standardError], [-Infinity, Number.NaN])
  assert.deepEqual(pairs.removedTerms, [6])
  const four = historiesOf(['a', 'b', 'c', 'd'], [0, 90, 80, 20, 70, 15, 12, 0, 60, 11, 9, 3, 8, 2, 2, 0])
  const triple = fit(four, modelOf(4, [7]))
  assert.deepEqual(triple.removedTerms, [7])
  assert.equal(triple.fitted[7], 0)
  assert.equal(triple.fitted[15], 0)
  assert.equal(triple.existence, 0)
  // The term that was taken out still counts in the criteria.
  assert.equal(triple.aic, -2 * triple.logLikelihood + 2 * 9)
})

test('an upper limit is a number, Infinity included, without a cap at three times the estimate', () => {
  const none = profileInterval(ARTIFICIAL, modelOf(3, [3]))!
  assert.equal(none.upper, Infinity)
  assert.equal(Math.round(none.lower), 815)
  assert.equal(none.estimate, Infinity)
  assert.deepEqual(waldInterval(fit(ARTIFICIAL, modelOf(3, [3]))), { level: 0.95, lower: 96, upper: Infinity })
})

test('a model whose terms run off though the dark figure is given has no profile', { skip: missingTables }, () => {
  const uk = readTable('uk2013-5')
  const model = modelOf(5, [15, 18])
  assert.equal(fit(uk, model).existence, 1)
  assert.equal(profileInterval(uk, model), undefined)
})

test('a fixed model that fails the check gives a code and no number, and a bootstrap without limits', () => {
  const { existence, estimate, darkFigure, aic, bic } = fit(KOREA, allPairs(3))
  assert.deepEqual([existence, estimate, darkFigure, aic, bic], [1, Infinity, Infinity, Infinity, Infinity])
  const { bca, warnings } = bootstrap({
    histories: KOREA,
    rule: { kind: 'fixed', model: allPairs(3) },
    replicates: 50,
    seed: 1,
  })
  assert.equal(bca.reason, 'infinite_estimate')
  assert.ok(warnings.includes('no_bca') && warnings.includes('few_replicates'))
})

test('a list that is empty drops out of the selection instead of ending it', { skip: missingTables }, () => {
  const uk = readTable('uk2013-5')
  const emptied = { ...uk, counts: uk.counts.map((count, at) => (uk.masks[at]! & 1 ? 0 : count)) }
  const dropped = {
    lists: uk.lists.slice(1),
    masks: uk.masks.map((mask) => mask >> 1).filter((_, at) => !(uk.masks[at]! & 1)),
    counts: uk.counts.filter((_, at) => !(uk.masks[at]! & 1)),
  }
  const ours = selectStepwise(emptied).fit
  assert.equal(Math.round(ours.estimate), 10_896)
  assert.ok(relativeError(ours.estimate, selectStepwise(dropped).fit.estimate) < 1e-9)
  // SparseMSE falls back to main effects: 14,880.
  assert.equal(Math.round(fit(emptied, mainEffects(5)).estimate), 14_880)
})

test('the model that selection starts from is checked too', () => {
  // Replicate 349 of the artificial table: both packages return 1.3e13.
  const selection = selectStepwise({ ...ARTIFICIAL, counts: Float64Array.of(39, 38, 19, 0) })
  assert.equal(selection.fit.existence, 1)
  assert.equal(selection.fit.estimate, Infinity)
  assert.deepEqual(selection.added, [])
})

test('replicates that a careless linear program gets wrong come out right', () => {
  for (const [counts, estimate] of [
    [[33, 26, 29, 8], 434.494827012694],
    [[33, 27, 27, 9], 390.380569224791],
  ] as const) {
    const selection = selectStepwise({ ...ARTIFICIAL, counts: Float64Array.from(counts) })
    assert.ok(relativeError(selection.fit.estimate, estimate) < 1e-6)
    assert.notEqual(fit({ ...ARTIFICIAL, counts: Float64Array.from(counts) }, modelOf(3, [3])).existence, 0)
  }
  for (const [counts, estimate] of [
    [[45, 0, 2, 60, 3, 0, 13], 124.184210526318],
    [[36, 0, 6, 63, 7, 0, 11], 125.66666667618],
    [[49, 0, 6, 55, 3, 0, 10], 127.323529411767],
    [[41, 0, 6, 51, 9, 0, 16], 126.236842105507],
  ] as const) {
    const selection = selectStepwise({ ...KOREA, counts: Float64Array.from(counts) })
    assert.ok(relativeError(selection.fit.estimate, estimate) < 1e-6, counts.join(' '))
  }
})

test('a row without any list, a mask with a list too many and a count below 0 are refused', () => {
  const broken: readonly Partial<CaptureHistories>[] = [
    { masks: Uint32Array.of(0, 2, 4, 3) },
    { masks: Uint32Array.of(1, 2, 4, 8) },
    { counts: Float64Array.of(40, 30, 20, -1) },
    { counts: Float64Array.of(40, 30, 20, Number.NaN) },
    { counts: Float64Array.of(40, 30, 20) },
    { lists: [] },
    { lists: Array.from({ length: 17 }, (_, at) => `list ${at}`) },
  ]
  for (const fault of broken) assert.throws(() => fit({ ...ARTIFICIAL, ...fault }, mainEffects(3)), RangeError)
  const fractions = { ...ARTIFICIAL, counts: Float64Array.of(40.5, 30, 20, 6) }
  assert.equal(fit(fractions, mainEffects(3)).existence, 0)
  assert.throws(
    () => bootstrap({ histories: fractions, rule: { kind: 'stepwise', threshold: 0.02 }, replicates: 2, seed: 1 }),
    RangeError,
  )
})

test('ten lists have a pair 1 and 10 like any other', () => {
  const lists = Array.from({ length: 10 }, (_, at) => `list ${at + 1}`)
  const cells = new Float64Array(1024)
  for (let list = 0; list < 10; list++) {
    cells[1 << list] = 40 + list
    for (let other = list + 1; other < 10; other++) cells[(1 << list) | (1 << other)] = 2
  }
  cells[(1 << 0) | (1 << 9)] = 30
  const histories = historiesOf(lists, cells)
  const selection = selectStepwise(histories)
  assert.deepEqual(selection.added, [513])
  const text = formatModel(selection.fit.model, lists)
  assert.match(text, /^list 1\*list 10, list 2/)
  assert.deepEqual(parseModel(text, lists), { ok: true, value: selection.fit.model })
})

test('a model as text names its lists; unknown ones, empty terms and the term of all lists are refused', () => {
  const lists = ['A', 'B', 'C']
  assert.deepEqual(parseModel('A*B, C', lists), { ok: true, value: [0, 1, 2, 3, 4] })
  assert.deepEqual(parseModel('B:A + C', lists), { ok: true, value: [0, 1, 2, 3, 4] })
  assert.deepEqual(parseModel('', lists), { ok: true, value: [0, 1, 2, 4] })
  const codeOf = (text: string): string | undefined => {
    const parsed = parseModel(text, lists)
    return parsed.ok ? undefined : parsed.error.code
  }
  assert.equal(codeOf('A*D'), 'estimation.unknown_list')
  assert.equal(codeOf('A**B'), 'estimation.empty_term')
  assert.equal(codeOf('A,,B'), 'estimation.empty_term')
  assert.equal(codeOf('A*'), 'estimation.empty_term')
  assert.equal(codeOf('AB'), 'estimation.unknown_list')
  assert.equal(codeOf('A B'), 'estimation.unknown_list')
  assert.equal(codeOf('A*B*C'), 'estimation.saturated_model')
})

test('a model is read back from its text whatever signs the names of its lists hold', () => {
  const lists = ['PF+NCA', 'PF', 'local authority', 'a*b', 'x, y: z']
  for (const model of [modelOf(5, [3, 12]), modelOf(5, [24, 7]), mainEffects(5)]) {
    assert.deepEqual(parseModel(formatModel(model, lists), lists), { ok: true, value: model })
  }
})

test('replicates that are infinite are counted and sorted last, and the reader is warned', () => {
  const result = bootstrap({
    histories: ARTIFICIAL,
    rule: { kind: 'stepwise', threshold: 0.02 },
    replicates: 1500,
    seed: 3,
  })
  assert.ok(result.infiniteReplicates > 0)
  assert.ok(result.warnings.includes('infinite_replicates'))
  assert.ok(Number.isFinite(result.percentile.upper))
})

test('bias-corrected limits that hide a flipping model come with a warning', () => {
  const plan = { rule: { kind: 'stepwise', threshold: 0.02 }, replicates: 1000, seed: 1 } as const
  const { warnings, modelShares } = bootstrap({ ...plan, histories: KOREA })
  assert.ok(warnings.includes('strong_bias_correction'))
  assert.ok(warnings.includes('separated_modes'))
  assert.ok(modelShares.length > 1 && modelShares[0]!.share < 0.9)
})

test('nobody seen at all is no estimate', () => {
  assert.equal(fit({ ...ARTIFICIAL, counts: new Float64Array(4) }, mainEffects(3)).existence, 1)
  assert.equal(rankModels({ ...ARTIFICIAL, counts: new Float64Array(4) }, enumerateModels(3)).models.length, 0)
})

test(
  'of all models of a sparse table those without an estimate are left out, and one too unsure is refused',
  { skip: missingTables },
  async () => {
    const { models, codes } = rankAllModels(readTable('neworleans-5'))
    assert.deepEqual([models.length, codes[1] + codes[2] + codes[3]], [6327, 566])
    // With no check Rcapture gives these 1e13; what is left stays within reason, though many have errors above N.
    assert.ok(Math.max(...models.map(({ estimate }) => estimate)) < 50_000)
    const unsure = models.find(({ standardError, estimate: n }) => standardError > n)!
    const method = { name: 'fixed', threshold: 0, model: unsure.model } as const
    const made = await estimate(inputOf(readTable('neworleans-5')), { method, interval: 'none' })
    assert.ok(made.refused && made.findings.some(({ code, refuses }) => code === 'error_too_large' && refuses))
  },
)

test(
  'a table’s number of people is in its result, so that a version with one more is told from it',
  { skip: missingTables },
  async () => {
    const [published, other] = [readTable('neworleans-5'), readTable('neworleans-5-186variant')]
    const results = await Promise.all(
      [published, other].map((table) =>
        estimate(inputOf(table), { interval: 'none' }).then(({ observed }) => observed),
      ),
    )
    assert.deepEqual(results, [185, 186])
    assert.notEqual(await dataHashOf(inputOf(published)), await dataHashOf(inputOf(other)))
  },
)

test('a row without any list counts neither in the estimate, nor in a replicate, nor in the jackknife', async () => {
  const rows = [...ARTIFICIAL.masks].map((mask, at) => [
    ...[0, 1, 2].map((list) => String((mask >> list) & 1)),
    String(ARTIFICIAL.counts[at]! + 20),
  ])
  const columns = ['A', 'B', 'C', 'count']
  const without = unwrap(await readInput({ columns, rows }))
  const withRow = unwrap(await readInput({ columns, rows: [...rows, ['0', '0', '0', '500']] }))
  const plan = { rule: { kind: 'stepwise', threshold: 0.02 }, replicates: 50, seed: 4 } as const
  assert.deepEqual(
    bootstrap({ ...plan, histories: withRow.histories }),
    bootstrap({ ...plan, histories: without.histories }),
  )
  assert.equal(withRow.observed, without.observed)
})

test('strata whose models have no estimate are refused, and none of them gets a number', async () => {
  const rows = ['f', 'm'].flatMap((sex) =>
    [1, 2, 4].map((mask) => [mask & 1, (mask >> 1) & 1, mask >> 2, sex, 30 + mask].map(String)),
  )
  const table = unwrap(await readInput({ columns: ['A', 'B', 'C', 'sex', 'count'], rows }, { strata: ['sex'] }))
  const made = await estimateStrata(table, { interval: 'percentile', replicates: 20 })
  assert.ok(made.findings.some(({ refuses }) => refuses))
  assert.deepEqual([made.estimate, made.published, made.total], [Infinity, undefined, undefined])
})

test('a comparison with published numbers that is relative does not take 1,110 for 1,184', () => {
  assert.ok(relativeError(1110, 1184) > 1e-6)
  assert.ok(relativeError(1184, 1184) === 0)
})

const inputOf = (histories: CaptureHistories): EstimationInput => ({
  histories,
  observed: histories.counts.reduce((sum, count) => sum + count, 0),
  rowsAre: 'histories',
  warnings: [],
})
