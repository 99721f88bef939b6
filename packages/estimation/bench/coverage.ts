/**
 * How often the intervals contain the number they estimate: invented populations of known size, seen by lists as a model or
 * a mixture says; for each a stepwise estimate (threshold 0.02) with its intervals at 95 %.
 * Run by hand: `node packages/estimation/bench/coverage.ts [populations] [replicates] [--every-method]` (200 and 400 where
 * not given; some minutes with every method).
 */
import { loadavg } from 'node:os'
import { runInThreads } from '../node/index.ts'
import { POPULATIONS, type CoverageTask, type PopulationResult } from './populations.ts'

const numbers = process.argv.slice(2).filter((given) => !given.startsWith('--'))
const everyMethod = process.argv.includes('--every-method')
const COUNT = Number(numbers[0] ?? 200)
const REPLICATES = Number(numbers[1] ?? 400)
const CHUNK = 10
const STEPWISE = [
  ['BCa', 'bca'],
  ['percentile', 'percentile'],
  ['Wald, selected model', 'wald'],
  ['profile, selected model', 'profile'],
] as const
const OTHERS = [
  ['best by BIC, BCa', 'bestByBic'],
  ['average by BIC', 'averageByBic'],
  ['average over graphs', 'graphs'],
] as const
const INTERVALS = [...STEPWISE, ...OTHERS] as const
const SHOWN = everyMethod ? INTERVALS : STEPWISE

const tasks: CoverageTask[] = POPULATIONS.flatMap((_, population) =>
  Array.from({ length: Math.ceil(COUNT / CHUNK) }, (__, chunk) => ({
    population,
    from: chunk * CHUNK,
    to: Math.min(COUNT, (chunk + 1) * CHUNK),
    replicates: REPLICATES,
    everyMethod,
  })),
)

const before = process.cpuUsage()
const answers = await runInThreads<PopulationResult[]>(new URL('coverage-thread.ts', import.meta.url), tasks)
const used = process.cpuUsage(before)

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b)
  return ((sorted[Math.floor((sorted.length - 1) / 2)] ?? 0) + (sorted[Math.ceil((sorted.length - 1) / 2)] ?? 0)) / 2
}
const share = (results: readonly PopulationResult[], holds: (result: PopulationResult) => boolean): string =>
  (results.filter(holds).length / results.length).toFixed(3)
const contains =
  (name: (typeof INTERVALS)[number][1]) =>
  ({ size, [name]: interval }: PopulationResult): boolean =>
    interval !== undefined && interval[0] <= size && size <= interval[1]

console.log(`${COUNT} populations, ${REPLICATES} replicates, load ${loadavg()[0]!.toFixed(1)}\n`)
const titles = SHOWN.map(([title]) => title)
const heads = ['population', 'N', ...titles, 'warned', 'median estimate / N', 'median upper / lower']
console.log(`| ${heads.join(' | ')} |\n|${heads.map((_, at) => (at === 0 ? ' --- |' : ' ---: |')).join('')}`)
POPULATIONS.forEach(({ title, size }, population) => {
  const results = answers.filter((_, at) => tasks[at]!.population === population).flat()
  const cells = [
    title,
    size.toLocaleString('en'),
    ...SHOWN.map(([, name]) => share(results, contains(name))),
    share(results, ({ warned }) => warned),
    median(results.map(({ estimate }) => estimate / size)).toFixed(2),
    median(results.map(({ percentile: [lower, upper] }) => upper / lower)).toFixed(1),
  ]
  console.log(`| ${cells.join(' | ')} |`)
})
console.log(`\nCPU ${((used.user + used.system) / 1e6).toFixed(1)} s`)
