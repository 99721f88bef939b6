/**
 * Times estimation on the published tables in one thread, against targets and against R: run beside it where `Rscript` and
 * the package are on the machine, and otherwise what it took on one of this class (CPU seconds recorded with R 4.5.0,
 * SparseMSE 2.0.1, Rcapture 1.4-4 and dga 2.0.2).
 * Run by hand: `node packages/estimation/bench/times.ts`. CPU time is what counts on a machine that others use.
 */
import { spawnSync } from 'node:child_process'
import { availableParallelism, loadavg } from 'node:os'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import {
  bootstrap,
  decomposableAverage,
  designOf,
  enumerateModels,
  estimateStrata,
  profileInterval,
  rankModels,
  searchModels,
  selectStepwise,
  selectStrata,
  tooMuchWork,
  allPairs,
  type CaptureHistories,
  type EstimationInput,
} from '../index.ts'
import { bootstrapInThreads } from '../node/index.ts'
import { FOLDER, missingTables, readTable } from '../node/testing/golden.ts'
import { COVARIATES, readStrata } from './strata-tables.ts'

interface Case {
  readonly title: string
  readonly table: string
  readonly run: (histories: CaptureHistories) => unknown
  /** The most seconds it may take. */
  readonly target?: number
  /** CPU seconds of R for the same as recorded, by which package, and what `reference.R` calls it. */
  readonly anchor?: readonly [seconds: number, name: string, script?: string]
}

const RULE = { kind: 'stepwise', threshold: 0.02 } as const
const thousand = (histories: CaptureHistories): unknown =>
  bootstrap({ histories, rule: RULE, replicates: 1000, seed: 1234 })

const CASES: readonly Case[] = [
  { title: 'stepwise estimate', table: 'uk2013-5', run: selectStepwise, anchor: [0.1, 'SparseMSE', 'stepwise'] },
  { title: 'stepwise estimate', table: 'uk2013-6', run: selectStepwise, anchor: [0.3, 'SparseMSE', 'stepwise'] },
  { title: 'stepwise estimate', table: 'neworleans-8', run: selectStepwise, anchor: [0.4, 'SparseMSE', 'stepwise'] },
  {
    title: 'BCa, 1,000, full selection',
    table: 'uk2013-5',
    run: thousand,
    target: 1,
    anchor: [113.3, 'SparseMSE', 'bca'],
  },
  {
    title: 'BCa, 1,000, full selection',
    table: 'netherlands-5',
    run: thousand,
    target: 1,
    anchor: [118.9, 'SparseMSE', 'bca'],
  },
  {
    title: 'BCa, 1,000, full selection',
    table: 'neworleans-5',
    run: thousand,
    target: 1,
    anchor: [30.7, 'SparseMSE', 'bca'],
  },
  {
    title: 'BCa, 1,000, full selection',
    table: 'uk2013-6',
    run: thousand,
    target: 3,
    anchor: [250.7, 'SparseMSE', 'bca'],
  },
  { title: 'BCa, 1,000, full selection', table: 'netherlands-6', run: thousand, target: 3 },
  {
    title: 'BCa, 1,000, full selection',
    table: 'neworleans-8',
    run: thousand,
    target: 15,
    anchor: [530, 'SparseMSE, from 20'],
  },
  {
    title: 'all 113 models, ranked',
    table: 'kosovo-4',
    run: (histories) => rankModels(histories, enumerateModels(4)),
    anchor: [0.5, 'Rcapture', 'rcapture_all'],
  },
  {
    title: 'all 6,893 models, ranked',
    table: 'uk2013-5',
    run: (histories) => rankModels(histories, enumerateModels(5)),
    target: 2,
    anchor: [44.6, 'Rcapture', 'rcapture_all'],
  },
  {
    title: 'all 32,768 pair models, ranked',
    table: 'uk2013-6',
    run: (histories) => rankModels(histories, enumerateModels(6, { maximumOrder: 2 })),
    target: 10,
  },
  { title: 'search over neighbours', table: 'neworleans-8', run: searchModels },
  {
    title: 'profile interval, all pairs',
    table: 'uk2013-5',
    run: (histories) => profileInterval(histories, allPairs(5)),
    anchor: [0.2, 'Rcapture', 'rcapture_profile'],
  },
  {
    title: 'BCa, 1,000, BIC among the best 100',
    table: 'uk2013-5',
    run: (histories) => {
      const ranking = rankModels(histories, enumerateModels(5))
      const models = ranking.models.slice(0, 100).map(({ model }) => model)
      return bootstrap({ histories, rule: { kind: 'best', criterion: 'bic', models }, replicates: 1000, seed: 1234 })
    },
  },
  {
    title: 'graphs averaged, 27,440 dark figures',
    table: 'uk2013-5',
    run: (histories) =>
      decomposableAverage(histories, { darkFigures: Float64Array.from({ length: 27_440 }, (_, at) => at + 1) }),
    anchor: [10.3, 'dga', 'dga'],
  },
]

const seconds = (value: number): string => value.toFixed(value < 0.1 ? 4 : 2)
const cells = (row: readonly string[]): string => `| ${row.join(' | ')} |`

if (missingTables !== false) {
  console.log(missingTables)
} else {
  console.log(`load ${loadavg()[0]!.toFixed(1)}, Node ${process.version}, first run of each, no warming up\n`)
  console.log(cells(['case', 'table', 'CPU s', 'wall s', 'target s', 'R, CPU s', 'times faster']))
  console.log(cells(['---', '---', '---:', '---:', '---:', '---:', '---:']))
  for (const { title, table, run, target, anchor } of CASES) {
    const histories = readTable(table)
    const before = process.cpuUsage()
    const start = performance.now()
    run(histories)
    const wall = (performance.now() - start) / 1000
    const used = process.cpuUsage(before)
    const cpu = (used.user + used.system) / 1e6
    const r = anchor && referenceOf(anchor, table)
    console.log(
      cells([
        title,
        table,
        seconds(cpu),
        seconds(wall),
        target === undefined ? '' : `${target}${cpu <= target ? ', met' : ', MISSED'}`,
        r ? `${r.seconds} (${r.name})` : '',
        r ? (r.seconds / cpu).toFixed(0) : '',
      ]),
    )
  }
  await timeThreads()
  await timeStrata()
}

/** What R takes on this machine; what it took on another where it is not here. */
function referenceOf(
  [recorded, name, script]: NonNullable<Case['anchor']>,
  table: string,
): { seconds: number; name: string } {
  if (script === undefined) return { seconds: recorded, name: `${name}, recorded` }
  const run = spawnSync('Rscript', [join(import.meta.dirname, 'reference.R'), `${FOLDER}/${table}.csv`, script], {
    encoding: 'utf8',
  })
  const here = Number.parseFloat(run.stdout ?? '')
  return Number.isFinite(here) ? { seconds: here, name } : { seconds: recorded, name: `${name}, recorded` }
}

/** What a second thread gains, and that it changes no bit. Where other work takes the processors it gains little wall time. */
async function timeThreads(): Promise<void> {
  const plan = { histories: readTable('uk2013-6'), rule: RULE, replicates: 10_000, seed: 1234 }
  const alone = bootstrap(plan)
  console.log(
    `\n10,000 replicates of uk2013-6, load ${loadavg()[0]!.toFixed(1)} on ${availableParallelism()} processors\n`,
  )
  console.log(cells(['threads', 'CPU s', 'wall s', 'CPU s per wall s', 'same bits']))
  console.log(cells(['---:', '---:', '---:', '---:', '---']))
  for (const threads of [1, 2]) {
    const before = process.cpuUsage()
    const start = performance.now()
    const made = await bootstrapInThreads(plan, { threads })
    const wall = (performance.now() - start) / 1000
    const used = process.cpuUsage(before)
    const cpu = (used.user + used.system) / 1e6
    const same = isDeepStrictEqual(made, alone) ? 'yes' : 'NO'
    console.log(cells([String(threads), seconds(cpu), seconds(wall), (cpu / wall).toFixed(2), same]))
  }
}

/** One choice of a model with covariates, and what a bootstrap that repeats it takes. */
async function timeStrata(): Promise<void> {
  const heads = [
    'covariates',
    'strata',
    'one choice, CPU s',
    'with its checks',
    '1,000 replicates and jackknife, CPU s',
  ]
  console.log(`\n${cells(heads)}`)
  console.log(cells(['---', '---:', '---:', '---:', '---']))
  for (const covariates of COVARIATES) {
    const input = await readStrata(covariates)
    const design = designOf(input.histories.lists, input.strata!)
    const one = await cpuOf(() => selectStrata(design, input.strata!.counts))
    const checked = await cpuOf(() => estimateStrata(input))
    const options = { interval: 'bca', replicates: 1000 } as const
    const all =
      tooMuchWork(input, options) !== undefined
        ? 'refused'
        : covariates.length > 3
          ? `not run: ${predictedOf(one, input)} from one choice`
          : seconds(await cpuOf(() => estimateStrata(input, options)))
    const strata = input.strata!.levels.reduce((product, { length }) => product * length, 1)
    console.log(cells([covariates.join(', '), String(strata), seconds(one), seconds(checked), all]))
  }
}

async function cpuOf(work: () => unknown): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const used = process.cpuUsage(before)
  return (used.user + used.system) / 1e6
}

function predictedOf(one: number, { strata }: EstimationInput): string {
  return String(Math.round(one * (1000 + strata!.counts.filter((count) => count > 0).length)))
}
