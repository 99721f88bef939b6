/** A column of records as codes from 0 to below `size`. */
export interface CodeColumn {
  readonly codes: Uint16Array | Uint32Array
  readonly size: number
}

/** The records in an order in which those that are alike in all columns stand together, sorted by the codes of the first, the second … */
export function sortedAlike(columns: readonly CodeColumn[], records: Uint32Array): Uint32Array {
  let order = records.slice()
  let next = new Uint32Array(order.length)
  for (const { codes, size } of columns.toReversed()) {
    const starts = new Uint32Array(size + 1)
    for (const row of order) starts[codes[row]! + 1]!++
    for (let code = 0; code < size; code++) starts[code + 1]! += starts[code]!
    for (const row of order) next[starts[codes[row]!]!++] = row
    ;[order, next] = [next, order]
  }
  return order
}

/** Goes through the records that are alike in all columns, group by group, of an order in which these stand together. */
export function visitAlike(
  columns: readonly CodeColumn[],
  order: Uint32Array,
  visit: (group: Uint32Array) => void,
): void {
  for (let from = 0, to = 1; from < order.length; from = to++) {
    while (to < order.length && columns.every(({ codes }) => codes[order[to]!] === codes[order[from]!])) to++
    visit(order.subarray(from, to))
  }
}

export const allRecords = (count: number): Uint32Array => Uint32Array.from({ length: count }, (_, row) => row)
