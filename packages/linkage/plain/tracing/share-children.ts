import type { WeighedShortlist } from './weigh.ts'

/** So much is left where another request surely seeks the same child: two relatives may seek one. */
const LEFT = 0.05
/** Rounds after which probabilities hardly move. */
const ROUNDS = 3

/**
 * A child whom one request finds almost surely is hardly the one whom another seeks: each probability is lessened by what other requests
 * have of the same child, and brought to sum to 1 again with nobody. The children whom others have found leave fewer to be sought, and each
 * of those who are left is the likelier for it: little where few of the children sought are there, much where most are. A request that is
 * compared alone stays as it was.
 *
 * @param cases how many children there are
 */
export function shareChildren(weighed: readonly WeighedShortlist[], cases: number): readonly WeighedShortlist[] {
  const places = new Map<string, number>()
  const placeOf = (id: string): number => {
    let place = places.get(id)
    if (place === undefined) places.set(id, (place = places.size))
    return place
  }
  const requests = weighed.map((one) => ({
    one,
    children: Int32Array.from(one.shortlist.candidates.found, ({ id }) => placeOf(id)),
    alone: one.probabilities,
    now: one.probabilities.slice(),
    rest: 1,
  }))
  const claimed = new Float64Array(places.size)
  for (let round = 0; round < ROUNDS; round++) {
    claimed.fill(0)
    for (const { children, now } of requests)
      for (let at = 0; at < now.length; at++) claimed[children[at]!]! += now[at]!
    let taken = 0
    for (const claim of claimed) taken += Math.min(1 - LEFT, claim)
    for (const request of requests) {
      const { one, children, alone, now } = request
      const own = Math.min(1 - LEFT, sumOf(now))
      const free = Math.max(LEFT, 1 - Math.max(0, taken - own) / Math.max(1, cases))
      const rest = one.nobody + one.sibling
      let total = rest
      for (let at = 0; at < now.length; at++) {
        const others = claimed[children[at]!]! - now[at]!
        const share = (alone[at]! * Math.max(LEFT, 1 - others)) / free
        now[at] = share
        total += share
      }
      for (let at = 0; at < now.length; at++) now[at]! /= total
      request.rest = 1 / total
    }
  }
  return requests.map(({ one, now, rest }) => ({
    ...one,
    nobody: one.nobody * rest,
    sibling: one.sibling * rest,
    probabilities: now,
  }))
}

const sumOf = (figures: Float64Array): number => figures.reduce((sum, figure) => sum + figure, 0)
