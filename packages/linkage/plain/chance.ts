import { randomSource } from '@gloact/kernel'
import { MISSING, type ComparedField } from './fields/field.ts'
import { STRATIFIED, type Frequencies } from './frequencies.ts'
import type { KnownMatches } from './known-matches.ts'
import { OTHER_STRATUM, probabilityOf, SAME_STRATUM, UNKNOWN_STRATUM } from './model.ts'
import type { Records } from './records.ts'
import { ALIKE, GIVEN_NAME_AGREES, type Scorer } from './scorer.ts'
import { stateOf, type Strata } from './strata.ts'
import { countValuePairs, type LevelCounts } from './value-pairs.ts'

const SAMPLED = 300_000
const LEAST = 1e-6
/** With fewer values all pairs of them are compared, and nothing depends on which pairs are drawn. */
const MOST_COMPARED = 1800

/** Fields whose full agreement is no matter of one value's frequency. */
const BY_LEVEL: readonly ComparedField['kind'][] = ['year_of_birth', 'age', 'sex']

/** Makes figures into probabilities, none of them 0. */
export function normalise(figures: readonly number[]): number[] {
  const sum = figures.reduce((total, figure) => total + Math.max(figure, 0), 0)
  const raised = figures.map((figure) => Math.max(figure / Math.max(sum, LEAST), LEAST))
  const total = raised.reduce((all, figure) => all + figure, 0)
  return raised.map((figure) => figure / total)
}

interface ChanceOptions {
  readonly seed: number
  /** Pairs that an earlier model holds for one person's, which are left out, and that model. */
  readonly matches?: KnownMatches
  readonly before?: Scorer
}

/** Chance: levels of pairs of different persons, within strata, between them, and overall; each sums to 1. */
export function estimateChance(
  records: Records,
  stratum: Strata | undefined,
  frequencies: Frequencies,
  options: ChanceOptions,
): number[][][] {
  const { fields } = records
  const given = fields.find(({ kind }) => kind === 'given_name')
  const isSmall = (field: ComparedField): boolean =>
    field.values.length <= MOST_COMPARED || new Set(field.codes).size <= MOST_COMPARED
  const small = fields.map((field) => isSmall(field) && (field.kind !== 'sex' || given === undefined))
  const drawn = small.includes(false) ? drawLevels(records, stratum, small, options) : undefined
  return fields.map((field, at) => {
    const counts = small[at] ? countValuePairs(records, field, stratum, options.matches) : drawn![at]!
    const states = counts.map((levels, state) => {
      const sum = levels.reduce((total, count) => total + count, 0)
      if (sum < 50) return undefined
      const chance = levels.map((count) => (count + 0.5) / (sum + 0.5 * levels.length))
      if (BY_LEVEL.includes(field.kind)) return normalise(chance)
      // The rare level of full agreement is reckoned from all values, also where levels are drawn.
      const equal = frequencies.equal(at, STRATIFIED.includes(field.kind) ? state : UNKNOWN_STRATUM)
      const others = Math.max(1 - chance[0]!, LEAST)
      return normalise([equal, ...chance.slice(1).map((share) => (share / others) * (1 - equal))])
    })
    const overall =
      states[UNKNOWN_STRATUM] ??
      normalise(field.levels.map((_, level) => (level === field.levels.length - 1 ? 0.9 : 0.1)))
    return [states[SAME_STRATUM] ?? overall, states[OTHER_STRATUM] ?? overall, overall]
  })
}

/** Levels of random pairs, of the fields that are not `passed` over. */
function drawLevels(
  records: Records,
  stratum: Strata | undefined,
  passed: readonly boolean[],
  { seed, before }: ChanceOptions,
): LevelCounts[] {
  const { below } = randomSource(seed, 17)
  const { count, fields } = records
  const counts = fields.map(({ levels }) => [0, 1, 2].map(() => levels.map(() => 0)))
  const given = fields.find(({ kind }) => kind === 'given_name')
  const members = new Map<number, number[]>()
  for (let record = 0; record < count; record++) {
    const group = stratum?.codes[record] ?? -1
    if (group < 0) continue
    const list = members.get(group)
    if (list) list.push(record)
    else members.set(group, [record])
  }
  const take = (a: number, b: number, only: number | undefined): void => {
    if (a === b) return
    const state = stateOf(stratum, a, b)
    const share = before === undefined ? 1 : 1 - probabilityOf(before.priorLogOdds + before.weigh(a, b))
    fields.forEach((field, at) => {
      if (passed[at]) return
      const [first, second] = [field.codes[a]!, field.codes[b]!]
      if (first < 0 || second < 0) return
      const level = field.level(first, second)
      if (level === MISSING) return
      if (field.kind === 'sex') {
        // What sex tells beside a given name that agrees is counted within the stratum, where names agree.
        const agrees =
          given !== undefined &&
          given.codes[a]! >= 0 &&
          given.codes[b]! >= 0 &&
          given.level(given.codes[a]!, given.codes[b]!) <= ALIKE
        if (agrees) counts[at]![GIVEN_NAME_AGREES]![level]! += share
        else if (only === undefined) counts[at]![UNKNOWN_STRATUM]![level]! += share
        return
      }
      if (only === undefined) counts[at]![UNKNOWN_STRATUM]![level]! += share
      if (state !== UNKNOWN_STRATUM && (only === undefined ? state === OTHER_STRATUM : only === state))
        counts[at]![state]![level]! += share
    })
  }
  for (let turn = 0; turn < SAMPLED; turn++) {
    take(below(count), below(count), undefined)
    if (stratum === undefined) continue
    const a = below(count)
    const list = members.get(stratum.codes[a]!)
    if (list && list.length > 1) take(a, list[below(list.length)]!, SAME_STRATUM)
  }
  return counts
}
