/**
 * How often the intervals contain the number they estimate: invented populations of known size, seen by lists as a model or
 * a mixture says; for each a stepwise estimate (threshold 0.02) with its intervals at 95 %.
 * Run by hand: `node packages/estimation/bench/coverage.ts [populations] [replicates]` (200 and 400 where not given).
 */
import { loadavg } from 'node:os'
import { runInThreads } from '../node/index.ts'
import { POPULATIONS, type CoverageTask, type PopulationResult } from './populations.ts'

const COUNT = Number(process.argv[2] ?? 200)
const REPLICATES = Number(process.argv[3] ?? 400)
const CHUNK = 10

const tasks: CoverageTask[] = POPULATIONS.flatMap((_, population) =>
  Array.from({ length: Math.ceil(COUNT / CHUNK) }, (__, chunk) => ({
    population,
    from: chunk * CHUNK,
    to: Math.min(COUNT, (chunk + 1) * CHUNK),
    replicates: REPLICATES,
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
  (name: 'bca' | 'percentile' | 'wald' | 'profile') =>
  ({ size, [name]: [lower, upper] }: PopulationResult): boolean =>
    lower <= size && size <= upper

console.log(`${COUNT} populations, ${REPLICATES} replicates, load ${loadavg()[0]!.toFixed(1)}\n`)
console.log(
  '| population | N | BCa | percentile | Wald, selected model | profile, selected model | warned | median estimate / N | median upper / lower |',
)
console.log('| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |')
POPULATIONS.forEach(({ title, size }, population) => {
  const results = answers.filter((_, at) => tasks[at]!.population === population).flat()
  const cells = [
    title,
    size.toLocaleString('en'),
    ...(['bca', 'percentile', 'wald', 'profile'] as const).map((name) => share(results, contains(name))),
    share(results, ({ warned }) => warned),
    median(results.map(({ estimate }) => estimate / size)).toFixed(2),
    median(results.map(({ percentile: [lower, upper] }) => upper / lower)).toFixed(1),
  ]
  console.log(`| ${cells.join(' | ')} |`)
})
console.log(`\nCPU ${((used.user + used.system) / 1e6).toFixed(1)} s`)
