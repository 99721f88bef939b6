/**
 * All that follows from some figures by adding and subtracting, as vectors over the groups that the figures are made of. Reckoned
 * modulo a prime, without rounding: a vector that follows with fractions whose denominators the prime does not divide is found. What
 * is found may, once in millions of times, follow modulo the prime alone, which errs on the side of hiding.
 */

/** A group, and what it is taken times; groups that are absent are taken not at all. */
export type Vector = ReadonlyMap<number, number>

/** The largest prime below 2^26: products of two remainders are whole numbers that a double holds. */
export const PRIME = 67_108_859

/** How much work is left; where it is none, the answer is that it was not found out. */
export interface Effort {
  left: number
}

export interface RowSpace {
  /** Whether a vector follows from the figures. */
  has(vector: Vector): boolean
  /**
   * A basis of what follows and is made of the `last` groups alone, in reduced echelon form: each vector has a 1 where the others
   * have nothing, in a group that stands before all others of the vector in `last`.
   */
  readonly reduced: readonly { readonly lead: number; readonly vector: Vector }[]
}

/**
 * Eliminates the groups of figures: first those that are not among the `last`, whichever costs least (each is in few figures, and
 * large tables fall apart so), then the `last` in their order. Undefined where it takes more than the effort.
 *
 * @param figures the groups of each figure
 * @param size how many groups there are
 */
export function rowSpaceOf(
  figures: readonly (readonly number[])[],
  size: number,
  last: readonly number[],
  effort: Effort,
): RowSpace | undefined {
  const rows = figures.map((groups) => new Map(groups.map((group) => [group, 1])))
  const rowsOf = Array.from({ length: size }, () => new Set<number>())
  for (const [row, groups] of figures.entries()) for (const group of groups) rowsOf[group]!.add(row)
  for (const { length } of figures) effort.left -= length
  const pivots: { readonly lead: number; readonly vector: Vector }[] = []

  /** Takes a group out of all rows but one, the shortest that is no pivot yet; where there is none, it stays as it is. */
  const isPivot = new Uint8Array(rows.length)
  const eliminate = (group: number, onChange?: (changed: number) => void): number | undefined => {
    let pivot: number | undefined
    for (const row of rowsOf[group]!) {
      if (isPivot[row] === 0 && (pivot === undefined || rows[row]!.size < rows[pivot]!.size)) pivot = row
    }
    if (pivot === undefined) return undefined
    const vector = rows[pivot]!
    const scale = inverse(vector.get(group)!)
    for (const [at, value] of vector) vector.set(at, (value * scale) % PRIME)
    for (const row of rowsOf[group]!) {
      if (row === pivot) continue
      effort.left -= vector.size
      if (effort.left < 0) return pivot
      const target = rows[row]!
      const factor = PRIME - target.get(group)!
      for (const [at, value] of vector) {
        const before = target.get(at)
        const after = ((before ?? 0) + factor * value) % PRIME
        if (after === 0) {
          target.delete(at)
          rowsOf[at]!.delete(row)
          onChange?.(at)
        } else {
          target.set(at, after)
          if (before === undefined) rowsOf[at]!.add(row)
        }
      }
    }
    isPivot[pivot] = 1
    pivots.push({ lead: group, vector })
    return pivot
  }

  const isLast = new Uint8Array(size)
  for (const group of last) isLast[group] = 1
  const queue = queueOf(size)
  for (let group = 0; group < size; group++) if (isLast[group] === 0) queue.push(group, rowsOf[group]!.size)
  for (let group = queue.pop(); group !== undefined; group = queue.pop()) {
    const rowsLeft = rowsOf[group]!.size
    if (rowsLeft === 0) continue
    if (queue.isLater(rowsLeft)) {
      queue.push(group, rowsLeft)
      continue
    }
    const pivot = eliminate(group, (changed) => {
      if (isLast[changed] === 0 && rowsOf[changed]!.size > 0) queue.push(changed, rowsOf[changed]!.size)
    })
    if (effort.left < 0) return undefined
    if (pivot === undefined) continue
    for (const at of rows[pivot]!.keys()) {
      rowsOf[at]!.delete(pivot)
      if (isLast[at] === 0 && rowsOf[at]!.size > 0) queue.push(at, rowsOf[at]!.size)
    }
  }
  const first = pivots.length
  for (const group of last) {
    eliminate(group)
    if (effort.left < 0) return undefined
  }
  const placeOf = new Int32Array(size).fill(-1)
  for (const [place, { lead }] of pivots.entries()) placeOf[lead] = place
  return { has: (vector) => isIn(pivots, placeOf, vector), reduced: pivots.slice(first) }
}

/** Takes pivots out of a vector, in the order in which they came, until nothing is left or nothing can be taken out. */
function isIn(pivots: RowSpace['reduced'], placeOf: Int32Array, vector: Vector): boolean {
  let left = new Map(vector)
  for (;;) {
    let next = pivots.length
    for (const at of left.keys()) if (placeOf[at]! >= 0 && placeOf[at]! < next) next = placeOf[at]!
    if (next === pivots.length) return left.size === 0
    const { lead, vector: pivot } = pivots[next]!
    left = sumOf(left, pivot, PRIME - left.get(lead)!)
  }
}

/** One vector with another added so many times, and whatever becomes nothing left out. */
export function sumOf(one: Vector, other: Vector, times = 1): Map<number, number> {
  const sum = new Map(one)
  for (const [at, value] of other) {
    const after = ((sum.get(at) ?? 0) + times * value) % PRIME
    if (after === 0) sum.delete(at)
    else sum.set(at, after)
  }
  return sum
}

/** The groups of a vector that takes each once; undefined where it takes one otherwise. */
export function groupsTaken(vector: Vector): readonly number[] | undefined {
  for (const value of vector.values()) if (value !== 1) return undefined
  return [...vector.keys()]
}

/** What a remainder is multiplied with to be 1, by Euclid. */
export function inverse(value: number): number {
  let [a, b, x, y] = [PRIME, value, 0, 1]
  while (b !== 0) {
    const quotient = Math.floor(a / b)
    ;[a, b] = [b, a - quotient * b]
    ;[x, y] = [y, x - quotient * y]
  }
  return x < 0 ? x + PRIME : x
}

/** Numbers by the least that was said of them; what was said before may come, too. */
function queueOf(size: number) {
  const buckets: number[][] = []
  let least = 0
  return {
    push(item: number, rank: number): void {
      const at = Math.min(rank, size)
      ;(buckets[at] ??= []).push(item)
      least = Math.min(least, at)
    },
    pop(): number | undefined {
      for (; least < buckets.length; least++) {
        const item = buckets[least]?.pop()
        if (item !== undefined) return item
      }
      return undefined
    },
    /** Whether a rank is greater than that of what came last. */
    isLater: (rank: number): boolean => Math.min(rank, size) > least,
  }
}
