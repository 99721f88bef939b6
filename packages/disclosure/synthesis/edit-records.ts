import { type RandomWords, uniformBelow } from '../noise/random-words.ts'
import {
  type ColumnParts,
  COPY,
  FEW_LANES,
  LANES,
  layOut,
  type MarginalTarget,
  count as countIn,
} from './edit-layout.ts'
import type { CodedRecords } from './records.ts'

/** Some milliseconds, after which anyone who waits is heard. */
const ROWS_AT_A_TIME = 10_000
/** Less than this is no gain but rounding. */
const LEAST_GAIN = 1e-9

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
  const { differences, parts } = layOut(records, targets, sizes)
  // Row by row, so that what belongs to one record lies together.
  const columns = sizes.length
  const answers = new Uint16Array(count * columns)
  for (const [column, codes] of values.entries()) {
    for (let row = 0, at = column; row < count; row++, at += columns) answers[at] = codes[row]!
  }
  const editable = sizes.map((_, column) => column).filter((column) => sizes[column]! > 1 && parts[column]!.count > 0)
  for (let pass = 0; pass < passes; pass++) {
    let changed = 0
    shuffle(words, editable)
    for (const [done, column] of editable.entries()) {
      const edit = columnEditor(words, column, {
        codes: values[column]!,
        answers,
        columns,
        size: sizes[column]!,
        part: parts[column]!,
        differences,
        allows,
      })
      const start = uniformBelow(words, count)
      for (let step = 0; step < count; step += ROWS_AT_A_TIME) {
        changed += edit(start + step, Math.min(ROWS_AT_A_TIME, count - step))
        await onProgress?.(pass + (done + step / count) / editable.length, passes)
      }
    }
    if (changed < count * editable.length * 1e-4) break
  }
}

interface ColumnWork {
  readonly codes: Uint16Array
  readonly answers: Uint16Array
  readonly columns: number
  readonly size: number
  readonly part: ColumnParts
  readonly differences: Float64Array
  readonly allows: ((row: number, column: number, code: number) => boolean) | undefined
}

/** Edits the answers of one column in a stretch of rows (beyond the last the first come again); how many it changed. */
type ColumnEditor = (from: number, rows: number) => number

function columnEditor(
  words: RandomWords,
  column: number,
  { codes, answers, columns, size, part, differences, allows }: ColumnWork,
): ColumnEditor {
  const { count, pairs, mirror, lanes, offset, other, stride, second, secondStride, copies } = part
  const bases = new Int32Array(count)
  const sums = new Float64Array(LANES)
  const sumUp = lanes === FEW_LANES ? sumsOfFew : sumsOfMany
  return (from, rows) => {
    let changed = 0
    for (let step = from; step < from + rows; step++) {
      const row = step < codes.length ? step : step - codes.length
      const at = row * columns
      const code = codes[row]!
      for (let each = 0; each < pairs; each++) bases[each] = offset[each]! + answers[at + other[each]!]! * stride[each]!
      for (let each = pairs; each < count; each++) {
        bases[each] =
          offset[each]! +
          answers[at + other[each]!]! * stride[each]! +
          answers[at + second[each]!]! * secondStride[each]!
      }
      const first = mirror > 0 ? uniformBelow(words, size) : 0
      const standing = sumUp(differences, bases, { first, code, sums })
      // Taking one answer away and adding another changes the squares by 2 (count + sum of the new - sum of the old).
      let best = code
      let bestSum = standing - count - LEAST_GAIN
      for (let lane = 0; lane < lanes; lane++) {
        if (!(sums[lane]! < bestSum)) continue
        const proposed = first + lane < size ? first + lane : first + lane - size
        if (allows !== undefined && !allows(row, column, proposed)) continue
        best = proposed
        bestSum = sums[lane]!
      }
      if (best === code) continue
      for (let each = 0; each < count; each++) {
        const base = bases[each]!
        countIn(differences, base + code, -1, mirror, code)
        countIn(differences, base + best, 1, mirror, best)
        const a = answers[at + other[each]!]!
        const b = answers[at + second[each]!]!
        for (let which = 0, copy = each * 2 * COPY; which < 2 && copies[copy]! >= 0; which++, copy += COPY) {
          const place = copies[copy]! + a * copies[copy + 2]! + b * copies[copy + 3]!
          const own = copies[copy + 1]!
          const innermost = which === 0 ? a : b
          countIn(differences, place + code * own, -1, copies[copy + 4]!, innermost)
          countIn(differences, place + best * own, 1, copies[copy + 4]!, innermost)
        }
      }
      codes[row] = best
      answers[at + column] = best
      changed++
    }
    return changed
  }
}

interface Looked {
  readonly first: number
  readonly code: number
  /** Filled with the sums of the codes from the first on. */
  readonly sums: Float64Array
}

/**
 * The sum of the differences of the cells that a record is in, for the code that it has, and beside it for others. The loop is
 * written out: this is where the time goes, and sums that lie in registers take a quarter of it.
 */
function sumsOfMany(differences: Float64Array, bases: Int32Array, { first, code, sums }: Looked): number {
  let standing = 0
  let [s0, s1, s2, s3, s4, s5, s6, s7, s8] = [0, 0, 0, 0, 0, 0, 0, 0, 0]
  for (let each = 0; each < bases.length; each++) {
    const base = bases[each]!
    standing += differences[base + code]!
    const cell = base + first
    s0 += differences[cell]!
    s1 += differences[cell + 1]!
    s2 += differences[cell + 2]!
    s3 += differences[cell + 3]!
    s4 += differences[cell + 4]!
    s5 += differences[cell + 5]!
    s6 += differences[cell + 6]!
    s7 += differences[cell + 7]!
    s8 += differences[cell + 8]!
  }
  sums[0] = s0
  sums[1] = s1
  sums[2] = s2
  sums[3] = s3
  sums[4] = s4
  sums[5] = s5
  sums[6] = s6
  sums[7] = s7
  sums[8] = s8
  return standing
}

function sumsOfFew(differences: Float64Array, bases: Int32Array, { code, sums }: Looked): number {
  let [s0, s1, s2] = [0, 0, 0]
  for (let each = 0; each < bases.length; each++) {
    const base = bases[each]!
    s0 += differences[base]!
    s1 += differences[base + 1]!
    s2 += differences[base + 2]!
  }
  sums[0] = s0
  sums[1] = s1
  sums[2] = s2
  return sums[code]!
}

/** Puts items into a random order (Fisher and Yates). */
export function shuffle(words: RandomWords, items: number[] | Uint32Array): void {
  for (let at = items.length - 1; at > 0; at--) {
    const other = uniformBelow(words, at + 1)
    const item = items[at]!
    items[at] = items[other]!
    items[other] = item
  }
}
