/**
 * Times how tables of invented rows are held against all that are out before them, in seconds of one processor. Run by hand:
 * `node packages/disclosure/bench/register.ts`.
 */
import { repeatableWords } from '../noise/testing.ts'
import type { Release } from '../index.ts'
import { letOut, type Row } from '../tables/testing/let-out.ts'

/** The columns of the tables, in the order in which they go out. */
const TABLES: readonly (readonly (readonly string[])[])[] = [
  [['sex'], ['age']],
  [['region', 'district'], ['sex']],
  [['country'], ['form']],
  [['year', 'month']],
  [['band'], ['form']],
]

/** Rows of 100 districts in 10 regions, 40 countries, 8 forms, 72 months; so many shelters, or each row another's. */
function drawn(count: number, shelters: number): readonly Row[] {
  const words = repeatableWords(7)
  const below = (size: number, skew = 1) => Math.floor((words.next() / 2 ** 32) ** skew * size)
  return Array.from({ length: count }, (_, row) => {
    const [district, age] = [below(100, 2), below(60)]
    const says = {
      sex: `${below(2)}`,
      age: `${Math.floor(age / 5)}`,
      band: `${Math.floor((age + 3) / 10)}`,
      region: `${district % 10}`,
      district: `${district}`,
      country: `${below(40, 2)}`,
      form: `${below(8, 2)}`,
      year: `${below(6)}`,
      month: `${below(12)}`,
    }
    return { says, shelter: shelters === 0 ? row : below(shelters), cents: below(100_000, 4) }
  })
}

for (const [count, shelters, isSummed] of [
  [2000, 0, false],
  [20_000, 0, false],
  [200_000, 0, false],
  [2000, 100, true],
  [20_000, 1000, true],
] as const) {
  const rows = drawn(count, shelters)
  const earlier: Release[] = []
  const told: string[] = []
  for (const columns of TABLES) {
    const before = process.cpuUsage()
    const made = await letOut(rows, columns, earlier, {
      audience: 'public',
      cover: 'fewest',
      ...(!isSummed && { measure: null }),
    })
    const { user, system } = process.cpuUsage(before)
    const seconds = ((user + system) / 1e6).toFixed(1)
    told.push(typeof made === 'string' ? `${seconds} s (${made.replace('disclosure.', '')})` : `${seconds} s`)
    if (typeof made !== 'string') earlier.push(made)
  }
  const whose = isSummed ? `sums, ${shelters} contributors` : 'counts'
  process.stdout.write(`| ${count.toLocaleString('en')} | ${whose} | ${told.join(' | ')} |\n`)
}
