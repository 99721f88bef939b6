/** A set of groups of which a sum is told, the tables that tell it, and the columns that it says something of. */
export interface ToldSet {
  readonly groups: readonly number[]
  readonly tables: readonly number[]
  readonly level: string
}

/**
 * What is left of a set less others within it that other tables tell: less all of one level (they have nobody in common), and less the
 * largest that have nobody in common, of whatever level. Where a rule for amounts lets the rest pass that more is taken from, it lets
 * pass what is left of fewer and shown cells, too: such rules are subadditive (Cox 1981).
 */
export function* restsOf(sets: readonly ToldSet[], size: number): Generator<readonly number[]> {
  const within = withinEach(sets, size)
  const taken = new Uint8Array(size)
  for (const set of sets) {
    const parts = within(set).filter((part) => !part.tables.some((table) => set.tables.includes(table)))
    for (const family of families(parts)) {
      for (const { groups } of family) for (const group of groups) taken[group] = 1
      const rest = set.groups.filter((group) => taken[group] === 0)
      for (const { groups } of family) for (const group of groups) taken[group] = 0
      if (rest.length > 0) yield rest
    }
  }
}

/** The sets that lie within one, it among them. */
function withinEach(sets: readonly ToldSet[], size: number): (set: ToldSet) => ToldSet[] {
  const setsOf: number[][] = Array.from({ length: size }, () => [])
  for (const [place, { groups }] of sets.entries()) for (const group of groups) setsOf[group]!.push(place)
  const met = new Int32Array(sets.length)
  return ({ groups }) => {
    const meeting: number[] = []
    for (const group of groups) for (const other of setsOf[group]!) if (met[other]!++ === 0) meeting.push(other)
    return meeting.flatMap((other) => {
      const one = sets[other]!
      const isWithin = met[other] === one.groups.length
      met[other] = 0
      return isWithin ? [one] : []
    })
  }
}

/** Sets that may be taken away together, since they have nobody in common. */
function families(within: readonly ToldSet[]): readonly (readonly ToldSet[])[] {
  const levels = Map.groupBy(within, ({ level }) => level)
  if (levels.size < 2) return [...levels.values()]
  const taken = new Set<number>()
  const largest: ToldSet[] = []
  for (const set of within.toSorted((a, b) => b.groups.length - a.groups.length)) {
    if (set.groups.some((group) => taken.has(group))) continue
    for (const group of set.groups) taken.add(group)
    largest.push(set)
  }
  return [...levels.values(), largest]
}
