/** Letters of a text that are looked at; what stands beyond is not compared. */
export const LONGEST = 64
const WIDTH = LONGEST + 1
const table = new Uint8Array(WIDTH * WIDTH)
const matchedA = new Uint8Array(LONGEST)
const matchedB = new Uint8Array(LONGEST)

/** Whether two texts are `most` edits apart or fewer: how many; otherwise `most` + 1. Stops as soon as it is certain. */
export function fewEdits(a: string, b: string, most: number): number {
  const rows = Math.min(a.length, LONGEST)
  const columns = Math.min(b.length, LONGEST)
  if (Math.abs(rows - columns) > most) return most + 1
  let start = 0
  while (start < rows && start < columns && a.charCodeAt(start) === b.charCodeAt(start)) start++
  if (start === rows && start === columns) return 0
  for (let j = 0; j <= columns; j++) table[j] = j
  for (let i = 1; i <= rows; i++) {
    const row = i * WIDTH
    const above = row - WIDTH
    const first = Math.max(1, i - most)
    const last = Math.min(columns, i + most)
    table[row + first - 1] = first === 1 ? i : most + 1
    let least = most + 1
    const atA = a.charCodeAt(i - 1)
    for (let j = first; j <= last; j++) {
      const atB = b.charCodeAt(j - 1)
      let best = table[above + j - 1]! + (atA === atB ? 0 : 1)
      if (j < i + most && table[above + j]! + 1 < best) best = table[above + j]! + 1
      if (table[row + j - 1]! + 1 < best) best = table[row + j - 1]! + 1
      if (i > 1 && j > 1 && atA === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === atB) {
        const crossed = table[above - WIDTH + j - 2]! + 1
        if (crossed < best) best = crossed
      }
      table[row + j] = best
      if (best < least) least = best
    }
    // A crossing reaches back two rows, and costs one.
    if (least > most && i > start + 2) return most + 1
  }
  return Math.min(most + 1, table[rows * WIDTH + columns]!)
}

/** The likeness of Jaro, with Winkler's raise for a common beginning of up to four letters (0 to 1; symmetric). */
export function jaroWinkler(a: string, b: string): number {
  const lengthA = Math.min(a.length, LONGEST)
  const lengthB = Math.min(b.length, LONGEST)
  if (lengthA === 0 || lengthB === 0) return 0
  // In one order always: which letter finds which depends on the side that is read first.
  if (lengthA > lengthB || (lengthA === lengthB && a > b)) return jaroWinkler(b, a)
  const reach = Math.max(0, (lengthB >> 1) - 1)
  matchedA.fill(0, 0, lengthA)
  matchedB.fill(0, 0, lengthB)
  let matches = 0
  for (let i = 0; i < lengthA; i++) {
    const at = a.charCodeAt(i)
    const last = Math.min(lengthB - 1, i + reach)
    for (let j = Math.max(0, i - reach); j <= last; j++) {
      if (matchedB[j] === 1 || b.charCodeAt(j) !== at) continue
      matchedA[i] = 1
      matchedB[j] = 1
      matches++
      break
    }
  }
  if (matches === 0) return 0
  let crossed = 0
  for (let i = 0, j = 0; i < lengthA; i++) {
    if (matchedA[i] === 0) continue
    while (matchedB[j] === 0) j++
    if (a.charCodeAt(i) !== b.charCodeAt(j)) crossed++
    j++
  }
  const jaro = (matches / lengthA + matches / lengthB + (matches - crossed / 2) / matches) / 3
  let begun = 0
  while (begun < 4 && begun < lengthA && a.charCodeAt(begun) === b.charCodeAt(begun)) begun++
  return jaro + begun * 0.1 * (1 - jaro)
}

/** The greatest likeness that `jaroWinkler` can find where no more than `common` letters meet. */
export function mostJaroWinkler(common: number, lengthA: number, lengthB: number, sameFirst: boolean): number {
  if (common <= 0) return 0
  const jaro = (common / lengthA + common / lengthB + 1) / 3
  return sameFirst ? jaro + 0.4 * (1 - jaro) : jaro
}
