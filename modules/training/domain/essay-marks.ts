/** What one person gave an essay, from 0 to 100. */
export interface GivenMark {
  readonly markerId: string
  readonly mark: number
}

/** From this difference on two who marked should talk about it. */
export const FAR_APART = 25

/** The mean of two different people; null while there are fewer. */
export function agreedMark(given: readonly GivenMark[]): { readonly mark: number; readonly apart: boolean } | null {
  const marks = [...new Map(given.map(({ markerId, mark }) => [markerId, mark])).values()]
  if (marks.length < 2) return null
  const [low, high] = [Math.min(...marks), Math.max(...marks)]
  return { mark: marks.reduce((sum, mark) => sum + mark, 0) / marks.length, apart: high - low >= FAR_APART }
}
