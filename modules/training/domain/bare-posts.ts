/** Somebody who attended a training, where they work now and what they left. */
export interface TrainedPost {
  readonly employer: string
  readonly profession: string
  /** They said at the latest follow-up that they had left, and nobody recorded where to. */
  readonly gone: boolean
  readonly left: readonly { readonly employer: string; readonly profession: string; readonly since: string }[]
}

export interface BarePost {
  readonly employer: string
  readonly profession: string
  /** How many who were trained have left it. */
  readonly left: number
  /** The latest known day of leaving. */
  readonly since: string | null
}

/** Posts that trained people left and in which nobody who was trained remains: where the next seats are needed. */
export function barePosts(people: readonly TrainedPost[]): readonly BarePost[] {
  const keyOf = (employer: string, profession: string) => JSON.stringify([employer, profession])
  const held = new Set(
    people.filter(({ gone }) => !gone).map(({ employer, profession }) => keyOf(employer, profession)),
  )
  const bare = new Map<string, BarePost>()
  const leave = (employer: string, profession: string, since: string | null) => {
    const key = keyOf(employer, profession)
    if (held.has(key)) return
    const before = bare.get(key)
    const latest = before === undefined || (since ?? '') > (before.since ?? '') ? since : before.since
    bare.set(key, { employer, profession, left: (before?.left ?? 0) + 1, since: latest })
  }
  for (const { employer, profession, gone, left } of people) {
    if (gone) leave(employer, profession, null)
    // Somebody who left a post twice left it once.
    const once = new Map(left.map((one) => [keyOf(one.employer, one.profession), one]))
    for (const one of once.values()) leave(one.employer, one.profession, one.since)
  }
  return [...bare.values()].toSorted(
    (a, b) => b.left - a.left || (a.employer < b.employer ? -1 : a.employer > b.employer ? 1 : 0),
  )
}
