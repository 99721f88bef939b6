/** What one of the staff opened on one day: how many identities, of how many files, and what for. */
export interface OpeningDay {
  readonly staffId: string
  /** `YYYY-MM-DD`. */
  readonly day: string
  readonly opened: number
  readonly files: number
  readonly purposes: readonly { readonly purpose: string; readonly count: number }[]
}

export interface ScoredDay extends OpeningDay {
  /** What is usual: the median of the person's other days, or of everybody's where they have too few. */
  readonly usual: number
  /** How many times the usual; one decimal. */
  readonly score: number
  /** Worth a person's look. A number suggests; only a person can know why somebody had to look. */
  readonly unusual: boolean
}

/** Fewer days than this say nothing of a habit. */
const DAYS_OF_HABIT = 5
/** When a day is pointed at: from so many openings on, where they are so many times the usual. A country decides both. */
export interface UnusualDay {
  readonly atLeast: number
  readonly timesUsual: number
}

/** General knowledge: below ten a day, and below three times the usual, nothing is pointed at. */
export const USUAL_LIMITS: UnusualDay = { atLeast: 10, timesUsual: 3 }

/** Scores every day against the person's own habit. The order of the days is kept. */
export function scoreDays(days: readonly OpeningDay[], limits: UnusualDay = USUAL_LIMITS): readonly ScoredDay[] {
  const ofAll = median(days.map(({ opened }) => opened))
  const byStaff = Map.groupBy(days, ({ staffId }) => staffId)
  return days.map((day) => {
    const others = (byStaff.get(day.staffId) ?? []).filter((other) => other.day !== day.day)
    const usual = Math.max(1, others.length < DAYS_OF_HABIT ? ofAll : median(others.map(({ opened }) => opened)))
    const score = Math.round((day.opened / usual) * 10) / 10
    return { ...day, usual, score, unusual: day.opened >= limits.atLeast && score >= limits.timesUsual }
  })
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const above = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? above : ((sorted[middle - 1] ?? 0) + above) / 2
}
