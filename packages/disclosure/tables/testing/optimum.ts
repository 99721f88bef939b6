import { CELL, hidingCosts } from '../hiding.ts'
import type { LonePersons } from '../lone-persons.ts'
import type { SensitiveCells } from '../sensitive-cells.ts'
import type { Signs } from '../suppress.ts'
import type { Table } from '../table.ts'
import { attack, sumsOf } from './attack.ts'

/** What the cells that are hidden with the sensitive ones cost. */
export const costOf = (table: Table, status: Uint8Array): number => {
  const cost = hidingCosts(table, () => true)
  return status.reduce((sum, one, cell) => sum + (one === CELL.complementary ? cost[cell]! : 0), 0)
}

/**
 * The least that has to be hidden with the sensitive cells of a small table, found by trying: in a sum of which one cell is
 * hidden another has to be; where an outsider still works out too much, any other may have to be. `under` is what is known to
 * do. Undefined where it was not found within so many trials.
 */
export function optimum(
  table: Table,
  sensitive: SensitiveCells,
  signs: Signs,
  { under, alone, most }: { readonly under: number; readonly alone: LonePersons; readonly most: number },
): number | undefined {
  const cost = hidingCosts(table, (cell) => table.values[cell]! > 0)
  const sums = sumsOf(table)
  const status = new Uint8Array(table.values.length)
  for (const cell of sensitive.keys()) status[cell] = CELL.sensitive
  const refused = new Uint8Array(status.length)
  let best = under
  let trials = 0
  const furthest = Math.max(...[...sensitive.values()].map(({ spread }) => spread)) + 1
  const isSafe = (): boolean =>
    [[], ...alone.cells].every((own) => {
      const known = status.slice()
      for (const cell of own) known[cell] = CELL.shown
      const worked = attack(table, { status: known, signs }, furthest, { only: (cell) => sensitive.has(cell) })
      return [...worked].every(([cell, { least, most: top }]) => top - least >= sensitive.get(cell)!.spread)
    })
  const branch = (candidates: readonly number[], price: number): void => {
    const tried: number[] = []
    for (const cell of candidates.toSorted((a, b) => cost[a]! - cost[b]!)) {
      if (price + cost[cell]! >= best) break
      status[cell] = CELL.complementary
      descend(price + cost[cell]!)
      status[cell] = CELL.shown
      refused[cell] = 1
      tried.push(cell)
    }
    for (const cell of tried) refused[cell] = 0
  }
  const mayHide = (cell: number): boolean =>
    status[cell] === CELL.shown && refused[cell] === 0 && table.values[cell]! > 0
  const descend = (price: number): void => {
    if (price >= best || ++trials > most) return
    for (const sum of sums) {
      if (sum.filter((cell) => status[cell] !== CELL.shown).length === 1) return branch(sum.filter(mayHide), price)
    }
    if (isSafe()) best = price
    else branch([...status.keys()].filter(mayHide), price)
  }
  descend(0)
  return trials > most ? undefined : best
}
