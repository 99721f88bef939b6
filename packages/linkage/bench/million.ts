/**
 * Deduplicates records of invented people, a million unless a number is given: CPU time of each step, peak memory, and
 * how many pairs were found of those that are there.
 *
 *   node packages/linkage/bench/million.ts [records]
 */
import { createRecords, linkRecords } from '../plain/index.ts'
import { INVENTED_COLUMNS, INVENTED_SCHEMA, inventedPeople } from './invented-people.ts'

const count = Number(process.argv[2] ?? 1_000_000)
const seconds = (): number => process.cpuUsage().user / 1e6

const builder = createRecords(INVENTED_SCHEMA, { year: 2026 })
const persons = new Int32Array(count)
builder.open('people', INVENTED_COLUMNS)
let at = 0
for (const { person, cells } of inventedPeople(count)) {
  persons[at++] = person
  builder.add(cells)
}
const began = seconds()
const records = builder.finish()
let last = 'prepare'
let since = seconds()
const times = new Map<string, number>()
const result = await linkRecords(records, {
  mode: 'within_all',
  onProgress: (step) => {
    times.set(last, (times.get(last) ?? 0) + seconds() - since)
    ;[last, since] = [step, seconds()]
  },
})
times.set(last, (times.get(last) ?? 0) + seconds() - since)
if (!result.ok) throw new Error(result.error.message)
const { pairs, candidates, expectedMatches, keys } = result.value

const sizes = new Map<number, number>()
for (const person of persons) sizes.set(person, (sizes.get(person) ?? 0) + 1)
const there = [...sizes.values()].reduce((sum, size) => sum + (size * (size - 1)) / 2, 0)
const right = pairs.filter(({ a, b }) => persons[a] === persons[b]).length
const write = (line: string): void => void process.stdout.write(`${line}\n`)
write(`${count} records, ${keys.length} keys, ${candidates} pairs compared`)
for (const [step, time] of times) write(`  ${step.padEnd(10)}${time.toFixed(1).padStart(8)} s CPU`)
write(`  ${'all'.padEnd(10)}${(seconds() - began).toFixed(1).padStart(8)} s CPU, one thread`)
write(
  `  compared at ${(candidates / times.get('compare')! / 1e6).toFixed(2)} M pairs per CPU-second, candidates included`,
)
write(`  peak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`)
write(
  `  precision ${(right / pairs.length).toFixed(4)}, recall ${(right / there).toFixed(4)}, F1 ${((2 * right) / (pairs.length + there)).toFixed(4)}`,
)
write(`  expected ${Math.round(expectedMatches)} pairs of one person, there are ${there}`)
