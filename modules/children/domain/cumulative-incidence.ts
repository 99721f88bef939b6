/** For how long somebody was followed, and what ended it; null where nothing has. */
export interface Lived {
  readonly months: number
  readonly event: 'of_interest' | 'other' | null
}

/**
 * The share in whom the event of interest has come after so many months, where another end competes with it: Aalen and Johansen, Scand. J.
 * Stat. 5:141, 1978. Those who wait still count as long as they were followed. Null where nobody was followed for so long, and nothing
 * ended it for all of them before.
 */
export function cumulativeIncidence(all: readonly Lived[], months: number): number | null {
  if (all.length === 0) return null
  const sorted = all.toSorted((a, b) => a.months - b.months || Number(a.event === null) - Number(b.event === null))
  if (sorted.at(-1)!.months < months && sorted.at(-1)!.event === null) return null
  let free = 1
  let reached = 0
  for (const [index, { months: lived, event }] of sorted.entries()) {
    if (lived > months) break
    if (event === null) continue
    const step = free / (sorted.length - index)
    if (event === 'of_interest') reached += step
    free -= step
  }
  return reached
}
