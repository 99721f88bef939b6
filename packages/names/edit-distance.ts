const LONGEST = 64
const WIDTH = LONGEST + 1
const table = new Uint8Array(WIDTH * WIDTH)

/** Letters added, left out, changed, or crossed with their neighbour (optimal string alignment); 64 letters at most. */
export function editDistance(a: string, b: string): number {
  const rows = Math.min(a.length, LONGEST)
  const columns = Math.min(b.length, LONGEST)
  for (let j = 0; j <= columns; j++) table[j] = j
  for (let i = 1; i <= rows; i++) {
    const row = i * WIDTH
    const above = row - WIDTH
    table[row] = i
    const atA = a.charCodeAt(i - 1)
    for (let j = 1; j <= columns; j++) {
      const atB = b.charCodeAt(j - 1)
      let best = table[above + j - 1]! + (atA === atB ? 0 : 1)
      if (table[above + j]! + 1 < best) best = table[above + j]! + 1
      if (table[row + j - 1]! + 1 < best) best = table[row + j - 1]! + 1
      if (i > 1 && j > 1 && atA === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === atB) {
        const crossed = table[above - WIDTH + j - 2]! + 1
        if (crossed < best) best = crossed
      }
      table[row + j] = best
    }
  }
  return table[rows * WIDTH + columns]!
}
