import { createCandidateWalk, sharesKey, type Candidates } from './candidates.ts'
import { MISSING, type ComparedField } from './fields/field.ts'
import {
  OTHER_STRATUM,
  probabilityOf,
  SAME_STRATUM,
  UNKNOWN_STRATUM,
  type FieldModel,
  type LinkageModel,
} from './model.ts'
import { createRandom } from './random.ts'
import type { Records } from './records.ts'
import type { Strata } from './strata.ts'
import { countFrequencies, createScorer, STRATIFIED, type Frequencies, type Scorer } from './scorer.ts'

/** What is expected of a field before anything is seen, as so many pairs: full agreement, then each further level. */
const EXPECTED: Readonly<Record<string, readonly number[]>> = {
  date_of_birth: [0.8, 0.08, 0.05, 0.03, 0.04],
  year_of_birth: [0.85, 0.08, 0.04, 0.03],
  age: [0.7, 0.18, 0.08, 0.04],
  sex: [0.94, 0.02, 0.04],
  stratum: [0.9, 0.02, 0.08],
  category: [0.85, 0.05, 0.1],
  place: [0.75, 0.08, 0.05, 0.12],
  identifier: [0.85, 0.06, 0.03, 0.06],
  number: [0.8, 0.08, 0.04, 0.08],
  text: [0.75, 0.1, 0.06, 0.09],
}
const NAME = [0.7, 0.12, 0.08, 0.04, 0.06]
const EXPECTED_PAIRS = 20
const SAMPLED = 200_000
const MOST_PATTERNS = 300_000
const LEAST = 1e-6
const SURE = 0.8
const STEPS = 12
const HOPELESS = 16

const expectedOf = (field: ComparedField): readonly number[] => EXPECTED[field.kind] ?? NAME

export interface Estimated {
  readonly model: LinkageModel
  readonly frequencies: Frequencies
  readonly scorer: Scorer
  /** Pairs of one person that are expected among all that may be compared. */
  readonly expectedMatches: number
}

export interface EstimateOptions {
  readonly seed: number
  readonly strata: Strata | undefined
  /** How many pairs may be compared. */
  readonly pairs: number
  /** Whether a record counts (one record a person, where duplicates are known already). */
  readonly counts: (record: number) => boolean
  /** The model of an earlier round: random pairs that are likely one person's are left out of chance. */
  readonly before?: Scorer
  readonly rounds: number
}

/** Makes figures into probabilities, none of them 0. */
function normalise(figures: readonly number[]): number[] {
  const sum = figures.reduce((total, figure) => total + Math.max(figure, 0), 0)
  const raised = figures.map((figure) => Math.max(figure / Math.max(sum, LEAST), LEAST))
  const total = raised.reduce((all, figure) => all + figure, 0)
  return raised.map((figure) => figure / total)
}

/** Chance: levels of random pairs, within strata, between them, and overall. */
function estimateChance(
  records: Records,
  stratum: Strata | undefined,
  frequencies: Frequencies,
  options: EstimateOptions,
): number[][][] {
  const random = createRandom(options.seed)
  const counts = records.fields.map(({ levels }) =>
    [0, 1, 2].map(() => Array.from<number>({ length: levels.length }).fill(0)),
  )
  const members = new Map<number, number[]>()
  const counted: number[] = []
  for (let record = 0; record < records.count; record++) {
    if (!options.counts(record)) continue
    counted.push(record)
    const group = stratum?.codes[record] ?? -1
    if (group < 0) continue
    const list = members.get(group)
    if (list) list.push(record)
    else members.set(group, [record])
  }
  const take = (a: number, b: number, only: number | undefined): void => {
    if (a === b) return
    const state = stratum === undefined ? UNKNOWN_STRATUM : stateOf(stratum, a, b)
    const share =
      options.before === undefined ? 1 : 1 - probabilityOf(options.before.priorLogOdds + options.before.weigh(a, b))
    records.fields.forEach((field, at) => {
      const [first, second] = [field.codes[a]!, field.codes[b]!]
      if (first < 0 || second < 0) return
      const level = field.level(first, second)
      if (level === MISSING) return
      if (only === undefined || only === UNKNOWN_STRATUM) counts[at]![UNKNOWN_STRATUM]![level]! += share
      if (state !== UNKNOWN_STRATUM && (only === undefined ? state === OTHER_STRATUM : only === state))
        counts[at]![state]![level]! += share
    })
  }
  for (let turn = 0; turn < SAMPLED; turn++) {
    take(counted[random(counted.length)]!, counted[random(counted.length)]!, undefined)
    if (stratum === undefined) continue
    const a = counted[random(counted.length)]!
    const list = members.get(stratum.codes[a]!)
    if (list && list.length > 1) take(a, list[random(list.length)]!, SAME_STRATUM)
  }
  return records.fields.map((field, at) => {
    const agree = (state: number): number =>
      equalShare(records, field, frequencies.overall[at]!, state, stratum, frequencies.within[at]!)
    const states = counts[at]!.map((levels, state) => {
      const sum = levels.reduce((total, count) => total + count, 0)
      if (sum < 50) return undefined
      // The rare level of full agreement is reckoned from the frequencies where that says more than the sample.
      const chance = levels.map((count) => (count + 0.5) / (sum + 0.5 * levels.length))
      const exact =
        state === OTHER_STRATUM || field.kind === 'year_of_birth' || field.kind === 'age' ? chance[0]! : agree(state)
      return normalise([exact, ...chance.slice(1)])
    })
    const overall =
      states[UNKNOWN_STRATUM] ??
      normalise(field.levels.map((_, level) => (level === field.levels.length - 1 ? 0.9 : 0.1)))
    return [states[SAME_STRATUM] ?? overall, states[OTHER_STRATUM] ?? overall, overall]
  })
}

function stateOf(stratum: Strata, a: number, b: number): number {
  const [one, two] = [stratum.codes[a]!, stratum.codes[b]!]
  return one < 0 || two < 0 ? UNKNOWN_STRATUM : one === two ? SAME_STRATUM : OTHER_STRATUM
}

/** The chance that two records have an equal value. */
function equalShare(
  records: Records,
  field: ComparedField,
  overall: Float32Array,
  state: number,
  stratum: Strata | undefined,
  within: Float32Array,
): number {
  let sum = 0
  let filled = 0
  for (let record = 0; record < records.count; record++) {
    const code = field.codes[record]!
    if (code < 0 || (state === SAME_STRATUM && stratum!.codes[record]! < 0)) continue
    sum += state === SAME_STRATUM ? within[record]! : overall[code]!
    filled++
  }
  return filled === 0 ? LEAST : sum / filled
}

/** Some of the pairs that keys bring together, and which fields some key found each without. */
export interface CandidateSample {
  readonly a: Int32Array
  readonly b: Int32Array
  /** For each pair and field, 1 where a key found it that uses nothing of the field. */
  readonly free: Uint8Array
  /** How many candidates there are for each that is here. */
  readonly each: number
}

/** Levels of sampled pairs, and the log2 of the chance of meeting each. */
interface Patterns {
  readonly levels: Uint8Array
  readonly chances: Float32Array
  readonly crossed: Uint8Array
}

function gatherPatterns(scorer: Scorer, sample: CandidateSample): Patterns {
  const size = scorer.records.fields.length
  const count = sample.a.length
  const levels = new Uint8Array(count * size)
  const chances = new Float32Array(count * size)
  const crossed = new Uint8Array(count)
  const own = new Uint8Array(size)
  const chance = new Float32Array(size)
  for (let pair = 0; pair < count; pair++) {
    crossed[pair] = scorer.levels(sample.a[pair]!, sample.b[pair]!, own, chance) ? 1 : 0
    levels.set(own, pair * size)
    chances.set(chance, pair * size)
  }
  return { levels, chances, crossed }
}

/** A share of all candidates, the same at any time. */
export function sampleCandidates(
  records: Records,
  candidates: Candidates,
  allowed: (a: number, b: number) => boolean,
): CandidateSample {
  const size = records.fields.length
  const { keys, most } = candidates
  const each = Math.max(1, Math.ceil(most / MOST_PATTERNS))
  const drawn = (a: number, b: number): boolean =>
    each === 1 || ((Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b)) >>> 8) % each === 0
  const taken: number[] = []
  const walk = createCandidateWalk(records, candidates, (a, b) => drawn(a, b) && allowed(a, b))
  for (let turn = 0; turn < keys.length; turn++) walk(turn, (a, b) => taken.push(a, b))
  const count = taken.length / 2
  const a = Int32Array.from({ length: count }, (_, at) => taken[at * 2]!)
  const b = Int32Array.from({ length: count }, (_, at) => taken[at * 2 + 1]!)
  const free = new Uint8Array(count * size)
  for (let pair = 0; pair < count; pair++) {
    let left = size
    for (const key of keys) {
      if (!sharesKey(key, a[pair]!, b[pair]!)) continue
      for (let at = 0; at < size; at++) {
        if (free[pair * size + at] === 1 || key.fields.includes(at)) continue
        free[pair * size + at] = 1
        left--
      }
      if (left === 0) break
    }
  }
  return { a, b, free, each }
}

/** Raises m/u of a better level to at least that of the next: agreeing more never tells less. */
function monotone(m: readonly number[], u: readonly number[]): number[] {
  const ratios = m.map((share, level) => ({ m: share, u: u[level]!, levels: 1 }))
  const pools: { m: number; u: number; levels: number }[] = []
  for (const ratio of ratios) {
    pools.push({ ...ratio })
    while (pools.length > 1) {
      const upper = pools[pools.length - 2]!
      const lower = pools[pools.length - 1]!
      if (upper.m * lower.u >= lower.m * upper.u) break
      pools.splice(-2, 2, { m: upper.m + lower.m, u: upper.u + lower.u, levels: upper.levels + lower.levels })
    }
  }
  const raised: number[] = []
  for (const pool of pools) {
    for (let level = 0; level < pool.levels; level++) raised.push((pool.m / pool.u) * u[raised.length]!)
  }
  return normalise(raised)
}

/**
 * Estimates the model without any label: chance from frequencies and random pairs within the stratum, held fixed; how
 * often one person's records agree on a field from the pairs that some key found without that field, each counted by
 * what all the other fields say of it; and how many matches there are.
 */
export function estimateModel(records: Records, sample: CandidateSample, options: EstimateOptions): Estimated {
  const { fields } = records
  const { strata: stratum } = options
  const frequencies = countFrequencies(records, stratum, options.counts)
  const chance = estimateChance(records, stratum, frequencies, options)
  const settle = (shares: readonly (readonly number[])[]): FieldModel[] =>
    fields.map((field, at) => ({
      field: field.name,
      levels: field.levels,
      m: monotone(
        shares[at]!,
        chance[at]![stratum && STRATIFIED.includes(field.kind) ? SAME_STRATUM : UNKNOWN_STRATUM]!,
      ),
      u: chance[at]!.map((u) => u),
    }))
  let model: LinkageModel = {
    fields: settle(
      options.before?.model.fields.map(({ m }) => m) ?? fields.map((field) => normalise(expectedOf(field))),
    ),
    stratum: fields.find(({ kind }) => kind === 'stratum')?.name,
    swapped: options.before?.model.swapped ?? 0.03,
    prior: options.before?.model.prior ?? Math.min(0.1, records.count / 4 / options.pairs),
  }
  let scorer = createScorer(records, model, frequencies, stratum)
  let expected = 0
  for (let round = 0; round < options.rounds; round++) {
    const learned = learn(sample, gatherPatterns(scorer, sample), model, fields, options.pairs)
    expected = learned.expected
    model = {
      ...model,
      fields: settle(learned.m),
      swapped: learned.swapped,
      prior: Math.min(0.5, Math.max(expected, 1) / options.pairs),
    }
    scorer = createScorer(records, model, frequencies, stratum)
  }
  return { model, frequencies, scorer, expectedMatches: expected }
}

/** A few steps of expectation and maximisation with chance held fixed. */
function learn(
  sample: CandidateSample,
  patterns: Patterns,
  model: LinkageModel,
  fields: readonly ComparedField[],
  pairs: number,
) {
  const size = fields.length
  const { levels, chances, crossed } = patterns
  const { free, each } = sample
  let m = model.fields.map((field) => [...field.m])
  let { prior, swapped } = model
  let expected = prior * pairs
  let active = Int32Array.from({ length: sample.a.length }, (_, at) => at)
  const weights = new Float64Array(size)
  const expectations = fields.map((field) => expectedOf(field).map((share) => (share * EXPECTED_PAIRS) / each))
  for (let step = 0; step < STEPS; step++) {
    const seen = expectations.map((levels) => [...levels])
    const bits = m.map((shares) => shares.map((share) => Math.log2(share)))
    let crossedMatches = 0.03 * EXPECTED_PAIRS
    let matches = EXPECTED_PAIRS
    let sum = 0
    const odds = Math.log2(prior / (1 - prior))
    const swap = Math.log2(swapped)
    const hopeful: number[] = []
    for (const pair of active) {
      let total = odds + (crossed[pair] ? swap : 0)
      let most = 0
      const from = pair * size
      for (let at = 0; at < size; at++) {
        const level = levels[from + at]!
        const weight = level === MISSING ? 0 : bits[at]![level]! - chances[from + at]!
        weights[at] = weight
        if (weight < most) most = weight
        total += weight
      }
      if (total > -HOPELESS) hopeful.push(pair)
      const probability = probabilityOf(total)
      sum += probability
      if (crossed[pair]) crossedMatches += probability
      matches += probability
      // Without its weakest field it is no match either: it tells of no field.
      if (total - most < 0) continue
      for (let at = 0; at < size; at++) {
        const level = levels[from + at]!
        if (level === MISSING || free[from + at] === 0) continue
        const others = probabilityOf(total - weights[at]!)
        if (others > SURE) seen[at]![level] = seen[at]![level]! + others
      }
    }
    if (step === 1) active = Int32Array.from(hopeful)
    m = seen.map((shares) => normalise(shares))
    expected = Math.max(1, sum * each)
    prior = Math.min(0.5, expected / pairs)
    swapped = Math.min(0.3, Math.max(0.001, crossedMatches / matches))
  }
  return { m, expected, swapped }
}
