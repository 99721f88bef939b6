/** All pairs of `columns` columns, ascending. */
export function sortedPairs(columns: number): (readonly [number, number])[] {
  const pairs: (readonly [number, number])[] = []
  for (let a = 0; a < columns; a++) for (let b = a + 1; b < columns; b++) pairs.push([a, b])
  return pairs
}

/** All combinations of at most `most` of `columns` columns, ascending, single ones first. */
export function combinationsUpTo(columns: number, most: number): number[][] {
  let longest: number[][] = [[]]
  const all: number[][] = []
  for (let length = 1; length <= most; length++) {
    longest = longest.flatMap((combination) => {
      const next = (combination.at(-1) ?? -1) + 1
      return Array.from({ length: columns - next }, (_, at) => [...combination, next + at])
    })
    all.push(...longest)
  }
  return all
}
