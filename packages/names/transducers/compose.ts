import type { Alphabet } from './transducer.ts'
import type { Operations } from './table.ts'

const flipped = ({ left, right, operations, end }: Operations): Operations => {
  const turned = new Float64Array(operations.length)
  for (let u = 0; u < left.size; u++)
    for (let v = 0; v < right.size; v++) turned[v * left.size + u] = operations[u * right.size + v]!
  return { left: right, right: left, operations: turned, end }
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
    let sumA = 0
    for (let v = 0; v < rows; v++) sumA += a.operations[ua * rows + v]!
    let sumB = 0
    for (let v = 0; v < columns; v++) sumB += b.operations[ub * columns + v]!
    if (sumA === 0 || sumB === 0) continue
    // The mean of what the two say of how often the hidden unit comes.
    const chance = (sumA + sumB) / 2
    for (let v = 0; v < rows; v++) {
      const share = (a.operations[ua * rows + v]! / sumA) * chance
      if (share === 0) continue
      for (let w = 0; w < columns; w++) operations[v * columns + w]! += share * (b.operations[ub * columns + w]! / sumB)
    }
  }
  for (let v = 1; v < rows; v++) operations[v * columns]! += a.operations[v]!
  for (let w = 1; w < columns; w++) operations[w]! += b.operations[w]!
  operations[0] = 0
  return { left: a.right, right: b.right, operations, end: (a.end + b.end) / 2 }
}

/** The same of two whose hidden spelling is on the right: two native scripts through their Latin spellings. */
export const throughRight = (a: Operations, b: Operations): Operations => throughLeft(flipped(a), flipped(b))
