import { rowCounts, type BitRows } from './bit-rows.ts'
import { BestPairs, type DicePairs } from './dice-pairs.ts'

/** What `kernel/dice-join.wasm` exports. Pointers are byte offsets into its memory. */
export interface DiceKernel {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number }
  begin(
    length: number,
    rowsA: number,
    countsA: number,
    rowsB: number,
    countsB: number,
    totalB: number,
    planes: number,
    order: number,
    frequencies: number,
    lists: number,
    reach: number,
    state: number,
    output: number,
    capacity: number,
    threshold: number,
    deviations: number,
  ): void
  raise(threshold: number): void
  transpose(): void
  prepare(from: number, to: number): void
  rewind(): void
  join(from: number, to: number): number
  isDone(): number
}

export interface DiceJoinOptions {
  /** Least Dice coefficient of a pair, 2|a∧b| / (|a| + |b|): above 0, at most 1. */
  readonly threshold: number
  /** Most pairs to keep; the most alike are kept. */
  readonly limit?: number
  readonly signal?: { readonly aborted: boolean } | undefined
  readonly onProgress?: ((done: number, total: number) => void) | undefined
}

/** Pairs that a join keeps unless it is told otherwise: 320 MB. */
export const MOST_PAIRS = 10_000_000

/** Records of A that are joined with a block while their lists stay in the second-level cache. */
const CHUNK = 256
/** Records of either side that are in the kernel’s memory at a time. */
const TILE = 65_536
const PAIR_WORDS = 3
const OUTPUT_PAIRS = 16_384
/**
 * So many standard deviations lie between the misses that unrelated records have and those that are allowed, where the
 * counting of a pair ends. It decides only how many pairs are verified, not which are found.
 */
const DEVIATIONS = 3.75
const PAGE = 65_536

/**
 * All pairs of a row of `a` and a row of `b` whose Dice coefficient reaches the threshold, exactly: an upper bound by
 * carry-save counting over bit planes, then the count itself for what is left (docs/methods/linkage.md).
 */
export function joinDice(kernel: DiceKernel, a: BitRows, b: BitRows, options: DiceJoinOptions): DicePairs {
  const { threshold, limit = MOST_PAIRS, signal, onProgress } = options
  if (!(threshold > 0 && threshold <= 1))
    throw new Error('a threshold of the Dice coefficient is above 0 and at most 1')
  if (a.width !== b.width) throw new Error('filters that are joined have one width')
  const best = new BestPairs(limit, threshold)
  const [sortedA, sortedB] = [byCount(a), byCount(b)]
  const total = a.total * b.total
  let done = 0
  for (let fromB = 0; fromB < b.total; fromB += TILE) {
    const tileB = tileOf(b, sortedB, fromB)
    for (let fromA = 0; fromA < a.total; fromA += TILE) {
      const tileA = tileOf(a, sortedA, fromA)
      joinTiles(kernel, tileA, tileB, {
        best,
        step(records) {
          if (signal?.aborted) throw new JoinCancelled()
          done += records * tileB.total
          onProgress?.(done, total)
        },
      })
    }
  }
  return best.pairs()
}

/** Thrown where the signal ended a join. */
export class JoinCancelled extends Error {
  constructor() {
    super('the join was cancelled')
    this.name = 'JoinCancelled'
  }
}

interface Sorted {
  /** Rows from the emptiest to the fullest. */
  readonly rows: Uint32Array
  readonly counts: Uint32Array
}

function byCount(rows: BitRows): Sorted {
  const counts = rowCounts(rows)
  const starts = new Uint32Array(rows.width * 8 + 2)
  for (const count of counts) starts[count + 1]!++
  for (let at = 1; at < starts.length; at++) starts[at]! += starts[at - 1]!
  const order = new Uint32Array(rows.total)
  for (let row = 0; row < rows.total; row++) order[starts[counts[row]!]!++] = row
  return { rows: order, counts }
}

/** Some of the rows in order of their counts, padded to whole 64-bit words. */
interface Tile {
  readonly rows: Uint32Array
  readonly counts: Uint32Array
  readonly bytes: Uint8Array
  readonly total: number
  readonly length: number
}

function tileOf({ bytes, width }: BitRows, { rows, counts }: Sorted, from: number): Tile {
  const own = rows.subarray(from, from + TILE)
  const padded = Math.ceil(width / 8) * 8
  const sorted = new Uint8Array(own.length * padded)
  for (let at = 0; at < own.length; at++) {
    const start = own[at]! * width
    sorted.set(bytes.subarray(start, start + width), at * padded)
  }
  return {
    rows: own,
    counts: Uint32Array.from(own, (row) => counts[row]!),
    bytes: sorted,
    total: own.length,
    length: padded * 8,
  }
}

interface Collecting {
  readonly best: BestPairs
  step(records: number): void
}

function joinTiles(kernel: DiceKernel, a: Tile, b: Tile, { best, step }: Collecting): void {
  const { length } = a
  const layout = layoutOf(a, b)
  const missing = Math.ceil((layout.end - kernel.memory.buffer.byteLength) / PAGE)
  if (missing > 0) kernel.memory.grow(missing)
  const { buffer } = kernel.memory
  new Uint8Array(buffer).set(a.bytes, layout.rowsA)
  new Uint8Array(buffer).set(b.bytes, layout.rowsB)
  new Uint32Array(buffer).set(a.counts, layout.countsA / 4)
  new Uint32Array(buffer).set(b.counts, layout.countsB / 4)
  const { rowsA, countsA, rowsB, countsB, planes, order, frequencies, lists, reach, state, output } = layout
  kernel.begin(
    length,
    rowsA,
    countsA,
    rowsB,
    countsB,
    b.total,
    planes,
    order,
    frequencies,
    lists,
    reach,
    state,
    output,
    OUTPUT_PAIRS,
    best.threshold,
    DEVIATIONS,
  )
  kernel.transpose()
  const shares = new Uint32Array(buffer, frequencies, length)
  new Uint16Array(buffer, order, length).set(
    Uint16Array.from({ length }, (_, bit) => bit).toSorted((x, y) => shares[x]! - shares[y]! || x - y),
  )
  const pairs = new Uint32Array(buffer, output, OUTPUT_PAIRS * PAIR_WORDS)
  for (let from = 0; from < a.total; from += CHUNK) {
    const to = Math.min(from + CHUNK, a.total)
    kernel.prepare(from, to)
    kernel.rewind()
    do {
      const found = kernel.join(from, to)
      for (let at = 0; at < found * PAIR_WORDS; at += PAIR_WORDS) {
        const [first, second] = [pairs[at]!, pairs[at + 1]!]
        best.add(a.rows[first]!, b.rows[second]!, (2 * pairs[at + 2]!) / (a.counts[first]! + b.counts[second]!))
      }
      kernel.raise(best.threshold)
    } while (!kernel.isDone())
    step(to - from)
  }
}

const aligned = (offset: number): number => Math.ceil(offset / 64) * 64

/** Where everything lies in the kernel’s memory. The sizes of a record’s list are those that `begin` reckons with. */
function layoutOf(a: Tile, b: Tile) {
  const { length } = a
  const listStride = (Math.floor((length / 2 + 16) / 16) + 1) * 32
  const reachStride = (listStride / 32 + 1) * 2
  const sizes = {
    rowsA: a.bytes.length,
    countsA: a.total * 4,
    rowsB: b.bytes.length,
    countsB: b.total * 4,
    planes: Math.ceil(b.total / 128) * (length + 1) * 16,
    order: length * 2,
    frequencies: length * 4,
    lists: CHUNK * listStride,
    reach: CHUNK * reachStride,
    state: CHUNK * 8,
    output: OUTPUT_PAIRS * PAIR_WORDS * 4,
  }
  let end = 1024
  const place = (size: number): number => {
    const start = end
    end = aligned(end + size)
    return start
  }
  const offsets = Object.fromEntries(Object.entries(sizes).map(([name, size]) => [name, place(size)]))
  return { ...(offsets as Record<keyof typeof sizes, number>), end }
}
