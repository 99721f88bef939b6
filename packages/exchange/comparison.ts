import type { Instant } from '@gloact/kernel'

/** A place at which two countries do not have the same: hashes, or null where one side has nothing. */
export interface Difference {
  /** `out`: what this country sent, or signed for; `in`: what it received. */
  readonly direction: 'out' | 'in'
  readonly of: 'message' | 'receipt'
  /** The number within the conversation, or the place in the chain. */
  readonly at: number
  readonly here: string | null
  readonly there: string | null
}

/** What the other side told that it has, held against what lies here. No difference: both have the same. */
export interface Comparison {
  readonly at: Instant
  readonly differences: readonly Difference[]
}

/** The last comparison of a conversation with a country, or, without one, of the chains of receipts. */
export interface LastComparison extends Comparison {
  readonly peer: string
  readonly conversationId: string | null
}

/** Differences of one comparison that are kept: beyond them the two sides have nothing in common to look at. */
export const MOST_DIFFERENCES = 50

/** Two lists of hashes by place, 1, 2, 3 …: where they do not agree. `beyond`: what only this side has behind the end of theirs. */
export function differencesOf(
  here: ReadonlyMap<number, string>,
  there: readonly string[],
  of: Pick<Difference, 'direction' | 'of'>,
  beyond: 'is_on_the_way' | 'differs',
): readonly Difference[] {
  const last = beyond === 'differs' ? Math.max(there.length, ...here.keys(), 0) : there.length
  const found: Difference[] = []
  for (let at = 1; at <= last && found.length < MOST_DIFFERENCES; at++) {
    const [ours, theirs] = [here.get(at) ?? null, there[at - 1] ?? null]
    if (ours !== theirs) found.push({ ...of, at, here: ours, there: theirs })
  }
  return found
}
