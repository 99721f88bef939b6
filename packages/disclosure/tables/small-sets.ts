import { groupsTaken, sumOf, type Effort, type RowSpace, type Vector } from './row-space.ts'

/** Who holds the groups: those of each, and how many persons one of them stands for. */
export interface Holders {
  readonly of: readonly (readonly number[])[]
  readonly sizes: readonly number[]
}

/** How many hold groups together. */
export function numberOf(groups: Iterable<number>, { of, sizes }: Holders): number {
  const holding = new Set<number>()
  for (const group of groups) for (const holder of of[group]!) holding.add(holder)
  let number = 0
  for (const holder of holding) number += sizes[holder]!
  return number
}

/**
 * Looks among all that follows (`reduced`) for groups, each taken once, that fewer than the threshold hold: `isTold` says whether it
 * matters, and of what does not, all else is looked at. Every such set is the sum of the basis vectors that its leading groups lead. So
 * one is begun with each, and what stands in the way (a group taken twice, or negatively, or one that is too many) is repaired by adding
 * one of those that change it. Bounded by who is in it for certain, and by what it takes at least to repair the rest. `unknown` where
 * that takes more than the effort.
 */
export function smallSetOf(
  reduced: RowSpace['reduced'],
  holders: Holders,
  threshold: number,
  isTold: (groups: readonly number[]) => boolean,
  effort: Effort,
): readonly number[] | 'unknown' | undefined {
  const search: Search = {
    reduced,
    holders,
    threshold,
    isTold,
    effort,
    changing: changingOf(reduced),
    isDecided: new Uint8Array(reduced.length),
  }
  const nothing: Chosen = { leads: new Set(), holding: new Set(), number: 0, vector: new Map() }
  for (const at of reduced.keys()) {
    search.isDecided[at] = 1
    const found = look(search, withLead(search, nothing, at))
    if (found) return found
  }
  return undefined
}

interface Search {
  readonly reduced: RowSpace['reduced']
  readonly holders: Holders
  readonly threshold: number
  readonly isTold: (groups: readonly number[]) => boolean
  readonly effort: Effort
  /** The basis vectors that a group is in and does not lead. */
  readonly changing: ReadonlyMap<number, readonly number[]>
  /** Vectors that are chosen, or were tried and stay out. */
  readonly isDecided: Uint8Array
}

/** A sum of basis vectors, and who holds the groups that lead them. */
interface Chosen {
  readonly leads: ReadonlySet<number>
  readonly holding: ReadonlySet<number>
  readonly number: number
  readonly vector: Vector
}

/** A group that is not settled: whether it may stay, the vectors that change it, who may come by that, and how many come at least. */
interface Open {
  readonly group: number
  readonly mayStay: boolean
  readonly others: readonly number[]
  readonly coming: readonly number[]
  readonly least: number
}

/** A search that goes deeper is given up, for each step is a call within the one before. */
const DEEPEST = 500

function look(search: Search, chosen: Chosen): readonly number[] | 'unknown' | undefined {
  const { reduced, holders, threshold, effort, changing, isDecided } = search
  if (chosen.leads.size > DEEPEST) return 'unknown'
  const comingWith = (group: number): readonly number[] => holders.of[group]!.filter((one) => !chosen.holding.has(one))
  const numberComing = (coming: readonly number[]): number => coming.reduce((sum, one) => sum + holders.sizes[one]!, 0)
  const open: Open[] = []
  const certain = new Set(chosen.leads)
  for (const [group, value] of chosen.vector) {
    if (chosen.leads.has(group)) continue
    const coming = value === 1 ? [...comingWith(group)] : []
    let least = value === 1 ? numberComing(coming) : Number.POSITIVE_INFINITY
    const mayStay = chosen.number + least < threshold
    if (!mayStay) [coming.length, least] = [0, Number.POSITIVE_INFINITY]
    const others: number[] = []
    for (const at of changing.get(group) ?? []) {
      if (isDecided[at] === 1) continue
      effort.left--
      const own = comingWith(reduced[at]!.lead)
      const number = numberComing(own)
      if (chosen.number + number >= threshold) continue
      others.push(at)
      coming.push(...own)
      least = Math.min(least, number)
    }
    if (others.length > 0) open.push({ group, mayStay, others, coming, least })
    else if (mayStay) certain.add(group)
    else return undefined
  }
  effort.left -= chosen.vector.size
  if (effort.left < 0) return 'unknown'
  open.sort((a, b) => Number(a.mayStay) - Number(b.mayStay) || a.others.length - b.others.length)
  if (numberOf(certain, holders) >= threshold || isTooFar(open, chosen.number, threshold)) return undefined
  return repair(search, chosen, open, certain)
}

/** Whether groups that nobody comes by twice bring too many together. */
function isTooFar(open: readonly Open[], number: number, threshold: number): boolean {
  const used = new Set<number>()
  let sum = number
  for (const { coming, least } of open) {
    if (coming.some((one) => used.has(one))) continue
    for (const one of coming) used.add(one)
    sum += least
    if (sum >= threshold) return true
  }
  return false
}

/** What a choice is where nothing has to be repaired, and otherwise what comes of repairing it. */
function repair(
  search: Search,
  chosen: Chosen,
  open: readonly Open[],
  certain: Set<number>,
): readonly number[] | 'unknown' | undefined {
  const { holders, threshold, isTold, isDecided } = search
  const tried: number[] = []
  const tryAll = (ats: readonly number[]): readonly number[] | 'unknown' | undefined => {
    for (const at of ats) {
      if (isDecided[at] === 1) continue
      isDecided[at] = 1
      tried.push(at)
      const found = look(search, withLead(search, chosen, at))
      if (found) return found
    }
    return undefined
  }
  const afterAll = (): readonly number[] | 'unknown' | undefined => {
    if (open[0] && !open[0].mayStay) return tryAll(open[0].others)
    const groups = groupsTaken(chosen.vector)!
    if (numberOf(groups, holders) < threshold && isTold(groups)) return groups
    // One of these has to go, where they are too many together; where they are not, any of them may.
    for (const { group, others } of open) {
      const found = tryAll(others)
      if (found) return found
      certain.add(group)
      if (numberOf(certain, holders) >= threshold) return undefined
    }
    return undefined
  }
  const found = afterAll()
  for (const at of tried) isDecided[at] = 0
  return found
}

function withLead({ reduced, holders }: Search, { leads, holding, vector }: Chosen, at: number): Chosen {
  const { lead, vector: added } = reduced[at]!
  const all = new Set([...leads, lead])
  return {
    leads: all,
    holding: new Set([...holding, ...holders.of[lead]!]),
    number: numberOf(all, holders),
    vector: sumOf(vector, added),
  }
}

function changingOf(reduced: RowSpace['reduced']): ReadonlyMap<number, readonly number[]> {
  const changing = new Map<number, number[]>()
  for (const [at, { lead, vector }] of reduced.entries()) {
    for (const group of vector.keys()) {
      if (group === lead) continue
      const ats = changing.get(group)
      if (ats) ats.push(at)
      else changing.set(group, [at])
    }
  }
  return changing
}
