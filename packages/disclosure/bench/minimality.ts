import { unwrap } from '@gloact/kernel'
import { repeatableWords } from '../noise/testing.ts'
import type { Dimension } from '../tables/dimension.ts'
import { protectTable } from '../tables/protect-table.ts'
import { disclosureRule, type DisclosureRule } from '../tables/rule.ts'
import { isInner, nodesOf, type Table } from '../tables/table.ts'
import { flat, tableOf } from '../tables/testing/holds.ts'

// How often somebody who runs the program on every table that looks the same when published is left with less than the bound
// (the minimality attack of Wong et al. 2007). Small random tables at the rule for an agency (below 5 is sensitive); tables
// with more than so many that look the same, or with a hidden total that has no bound, are left out.
const TABLES = 60
const MOST_ALIKE = 1_000

const shapes: readonly (readonly [name: string, dimensions: readonly Dimension[]])[] = [
  ['6', flat(6)],
  ['3 × 3', flat(3, 3)],
  ['4 × 4', flat(4, 4)],
  ['2 × 2 × 2', flat(2, 2, 2)],
]
const COVERS = ['fewest', 'blind'] as const

/** Every table that shows the same figures and signs; undefined where there are too many. */
function alike(
  table: Table,
  shown: readonly string[],
  rule: DisclosureRule,
): readonly (readonly number[])[] | undefined {
  const inner = [...table.values.keys()].filter((cell) => isInner(table, cell))
  const most = table.values[0]!
  const boundsOf = (cell: number): readonly [number, number] => {
    const sign = shown[cell]!
    if (/^\d+$/.test(sign)) return [Number(sign), Number(sign)]
    return sign.startsWith('<') ? [1, rule.threshold - 1] : [rule.threshold, most]
  }
  const bounds = [...table.values.keys()].map(boundsOf)
  // For each inner cell the totals that it is part of.
  const above = inner.map((cell) =>
    [...table.values.keys()].filter((total) => total !== cell && isAbove(table, total, cell)),
  )
  const least = table.values.map(() => 0)
  const top = table.values.map(() => 0)
  for (const [at, cell] of inner.entries()) {
    for (const total of above[at]!) {
      least[total]! += bounds[cell]![0]
      top[total]! += bounds[cell]![1]
    }
  }
  const found: number[][] = []
  const values: number[] = []
  let steps = 0
  const fill = (at: number): boolean => {
    if (++steps > 300_000) return false
    if (at === inner.length) return found.push([...values]) <= MOST_ALIKE
    const [low, high] = bounds[inner[at]!]!
    for (let value = low; value <= high; value++) {
      for (const total of above[at]!) {
        least[total]! += value - low
        top[total]! += value - high
      }
      const fits = above[at]!.every((total) => least[total]! <= bounds[total]![1] && top[total]! >= bounds[total]![0])
      values.push(value)
      const goesOn = !fits || fill(at + 1)
      values.pop()
      for (const total of above[at]!) {
        least[total]! -= value - low
        top[total]! -= value - high
      }
      if (!goesOn) return false
    }
    return true
  }
  return fill(0) ? found : undefined
}

function isAbove(table: Table, total: number, cell: number): boolean {
  const [upper, lower] = [nodesOf(table, total), nodesOf(table, cell)]
  return upper.every((node, at) => node === lower[at] || node === 0)
}

console.log('cover   table      tried    told more  small cells    told more  worked out')
for (const cover of COVERS)
  for (const [name, dimensions] of shapes) {
    const rule = unwrap(disclosureRule({ audience: 'agency', cover }))
    const words = repeatableWords(99)
    const inner = dimensions.reduce((product, { leaves }) => product * leaves.length, 1)
    let [tried, worse, cells, cellsWorse, exact] = [0, 0, 0, 0, 0]
    for (let made = 0; made < TABLES; made++) {
      const counts = Array.from({ length: inner }, () => {
        const drawn = words.next() % 30
        return drawn < 1 ? 0 : drawn < 9 ? 1 + (words.next() % 4) : 5 + (words.next() % 25)
      })
      const table = tableOf(dimensions, counts)
      const hidden = await protectTable(table, rule)
      if (!hidden.ok || hidden.value.summary.sensitive === 0 || hidden.value.summary.uniformSigns) continue
      const { shown } = hidden.value
      const same = alike(table, shown, rule)
      if (!same) continue
      tried++
      const left: Float64Array[] = []
      for (const other of same) {
        const candidate = tableOf(dimensions, other)
        const made = await protectTable(candidate, rule)
        if (made.ok && made.value.shown.every((sign, cell) => sign === shown[cell])) left.push(candidate.values)
      }
      let isWorse = false
      for (const [cell, sign] of shown.entries()) {
        if (!sign.startsWith('<')) continue
        const values = left.map((of) => of[cell]!)
        const spread = Math.max(...values) - Math.min(...values)
        cells++
        if (spread === 0) exact++
        if (spread >= rule.protection) continue
        cellsWorse++
        isWorse = true
      }
      if (isWorse) worse++
    }
    const share = (part: number, whole: number): string => `${part} (${Math.round((100 * part) / whole)} %)`
    const columns: readonly (readonly [text: string, width: number])[] = [
      [String(tried), 5],
      [share(worse, tried), 12],
      [String(cells), 12],
      [share(cellsWorse, cells), 12],
      [share(exact, cells), 11],
    ]
    console.log(
      `${cover.padEnd(7)} ${name.padEnd(10)} ${columns.map(([text, width]) => text.padStart(width)).join(' ')}`,
    )
  }
