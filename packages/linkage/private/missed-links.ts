import { exponential, logarithm, randomSource } from '@gloact/kernel'
import type { PlantedCase } from './planted-cases.ts'

/** What planted people say of the links between lists: pairs of records that are one person’s. */
export interface MissedLinks {
  /** Planted people who are on every list, by whom it was measured. */
  readonly planted: number
  /** Links that were made, planted people left out. */
  readonly linked: number
  /** Links that there are, by how planted people were divided, and between which numbers with a probability of 95 %. */
  readonly expected: number
  readonly lower: number
  readonly upper: number
}

/** Tables that are corrected for links that were missed. */
export interface CorrectedTables {
  readonly counts: Uint32Array
  readonly draws: readonly Uint32Array[]
  readonly linkedCounts: Uint32Array
  readonly links: MissedLinks
}

export interface LinkedTables {
  /** Persons by the lists they are on, planted people left out. */
  readonly counts: Uint32Array
  readonly draws: readonly Uint32Array[]
  readonly recordsPerList: readonly number[]
  /** How planted people are divided where every pair is linked that is looked at. */
  readonly cases: readonly PlantedCase[]
}

/** By fewer planted people nothing is measured: of ten a missed one is a tenth. */
export const LEAST_PLANTED = 20
/** More sets of lists than those of so many are not told apart by planted people. */
export const MOST_LISTS_MEASURED = 6
const REPLICATES = 200
const ROUNDS = 300
/** As many persons as it counts for what is usual of a set of lists. */
const DRAWN = 5
const LEAST_USUAL = 1e-3
/** Half a person, divided altogether: that nobody was missed among so many does not prove that nobody is. */
const UNSEEN_CASE = 0.5

/**
 * Corrects the tables of a linkage for the links that it missed. A person on some lists is counted as several persons on fewer; how
 * often, planted people tell, of whom it is known where they are. Draws link each pair by its probability, so that they have as
 * many links as there are among the pairs that are looked at, wrong ones in place of right ones; which of their pairs are looked at planted people
 * tell. The table that most likely gave what was drawn is found by expectation and maximisation. For each corrected
 * draw planted people are weighed by chance (Bayesian bootstrap, Rubin 1981) and who is divided is drawn again, so that what so
 * few of them leave open is in it.
 */
export function correctForMissed(tables: LinkedTables, seed: number): CorrectedTables {
  const { counts, draws, recordsPerList, cases } = tables
  const corrected = (table: ArrayLike<number>, shares: Float64Array) =>
    keepRecords(undivided(table, shares), recordsPerList)
  const drawn = Float64Array.from(counts, (_, lists) =>
    draws.reduce((sum, draw) => sum + draw[lists]! / draws.length, 0),
  )
  const even = cases.map(() => 1 / cases.length)
  const central = corrected(drawn, sharesOf(cases, even))
  const replicates = Array.from({ length: REPLICATES }, (_, replicate) => {
    const { unit } = randomSource(seed, replicate + 1)
    const weights = weightsBy(unit, cases.length)
    const shares = sharesOf(cases, weights)
    const likely = corrected(draws[replicate % draws.length]!, shares)
    return corrected(dividedAgain(likely, cases, weights, unit), shares)
  })
  const expected = linksIn(central)
  // A share by which is divided, drawn again and again, makes too many links on average: as many are taken as are expected.
  const mean = replicates.reduce((sum, table) => sum + linksIn(table) / REPLICATES, 0)
  const centred = replicates.map((table) =>
    keepRecords(
      Float64Array.from(table, (count) => (count * expected) / Math.max(1, mean)),
      recordsPerList,
    ),
  )
  const links = centred.map(linksIn).toSorted((x, y) => x - y)
  const at = (share: number): number => links[Math.round(share * (links.length - 1))]!
  // Percentiles, or as far on the other side of what is expected, whichever is the wider: few planted people make either too narrow.
  const [low, high] = [at(0.025), at(0.975)]
  return {
    counts: central,
    draws: centred.slice(0, draws.length),
    linkedCounts: counts,
    links: {
      planted: cases.length,
      linked: linksIn(counts),
      expected,
      lower: Math.max(0, Math.min(low, 2 * expected - high)),
      upper: Math.max(high, 2 * expected - low),
    },
  }
}

const sizeOf = (lists: number): number => {
  let size = 0
  for (let left = lists; left > 0; left >>= 1) size += left & 1
  return size
}

/** Pairs of records that a table says are one person’s. */
const linksIn = (table: Uint32Array): number => table.reduce((sum, count, lists) => sum + count * pairsOf(lists), 0)

/** Weights that sum to one, the last that of a person who was not seen: divided altogether. */
function weightsBy(unit: () => number, people: number): number[] {
  const drawn = Array.from({ length: people }, () => -logarithm(1 - unit()))
  // A gamma of one half is half the square of a normal number.
  const normal = Math.sqrt(-2 * logarithm(1 - unit())) * Math.cos(2 * Math.PI * unit())
  const all = [...drawn, UNSEEN_CASE * normal * normal]
  const sum = all.reduce((total, one) => total + one, 0)
  return all.map((one) => one / sum)
}

const partsOf = (own: readonly PlantedCase[], person: number, lists: number): readonly number[] =>
  own[person]?.[lists] ?? alone(lists)

const alone = (lists: number): number[] =>
  Array.from({ length: 32 }, (_, list) => 1 << list).filter((bit) => (lists & bit) !== 0)

/** How many persons on each set of lists (columns) are made of one who is on such lists (rows). */
function sharesOf(own: readonly PlantedCase[], weights: readonly number[]): Float64Array {
  const sets = own[0]!.length
  const shares = new Float64Array(sets * sets)
  for (const [person, weight] of weights.entries()) {
    for (let lists = 1; lists < sets; lists++) {
      for (const part of partsOf(own, person, lists)) shares[lists * sets + part]! += weight
    }
  }
  return shares
}

/**
 * The table that most likely gave what was counted: expectation and maximisation from the counts as they are. Sets of lists that few
 * are on are drawn towards what lists and the number of lists let expect (a gamma prior): else one person counted on four lists
 * would be taken for as many as are divided before one is not.
 */
function undivided(counted: ArrayLike<number>, shares: Float64Array): Float64Array {
  const sets = counted.length
  const parts = Float64Array.from({ length: sets }, (_, lists) =>
    shares.subarray(lists * sets, (lists + 1) * sets).reduce((sum, share) => sum + share, 0),
  )
  let table = Float64Array.from(counted, (count, lists) => (lists === 0 ? 0 : count + 0.5))
  const { usual, fit } = usualTable(sets)
  for (let round = 0; round < ROUNDS; round++) {
    const made = new Float64Array(sets)
    for (let lists = 1; lists < sets; lists++) {
      for (let part = 1; part < sets; part++) made[part]! += table[lists]! * shares[lists * sets + part]!
    }
    fit(table)
    const next = new Float64Array(sets)
    for (let lists = 1; lists < sets; lists++) {
      let sum = 0
      for (let part = 1; part < sets; part++) {
        if (made[part]! > 0) sum += (shares[lists * sets + part]! * counted[part]!) / made[part]!
      }
      const found = (table[lists]! * sum) / parts[lists]!
      next[lists] = sizeOf(lists) > 1 ? (found + DRAWN) / (1 + DRAWN / usual[lists]!) : found
    }
    table = next
  }
  return table
}

/** How many persons on two lists or more the lists and the number of lists let expect: by iterative scaling, a step a round. */
function usualTable(sets: number) {
  const several = Array.from({ length: sets }, (_, lists) => lists).filter((lists) => sizeOf(lists) > 1)
  const bits = alone(sets - 1)
  const usual = new Float64Array(sets).fill(1)
  const scale = (factor: (lists: number) => number): void => {
    for (const lists of several) usual[lists] = Math.max(LEAST_USUAL, usual[lists]! * factor(lists))
  }
  const sum = (table: Float64Array, weight: (lists: number) => number): number =>
    several.reduce((total, lists) => total + table[lists]! * weight(lists), 0)
  return {
    usual,
    fit(table: Float64Array): void {
      const all = sum(table, () => 1) / sum(usual, () => 1)
      scale(() => all)
      for (const bit of bits) {
        const isOn = (lists: number): number => ((lists & bit) === 0 ? 0 : 1)
        const root = Math.sqrt(sum(table, isOn) / sum(usual, isOn))
        scale((lists) => (isOn(lists) === 1 ? root : 1))
      }
      const together = logarithm(sum(table, pairsOf) / sum(usual, pairsOf)) / pairsOf(sets - 1)
      scale((lists) => exponential(together * pairsOf(lists)))
    },
  }
}

const pairsOf = (lists: number): number => (sizeOf(lists) * (sizeOf(lists) - 1)) / 2

/** Whole numbers, with as many records a list as there are: those on one list alone are what the others leave. */
function keepRecords(table: Float64Array, recordsPerList: readonly number[]): Uint32Array {
  const whole = Uint32Array.from(table, (count, lists) => (sizeOf(lists) > 1 ? Math.round(count) : 0))
  for (const [list, records] of recordsPerList.entries()) {
    const onSeveral = whole.reduce((sum, count, lists) => sum + (((lists >> list) & 1) === 1 ? count : 0), 0)
    whole[1 << list] = Math.max(0, records - onSeveral)
  }
  return whole
}

/** Everybody divided once more, each as a planted person was whom chance picks. */
function dividedAgain(
  table: Uint32Array,
  own: readonly PlantedCase[],
  weights: readonly number[],
  unit: () => number,
): Uint32Array {
  const upTo = weights.map((_, at) => weights.slice(0, at + 1).reduce((sum, one) => sum + one, 0))
  const made = new Uint32Array(table.length)
  for (const [lists, count] of table.entries()) {
    if (sizeOf(lists) < 2) {
      made[lists]! += count
      continue
    }
    for (let one = 0; one < count; one++) {
      const at = unit()
      const person = upTo.findIndex((limit) => at < limit)
      for (const part of partsOf(own, person < 0 ? own.length : person, lists)) made[part]!++
    }
  }
  return made
}
