/**
 * Deduplicates invented people with all the columns of historical_50k, as `gloact dedupe` does it without a schema: time, memory, and what is
 * found of the pairs that are one person's.
 *
 *   node tests/performance/deduplicate.ts [records] [--both]
 *
 * With `--both` the columns that say the name again are compared as well, as a schema with `"bothNames": true` asks for.
 */
import { createRecords, linkRecords, recogniseColumns } from '@gloact/linkage/plain'
import { HISTORICAL_COLUMNS, historicalPeople } from './historical-people.ts'

const SAMPLED = 2000
const count = Number(process.argv.slice(2).find((argument) => /^\d+$/.test(argument)) ?? 50_000)
const rows = historicalPeople(count)
const recognised = recogniseColumns(
  HISTORICAL_COLUMNS.map((name, at) => ({ name, cells: rows.slice(0, SAMPLED).map((row) => row[at]!) })),
)
const columns = process.argv.includes('--both')
  ? recognised.columns.map((column) =>
      column.name === 'full_name'
        ? { name: column.name, kind: 'full_name' as const }
        : column.name === 'first_and_surname'
          ? { name: column.name, kind: 'text' as const }
          : column,
    )
  : recognised.columns
const seconds = (): number => process.cpuUsage().user / 1e6
const [began, clock] = [seconds(), performance.now()]
const builder = createRecords({ columns }, { year: 2026 })
builder.open('people', HISTORICAL_COLUMNS)
for (const row of rows) builder.add(row)
const linked = await linkRecords(builder.finish(), { mode: 'within_all' })
if (!linked.ok) throw new Error(linked.error.message)
const { clusters, pairs, candidates, expectedMatches } = linked.value
const pairsOf = (sizes: Iterable<number>): number => [...sizes].reduce((sum, size) => sum + (size * (size - 1)) / 2, 0)
const sizesBy = (keyOf: (record: number) => string): Map<string, number> => {
  const sizes = new Map<string, number>()
  for (let record = 0; record < count; record++) sizes.set(keyOf(record), (sizes.get(keyOf(record)) ?? 0) + 1)
  return sizes
}
const person = (record: number): string => rows[record]![1]!
const there = pairsOf(sizesBy(person).values())
const told = (name: string, made: number, right: number): void => {
  const [precision, recall, f1] = [right / made, right / there, (2 * right) / (made + there)].map((share) =>
    share.toFixed(4),
  )
  console.log(`${name}: precision ${precision}, recall ${recall}, F1 ${f1}`)
}
console.log(`${count} records; ${columns.map(({ name, kind }) => `${name}: ${kind}`).join(', ')}`)
console.log(
  `${candidates} pairs compared in ${(seconds() - began).toFixed(0)} s CPU, ${((performance.now() - clock) / 1000).toFixed(0)} s by the clock, ` +
    `${Math.round(process.resourceUsage().maxRSS / 1024)} MB at most; ${Math.round(expectedMatches)} pairs expected of ${there}`,
)
told('pairs', pairs.length, pairs.filter(({ a, b }) => person(a) === person(b)).length)
told(
  'clusters',
  pairsOf(sizesBy((record) => `${clusters[record]}`).values()),
  pairsOf(sizesBy((record) => `${clusters[record]} ${person(record)}`).values()),
)
