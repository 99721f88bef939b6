import { treeDimension, type Dimension } from '../tables/dimension.ts'
import { lonePersons } from '../tables/lone-persons.ts'
import { disclosureRule } from '../tables/rule.ts'
import { smallCounts } from '../tables/sensitive-cells.ts'
import { suppress, type Signs } from '../tables/suppress.ts'
import { flat, tableOf } from '../tables/testing/holds.ts'
import { costOf, optimum } from '../tables/testing/optimum.ts'
import { repeatableWords } from '../noise/testing.ts'
import { unwrap } from '@gloact/kernel'

// How much more is hidden in small random tables than has to be: what the other hidden cells cost over the least that does,
// found by trying all. Counts below 5 are sensitive.
const TABLES = 60
const MOST_TRIALS = 20_000

const regions = treeDimension('r', ['all', 'N', 'N1', 'N2', 'S', 'S1', 'S2'], [-1, 0, 1, 1, 0, 4, 4])
const shapes: readonly (readonly [name: string, dimensions: readonly Dimension[]])[] = [
  ['3 × 3', flat(3, 3)],
  ['4 × 4', flat(4, 4)],
  ['2 levels (2·2) × 3', [regions, ...flat(3)]],
  ['2 × 2 × 2', flat(2, 2, 2)],
  ['3 × 3 × 2', flat(3, 3, 2)],
]

console.log('table                 solved  at the optimum  cost over the least: mean  worst')
const words = repeatableWords(4_711)
for (const [name, dimensions] of shapes) {
  const inner = dimensions.reduce((product, { leaves }) => product * leaves.length, 1)
  const rule = unwrap(disclosureRule({ audience: 'agency' }))
  const signs: Signs = { kind: 'threshold', threshold: rule.threshold, zerosSensitive: false }
  const ratios: number[] = []
  for (let made = 0; made < TABLES; made++) {
    // A third of the cells small, one in ten of them nobody.
    const cells = Array.from({ length: inner }, () => {
      const drawn = words.next() % 30
      return drawn < 1 ? 0 : drawn < 10 ? 1 + (words.next() % 4) : 5 + (words.next() % 60)
    })
    const table = tableOf(dimensions, cells)
    const sensitive = smallCounts(table, rule)
    if (sensitive.size === 0) continue
    const hidden = await suppress(table, sensitive, signs)
    if (!hidden.ok) continue
    const found = costOf(table, hidden.value.status)
    const least = optimum(table, sensitive, signs, { under: found, alone: lonePersons(table), most: MOST_TRIALS })
    if (least !== undefined) ratios.push(least === 0 ? 1 : found / least)
  }
  const optimal = ratios.filter((ratio) => ratio <= 1).length
  const mean = ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length
  console.log(
    `${name.padEnd(20)} ${String(ratios.length).padStart(7)} ${String(optimal).padStart(15)} ` +
      `${`${((mean - 1) * 100).toFixed(1)} %`.padStart(26)} ${`${((Math.max(...ratios) - 1) * 100).toFixed(0)} %`.padStart(6)}`,
  )
}
