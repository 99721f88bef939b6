/**
 * How often the intervals of strata contain the true numbers: two sexes seen by four lists, each list sees one sex better,
 * and two lists share people; the model is chosen by BIC among lists, covariate and their pairs.
 * Run by hand: `node packages/estimation/bench/strata-coverage.ts [populations] [replicates]` (100 and 400 where not given).
 */
import { loadavg } from 'node:os'
import { randomSource } from '@gloact/kernel'
import { designOf, publishStrata } from '../index.ts'
import { fitStrata } from '../strata/fit-strata.ts'
import type { Limits } from '../strata/publish-strata.ts'
import { assembleStrata, estimateModel, heldCells, runStrataTask, type StrataPlan } from '../strata/bootstrap-strata.ts'

const [COUNT, REPLICATES] = [Number(process.argv[2] ?? 100), Number(process.argv[3] ?? 400)]
const LISTS = ['A', 'B', 'C', 'D']
const SEXES = [
  { sex: 'f', size: 2400, seen: [0.16, 0.12, 0.2, 0.1] },
  { sex: 'm', size: 900, seen: [0.1, 0.14, 0.12, 0.12] },
]
/** Odds by which being on the first list goes with being on the second. */
const TOGETHER = 2.5

const before = process.cpuUsage()
const strataOf = (counts: Float64Array) => ({ covariates: ['sex'], levels: [SEXES.map(({ sex }) => sex)], counts })
const design = designOf(LISTS, strataOf(new Float64Array(32)))
const held = new Map<string, number>()
const hold = (name: string, { lower, upper }: Limits, truth: number): void => {
  held.set(name, (held.get(name) ?? 0) + (lower <= truth && truth <= upper ? 1 : 0))
}
const total = SEXES.reduce((sum, { size }) => sum + size, 0)

for (let draw = 0; draw < COUNT; draw++) {
  const random = randomSource(20_261_126, draw)
  const counts = new Float64Array(32)
  for (const [stratum, { size, seen }] of SEXES.entries()) {
    for (let person = 0; person < size; person++) {
      let mask = random.unit() < seen[0]! ? 1 : 0
      const odds = (seen[1]! / (1 - seen[1]!)) * (mask === 1 ? TOGETHER : 1)
      if (random.unit() < odds / (1 + odds)) mask |= 2
      for (const list of [2, 3]) if (random.unit() < seen[list]!) mask |= 1 << list
      if (mask > 0) counts[stratum * 16 + mask]!++
    }
  }
  const plan: StrataPlan = { design, counts, method: 'bic', seed: draw }
  const fit = fitStrata(design, counts, estimateModel(design, counts, 'bic').terms, { covariance: true })
  const replicates = [runStrataTask({ plan, kind: 'replicates', from: 0, to: REPLICATES })]
  const jackknife = [runStrataTask({ plan, kind: 'jackknife', from: 0, to: heldCells(counts).length })]
  const rule = { fewestPeople: 0, fewestOnList: 0, fewestOverlaps: 0 }
  const wald = publishStrata(strataOf(counts), fit, LISTS.length, { rule }).tables[0]!.groups
  const whole = publishStrata(strataOf(counts), fit, LISTS.length, { rule: { ...rule, fewestPeople: Infinity } })
    .tables[0]!
  hold('Wald all', whole.groups[0]!.limits!, total)
  for (const [name, parts] of [
    ['percentile', { replicates }],
    ['BCa', { replicates, jackknife }],
  ] as const) {
    const made = assembleStrata(plan, fit, parts, 0.95)
    hold(`${name} all`, made.total, total)
    for (const [stratum, { sex, size }] of SEXES.entries()) hold(`${name} ${sex}`, made.intervalOf([stratum]), size)
  }
  for (const [stratum, { sex, size }] of SEXES.entries()) hold(`Wald ${sex}`, wald[stratum]!.limits!, size)
}

console.log(`${COUNT} populations, ${REPLICATES} replicates, load ${loadavg()[0]!.toFixed(1)}\n`)
console.log('| interval | all, 3,300 | f, 2,400 | m, 900 |\n| --- | ---: | ---: | ---: |')
for (const name of ['BCa', 'percentile', 'Wald']) {
  const shares = ['all', 'f', 'm'].map((of) => ((held.get(`${name} ${of}`) ?? 0) / COUNT).toFixed(3))
  console.log(`| ${name} | ${shares.join(' | ')} |`)
}
const used = process.cpuUsage(before)
console.log(`\nCPU ${((used.user + used.system) / 1e6).toFixed(1)} s`)
