import type { WeighedShortlist } from './estimate.ts'

/** So much is left where another request seems to seek the same child: two relatives may seek one. */
const LEFT = 0.1

/**
 * A child whom one request finds almost surely is hardly the one whom another seeks: each probability is lessened by what other requests
 * have of the same child, and brought to sum to 1 again with nobody. A request that is compared alone stays as it was.
 */
export function shareChildren(weighed: readonly WeighedShortlist[]): readonly WeighedShortlist[] {
  const claimed = new Map<string, number>()
  for (const { candidates } of weighed)
    for (const { candidate, probability } of candidates)
      claimed.set(candidate.found.id, (claimed.get(candidate.found.id) ?? 0) + probability)
  return weighed.map((one) => {
    const shares = one.candidates.map(
      ({ candidate, probability }) =>
        probability * Math.max(LEFT, 1 - (claimed.get(candidate.found.id)! - probability)),
    )
    const rest = one.nobody + one.sibling
    const total = shares.reduce((sum, share) => sum + share, rest)
    return {
      ...one,
      nobody: one.nobody / total,
      sibling: one.sibling / total,
      candidates: one.candidates
        .map((candidate, at) => ({ ...candidate, probability: shares[at]! / total }))
        .toSorted(
          (a, b) =>
            b.probability - a.probability ||
            b.score - a.score ||
            (a.candidate.found.id < b.candidate.found.id ? -1 : 1),
        ),
    }
  })
}
