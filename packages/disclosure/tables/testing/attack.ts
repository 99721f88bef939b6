import { CELL } from '../hiding.ts'
import type { Suppression } from '../suppress.ts'
import type { Table } from '../table.ts'

/** A sum that the reader of a table knows to hold: the first cell is the sum of the others. */
export type Sum = readonly number[]

/** Every sum of a table, one for each parent and each combination of the other dimensions. */
export function sumsOf({ dimensions, strides, values }: Table): readonly Sum[] {
  return dimensions.flatMap(({ labels, children }, dimension) => {
    const stride = strides[dimension]!
    return [...values.keys()].flatMap((cell) => {
      const node = Math.floor(cell / stride) % labels.length
      const below = children[node]!
      return below.length === 0 ? [] : [[cell, ...below.map((child) => cell + (child - node) * stride)]]
    })
  })
}

/**
 * What an outsider can work out of a published table by trying: the least and the most whole number that each hidden cell can
 * be, so that some table of whole numbers agrees with every figure, every sign and every sum. Knows nothing of how cells were
 * chosen. Looks up to `furthest` from the truth. For small tables. Of cells that are `unseen` nothing was published; only those
 * asked for are tried.
 */
export function attack(
  table: Table,
  { status, signs }: Pick<Suppression, 'status' | 'signs'>,
  furthest: number,
  {
    unseen = () => false,
    only = () => true,
  }: { readonly unseen?: (cell: number) => boolean; readonly only?: (cell: number) => boolean } = {},
): ReadonlyMap<number, { least: number; most: number }> {
  const { values } = table
  const most = values[0]! + furthest * values.length
  const low = values.slice()
  const high = values.slice()
  for (let cell = 0; cell < values.length; cell++) {
    if (unseen(cell)) {
      low[cell] = 0
      high[cell] = most
      continue
    }
    if (status[cell] === CELL.shown) continue
    const isSmall = status[cell] === CELL.sensitive && signs.kind === 'threshold'
    const somebody = signs.zerosSensitive ? 0 : 1
    low[cell] = isSmall || signs.kind === 'uniform' ? somebody : signs.threshold
    high[cell] = isSmall ? signs.threshold - 1 : most
  }
  return bounds(sumsOf(table), { values, low, high }, furthest, (cell) => {
    return status[cell] !== CELL.shown && !unseen(cell) && only(cell)
  })
}

/** The same of any cells of which a reader knows between what each lies, and which sums hold. */
export function bounds(
  sums: readonly Sum[],
  { values, low, high }: { readonly values: Float64Array; readonly low: Float64Array; readonly high: Float64Array },
  furthest: number,
  isTried: (cell: number) => boolean,
): ReadonlyMap<number, { least: number; most: number }> {
  const isPossible = (cell: number, value: number): boolean => {
    if (value < low[cell]! || value > high[cell]!) return false
    const [from, to] = [low.slice(), high.slice()]
    from[cell] = value
    to[cell] = value
    return hasSolution(sums, from, to)
  }
  const found = new Map<number, { least: number; most: number }>()
  for (let cell = 0; cell < values.length; cell++) {
    if (!isTried(cell)) continue
    let [least, top] = [values[cell]!, values[cell]!]
    for (let value = values[cell]! - furthest; value < least; value++) if (isPossible(cell, value)) least = value
    for (let value = values[cell]! + furthest; value > top; value--) if (isPossible(cell, value)) top = value
    found.set(cell, { least, most: top })
  }
  return found
}

/** Whether whole numbers between bounds keep every sum: narrows bounds until they stand, then tries the narrowest cell. */
function hasSolution(sums: readonly Sum[], low: Float64Array, high: Float64Array): boolean {
  if (!narrow(sums, low, high)) return false
  let open = -1
  for (let cell = 0; cell < low.length; cell++) {
    if (low[cell]! < high[cell]! && (open < 0 || high[cell]! - low[cell]! < high[open]! - low[open]!)) open = cell
  }
  if (open < 0) return true
  for (let value = low[open]!; value <= high[open]!; value++) {
    const [from, to] = [low.slice(), high.slice()]
    from[open] = value
    to[open] = value
    if (hasSolution(sums, from, to)) return true
  }
  return false
}

function narrow(sums: readonly Sum[], low: Float64Array, high: Float64Array): boolean {
  for (let changed = true; changed;) {
    changed = false
    for (const [total, ...parts] of sums) {
      let [least, most] = [0, 0]
      for (const part of parts) {
        least += low[part]!
        most += high[part]!
      }
      const set = (cell: number, from: number, to: number): void => {
        if (from > low[cell]!) {
          low[cell] = from
          changed = true
        }
        if (to < high[cell]!) {
          high[cell] = to
          changed = true
        }
      }
      set(total!, least, most)
      for (const part of parts) {
        const [others, otherMost] = [least - low[part]!, most - high[part]!]
        const [from, to] = [low[part]!, high[part]!]
        set(part, low[total!]! - otherMost, high[total!]! - others)
        least += low[part]! - from
        most += high[part]! - to
      }
    }
    for (let cell = 0; cell < low.length; cell++) if (low[cell]! > high[cell]!) return false
  }
  return true
}
