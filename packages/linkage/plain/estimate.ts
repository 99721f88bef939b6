import { logarithm2 } from '@gloact/kernel'
import { calibrate } from './calibrate.ts'
import { estimateChance, normalise } from './chance.ts'
import { MISSING, type ComparedField } from './fields/field.ts'
import { countFrequencies, STRATIFIED, type Frequencies } from './frequencies.ts'
import { probabilityOf, SAME_STRATUM, UNKNOWN_STRATUM, type FieldModel, type LinkageModel } from './model.ts'
import { gatherPatterns, matchesOf, type CandidateSample, type Patterns } from './patterns.ts'
import { createScorer, type Scorer } from './scorer.ts'
import type { Records } from './records.ts'
import type { Strata } from './strata.ts'

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
const SURE = 0.5
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
  /** The model of an earlier round: random pairs that are likely one person's are left out of chance. */
  readonly before?: Scorer
  readonly rounds: number
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
  const { before, seed } = options
  const matches = before && matchesOf(sample, before)
  const frequencies = countFrequencies(records, stratum, matches)
  const chance = estimateChance(records, stratum, frequencies, { seed, ...(matches && { matches, before }) })
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
    discount: options.before?.model.discount ?? 1,
    prior: options.before?.model.prior ?? Math.min(0.1, records.count / 4 / options.pairs),
  }
  let scorer = createScorer(records, model, frequencies, stratum)
  let expected = 0
  for (let round = 0; round < options.rounds; round++) {
    const patterns = gatherPatterns(scorer, sample)
    const learned = learn(sample, patterns, model, fields, options.pairs)
    model = { ...model, fields: settle(learned.m), swapped: learned.swapped, prior: learned.prior }
    model = { ...model, ...calibrate(sample, patterns, model) }
    expected = model.prior * options.pairs
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
  const { discount } = model
  let { prior, swapped } = model
  let active = Int32Array.from({ length: sample.a.length }, (_, at) => at)
  const weights = new Float64Array(size)
  const expectations = fields.map((field) => expectedOf(field).map((share) => (share * EXPECTED_PAIRS) / each))
  for (let step = 0; step < STEPS; step++) {
    const seen = expectations.map((levels) => [...levels])
    const bits = m.map((shares) => shares.map((share) => logarithm2(share)))
    let crossedMatches = 0.03 * EXPECTED_PAIRS
    let matches = EXPECTED_PAIRS
    let sum = 0
    const odds = logarithm2(prior / (1 - prior))
    const swap = logarithm2(swapped)
    const hopeful: number[] = []
    for (const pair of active) {
      let total = odds + (crossed[pair] ? swap * discount : 0)
      let most = 0
      const from = pair * size
      for (let at = 0; at < size; at++) {
        const level = levels[from + at]!
        const weight = level === MISSING ? 0 : bits[at]![level]! - chances[from + at]!
        weights[at] = weight * discount
        if (weight < most) most = weight
        total += weight * discount
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
        // Chosen by the others alone, counted by all: those that are no match after all do not count as errors.
        const others = probabilityOf(total - weights[at]!)
        if (others > SURE) seen[at]![level] = seen[at]![level]! + probability
      }
    }
    if (step === 1) active = Int32Array.from(hopeful)
    m = seen.map((shares) => normalise(shares))
    prior = Math.min(0.5, Math.max(1, sum * each) / pairs)
    swapped = Math.min(0.3, Math.max(0.001, crossedMatches / matches))
  }
  return { m, prior, swapped }
}
