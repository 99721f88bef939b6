/** What people decided about two practitioners, where it still holds. */
export interface SameDecision {
  readonly one: string
  readonly other: string
  readonly same: boolean
}

/**
 * Who stands for whom: each practitioner that was merged with others, by the least id among them. Nothing is moved: when a decision is
 * undone the answer is what it was before.
 */
export function samePeople(decisions: readonly SameDecision[]): ReadonlyMap<string, string> {
  const above = new Map<string, string>()
  const rootOf = (id: string): string => {
    let root = id
    for (let next = above.get(root); next !== undefined; next = above.get(root)) root = next
    return root
  }
  for (const { one, other, same } of decisions) {
    if (!same) continue
    const [a, b] = [rootOf(one), rootOf(other)]
    if (a !== b) above.set(a < b ? b : a, a < b ? a : b)
  }
  return new Map([...above.keys()].map((id) => [id, rootOf(id)]))
}

/** A pair as it is kept and compared: the lesser id first. */
export const pairOf = (one: string, other: string): readonly [string, string] =>
  one < other ? [one, other] : [other, one]
