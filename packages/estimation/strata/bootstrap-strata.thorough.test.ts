import assert from 'node:assert/strict'
import { test } from 'node:test'
import { unwrap } from '@gloact/kernel'
import {
  bootstrap,
  defaultStrataInterval,
  estimateStrata,
  readInput,
  tooMuchWork,
  type EstimationInput,
  type StrataOptions,
} from '../index.ts'
import { estimateStrataInThread, strataInThreads } from '../node/index.ts'
import { assembleStrata, estimateModel, runStrataTask, strataWork, type StrataPlan } from './bootstrap-strata.ts'
import { designOf } from './design.ts'

const SEXES = { f: [220, 180, 140, 60, 45, 30], m: [110, 95, 60, 20, 24, 18] }
const MASKS = ['1,0,0', '0,1,0', '0,0,1', '1,1,0', '1,0,1', '0,1,1']
const ROWS = Object.entries(SEXES).flatMap(([sex, counts]) =>
  counts.map((count, at) => `${MASKS[at]!},${sex},${count}`),
)

async function read(rows: readonly string[], header: string, strata: readonly string[]): Promise<EstimationInput> {
  return unwrap(await readInput({ columns: header.split(','), rows: rows.map((row) => row.split(',')) }, { strata }))
}
const input = await read(ROWS, 'a,b,c,sex,count', ['sex'])
const design = designOf(input.histories.lists, input.strata!)
const planOf = (method: StrataPlan['method']): StrataPlan => ({ design, counts: input.strata!.counts, method, seed: 3 })

test('every replicate goes through the whole choice, on any number of threads to the same bits', async () => {
  const plan = planOf('bic')
  const tasks = [
    { plan, kind: 'replicates', from: 0, to: 60 },
    { plan, kind: 'jackknife', from: 0, to: 12 },
  ] as const
  const here = tasks.map((task) => runStrataTask(task))
  for (const threads of [1, 2]) assert.deepEqual(await strataInThreads(tasks, { threads }), here)
  assert.equal(here[0]!.estimates.length, 120)
  assert.ok(new Set(here[0]!.models).size > 1, 'the model is chosen again in each replicate')
  // A table without one of a history is what a person fewer there gives.
  const fewer = input.strata!.counts.slice()
  fewer[1]!--
  const fit = estimateModel(design, fewer, 'bic')
  assert.deepEqual(
    [...here[1]!.estimates.subarray(0, 2)],
    [0, 1].map((at) => fit.seen[at]! + fit.darkFigures[at]!),
  )
})

test('strata of a table in which they change nothing have the limits of the table without them', async () => {
  // Main effects of lists and of a covariate that nothing interacts with: N is that of the lists alone.
  const plan = planOf('main')
  const replicates = runStrataTask({ plan, kind: 'replicates', from: 0, to: 1000 })
  const jackknife = runStrataTask({ plan, kind: 'jackknife', from: 0, to: 12 })
  const fit = estimateModel(design, plan.counts, 'main')
  const made = assembleStrata(plan, fit, { replicates: [replicates], jackknife: [jackknife] }, 0.95)
  const rule = { kind: 'fixed', model: [0, 1, 2, 4] } as const
  const alone = bootstrap({ histories: input.histories, rule, replicates: 1000, seed: 9 })
  for (const limit of ['lower', 'upper'] as const) {
    assert.ok(Math.abs(made.total[limit] / alone.bca[limit] - 1) < 0.04, `${made.total[limit]}, ${alone.bca[limit]}`)
  }
  const [women, men] = [made.intervalOf([0]), made.intervalOf([1])]
  assert.ok(women.lower < fit.seen[0]! + fit.darkFigures[0]! && women.upper > fit.seen[0]! + fit.darkFigures[0]!)
  assert.ok(women.lower + men.lower < made.total.upper && women.upper + men.upper > made.total.lower)
})

test('replicates that choose the same terms one after another in another order are of one model', async () => {
  const counts = [90, 90, 90, 90, 60, 20, 20, 20, 20, 60, 10, 10, 10, 10, 8]
  const masks = '1000 0100 0010 0001 1100 1010 0110 1001 0101 0011 1110 1101 1011 0111 1111'.split(' ')
  const rows = ['f', 'm'].flatMap((sex) => masks.map((mask, at) => `${[...mask].join()},${sex},${counts[at]!}`))
  const four = await read(rows, 'a,b,c,d,sex,count', ['sex'])
  const made = await estimateStrata(four, { interval: 'percentile', replicates: 100 })
  const { modelShares } = made.bootstrap!
  const models = modelShares.map(({ model }) => model.split(', ').toSorted().join())
  assert.equal(new Set(models).size, modelShares.length)
  // Both pairs are as strong, so that each is the first to be added in about half of the replicates.
  assert.deepEqual([made.model, modelShares[0]!.model], ['a*b, c*d, sex', 'a*b, c*d, sex'])
  assert.ok(modelShares[0]!.share > 0.5, `${modelShares[0]!.share}`)
  assert.ok(!made.findings.some(({ code }) => code === 'unstable_selection'))
})

test('an estimate by strata has limits of replicates for the total and for every stratum, and says what they hide', async () => {
  for (const interval of ['bca', 'percentile'] as const) {
    const options: StrataOptions = { interval, replicates: 100, seed: 5 }
    const made = await estimateStrata(input, options)
    assert.deepEqual(await estimateStrataInThread(input, options), made)
    assert.equal(made.interval, interval)
    assert.equal(made.bootstrap!.replicates, 100)
    const { limits, estimate } = made.total!
    assert.ok(limits!.lower < estimate && estimate < limits!.upper)
    assert.ok(made.findings.some(({ code }) => code === 'few_replicates'))
    assert.ok(!made.findings.some(({ code }) => code === 'interval_ignores_selection'))
    const groups = made.published!.tables[0]!.groups
    assert.ok(Math.abs(groups.reduce((sum, group) => sum + group.estimate, 0) / made.estimate - 1) < 1e-9)
    for (const group of groups) {
      assert.ok(group.limits!.lower < group.estimate && group.estimate < group.limits!.upper)
    }
  }
  const wald = await estimateStrata(input)
  assert.ok(wald.findings.some(({ code }) => code === 'interval_ignores_selection'))
  assert.equal(wald.bootstrap, undefined)
  assert.ok(wald.total!.limits!.lower < wald.estimate)
  // Who asked for no interval gets none, of the total and of every stratum.
  const none = await estimateStrata(input, { interval: 'none' })
  const all = [none.total!, ...none.published!.tables.flatMap(({ groups }) => groups)]
  assert.deepEqual(
    all.map(({ limits }) => limits),
    all.map(() => undefined),
  )
})

test('a bootstrap that would take too long is refused before it begins, with what would do', async () => {
  const levels = Array.from({ length: 120 }, (_, at) => `${at % 5},${Math.floor(at / 5) % 6},${Math.floor(at / 30)}`)
  const rows = levels.flatMap((level, at) => MASKS.map((mask, own) => `${mask},${level},${((at * own) % 7) + 1}`))
  const many = await read(rows, 'a,b,c,x,y,z,count', ['x', 'y', 'z'])
  const long = tooMuchWork(many, { interval: 'bca', replicates: 20_000 })
  assert.match(
    long ?? '',
    /about \d+ minutes of a processor; 15 are allowed\. Use --interval percentile --replicates \d+[05]0, fewer strata/,
  )
  await assert.rejects(estimateStrata(many, { interval: 'bca', replicates: 20_000 }), RangeError)
  assert.equal(tooMuchWork(many, { interval: 'wald', replicates: 20_000 }), undefined)
  assert.equal(tooMuchWork(many, { interval: 'bca', replicates: 1000, method: 'main' }), undefined)
  assert.deepEqual([defaultStrataInterval(input, {}), defaultStrataInterval(many, {})], ['percentile', 'wald'])
  const counts = input.strata!.counts
  const work = (jackknife: boolean) => strataWork(design, counts, 'bic', { replicates: 100, jackknife })
  assert.ok(Math.abs(work(true) / work(false) - 1.12) < 1e-9)
})

test('a bootstrap of strata is stopped by its signal', async () => {
  const controller = new AbortController()
  const running = estimateStrataInThread(
    input,
    { interval: 'percentile', replicates: 20_000 },
    { signal: controller.signal, onStage: () => controller.abort() },
  )
  await assert.rejects(running, { name: 'AbortError' })
})
