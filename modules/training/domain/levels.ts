import { BARRIERS } from './follow-up.ts'

/** What participants are asked about an event, each from 1 to 5 (Kirkpatrick, level 1). */
export const SATISFACTION_ITEMS = ['useful', 'clear', 'pace', 'trainers', 'practical'] as const
export type SatisfactionItem = (typeof SATISFACTION_ITEMS)[number]
export type Ratings = Readonly<Record<SatisfactionItem, number>>

export interface Spread {
  readonly n: number
  readonly mean: number | null
  /** The standard deviation of those who answered; null below two. */
  readonly spread: number | null
}

export function spreadOf(values: readonly number[]): Spread {
  const n = values.length
  if (n === 0) return { n, mean: null, spread: null }
  const mean = values.reduce((sum, value) => sum + value, 0) / n
  if (n === 1) return { n, mean, spread: null }
  return { n, mean, spread: Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1)) }
}

/** One answer months later. */
export interface FollowedUp {
  readonly uses: boolean
  /** The team found the example to be one; null where nobody has looked. */
  readonly verified: boolean | null
  readonly inPost: boolean
  readonly barriers: readonly string[]
}

export const CONFIRMATIONS = ['yes', 'no', 'cannot_say'] as const
export type Confirmation = (typeof CONFIRMATIONS)[number]

/** Level 3: of those who attended, how many answered; of those who answered, what they say. */
export function behaviour(given: {
  readonly attended: number
  readonly answers: readonly FollowedUp[]
  readonly confirmations: readonly (Confirmation | null)[]
}) {
  const { attended, answers, confirmations } = given
  const share = (count: number, of: number) => ({ count, of, share: of === 0 ? null : count / of })
  const answered = confirmations.filter((one) => one !== null)
  return {
    responses: share(answers.length, attended),
    uses: share(answers.filter(({ uses }) => uses).length, answers.length),
    verified: share(answers.filter(({ uses, verified }) => uses && verified === true).length, answers.length),
    inPost: share(answers.filter(({ inPost }) => inPost).length, answers.length),
    barriers: BARRIERS.map((barrier) => ({
      barrier,
      ...share(answers.filter(({ barriers }) => barriers.includes(barrier)).length, answers.length),
    })),
    confirmed: share(answered.filter((one) => one === 'yes').length, answered.length),
    asked: confirmations.length,
  }
}

/** A count of so many, as it may leave the team: neither those counted nor the rest are a few. */
export const mayLeave = (count: number, of: number, threshold: number): boolean =>
  (count === 0 || count >= threshold) && (of - count === 0 || of - count >= threshold) && of >= threshold
