import { logarithm2 } from '@gloact/kernel'
import { MISSING } from './fields/field.ts'
import { logOddsOf, OTHER_STRATUM, SAME_STRATUM, UNKNOWN_STRATUM, type LinkageModel } from './model.ts'
import type { Records } from './records.ts'
import { isNameKind } from './schema.ts'
import { STRATIFIED, type Frequencies } from './frequencies.ts'
import { stateOf, type Strata } from './strata.ts'

export interface Scorer {
  readonly records: Records
  readonly model: LinkageModel
  /** Sum of the weights of all fields, in bits; the prior is not in it. */
  weigh(a: number, b: number): number
  /**
   * The weight of each field, in the order of the records' fields, and after them that of the order of names. Returns
   * their sum, which is exactly `weigh`.
   */
  terms(a: number, b: number, into: Float64Array): number
  /**
   * The level of each field (`MISSING` where one has none) and log2 of the chance of meeting it. Returns whether given and
   * family name were taken crosswise.
   */
  levels(a: number, b: number, levels: Uint8Array, chances: Float32Array): boolean
  /** The share of records that have the value of a record in a field, among its stratum where that tells. */
  share(at: number, record: number): number
  /** How the strata of two records stand to one another. */
  strata(a: number, b: number): number
  /** Readies the scorer for the records' guest (number `count`), after it was admitted. */
  admit(): void
  /** log2 odds before anything is compared. */
  readonly priorLogOdds: number
}

/** Chance agreement on a value is never rarer than one record in so many. */
const LEAST_CHANCE = 1e-7

/** Levels of a given name up to this one agree. */
export const ALIKE = 2
/** The place of the chances of a sex, where the given name agrees. */
export const GIVEN_NAME_AGREES = SAME_STRATUM
/**
 * In bits, more than this an equal value does not gain where the strata differ: who is of which stratum is often wrong, and
 * what was not seen in both is not known for rare.
 */
const MOST_BETWEEN = 3
/** How far a name's own count of near ones is believed, against the average. */
const KEPT_SHARE = 0.8

/** Readies a model for many comparisons. */
export function createScorer(records: Records, model: LinkageModel, frequencies: Frequencies, known?: Strata): Scorer {
  const { fields } = records
  const size = fields.length
  const given = fields.findIndex(({ kind }) => kind === 'given_name')
  const family = fields.findIndex(({ kind }) => kind === 'family_name')
  const crossable = given >= 0 && family >= 0
  const priorLogOdds = logOddsOf(model.prior)
  const swapWeight = logarithm2(model.swapped)
  const keepWeight = logarithm2(1 - model.swapped)
  const codes = fields.map((field) => field.codes)
  const levelOf = fields.map((field) => field.level)

  // weight[field][state * WIDTH + level]; level 0 holds the average.
  const WIDTH = 8
  const weights = model.fields.map(({ m, u }) => {
    const table = new Float64Array(3 * WIDTH)
    u.forEach((chances, state) =>
      chances.forEach((chance, level) => (table[state * WIDTH + level] = logarithm2(m[level]! / chance))),
    )
    return table
  })
  // Years and ages agree where their values differ: what a value's frequency is says nothing of them.
  const frequent = fields.map(({ kind }) => kind !== 'age' && kind !== 'year_of_birth' && kind !== 'sex')
  const near = fields.map(({ kind }, at) => isNameKind(kind) && model.fields[at]!.u[0]![1]! > 0)
  const chanceBits = model.fields.map(({ u }) => {
    const table = new Float64Array(3 * WIDTH)
    u.forEach((chances, state) =>
      chances.forEach((chance, level) => (table[state * WIDTH + level] = logarithm2(chance))),
    )
    return table
  })
  const sameM = model.fields.map(({ m }) => m[0]!)
  const nearBits = model.fields.map(({ m }) => logarithm2(m[1]!))
  const sameBits = sameM.map((share) => logarithm2(share))
  // The scale by which the chance of an equal value is another between strata than overall.
  const between = model.fields.map(({ u }) => u[OTHER_STRATUM]![0]! / u[UNKNOWN_STRATUM]![0]!)
  // With places for a guest's values, which are as rare as any, and for the guest.
  const byValue = frequencies.overall.map((shares, at) => {
    const rarest = shares.reduce((least, share) => Math.min(least, share), 1)
    return valueWeights(shares, at, size, valueWeight(rarest, at))
  })
  const byRecord = frequencies.within.map((shares, at) => valueWeights(shares, at, 1, 0))
  const otherShift = between.map((scale) => Math.min(MOST_BETWEEN, -logarithm2(scale)))

  function valueWeights(shares: Float32Array, at: number, more: number, others: number): Float32Array {
    const into = new Float32Array(shares.length + more).fill(others)
    for (let index = 0; index < shares.length; index++) into[index] = valueWeight(shares[index]!, at)
    return into
  }

  function valueWeight(share: number, at: number): number {
    return share > 0 ? logarithm2(sameM[at]! / Math.max(share, LEAST_CHANCE)) : 0
  }

  /** The weight of an equal value: by its frequency, and never under that of the next level. */
  function sameWeight(at: number, state: number, record: number, code: number): number {
    if (!frequent[at]) return weights[at]![state * WIDTH]!
    const weight =
      state === SAME_STRATUM
        ? byRecord[at]![record]!
        : byValue[at]![code]! + (state === OTHER_STRATUM ? otherShift[at]! : 0)
    return Math.max(weight, weights[at]![state * WIDTH + 1]!)
  }

  const strata = (a: number, b: number): number => stateOf(known, a, b)

  const stratified = fields.map(({ kind }) => STRATIFIED.includes(kind))
  const sex = fields.findIndex(({ kind }) => kind === 'sex')
  const stateFor = (at: number, state: number): number => (stratified[at] ? state : UNKNOWN_STRATUM)

  /** A given name tells the sex: where it agrees, that the sex does tells little more. */
  function sexState(a: number, b: number): number {
    if (sex < 0 || given < 0) return UNKNOWN_STRATUM
    const [one, two] = [codes[given]![a]!, codes[given]![b]!]
    return one >= 0 && two >= 0 && levelOf[given]!(one, two) <= ALIKE ? GIVEN_NAME_AGREES : UNKNOWN_STRATUM
  }

  /** The weight of field `at` for a value of record `a` against one of `b`; 0 where one is missing. */
  function weightOf(at: number, state: number, record: number, other: number, first: number, second: number): number {
    if (first < 0 || second < 0) return 0
    const level = levelOf[at]!(first, second)
    if (level === MISSING) return 0
    if (level === 0) return sameWeight(at, state, record, first)
    if (level === 1 && near[at]) return nearWeight(at, state, record, other, first, second)
    return weights[at]![state * WIDTH + level]!
  }

  /**
   * The weight of two names that are the same by letters or by sound: by how many others would be, as with a value's
   * frequency; not over what either would weigh if both were written so, nor under the next level.
   */
  function nearWeight(at: number, state: number, a: number, b: number, first: number, second: number): number {
    const usual = weights[at]![state * WIDTH + 1]!
    const stratum = state === SAME_STRATUM ? known!.codes[a]! : known === undefined ? -1 : -2
    const one = stratum === -2 ? undefined : frequencies.near(at, stratum, first)
    const two = stratum === -2 ? undefined : frequencies.near(at, stratum, second)
    if (one === undefined || two === undefined) return usual
    const chance = model.fields[at]!.u[state]![1]!
    const own = (one + two) / 2
    const weight = nearBits[at]! - logarithm2(KEPT_SHARE * own + (1 - KEPT_SHARE) * chance)
    const most = Math.min(sameWeight(at, state, a, first), sameWeight(at, state, b, second))
    return Math.max(Math.min(weight, most), weights[at]![state * WIDTH + 2]!)
  }

  // What the names of one pair are worth crosswise: written by `cross`, in full and each half.
  let crossFirst = 0
  let crossSecond = 0

  /**
   * Given against family name. Each pair of parts weighs the mean of what it would as a given and as a family name, so
   * that (a, b) and (b, a) weigh the same.
   */
  function cross(state: number, a: number, b: number): boolean {
    const [givenA, familyA, givenB, familyB] = [
      codes[given]![a]!,
      codes[family]![a]!,
      codes[given]![b]!,
      codes[family]![b]!,
    ]
    const halfA = givenA >= 0 && familyB >= 0
    const halfB = givenB >= 0 && familyA >= 0
    if (!halfA && !halfB) return false
    crossFirst = halfA ? crossWeight(state, givenA, familyB) : 0
    crossSecond = halfB ? crossWeight(state, familyA, givenB) : 0
    return true
  }

  function crossWeight(state: number, first: number, second: number): number {
    const level = levelOf[given]!(first, second)
    if (level !== 0) return (weights[given]![state * WIDTH + level]! + weights[family]![state * WIDTH + level]!) / 2
    // Equal: by its frequency among all, since a given name may never stand among the family names of its stratum.
    const nearest = (weights[given]![state * WIDTH + 1]! + weights[family]![state * WIDTH + 1]!) / 2
    const [one, two] = [byValue[given]![first]!, byValue[family]![first]!]
    return Math.max(Math.min(one, two), nearest)
  }

  const scratch = new Float64Array(size + 1)

  function terms(a: number, b: number, into: Float64Array): number {
    const state = strata(a, b)
    let sum = 0
    for (let at = 0; at < size; at++) {
      const first = codes[at]![a]!
      const second = codes[at]![b]!
      into[at] =
        first < 0 || second < 0
          ? 0
          : weightOf(at, at === sex ? sexState(a, b) : stateFor(at, state), a, b, first, second)
    }
    into[size] = 0
    if (crossable) {
      const straight = into[given]! + into[family]!
      if (cross(state, a, b) && crossFirst + crossSecond + swapWeight > straight + keepWeight) {
        // Halved, so that the terms of (a, b) are those of (b, a).
        const half = (crossFirst + crossSecond) / 2
        into[given] = half
        into[family] = half
        into[size] = swapWeight
      } else if (
        codes[given]![a]! >= 0 &&
        codes[given]![b]! >= 0 &&
        codes[family]![a]! >= 0 &&
        codes[family]![b]! >= 0
      ) {
        into[size] = keepWeight
      }
    }
    for (let at = 0; at <= size; at++) {
      const term = into[at]! * model.discount
      into[at] = term
      sum += term
    }
    return sum
  }

  return {
    records,
    model,
    priorLogOdds,
    strata,
    admit() {
      frequencies.forget()
      if (known === undefined) return
      const guest = records.count
      known.place(guest)
      for (let at = 0; at < size; at++)
        byRecord[at]![guest] = valueWeight(frequencies.withinOf(at, known.codes[guest]!, codes[at]![guest]!), at)
    },
    share: (at, record) =>
      (stratified[at] ? frequencies.within[at]![record] : undefined) ||
      (frequencies.overall[at]![codes[at]![record]!] ?? 1),
    terms,
    weigh: (a, b) => terms(a, b, scratch),
    levels(a, b, levels, chances) {
      const state = strata(a, b)
      terms(a, b, scratch)
      const crossed = crossable && scratch[size] === swapWeight * model.discount
      for (let at = 0; at < size; at++) {
        const against = crossed && at === given ? family : crossed && at === family ? given : at
        const [first, second] = [codes[at]![a]!, codes[against]![b]!]
        const level = first < 0 || second < 0 ? MISSING : levelOf[at]!(first, second)
        levels[at] = level
        if (level === MISSING) continue
        const own = at === sex ? sexState(a, b) : stateFor(at, state)
        if (level === 0) chances[at] = sameBits[at]! - sameWeight(at, own, a, first)
        else if (level === 1 && near[at] && against === at)
          chances[at] = nearBits[at]! - nearWeight(at, own, a, b, first, second)
        else chances[at] = chanceBits[at]![own * WIDTH + level]!
      }
      return crossed
    },
  }
}
