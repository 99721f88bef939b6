import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { randomSource, unwrap } from '@gloact/kernel'
import { estimateStrata, type StrataOptions } from '../estimate/estimate-strata.ts'
import { goodnessOfFit } from '../goodness-of-fit.ts'
import { readInput, type EstimationInput } from '../input/read-input.ts'
import { mainEffects } from '../model.ts'
import { estimateStrataInThread, strataInThreads } from '../node/index.ts'
import { FOLDER, missingTables as skip } from '../node/testing/golden.ts'
import { createPartSampler } from '../resample.ts'
import { TRUST_RULES } from '../trust/rules.ts'
import { runStrataTask, type StrataPlan } from './bootstrap-strata.ts'
import { designOf, mainTerms, type StrataDesign, type StrataTerm } from './design.ts'
import { fitStrata, solveStrata } from './fit-strata.ts'
import { goodnessOfStrata, planModelTables, withModelTables } from './goodness-strata.ts'
import { selectStrata } from './select-strata.ts'
import { planTrajectory } from './trajectory-strata.ts'

const close = (actual: number, expected: number, what: string, relative = 1e-9) =>
  assert.ok(
    Math.abs(actual - expected) <= relative * Math.max(1, Math.abs(expected)),
    `${what}: ${actual}, ${expected}`,
  )

async function read(lines: readonly string[], strata: readonly string[]): Promise<EstimationInput> {
  const [header = [], ...rows] = lines.map((line) => line.split(','))
  return unwrap(await readInput({ columns: header, rows }, { strata }))
}

const goodnessOf = (design: StrataDesign, counts: Float64Array, terms: readonly StrataTerm[]) =>
  goodnessOfStrata(design, counts, solveStrata(design, counts, terms), { tables: [] })
const design2 = designOf(['a', 'b'], { covariates: ['sex'], levels: [['f', 'm']], counts: new Float64Array(8) })
/** People on `a` alone, on `b` alone and on both, by sex. */
const TABLE = [
  [50, 30, 20],
  [30, 30, 10],
] as const
const counts2 = Float64Array.of(0, ...TABLE[0], 0, ...TABLE[1])

test('two lists by sex without interactions are a contingency table, whose statistics are known in closed form', () => {
  const made = goodnessOf(design2, counts2, mainTerms(design2))!
  const [rows, columns, all] = [[100, 70], [80, 60, 30], 170]
  let [deviance, pearson] = [0, 0]
  TABLE.forEach((row, sex) =>
    row.forEach((count, at) => {
      const expected = (rows[sex]! * columns[at]!) / all
      deviance += 2 * count * Math.log(count / expected)
      pearson += (count - expected) ** 2 / expected
      const own = made.cells.find(({ stratum, mask }) => stratum === sex && mask === at + 1)!
      close(own.expected, expected, 'expected', 1e-8)
      // The adjusted residual of a contingency table (Haberman 1973).
      const variance = expected * (1 - rows[sex]! / all) * (1 - columns[at]! / all)
      close(own.standardised, (count - expected) / Math.sqrt(variance), 'residual', 1e-7)
    }),
  )
  close(pearson, 3.13691, 'Pearson worked out by hand', 1e-5)
  close(made.deviance, deviance, 'deviance')
  close(made.pearson, pearson, 'Pearson', 1e-7)
  assert.equal(made.degreesOfFreedom, 2)
  // With two degrees of freedom the tail of chi-squared is exp(-x / 2).
  close(made.devianceChiSquare, Math.exp(-deviance / 2), 'p of the deviance')
  close(made.pearsonChiSquare, Math.exp(-pearson / 2), 'p of Pearson', 1e-7)
  assert.equal(made.sparseShare, 0)
  // The margins of a term in the model are fitted exactly by its form.
  for (const { standardised } of [...made.histories, ...made.pairs]) assert.ok(Number.isNaN(standardised))
})

test('a saturated model has deviance 0 and no degree of freedom', () => {
  const terms: StrataTerm[] = [...mainTerms(design2), [0, 2], [1, 2]]
  const made = goodnessOf(design2, counts2, terms)!
  assert.ok(made.deviance >= 0 && made.deviance < 1e-9 && made.pearson < 1e-9)
  assert.deepEqual([made.degreesOfFreedom, made.cells.length], [0, 6])
  assert.ok(made.cells.every(({ standardised }) => Number.isNaN(standardised)))
  const plan: StrataPlan = { design: design2, counts: counts2, method: terms, seed: 1 }
  assert.equal(planModelTables(plan, fitStrata(design2, counts2, terms)), undefined)
  assert.deepEqual([made.devianceBootstrap, made.replicates], [undefined, 0])
})

const ROWS = [
  '1,0,0,40,31',
  '0,1,0,31,55',
  '0,0,1,22,33',
  '1,1,0,9,14',
  '0,1,1,7,10',
  '1,0,1,6,11',
  '1,1,1,2,3',
].flatMap((row) => {
  const [a, b, c, f, m] = row.split(',')
  return [`${a},${b},${c},f,${f}`, `${a},${b},${c},m,${m}`]
})
const HEADER = 'a,b,c,sex,count'

test('where strata change nothing the deviance is that of the lists and that of their independence of the strata', async () => {
  const { histories, strata } = await read([HEADER, ...ROWS], ['sex'])
  const design = designOf(histories.lists, strata!)
  const made = goodnessOf(design, strata!.counts, mainTerms(design))!
  const alone = goodnessOfFit(histories, mainEffects(3), { replicates: 0 })!
  let apart = 0
  const seen = [0, 1].map((sex) => strata!.counts.subarray(sex * 8, sex * 8 + 8).reduce((sum, one) => sum + one, 0))
  for (let mask = 1; mask < 8; mask++) {
    const both = strata!.counts[mask]! + strata!.counts[8 + mask]!
    for (const sex of [0, 1]) {
      const count = strata!.counts[sex * 8 + mask]!
      apart += 2 * count * Math.log((count * (seen[0]! + seen[1]!)) / (both * seen[sex]!))
    }
  }
  close(made.deviance, alone.deviance + apart, 'deviance')
  assert.equal(made.degreesOfFreedom, alone.degreesOfFreedom + 6)
  for (const [at, pair] of alone.pairs.entries()) {
    close(made.pairs[at]!.expected, pair.expected, 'overlap expected')
    close(made.pairs[at]!.standardised, pair.standardised, 'its residual', 1e-6)
  }
  for (const [at, history] of alone.histories.entries()) {
    close(made.histories[at]!.standardised, history.standardised, 'residual of a history', 1e-6)
  }
})

test('cells of lists that share nobody are taken out, and their parameter with them', async () => {
  const apart = ROWS.filter((row) => !row.startsWith('1,1'))
  const { histories, strata } = await read([HEADER, ...apart], ['sex'])
  const design = designOf(histories.lists, strata!)
  const terms: StrataTerm[] = [...mainTerms(design), [0, 1]]
  const made = goodnessOf(design, strata!.counts, terms)!
  // 14 cells less 4 of people on both lists; four main effects and the intercept.
  assert.deepEqual([made.cells.length, made.degreesOfFreedom], [10, 5])
  assert.ok(made.cells.every(({ mask }) => (mask & 3) !== 3))
  assert.equal(made.degreesOfFreedom, fitStrata(design, strata!.counts, terms).degreesOfFreedom)
  const none = designOf(['a', 'b'], { covariates: ['sex'], levels: [['f', 'm']], counts: counts2 })
  const infinite = goodnessOf(none, Float64Array.of(0, 5, 6, 0, 0, 7, 8, 0), mainTerms(none))
  assert.equal(infinite, undefined)
})

test('with many people in every cell the tables drawn from the model agree with chi-squared', () => {
  const random = randomSource(11, 0)
  let least = 1
  for (let number = 0; number < 6; number++) {
    // Independent lists and sexes, each count off by about its standard deviation.
    const counts = Float64Array.from({ length: 8 }, (_, cell) => {
      if (cell % 4 === 0) return 0
      const mean = [0, 800, 600, 300][cell % 4]! * (cell < 4 ? 1 : 0.7)
      return Math.round(mean + (random.unit() * 2 - 1) * 1.7 * Math.sqrt(mean))
    })
    const plan: StrataPlan = { design: design2, counts, method: mainTerms(design2), seed: number }
    const made = goodnessOf(design2, counts, mainTerms(design2))!
    const task = planModelTables(plan, fitStrata(design2, counts, mainTerms(design2)))!
    assert.deepEqual([task.to, task.people], [200, counts.reduce((sum, one) => sum + one, 0)])
    const { devianceBootstrap, replicates } = withModelTables(made, runStrataTask(task).deviances)
    assert.equal(replicates, 200)
    assert.ok(Math.abs(devianceBootstrap! - made.devianceChiSquare) < 0.12, `${devianceBootstrap}`)
    least = Math.min(least, devianceBootstrap!)
  }
  assert.ok(least < 0.6)
})

test('drawn tables are the same on any number of threads, and so is what is made of them', async () => {
  const input = await read([HEADER, ...ROWS], ['sex'])
  const design = designOf(input.histories.lists, input.strata!)
  const { fit: chosen } = selectStrata(design, input.strata!.counts)
  const plan: StrataPlan = { design, counts: input.strata!.counts, method: 'bic', seed: 4 }
  const tasks = [planModelTables(plan, chosen)!, ...planTrajectory(plan, chosen)!.tasks]
  const here = tasks.map((task) => runStrataTask(task))
  for (const threads of [1, 2, 3]) assert.deepEqual(await strataInThreads(tasks, { threads }), here)
  const options: StrataOptions = { interval: 'wald', seed: 4 }
  const made = await estimateStrata(input, options)
  assert.deepEqual(await estimateStrataInThread(input, options, { threads: 2 }), made)
  assert.notDeepEqual((await estimateStrata(input, { ...options, seed: 5 })).trajectory, made.trajectory)
  assert.equal(made.goodness!.deviance, goodnessOf(design, plan.counts, chosen.terms)!.deviance)
})

test('a trajectory is the median of totals chosen again from parts of the people, on the scale of all', async () => {
  const input = await read([HEADER, ...ROWS], ['sex'])
  const { counts } = input.strata!
  const design = designOf(input.histories.lists, input.strata!)
  const { trajectory, estimate } = await estimateStrata(input, { seed: 9 })
  assert.deepEqual([trajectory!.choosesAnew, trajectory!.draws], [true, 40])
  const take = createPartSampler(counts)
  const people = Math.round(input.observed / 2)
  const totals = Array.from({ length: 40 }, (_, draw) => {
    const part = new Float64Array(counts.length)
    take(part, people, randomSource(9, 1_000_000 + draw))
    assert.ok(part.every((count, cell) => count <= counts[cell]!))
    const { fit: chosen } = selectStrata(design, part)
    return chosen.existence === 0 ? (chosen.estimate * input.observed) / people : Infinity
  }).toSorted((a, b) => a - b)
  const half = trajectory!.points.find(({ share }) => share === 0.5)!
  close(half.estimate, totals[20]!, 'median')
  assert.ok(half.lower <= half.estimate && half.estimate <= half.upper)
  assert.deepEqual(
    trajectory!.points.map(({ share }) => share),
    [0.25, 0.5, 0.75, 0.9, 1],
  )
  assert.equal(trajectory!.points.at(-1)!.estimate, estimate)
  const moving = await estimateStrata(input, { trust: { ...TRUST_RULES, largestChange: 1.000001 } })
  const finding = moving.findings.find(({ code }) => code === 'still_moving')!
  assert.deepEqual([finding.said.id, finding.said.params?.['what']], ['finding.still_moving', 'total'])
  assert.equal(finding.refuses, false)
})

test('with many strata the chosen model is fitted to the parts, and with too many nothing is drawn', async () => {
  const rows = (levels: number) =>
    Array.from({ length: levels }, (_, at) => `${at % 4},${Math.floor(at / 4) % 5},${Math.floor(at / 20)}`).flatMap(
      (level, at) =>
        ['1,0,0', '0,1,0', '0,0,1', '1,1,0', '1,0,1', '0,1,1'].map(
          (row, own) => `${row},${level},${1 + ((at * own) % 5)}`,
        ),
    )
  const { histories, strata } = await read(['a,b,c,x,y,z,count', ...rows(600)], ['x', 'y', 'z'])
  const design = designOf(histories.lists, strata!)
  const chosen = fitStrata(design, strata!.counts, mainTerms(design))
  const plan: StrataPlan = { design, counts: strata!.counts, method: 'bic', seed: 1 }
  const { choosesAnew, draws, tasks } = planTrajectory(plan, chosen)!
  assert.deepEqual([choosesAnew, draws], [false, 40])
  assert.ok(tasks.every((task) => task.plan.method === chosen.terms))
  // Where the model was given there is nothing to choose.
  for (const method of ['main', chosen.terms] as const) {
    assert.equal(planTrajectory({ ...plan, method }, chosen)!.choosesAnew, false)
  }
  assert.equal(
    planTrajectory(
      { design: design2, counts: counts2, method: 'main', seed: 1 },
      fitStrata(design2, counts2, mainTerms(design2)),
    )!.choosesAnew,
    false,
  )
  const huge = { ...plan, design: { ...design, cells: 1e8 } }
  assert.deepEqual([planTrajectory(huge, chosen), planModelTables(huge, chosen)], [undefined, undefined])
  const halves = { ...plan, counts: plan.counts.map((count) => count + 0.5) }
  assert.equal(planTrajectory(halves, chosen), undefined)
})

test('work on drawn tables is stopped by its signal', async () => {
  const input = await read([HEADER, ...ROWS], ['sex'])
  const { counts } = input.strata!
  const design = designOf(input.histories.lists, input.strata!)
  const { fit: chosen } = selectStrata(design, counts)
  const plan: StrataPlan = { design, counts, method: 'bic', seed: 4 }
  for (const task of [planModelTables(plan, chosen)!, planTrajectory(plan, chosen)!.tasks[0]!]) {
    const controller = new AbortController()
    const { signal } = controller
    const told: number[] = []
    const onProgress = (done: number) => {
      told.push(done)
      if (done === 2) controller.abort()
    }
    assert.throws(() => runStrataTask(task, { signal, onProgress }), { name: 'AbortError' }, task.kind)
    assert.deepEqual(told, [0, 1, 2], task.kind)
  }
  const controller = new AbortController()
  const kinds: string[] = []
  const replicate: StrataOptions['replicate'] = (tasks, watch) => {
    kinds.push(...tasks.map(({ kind }) => kind))
    controller.abort()
    return tasks.map((task) => runStrataTask(task, watch))
  }
  await assert.rejects(estimateStrata(input, { signal: controller.signal, replicate }), { name: 'AbortError' })
  assert.deepEqual(kinds, ['model', 'part', 'part', 'part', 'part'])
})

test('residuals of levels are of the groups that may be given, and of nobody else', async () => {
  const input = await read([HEADER, ...ROWS], ['sex'])
  const made = await estimateStrata(input, {
    method: 'main',
    rule: { fewestPeople: 1, fewestOnList: 1, fewestOverlaps: 1 },
  })
  const own = made.goodness!.groups.filter(({ list }) => list === 'a')
  assert.deepEqual(
    own.map(({ covariate, levels, observed }) => [covariate, levels.join(), observed]),
    [
      ['sex', 'f', 57],
      ['sex', 'm', 59],
    ],
  )
  close(own[0]!.standardised, -own[1]!.standardised, 'the other sex', 1e-6)
  const together = await estimateStrata(input, {
    method: 'main',
    rule: { fewestPeople: 150, fewestOnList: 1, fewestOverlaps: 1 },
  })
  assert.ok(together.goodness!.groups.every(({ levels }) => levels.join() === 'f,m'))
})

test('deviance and degrees of freedom are those of R’s glm where no cell is taken out', { skip }, async () => {
  for (const [table, golden, covariates] of [
    ['spina-3-strata', 'spina-3-strata', ['ethnicity']],
    ['cruyff-simdat-4-covariates', 'cruyff-simdat-4', ['X1', 'X2', 'X3', 'X4', 'Y']],
  ] as const) {
    const { histories, strata } = await read(
      readFileSync(`${FOLDER}/${table}.csv`, 'utf8').trimEnd().split('\n'),
      covariates,
    )
    const expected = JSON.parse(readFileSync(`${FOLDER}/golden/${golden}.covariates.json`, 'utf8')) as {
      readonly main_effects: { readonly deviance: number; readonly df: number }
    }
    const design = designOf(histories.lists, strata!)
    const made = goodnessOf(design, strata!.counts, mainTerms(design))!
    close(made.deviance, expected.main_effects.deviance, table, 1e-6)
    assert.equal(made.degreesOfFreedom, expected.main_effects.df)
  }
})
