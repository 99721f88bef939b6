/** Whole numbers from 0 to `below` − 1, the same for a seed on every machine (xorshift of 32 bits; for sampling alone). */
export function createRandom(seed: number): (below: number) => number {
  let state = (Math.imul(seed | 0, 0x9e3779b1) ^ 0x6d2b79f5) | 0 || 1
  const next = (): number => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return state >>> 0
  }
  for (let warm = 0; warm < 8; warm++) next()
  return (below) => Math.floor((next() / 4_294_967_296) * below)
}
