import type { Alphabet } from './transducer.ts'
import type { Operations } from './table.ts'

const flipped = ({ left, right, operations, end }: Operations): Operations => {
  const turned = new Float64Array(operations.length)
  for (let u = 0; u < left.size; u++)
    for (let v = 0; v < right.size; v++) turned[v * left.size + u] = operations[u * right.size + v]!
  return { left: right, right: left, operations: turned, end }
}

/** What a unit of the left writes, and which share of it each is: few of all units, so that most of a table is never looked at. */
function writtenBy({ right, operations }: Operations, unit: number) {
  const shares: [unit: number, share: number][] = []
  let sum = 0
  for (let v = 0; v < right.size; v++) {
    const value = operations[unit * right.size + v]!
    if (value === 0) continue
    sum += value
    shares.push([v, value])
  }
  for (const one of shares) one[1] /= sum
  return { sum, shares }
}

/**
 * The operations that two spellings share which are written independently from one hidden third: each unit of the
 * third writes a unit of either side, and what a side writes from nothing stands alone. `a` and `b` have the hidden
 * spelling on their left. With a = b the result is symmetric.
 */
export function throughLeft(a: Operations, b: Operations): Operations {
  const [rows, columns] = [a.right.size, b.right.size]
  const operations = new Float64Array(rows * columns)
  const hidden: readonly string[] = [...a.left.letters, ...a.left.pairs]
  const numberIn = (alphabet: Alphabet, unit: string): number | undefined =>
    alphabet.singleOf.get(unit) ?? alphabet.pairOf.get(unit)
  for (const unit of hidden) {
    const ua = numberIn(a.left, unit)!
    const ub = numberIn(b.left, unit)
    if (ub === undefined) continue
    const [fromA, fromB] = [writtenBy(a, ua), writtenBy(b, ub)]
    if (fromA.sum === 0 || fromB.sum === 0) continue
    // The mean of what the two say of how often the hidden unit comes.
    const chance = (fromA.sum + fromB.sum) / 2
    for (const [v, shareA] of fromA.shares) {
      const share = shareA * chance
      for (const [w, shareB] of fromB.shares) operations[v * columns + w]! += share * shareB
    }
  }
  for (let v = 1; v < rows; v++) operations[v * columns]! += a.operations[v]!
  for (let w = 1; w < columns; w++) operations[w]! += b.operations[w]!
  operations[0] = 0
  return { left: a.right, right: b.right, operations, end: (a.end + b.end) / 2 }
}

/** The same of two whose hidden spelling is on the right: two native scripts through their Latin spellings. */
export const throughRight = (a: Operations, b: Operations): Operations => throughLeft(flipped(a), flipped(b))
