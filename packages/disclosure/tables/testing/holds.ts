import fc from 'fast-check'
import { unwrap } from '@gloact/kernel'
import { flatDimension, treeDimension, type Dimension } from '../dimension.ts'
import { CELL } from '../hiding.ts'
import { lonePersons } from '../lone-persons.ts'
import type { DisclosureRule } from '../rule.ts'
import { smallCounts } from '../sensitive-cells.ts'
import { freedomOf, suppress, type Signs } from '../suppress.ts'
import { countTable, nodesOf, type Table } from '../table.ts'
import { attack } from './attack.ts'

const codes = (count: number, letter: string) => Array.from({ length: count }, (_, at) => `${letter}${at}`)

/** A table from the counts of its inner cells, the last dimension varying fastest. */
export function tableOf(dimensions: readonly Dimension[], counts: readonly number[]): Table {
  const leaves: number[][] = dimensions.map(() => [])
  const descend = (dimension: number, chosen: readonly number[]): void => {
    if (dimension === dimensions.length) {
      for (const [at, leaf] of chosen.entries()) leaves[at]!.push(leaf)
      return
    }
    for (const leaf of dimensions[dimension]!.leaves) descend(dimension + 1, [...chosen, leaf])
  }
  descend(0, [])
  return unwrap(countTable(dimensions, { leaves, counts }))
}

export const flat = (...sizes: readonly number[]) =>
  sizes.map((size, at) => flatDimension(`d${at}`, codes(size, 'abcd'[at]!)))

/** North with three districts, South with two. */
export const REGIONS = treeDimension(
  'district',
  ['Total', 'North', 'N1', 'N2', 'N3', 'South', 'S1', 'S2'],
  [-1, 0, 1, 1, 1, 0, 5, 5],
)

const count = fc.oneof(
  { weight: 2, arbitrary: fc.constant(0) },
  { weight: 2, arbitrary: fc.constant(1) },
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 9 }) },
  { weight: 5, arbitrary: fc.integer({ min: 10, max: 40 }) },
)
export const counts = (inner: number) => fc.array(count, { minLength: inner, maxLength: inner })

function demand(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise)
}

/** Hides as `protectTable` does, and lets outsiders try, and each person who is the only one in a cell. */
export async function holds(table: Table, rule: DisclosureRule): Promise<void> {
  let signs: Signs = { kind: 'threshold', threshold: rule.threshold, zerosSensitive: false }
  const sensitive = smallCounts(table, rule)
  const options = { cover: rule.cover }
  let result = await suppress(table, sensitive, signs, {}, options)
  if (!result.ok) {
    signs = { ...signs, kind: 'uniform' }
    result = await suppress(table, sensitive, signs, {}, options)
  }
  const { status } = unwrap(result)
  const worked = attack(table, { status, signs }, rule.protection + 1)
  for (const [cell, { least, most }] of worked) {
    const asked = status[cell] === CELL.sensitive ? rule.protection : 1
    demand(most - least >= asked, `cell ${nodesOf(table, cell).join(',')} lies between ${least} and ${most}`)
  }
  for (const cell of sensitive.keys()) demand(status[cell] === CELL.sensitive, 'a small count is shown')
  for (const own of lonePersons(table).cells) {
    // What somebody knows is to them as if it were shown.
    const known = status.slice()
    for (const cell of own) known[cell] = CELL.shown
    for (const [cell, { least, most }] of attack(table, { status: known, signs }, rule.protection + 1)) {
      const asked = status[cell] === CELL.sensitive ? rule.protection : 0
      demand(
        most - least >= asked,
        `to who is alone in ${nodesOf(table, own[0]!).join(',')} cell ${nodesOf(table, cell).join(',')} lies between ${least} and ${most}`,
      )
    }
  }
  const audited = freedomOf(table, { status, signs }, rule.protection + 1)
  for (const [cell, { least, most }] of audited.cells) {
    const outsider = worked.get(cell)!
    const isWithin = least >= outsider.least && most <= outsider.most
    const isSame = least === outsider.least && most === outsider.most
    demand(audited.isExact ? isSame : isWithin, 'the audit is not what an outsider works out')
  }
}
