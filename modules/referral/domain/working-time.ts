/** A day, from when it begins, and whether people work on it. */
export interface CalendarDay {
  readonly start: number
  readonly works: boolean
}

/**
 * How much working time had passed by a moment, in milliseconds from the first of these days: the whole of every working day, nothing of a
 * weekend or a holiday. What lies between two moments is the difference. A moment outside the days counts as the nearest of them.
 */
export function workedBy(days: readonly CalendarDay[]): (at: number) => number {
  const before: number[] = []
  let sum = 0
  for (const [index, { start, works }] of days.entries()) {
    before.push(sum)
    if (works) sum += (days[index + 1]?.start ?? start) - start
  }
  return (at) => {
    let [low, high] = [0, days.length - 1]
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      if (days[middle]!.start <= at) low = middle
      else high = middle - 1
    }
    const day = days[low]
    if (!day) return 0
    const end = days[low + 1]?.start ?? day.start
    return before[low]! + (day.works ? Math.max(0, Math.min(at, end) - day.start) : 0)
  }
}
