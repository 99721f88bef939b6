/**
 * Growing the patterns of the attack on encodings, against counting every column at every step, which gives the same patterns: processor
 * seconds of both and their ratio, in turns.
 *
 *   node packages/linkage/bench/pattern-growth.ts [SIZES]
 *
 * such as `300,1000,4000`. The people are invented.
 */
import { columnsOf, countSet, countShared, grow } from '../private/attacks/patterns.ts'
import { agreementOf, encodedBy, FIELDS, people } from '../private/testing.ts'

const SEEDS = 20
const SIZE = 12

function everyColumn(columns: readonly Uint32Array[], seed: number): readonly number[] {
  const members = [seed]
  let records = columns[seed]!
  while (members.length < SIZE) {
    let [best, most] = [-1, 0]
    for (const [column, set] of columns.entries()) {
      const shared = members.includes(column) ? 0 : countShared(records, set)
      if (shared > most) [best, most] = [column, shared]
    }
    if (best < 0) break
    members.push(best)
    records = records.map((word, at) => word & columns[best]![at]!)
  }
  return members
}

function seconds(run: () => void): number {
  const before = process.cpuUsage()
  run()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}

const columnNames = ['id', ...FIELDS.map(({ column }) => column)]
for (const size of (process.argv[2] ?? '300,1000,4000').split(',').map(Number)) {
  const encoding = encodedBy(agreementOf('strict'), { columns: columnNames, rows: people(size, 1) }, 1)
  const columns = columnsOf(encoding.list.rows)
  const supports = columns.map(countSet)
  let [own, reference] = [0, 0]
  for (let at = 0; at < SEEDS; at++) {
    const seed = Math.floor((at * columns.length) / SEEDS)
    let [ours, theirs]: (readonly number[])[] = [[], []]
    reference += seconds(() => (theirs = everyColumn(columns, seed)))
    own += seconds(() => (ours = grow(columns, supports, seed, SIZE).members))
    if (ours!.join() !== theirs!.join()) throw new Error(`another pattern from ${seed}`)
  }
  console.log(
    `${size} records, ${columns.length} columns: ${own.toFixed(2)} s, every column ${reference.toFixed(2)} s, × ${(own / reference).toFixed(2)}`,
  )
}
