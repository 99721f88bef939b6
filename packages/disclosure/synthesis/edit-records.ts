import { type RandomWords, uniformBelow } from '../noise/random-words.ts'
import { type CodedRecords, countMarginal } from './records.ts'

/** The counts that the records should come to have for some columns; they need not be whole. */
export interface MarginalTarget {
  readonly columns: readonly number[]
  readonly counts: Float64Array
}

/** What one column takes part in, laid out for speed. */
interface Part {
  readonly differences: Float64Array
  readonly stride: number
  /** The other columns and their strides: up to two are read directly. */
  readonly others: readonly Uint16Array[]
  readonly strides: readonly number[]
}

const MOST_PROPOSALS = 8

/**
 * Changes records, one answer at a time, wherever that brings their counts nearer to the targets (least squares), in a
 * number of passes over all answers. It never moves away from the targets, and stops early where a pass changes little.
 * The aim is that of the record editing of Zhang et al., PrivSyn (2021); the search is by single answers, which cannot diverge.
 */
export async function editRecords(
  words: RandomWords,
  records: CodedRecords,
  targets: readonly MarginalTarget[],
  {
    sizes,
    passes,
    allows,
    onProgress,
  }: {
    readonly sizes: readonly number[]
    readonly passes: number
    /** Whether a record may become so; structural zeros refuse. */
    readonly allows?: (row: number, column: number, code: number) => boolean
    readonly onProgress?: (done: number, total: number) => void | Promise<void>
  },
): Promise<void> {
  const { count, values } = records
  if (count === 0) return
  const parts = partsByColumn(records, targets, sizes)
  const editable = sizes.map((_, column) => column).filter((column) => sizes[column]! > 1 && parts[column]!.length > 0)
  for (let pass = 0; pass < passes; pass++) {
    let changed = 0
    for (const column of shuffled(words, editable)) {
      const width = sizes[column]!
      const codes = values[column]!
      const own = parts[column]!
      const bases = new Int32Array(own.length)
      const proposals = Math.min(width - 1, MOST_PROPOSALS)
      const start = uniformBelow(words, count)
      for (let step = 0; step < count; step++) {
        const row = (start + step) % count
        const code = codes[row]!
        // What taking the answer away changes.
        let without = 0
        for (let at = 0; at < own.length; at++) {
          const { others, strides, differences, stride } = own[at]!
          let base = 0
          if (others.length === 1) base = others[0]![row]! * strides[0]!
          else if (others.length > 1) {
            base = others[0]![row]! * strides[0]! + others[1]![row]! * strides[1]!
            for (let more = 2; more < others.length; more++) base += others[more]![row]! * strides[more]!
          }
          bases[at] = base
          without += 1 - 2 * differences[base + code * stride]!
        }
        // Adding an answer costs at least this little where every cell is short of its target; mostly nothing can be won.
        let best = code
        let bestChange = -1e-9
        const first = width - 1 <= MOST_PROPOSALS ? 0 : uniformBelow(words, width)
        for (let proposal = 0; proposal <= proposals; proposal++) {
          const other = (first + proposal) % width
          if (other === code) continue
          let change = without
          for (let at = 0; at < own.length; at++) {
            const { differences, stride } = own[at]!
            change += 1 + 2 * differences[bases[at]! + other * stride]!
          }
          if (change < bestChange && (allows === undefined || allows(row, column, other))) {
            best = other
            bestChange = change
          }
        }
        if (best === code) continue
        for (let at = 0; at < own.length; at++) {
          const { differences, stride } = own[at]!
          differences[bases[at]! + code * stride]! -= 1
          differences[bases[at]! + best * stride]! += 1
        }
        codes[row] = best
        changed++
      }
      await onProgress?.(pass, passes)
    }
    if (changed < count * editable.length * 1e-4) break
  }
}

function partsByColumn(
  records: CodedRecords,
  targets: readonly MarginalTarget[],
  sizes: readonly number[],
): readonly (readonly Part[])[] {
  const parts: Part[][] = sizes.map(() => [])
  for (const { columns, counts } of targets) {
    const current = countMarginal(records, columns, sizes)
    const differences = Float64Array.from(current, (value, cell) => value - counts[cell]!)
    const strides = columns.map((_, at) => columns.slice(at + 1).reduce((cells, later) => cells * sizes[later]!, 1))
    for (const [at, column] of columns.entries()) {
      parts[column]!.push({
        differences,
        stride: strides[at]!,
        others: columns.filter((other) => other !== column).map((other) => records.values[other]!),
        strides: strides.filter((_, other) => other !== at),
      })
    }
  }
  return parts
}

export function shuffled<Item>(words: RandomWords, items: readonly Item[]): Item[] {
  const mixed = [...items]
  for (let at = mixed.length - 1; at > 0; at--) {
    const other = uniformBelow(words, at + 1)
    ;[mixed[at], mixed[other]] = [mixed[other]!, mixed[at]!]
  }
  return mixed
}
