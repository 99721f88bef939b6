/**
 * Times estimation on the published tables in one thread, against targets and against what R took for the same work on a
 * machine of this class (CPU seconds recorded with R 4.5.0, SparseMSE 2.0.1, Rcapture 1.4-4 and dga 2.0.2).
 * Run by hand: `node packages/estimation/bench/times.ts`. CPU time is what counts on a machine that others use.
 */
import { loadavg } from 'node:os'
import {
  bootstrap,
  decomposableAverage,
  enumerateModels,
  profileInterval,
  rankModels,
  searchModels,
  selectStepwise,
  allPairs,
  type CaptureHistories,
} from '../index.ts'
import { bootstrapInThreads } from '../node/index.ts'
import { missingTables, readTable } from '../node/testing/golden.ts'

interface Case {
  readonly title: string
  readonly table: string
  readonly run: (histories: CaptureHistories) => unknown
  /** The most seconds it may take. */
  readonly target?: number
  /** CPU seconds of R for the same. */
  readonly anchor?: readonly [seconds: number, name: string]
}

const RULE = { kind: 'stepwise', threshold: 0.02 } as const
const thousand = (histories: CaptureHistories): unknown =>
  bootstrap({ histories, rule: RULE, replicates: 1000, seed: 1234 })

const CASES: readonly Case[] = [
  { title: 'stepwise estimate', table: 'uk2013-5', run: selectStepwise, anchor: [0.1, 'SparseMSE'] },
  { title: 'stepwise estimate', table: 'uk2013-6', run: selectStepwise, anchor: [0.3, 'SparseMSE'] },
  { title: 'stepwise estimate', table: 'neworleans-8', run: selectStepwise, anchor: [0.4, 'SparseMSE'] },
  { title: 'BCa, 1,000, full selection', table: 'uk2013-5', run: thousand, target: 1, anchor: [113.3, 'SparseMSE'] },
  {
    title: 'BCa, 1,000, full selection',
    table: 'netherlands-5',
    run: thousand,
    target: 1,
    anchor: [118.9, 'SparseMSE'],
  },
  { title: 'BCa, 1,000, full selection', table: 'neworleans-5', run: thousand, target: 1, anchor: [30.7, 'SparseMSE'] },
  { title: 'BCa, 1,000, full selection', table: 'uk2013-6', run: thousand, target: 3, anchor: [250.7, 'SparseMSE'] },
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
    anchor: [0.5, 'Rcapture'],
  },
  {
    title: 'all 6,893 models, ranked',
    table: 'uk2013-5',
    run: (histories) => rankModels(histories, enumerateModels(5)),
    target: 2,
    anchor: [44.6, 'Rcapture'],
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
    anchor: [0.2, 'Rcapture'],
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
    anchor: [10.3, 'dga'],
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
    console.log(
      cells([
        title,
        table,
        seconds(cpu),
        seconds(wall),
        target === undefined ? '' : `${target}${cpu <= target ? ', met' : ', MISSED'}`,
        anchor === undefined ? '' : `${anchor[0]} (${anchor[1]})`,
        anchor === undefined ? '' : (anchor[0] / cpu).toFixed(0),
      ]),
    )
  }
  const plan = { histories: readTable('uk2013-6'), rule: RULE, replicates: 10_000, seed: 1234 }
  for (const threads of [1, 2]) {
    const start = performance.now()
    await bootstrapInThreads(plan, { threads })
    console.log(
      `\n10,000 replicates of uk2013-6 on ${threads} threads: ${seconds((performance.now() - start) / 1000)} s`,
    )
  }
}
