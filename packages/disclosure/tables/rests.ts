/** A set of groups of which a sum is told, the tables that tell it, and the columns that it says something of. */
export interface ToldSet {
  readonly groups: readonly number[]
  readonly tables: readonly number[]
  /** Sets of one level have nobody in common; null where that is not known. */
  readonly level: string | null
}

/**
 * What is left of a set less others within it that other tables tell: less all of one level, less one alone of which no level is known,
 * and less the largest that have nobody in common, of whatever level. Where a rule for amounts lets the rest pass that more is taken
 * from, it lets pass what is left of fewer and shown cells, too: such rules are subadditive (Cox 1981).
 */
export function* restsOf(sets: readonly ToldSet[], size: number): Generator<readonly number[]> {
  const within = withinEach(sets, size)
  const less = lessOf(size)
  for (const set of sets) {
    const parts = within(set).filter((part) => !part.tables.some((table) => set.tables.includes(table)))
    for (const family of families(parts)) {
      const rest = less(set, family)
      if (rest.length > 0) yield rest
    }
  }
}

/** What is left of a set less all of one level within it that the same table tells: what its hidden cells of that level are together. */
export function hiddenTogether(sets: readonly ToldSet[], size: number): readonly ToldSet[] {
  const within = withinEach(sets, size)
  const less = lessOf(size)
  return sets.flatMap((set) => {
    const parts = within(set).filter((part) => part !== set)
    return set.tables.flatMap((table) =>
      [...levelsOf(parts.filter(({ tables }) => tables.includes(table)))].flatMap((family) => {
        const groups = less(set, family)
        return groups.length > 0 ? [{ groups, tables: [table], level: null }] : []
      }),
    )
  })
}

/** Takes sets away from another. */
function lessOf(size: number): (set: ToldSet, family: readonly ToldSet[]) => readonly number[] {
  const taken = new Uint8Array(size)
  return ({ groups }, family) => {
    for (const part of family) for (const group of part.groups) taken[group] = 1
    const rest = groups.filter((group) => taken[group] === 0)
    for (const part of family) for (const group of part.groups) taken[group] = 0
    return rest
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

const levelsOf = (sets: readonly ToldSet[]): Iterable<readonly ToldSet[]> =>
  Map.groupBy(
    sets.filter(({ level }) => level !== null),
    ({ level }) => level,
  ).values()

/** Sets that may be taken away together, since they have nobody in common. */
function families(within: readonly ToldSet[]): readonly (readonly ToldSet[])[] {
  const levels = [...levelsOf(within)]
  const alone = within.filter(({ level }) => level === null).map((set) => [set])
  if (levels.length + alone.length < 2) return [...levels, ...alone]
  const taken = new Set<number>()
  const largest: ToldSet[] = []
  for (const set of within.toSorted((a, b) => b.groups.length - a.groups.length)) {
    if (set.groups.some((group) => taken.has(group))) continue
    for (const group of set.groups) taken.add(group)
    largest.push(set)
  }
  return [...levels, ...alone, largest]
}
