import { type RandomWords, uniformFraction } from '../noise/random-words.ts'
import type { GraphicalModel } from './graphical-model.ts'
import { type CodedRecords, cellMap } from './records.ts'

// The fraction of the golden ratio: multiples of it, taken modulo 1, fill every stretch evenly.
const GOLDEN = (Math.sqrt(5) - 1) / 2

/**
 * Records drawn from a model, evenly rather than independently: records stand in the order of what they hold already, and each
 * clique's new columns follow the quantiles of one evenly spread sequence. Counts then differ from the model's by far less than
 * independent draws would. What is drawn is post-processing and costs no budget. `pause` is waited for between cliques.
 */
export async function drawRecords(
  words: RandomWords,
  model: GraphicalModel,
  count: number,
  pause?: () => void | Promise<void>,
): Promise<CodedRecords> {
  const { sizes, tree, beliefs } = model
  const values = sizes.map(() => new Uint16Array(count))
  let order = Uint32Array.from({ length: count }, (_, row) => row)
  for (const [index, { columns, separator }] of tree.cliques.entries()) {
    const added = columns.filter((column) => !separator.includes(column))
    if (added.length === 0) continue
    await pause?.()
    const belief = beliefs[index]!
    const toSeparator = cellMap(columns, separator, sizes)
    const toAdded = cellMap(columns, added, sizes)
    const separatorCells = separator.reduce((cells, column) => cells * sizes[column]!, 1)
    const addedCells = added.reduce((cells, column) => cells * sizes[column]!, 1)
    // Running sums of the new columns' cells, for each cell of the separator.
    const sums = new Float64Array(separatorCells * addedCells)
    for (let cell = 0; cell < belief.length; cell++) {
      sums[toSeparator[cell]! * addedCells + toAdded[cell]!] = belief[cell]!
    }
    for (let group = 0; group < separatorCells; group++) {
      for (let cell = 1, at = group * addedCells + 1; cell < addedCells; cell++, at++) sums[at]! += sums[at - 1]!
    }
    order = sortedBy(order, cellsOfRows(values, separator, sizes, count), separatorCells)
    const taken = new Uint32Array(count)
    let position = uniformFraction(words)
    for (const row of order) {
      let group = 0
      for (const column of separator) group = group * sizes[column]! + values[column]![row]!
      const from = group * addedCells
      const all = sums[from + addedCells - 1]!
      position += GOLDEN
      if (position >= 1) position -= 1
      taken[row] = all > 0 ? firstAbove(sums, from, addedCells, position * all) : 0
    }
    for (let row = 0; row < count; row++) {
      let rest = taken[row]!
      for (let at = added.length - 1; at >= 0; at--) {
        const width = sizes[added[at]!]!
        values[added[at]!]![row] = rest % width
        rest = Math.floor(rest / width)
      }
    }
    order = sortedBy(order, taken, addedCells)
  }
  return { count, values }
}

function cellsOfRows(
  values: readonly Uint16Array[],
  columns: readonly number[],
  sizes: readonly number[],
  count: number,
): Uint32Array {
  const cells = new Uint32Array(count)
  for (const column of columns) {
    const width = sizes[column]!
    const codes = values[column]!
    for (let row = 0; row < count; row++) cells[row] = cells[row]! * width + codes[row]!
  }
  return cells
}

/** The rows in the order of a key below `keys`; rows with one key keep their order. */
function sortedBy(order: Uint32Array, key: Uint32Array, keys: number): Uint32Array<ArrayBuffer> {
  const starts = new Uint32Array(keys + 1)
  for (const value of key) starts[value + 1]!++
  for (let value = 0; value < keys; value++) starts[value + 1]! += starts[value]!
  const sorted = new Uint32Array(order.length)
  for (const row of order) sorted[starts[key[row]!]!++] = row
  return sorted
}

/** The first of `length` running sums from `from` on that lies above a value. */
function firstAbove(sums: Float64Array, from: number, length: number, value: number): number {
  let low = 0
  let high = length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (sums[from + middle]! > value) high = middle
    else low = middle + 1
  }
  return low
}
