import { treeDimension, type Dimension } from '../tables/dimension.ts'
import { protectTable } from '../tables/protect-table.ts'
import { disclosureRule } from '../tables/rule.ts'
import { countTable } from '../tables/table.ts'
import { flat } from '../tables/testing/holds.ts'
import { repeatableWords } from '../noise/testing.ts'
import { unwrap } from '@gloact/kernel'

// Times the protection of invented tables for the public (below 10 is sensitive), in seconds of one processor, and counts what
// is hidden. Rows and columns are of unequal size, as countries and ways of exploitation are.

/** A country of so many regions with so many districts with so many places. */
function hierarchy(regions: number, districts: number, places: number): Dimension {
  const labels = ['Total']
  const parents = [-1]
  const add = (label: string, parent: number): number => {
    labels.push(label)
    return parents.push(parent) - 1
  }
  for (let region = 1; region <= regions; region++) {
    const top = add(`${region}`, 0)
    for (let district = 1; district <= districts; district++) {
      const middle = add(`${region}.${district}`, top)
      for (let place = 1; place <= places; place++) add(`${region}.${district}.${place}`, middle)
    }
  }
  return treeDimension('place', labels, parents)
}

/** A few persons to each inner cell: many are alone in one. */
const SPARSE = 4

const tables: readonly (readonly [name: string, dimensions: readonly Dimension[], mean?: number])[] = [
  ['10 × 10', flat(10, 10)],
  ['20 × 20', flat(20, 20)],
  ['50 × 50', flat(50, 50)],
  ['100 × 100', flat(100, 100)],
  ['3 levels (5·5·8) × 8', [hierarchy(5, 5, 8), ...flat(8)]],
  ['10 × 10 × 5', flat(10, 10, 5)],
  ['3 levels (3·3·4) × 6 × 3', [hierarchy(3, 3, 4), ...flat(6, 3)]],
  ['20 × 20, sparse', flat(20, 20), SPARSE],
  ['3 levels (5·5·8) × 8, sparse', [hierarchy(5, 5, 8), ...flat(8)], SPARSE],
  ['10 × 10 × 5, sparse', flat(10, 10, 5), SPARSE],
]

const NOBODY = (cells: number) => ({ of: new Int32Array(cells).fill(-1), cells: [] })

console.log(
  'table                        persons  cells  small  of one  others hidden  fewest  with nobody alone  signs      suppress   round  furthest',
)
for (const [name, dimensions, mean = 25] of tables) {
  const words = repeatableWords(20_260)
  const inner = dimensions.reduce((product, { leaves }) => product * leaves.length, 1)
  const persons = inner * mean
  const leaves = dimensions.map(({ leaves: all }) =>
    Array.from({ length: persons }, () => all[Math.floor((words.next() / 2 ** 32) ** 2 * all.length)]!),
  )
  const table = unwrap(countTable(dimensions, { leaves }))
  const time = async <Value>(work: () => Promise<Value>): Promise<{ value: Value; seconds: string }> => {
    const before = process.cpuUsage()
    const value = await work()
    const { user, system } = process.cpuUsage(before)
    return { value, seconds: ((user + system) / 1e6).toFixed(2) }
  }
  const rule = unwrap(disclosureRule())
  const hidden = await time(async () => unwrap(await protectTable(table, rule)))
  const fewest = unwrap(await protectTable(table, { ...rule, cover: 'fewest' })).summary
  const alone = NOBODY(table.values.length)
  const open = unwrap(await protectTable(table, { ...rule, cover: 'fewest' }, { known: { alone } })).summary
  const rounded = await time(async () =>
    unwrap(await protectTable(table, unwrap(disclosureRule({ method: 'round' })), { words })),
  )
  const { cells, sensitive, complementary, uniformSigns } = hidden.value.summary
  const figures: readonly (readonly [figure: string | number, width: number])[] = [
    [persons, 7],
    [cells, 6],
    [sensitive, 6],
    [table.values.filter((count) => count === 1).length, 7],
    [complementary, 14],
    [fewest.complementary, 10],
    [open.complementary, 18],
  ]
  console.log(
    `${name.padEnd(28)} ${figures.map(([figure, width]) => String(figure).padStart(width)).join(' ')}  ` +
      `${(uniformSigns ? 'uniform' : 'threshold').padEnd(9)} ${hidden.seconds.padStart(8)} s ` +
      `${rounded.seconds.padStart(6)} s ${String(rounded.value.summary.furthest).padStart(8)}`,
  )
}
