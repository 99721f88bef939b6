import { unitAt, type Spelled, type Transducer } from './transducer.ts'

/** What stands beside what: a unit of the left word and one of the right; the empty text where nothing does. */
export type Piece = readonly [left: string, right: string]

/** The single likeliest alignment of two words (Viterbi), from left to right. Of equal ones always the same. */
export function align(transducer: Transducer, a: Spelled, b: Spelled): Piece[] {
  const { joint, left, right } = transducer
  const columns = right.size
  const width = b.length + 1
  const best = new Float64Array((a.length + 1) * width)
  const from = new Int32Array(best.length)
  const operation = new Int32Array(best.length)
  best[0] = 1
  for (let i = 0; i <= a.length; i++) {
    for (let j = 0; j <= b.length; j++) {
      const at = i * width + j
      const step = (u: number, v: number, rows: number, places: number): void => {
        const before = at - rows * width - places
        const value = best[before]! * joint[u * columns + v]!
        if (value > best[at]!) {
          best[at] = value
          from[at] = before
          operation[at] = u * columns + v
        }
      }
      const single = i > 0 ? a.singles[i - 1]! : 0
      const pair = i > 1 ? a.pairs[i - 1]! : 0
      for (const [u, rows] of [
        [pair, 2],
        [single, 1],
        [0, 0],
      ] as const) {
        if (rows > 0 && u === 0) continue
        if (j > 1 && b.pairs[j - 1]! > 0) step(u, b.pairs[j - 1]!, rows, 2)
        if (j > 0) step(u, b.singles[j - 1]!, rows, 1)
        if (rows > 0) step(u, 0, rows, 0)
      }
    }
  }
  const pieces: Piece[] = []
  for (let at = best.length - 1; at > 0 && best[at]! > 0; at = from[at]!)
    pieces.push([unitAt(left, Math.floor(operation[at]! / columns)), unitAt(right, operation[at]! % columns)])
  return pieces.toReversed()
}
